// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ablation_jobs.h"

#include "demo/evaluation_sets.h"
#include "gui/ablation_session.h"
#include "gui/shared_project.h"
#include "project/experiments.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/thread_niceness.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace brera::gui {
namespace {

using widgets::CurveRequest;
using widgets::CurveView;
using widgets::JobEnd;
using widgets::Outcome;

constexpr int kTellMilliseconds = 400;
/// Enough for a mean and a range; the paper's own number of orders is not much larger.
constexpr int kPresetTrials = 10;

QString channel() {
    return QStringLiteral("ablation-job");
}

} // namespace

AblationJobs::AblationJobs(widgets::JobController& jobs, AblationSession& session, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_session(session) {
    connect(&jobs, &widgets::JobController::progressed, this,
            [this](const QString& name, const ProgressUpdate& update) {
                if (name == channel()) {
                    Q_EMIT progressed(update);
                }
            });
    connect(&session, &AblationSession::looked, this, &AblationJobs::loadKeptImportances);
    connect(&session, &AblationSession::prepared, this, &AblationJobs::loadImportances);
    connect(&session, &AblationSession::ready, this, [this] {
        if (m_waiting) {
            std::exchange(m_waiting, {})();
        }
    });
    connect(&session, &AblationSession::changed, this, [this](const widgets::AblationView& view) {
        // What it waited for will not come.
        if (m_waiting && !view.problem.isEmpty()) {
            m_waiting = {};
            Q_EMIT failed(view.problem);
        }
    });
}

AblationJobs::~AblationJobs() = default;

void AblationJobs::open(std::shared_ptr<SharedProject> project) {
    m_project = std::move(project);
    loadCurves();
}

void AblationJobs::close() {
    const bool ran = isRunning();
    m_waiting = {};
    for (const QString& each :
         {channel(), QStringLiteral("ablation-known"), QStringLiteral("ablation-curves")}) {
        m_jobs.drop(each);
    }
    m_project.reset();
    m_curves.clear();
    m_importances.clear();
    m_keptAlone = false;
    m_shown = {};
    if (ran) {
        Q_EMIT cancelled();
    }
    Q_EMIT importancesChanged();
    Q_EMIT curvesChanged();
    Q_EMIT curveShown();
}

void AblationJobs::begin(const QString& title, std::function<void()> run) {
    if (!m_project || isRunning()) {
        return;
    }
    m_title = title;
    if (m_session.isReady()) {
        run();
    } else {
        m_waiting = std::move(run);
        m_session.prepare();
    }
    Q_EMIT started();
}

std::shared_ptr<SharedProject> AblationJobs::lentProject() const {
    const auto project = m_writing.lock();
    return project && project->isLent() ? project : nullptr;
}

void AblationJobs::run(Work work) {
    m_writing = m_project;
    m_jobs.start<QString>(
        channel(), this,
        [work = std::move(work)](std::stop_token stop, const Progress& progress) {
            widgets::setThreadNiceness(widgets::Niceness::Compute);
            return work(std::move(stop), progress);
        },
        [this](const Outcome<QString>& outcome) {
            finish();
            if (outcome.end == JobEnd::Done) {
                Q_EMIT done(*outcome.value);
            } else if (outcome.end == JobEnd::Cancelled) {
                Q_EMIT cancelled();
            } else {
                Q_EMIT failed(outcome.message);
            }
        });
}

void AblationJobs::finish() {
    // What a job has left in the project, also when it was stopped, is what there is.
    loadCurves(m_shown.id == -1 ? m_shown.name : QString());
    loadImportances();
}

void AblationJobs::cancel() {
    if (m_waiting) {
        m_waiting = {};
        Q_EMIT cancelled();
        return;
    }
    m_jobs.cancel(channel());
}

bool AblationJobs::isRunning() const {
    return m_waiting || m_jobs.isRunning(channel());
}

void AblationJobs::startImportances() {
    begin(tr("Measuring importances"), [this] {
        run([this, project = m_project, sets = m_session.sets()](const std::stop_token& stop,
                                                                 const Progress& progress) {
            UnitImportances fresh;
            QElapsedTimer told;
            told.start();
            const auto tell = [&] {
                QMetaObject::invokeMethod(
                    this,
                    [this, project, fresh] {
                        if (project == m_project) {
                            for (const auto& [unit, value] : fresh) {
                                m_importances[unit] = value;
                            }
                            m_session.setRanked(static_cast<qint64>(m_importances.size()));
                            Q_EMIT importancesChanged();
                        }
                    },
                    Qt::QueuedConnection);
                fresh.clear();
                told.start();
            };
            measureImportances(
                project, sets,
                [&](const UnitId& unit, double value) {
                    fresh[unit] = value;
                    if (told.hasExpired(kTellMilliseconds)) {
                        tell();
                    }
                },
                stop, progress);
            tell();
            return tr("Importances are measured; cards can be sorted by them");
        });
    });
}

void AblationJobs::startCurve(const CurveRequest& request) {
    begin(request.name.isEmpty() ? tr("Measuring a curve") : request.name, [this, request] {
        run([this, request, project = m_project, sets = m_session.sets(),
             removed = m_session.removed()](const std::stop_token& stop, const Progress& progress) {
            const CurveView view = measureCurveOf(
                project, sets, request, removed,
                [&](const CurveView& partial) {
                    QMetaObject::invokeMethod(
                        this,
                        [this, project, partial] {
                            if (project == m_project) {
                                setShown(partial);
                            }
                        },
                        Qt::QueuedConnection);
                },
                stop, progress);
            return tr("The curve “%1” is finished").arg(view.name);
        });
    });
}

void AblationJobs::startTextPreset() {
    CurveRequest request;
    request.name = tr("Text units");
    request.query = QString::fromLatin1(demo::kTextQuery);
    request.trials = kPresetTrials;
    request.sortAll = true;
    startCurve(request);
}

void AblationJobs::loadKeptImportances() {
    if (!m_project || !m_importances.empty() || !m_session.sets().empty()) {
        return;
    }
    const widgets::AblationView& view = m_session.view();
    const QString set = view.sets.empty() ? QString() : view.sets.front().name;
    m_jobs.start<UnitImportances>(
        QStringLiteral("ablation-known"), this,
        [project = m_project, set = set.toStdString(), mean = view.mean](
            std::stop_token, const Progress&) { return keptImportances(project, set, mean); },
        [this, project = m_project](const Outcome<UnitImportances>& outcome) {
            if (!outcome.value || project != m_project || outcome.value->empty()) {
                return;
            }
            m_keptAlone = true;
            m_importances = *outcome.value;
            m_session.setRanked(static_cast<qint64>(m_importances.size()));
            Q_EMIT importancesChanged();
        });
}

void AblationJobs::loadImportances() {
    const EvaluationSets sets = m_session.sets();
    if (!m_project || sets.empty()) {
        return;
    }
    m_jobs.start<UnitImportances>(
        QStringLiteral("ablation-known"), this,
        [project = m_project, sets](std::stop_token, const Progress&) {
            return knownImportances(project, sets);
        },
        [this, project = m_project](const Outcome<UnitImportances>& outcome) {
            if (!outcome.value || project != m_project) {
                return;
            }
            // Now it is known which of those that were kept are of the very same images.
            if (std::exchange(m_keptAlone, false)) {
                m_importances.clear();
            }
            // In a project that cannot be written what was measured now is known to nobody else.
            for (const auto& [unit, value] : *outcome.value) {
                m_importances[unit] = value;
            }
            m_session.setRanked(static_cast<qint64>(m_importances.size()));
            Q_EMIT importancesChanged();
        });
}

void AblationJobs::loadCurves(const QString& show) {
    if (!m_project) {
        return;
    }
    m_jobs.start<std::vector<CurveView>>(
        QStringLiteral("ablation-curves"), this,
        [project = m_project](std::stop_token, const Progress&) { return keptCurves(project); },
        [this, show, project = m_project](Outcome<std::vector<CurveView>> outcome) {
            if (project != m_project) {
                return;
            }
            if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
            if (!outcome.value) {
                return;
            }
            m_curves = std::move(*outcome.value);
            const auto wanted =
                std::find_if(m_curves.begin(), m_curves.end(), [&](const CurveView& view) {
                    return show.isEmpty() ? view.id == m_shown.id : view.name == show;
                });
            if (wanted != m_curves.end()) {
                setShown(*wanted);
            } else if (m_shown.id == 0 && !m_curves.empty()) {
                setShown(m_curves.front());
            }
            Q_EMIT curvesChanged();
        });
}

void AblationJobs::setShown(const CurveView& view) {
    m_shown = view;
    Q_EMIT curveShown();
}

void AblationJobs::showCurve(qint64 id) {
    for (const CurveView& view : m_curves) {
        if (view.id == id) {
            setShown(view);
        }
    }
    Q_EMIT curvesChanged();
}

void AblationJobs::removeCurve(qint64 id) {
    const auto found = std::find_if(m_curves.begin(), m_curves.end(),
                                    [&](const CurveView& view) { return view.id == id; });
    if (found == m_curves.end() || !m_project || !m_project->readOnlyReason().empty() ||
        isRunning()) {
        return;
    }
    m_project->post("remove curve " + std::to_string(id),
                    [members = found->members](project::Project& project) {
                        project::Experiments experiments(project);
                        for (const qint64 member : members) {
                            experiments.remove(member);
                        }
                    });
    m_shown = {};
    Q_EMIT curveShown();
    loadCurves();
}

} // namespace brera::gui
