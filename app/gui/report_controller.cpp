// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/report_controller.h"

#include "audit/presets.h"
#include "gui/shared_project.h"
#include "language/wordnet.h"
#include "project/audits.h"
#include "project/project.h"
#include "report/write.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/models/ablation_view.h"

#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace brera::gui {
namespace {

using widgets::JobEnd;
using widgets::Outcome;

QString channel() {
    return QStringLiteral("report");
}

/// What is worth saying of a report that has been written.
struct Written {
    qint64 units = 0;
    qint64 missing = 0;
};

ReportOffer offerOf(report::Subject::Kind kind, const std::string& name, const QString& title) {
    ReportOffer offer;
    offer.title = title.arg(QString::fromStdString(name));
    offer.name = QString::fromStdString(name);
    offer.subject.kind = kind;
    offer.subject.name = name;
    return offer;
}

/// The searches that are kept, and those that come with Brera.
QList<ReportOffer> offersOf(project::Project& project) {
    using Kind = report::Subject::Kind;
    QList<ReportOffer> offers;
    const QString audit = ReportController::tr("Audit: %1");
    const auto saved = project::Audits(project).searches();
    for (const auto& search : saved) {
        offers.append(offerOf(Kind::Audit, search.name, audit));
    }
    for (const auto& preset : audit::presets()) {
        const bool known = std::any_of(saved.begin(), saved.end(), [&](const auto& search) {
            return search.name == preset.name;
        });
        if (!known) {
            offers.append(offerOf(Kind::Audit, std::string(preset.name), audit));
        }
    }
    return offers;
}

Written writeReport(const std::filesystem::path& path, const ReportWish& wish,
                    const std::stop_token& stop, const Progress& progress) {
    auto project = project::Project::open(path, project::OpenMode::ReadOnly);
    std::optional<language::WordNet> lexicon; // read when a word is to be widened
    const auto widen = [&](std::string_view word) {
        if (!lexicon) {
            lexicon.emplace();
        }
        return lexicon->widen(word);
    };
    report::CollectOptions options;
    options.title = wish.title.toStdString();
    options.exemplars = wish.exemplars;
    options.pictures = report::showsPictures(report::fileKindOf(wish.file.toStdString()));
    const auto& offer = wish.offer;
    report::Report report;
    if (offer.compared.isEmpty()) {
        report = report::collect(project, offer.subject, options, widen, stop, progress);
    } else {
        auto second =
            project::Project::open(offer.compared.toStdString(), project::OpenMode::ReadOnly);
        const auto comparison =
            audit::compare(project, second, offer.comparison.compared, widen, stop, progress);
        report = report::collectComparison(project, second, comparison, offer.comparison, options,
                                           stop, progress);
    }
    report::write(report, wish.file.toStdString(), stop, progress);
    return {static_cast<qint64>(report::unitCount(report)),
            static_cast<qint64>(report.missing.size())};
}

} // namespace

ReportController::ReportController(widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs) {
    connect(&jobs, &widgets::JobController::progressed, this,
            [this](const QString& name, const ProgressUpdate& update) {
                if (name == channel()) {
                    Q_EMIT progressed(update);
                }
            });
}

ReportController::~ReportController() = default;

void ReportController::findOffers(const std::shared_ptr<SharedProject>& project) {
    m_jobs.start<QList<ReportOffer>>(
        QStringLiteral("report offers"), this,
        [path = project->path()](const std::stop_token&, const Progress&) {
            auto own = project::Project::open(path, project::OpenMode::ReadOnly);
            return offersOf(own);
        },
        [this](const Outcome<QList<ReportOffer>>& outcome) {
            if (outcome.value) {
                Q_EMIT offersFound(*outcome.value);
            }
        });
}

void ReportController::start(const std::shared_ptr<SharedProject>& project,
                             const ReportWish& wish) {
    m_jobs.start<Written>(
        channel(), this,
        [project, wish](const std::stop_token& stop, const Progress& progress) {
            project->writeQueued(); // what was said last is in the report too
            return writeReport(project->path(), wish, stop, progress);
        },
        [this, file = wish.file](const Outcome<Written>& outcome) {
            switch (outcome.end) {
            case JobEnd::Done: {
                QString summary = widgets::unitsText(outcome.value->units);
                if (outcome.value->missing > 0) {
                    summary += tr(", %Ln image(s) could not be read", nullptr,
                                  static_cast<int>(outcome.value->missing));
                }
                Q_EMIT done(file, summary);
                break;
            }
            case JobEnd::Cancelled:
                Q_EMIT cancelled();
                break;
            case JobEnd::Failed:
                Q_EMIT failed(outcome.message);
                break;
            }
        });
    Q_EMIT started(tr("Writing %1").arg(QFileInfo(wish.file).fileName()));
}

void ReportController::cancel() {
    m_jobs.cancel(channel());
}

bool ReportController::isRunning() const {
    return m_jobs.isRunning(channel());
}

} // namespace brera::gui
