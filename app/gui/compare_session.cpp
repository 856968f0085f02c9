// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare_session.h"

#include "audit/widen.h"
#include "base/error.h"
#include "gui/demo_pair.h"
#include "gui/frame_geometry.h"
#include "gui/shared_project.h"
#include "project/project.h"
#include "widgets/jobs/job_controller.h"

#include <QDir>
#include <QFileInfo>

#include <unordered_map>

namespace brera::gui {
namespace {

using widgets::ComparedProjects;
using widgets::CompareWish;
using widgets::JobEnd;
using widgets::Outcome;

/// One thread: its pictures stand beside those of the first project, which has two.
constexpr int kThreads = 1;
constexpr std::size_t kPictureBytes = std::size_t{64} << 20;

struct Result {
    std::shared_ptr<ComparedProjects> compared;
    widgets::FrameGeometry geometry; ///< of the other project
    QString datasetHash;             ///< of the other project
};

QString channel() {
    return QStringLiteral("compare");
}

std::vector<double> thresholdsOf(const project::Project& project,
                                 const std::vector<audit::ComparedUnit>& units) {
    std::unordered_map<std::string, std::unordered_map<std::int64_t, double>> known;
    std::vector<double> thresholds;
    thresholds.reserve(units.size());
    for (const audit::ComparedUnit& unit : units) {
        const auto [layer, fresh] = known.try_emplace(unit.unit.layer);
        if (fresh) {
            for (const project::UnitHead& head : project.units(unit.unit.layer)) {
                layer->second[head.unit] = head.threshold;
            }
        }
        thresholds.push_back(layer->second[unit.unit.index]);
    }
    return thresholds;
}

/// `work` (first project, second project, options, widening), with both open for reading.
template <typename Work>
auto withBoth(const QString& firstPath, const CompareWish& wish, SharedProject& shared,
              const Work& work) {
    // Verdicts and words that wait to be written count too.
    shared.with([](project::Project&) {});
    auto first = project::Project::open(firstPath.toStdString(), project::OpenMode::ReadOnly);
    auto second = project::Project::open(wish.second.toStdString(), project::OpenMode::ReadOnly);
    if (second.status() != project::ExtractionStatus::Complete) {
        throw ProjectError(wish.second.toStdString() +
                           " is not finished: open it and let its exemplars be found first.");
    }
    const project::Widen widen = audit::widenByWordNet();
    audit::CompareOptions options;
    options.query = wish.query.toStdString();
    options.audit = wish.audit.toStdString();
    return work(first, second, options, widen);
}

Result compareProjects(const QString& firstPath, const CompareWish& wish, SharedProject& shared,
                       const std::stop_token& stop, const Progress& progress) {
    return withBoth(
        firstPath, wish, shared,
        [&](project::Project& first, project::Project& second, const audit::CompareOptions& options,
            const project::Widen& widen) {
            Result result;
            result.compared = std::make_shared<ComparedProjects>();
            ComparedProjects& compared = *result.compared;
            compared.comparison = audit::compare(first, second, options, widen, stop, progress);
            compared.firstThresholds = thresholdsOf(first, compared.comparison.first.units);
            compared.secondThresholds = thresholdsOf(second, compared.comparison.second.units);
            compared.firstPath = firstPath;
            compared.secondPath = wish.second;
            compared.audited = !wish.query.isEmpty();
            const project::ProjectInputs inputs = second.inputs();
            result.geometry = geometryOf(inputs);
            result.datasetHash = QString::fromStdString(inputs.datasetHash);
            return result;
        });
}

/// Null when the projects have other units by now.
widgets::Compared recountProjects(const QString& firstPath, const CompareWish& wish,
                                  SharedProject& shared, const ComparedProjects& last,
                                  const std::stop_token& stop) {
    return withBoth(
        firstPath, wish, shared,
        [&](project::Project& first, project::Project& second, const audit::CompareOptions& options,
            const project::Widen& widen) -> widgets::Compared {
            auto compared = std::make_shared<ComparedProjects>(last);
            compared->audited = !wish.query.isEmpty();
            return audit::recount(compared->comparison, first, second, options, widen, stop)
                       ? compared
                       : nullptr;
        });
}

} // namespace

CompareSession::CompareSession(widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_thumbnails(kThreads, kPictureBytes) {
    connect(&jobs, &widgets::JobController::progressed, this,
            [this](const QString& name, const ProgressUpdate& update) {
                if (name == channel()) {
                    Q_EMIT progressed(update);
                }
            });
}

CompareSession::~CompareSession() = default;

void CompareSession::begin(const QString& path) {
    forget();
    m_first = path;
}

void CompareSession::forget() {
    m_jobs.drop(channel());
    m_jobs.drop(QStringLiteral("compareChoices"));
    m_thumbnails.close();
    m_first.clear();
    m_wish = {};
    m_last.reset();
}

bool CompareSession::isRunning() const {
    return m_jobs.isRunning(channel());
}

void CompareSession::compare(const CompareWish& wish, std::shared_ptr<SharedProject> shared,
                             std::shared_ptr<widgets::PictureStore> pictures,
                             const QString& datasetHash) {
    const QFileInfo second(wish.second);
    if (second.canonicalFilePath() == QFileInfo(m_first).canonicalFilePath()) {
        m_jobs.drop(channel());
        m_last.reset();
        Q_EMIT failed(tr("%1 is the project that is open. Choose another one, which a different "
                         "network made of the same images.")
                          .arg(second.fileName()));
        return;
    }
    const bool sameProject = m_last && m_last->secondPath == wish.second;
    const bool otherAudit = wish.query != m_wish.query || wish.audit != m_wish.audit;
    m_wish = wish;
    if (sameProject && otherAudit) {
        recount(wish, std::move(shared), std::move(pictures), datasetHash);
        return;
    }
    m_last.reset();
    Q_EMIT started(tr("Comparing with %1").arg(second.completeBaseName()));
    m_jobs.start<Result>(
        channel(), this,
        [first = m_first, wish, shared = std::move(shared)](const std::stop_token& stop,
                                                            const Progress& progress) {
            return compareProjects(first, wish, *shared, stop, progress);
        },
        [this, wish, pictures = std::move(pictures), datasetHash](Outcome<Result> outcome) {
            switch (outcome.end) {
            case JobEnd::Cancelled:
                Q_EMIT cancelled();
                return;
            case JobEnd::Failed:
                Q_EMIT failed(outcome.message);
                return;
            case JobEnd::Done:
                break;
            }
            const Result& result = *outcome.value;
            // The same pictures, seen the same way, need to be decoded once.
            const bool same = pictures && !datasetHash.isEmpty() &&
                              result.datasetHash == datasetHash &&
                              pictures->geometry() == result.geometry;
            m_thumbnails.open(wish.second.toStdString(),
                              same ? pictures
                                   : std::make_shared<widgets::PictureStore>(result.geometry));
            m_last = result.compared;
            Q_EMIT done(m_last);
        });
}

void CompareSession::recount(const CompareWish& wish, std::shared_ptr<SharedProject> shared,
                             std::shared_ptr<widgets::PictureStore> pictures,
                             const QString& datasetHash) {
    m_jobs.start<widgets::Compared>(
        channel(), this,
        [first = m_first, wish, shared, last = m_last](const std::stop_token& stop,
                                                       const Progress&) {
            return recountProjects(first, wish, *shared, *last, stop);
        },
        [this, wish, shared, pictures = std::move(pictures),
         datasetHash](const Outcome<widgets::Compared>& outcome) {
            if (outcome.end == JobEnd::Cancelled) {
                Q_EMIT cancelled();
            } else if (outcome.end == JobEnd::Failed) {
                m_last.reset();
                Q_EMIT failed(outcome.message);
            } else if (!*outcome.value) {
                m_last.reset();
                compare(wish, shared, pictures, datasetHash);
            } else {
                m_last = *outcome.value;
                Q_EMIT done(m_last);
            }
        });
}

void CompareSession::cancel() {
    m_jobs.cancel(channel());
}

void CompareSession::prepareDemo() {
    Q_EMIT started(tr("Preparing the demo’s plain and blurred-faces networks"));
    m_jobs.start<DemoPair>(
        channel(), this,
        [](const std::stop_token& stop, const Progress& progress) {
            return prepareDemoPair(stop, progress);
        },
        [this](const Outcome<DemoPair>& outcome) {
            if (outcome.end == JobEnd::Cancelled) {
                Q_EMIT cancelled();
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            } else {
                Q_EMIT demoReady(QString::fromStdString(outcome.value->plain.string()),
                                 QString::fromStdString(outcome.value->blurredFaces.string()));
            }
        });
}

void CompareSession::findChoices(const QStringList& others) {
    struct Choices {
        QList<widgets::CompareChoice> found;
        bool demo = false;
    };
    m_jobs.start<Choices>(
        QStringLiteral("compareChoices"), this,
        [first = m_first, others](std::stop_token, const Progress&) {
            const QFileInfo own(first);
            QFileInfoList files = own.absoluteDir().entryInfoList(
                {QStringLiteral("*.brera")}, QDir::Files | QDir::Readable, QDir::Name);
            for (const QString& path : others) {
                files << QFileInfo(path);
            }
            Choices choices;
            QStringList seen{own.canonicalFilePath()};
            for (const QFileInfo& file : files) {
                const QString path = file.canonicalFilePath();
                if (!path.isEmpty() && !seen.contains(path)) {
                    seen << path;
                    choices.found << widgets::CompareChoice{file.completeBaseName(),
                                                            file.absoluteFilePath()};
                }
            }
            choices.demo = isDemo(first.toStdString());
            return choices;
        },
        [this](const Outcome<Choices>& outcome) {
            if (outcome.end == JobEnd::Done) {
                Q_EMIT choicesFound(outcome.value->found, outcome.value->demo);
            }
        });
}

} // namespace brera::gui
