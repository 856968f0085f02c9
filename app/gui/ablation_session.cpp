// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ablation_session.h"

#include "base/priority.h"
#include "gui/edited_network.h"
#include "gui/project_session.h"
#include "gui/settings.h"
#include "gui/shared_project.h"
#include "widgets/jobs/job_controller.h"

#include <QElapsedTimer>
#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace brera::gui {
namespace {

using widgets::AblationView;
using widgets::JobEnd;
using widgets::Outcome;
using widgets::SetView;

/// Estimates of one set come no faster than this.
constexpr int kEstimateMilliseconds = 40;

/// The tray before and after.
class TrayCommand final : public QUndoCommand {
public:
    TrayCommand(AblationSession& session, std::vector<UnitId> before, std::vector<UnitId> after,
                const QString& text)
        : QUndoCommand(text), m_session(session), m_before(std::move(before)),
          m_after(std::move(after)) {}

    void undo() override { m_session.apply(m_before); }
    void redo() override { m_session.apply(m_after); }

private:
    AblationSession& m_session;
    std::vector<UnitId> m_before;
    std::vector<UnitId> m_after;
};

QString named(const std::vector<UnitId>& units) {
    return units.size() == 1 ? QString::fromStdString(units.front().toString())
                             : widgets::unitsText(static_cast<qint64>(units.size()));
}

} // namespace

const QString AblationSession::kPreparing = QStringLiteral("ablation-set");
const QString AblationSession::kMeasuring = QStringLiteral("ablation");

AblationSession::AblationSession(Settings& settings, widgets::JobController& jobs, QUndoStack& undo,
                                 QObject* parent)
    : QObject(parent), m_settings(settings), m_jobs(jobs), m_undo(undo) {
    connect(&jobs, &widgets::JobController::progressed, this,
            [this](const QString& channel, const ProgressUpdate& update) {
                if (channel == kPreparing) {
                    showProgress(update);
                }
            });
}

AblationSession::~AblationSession() = default;

void AblationSession::open(std::shared_ptr<SharedProject> project, const ProjectFacts& facts) {
    m_project = std::move(project);
    m_path = facts.path;
    m_layers.clear();
    m_view = {};
    for (const LayerShape& layer : facts.layers) {
        m_layers[layer.path] = layer.units;
        m_view.allUnits += layer.units;
    }
    m_view.units = existing(m_settings.trayOf(m_path));
    m_view.mean = m_settings.meanOf(m_path);
    m_view.readOnly = !facts.readOnlyReason.isEmpty();
    Q_EMIT unitsChanged();
    tell();
    look();
}

void AblationSession::close() {
    for (const QString& channel : {kPreparing, kMeasuring, QStringLiteral("ablation-look"),
                                   QStringLiteral("ablation-save")}) {
        m_jobs.drop(channel);
    }
    m_project.reset();
    m_path.clear();
    m_layers.clear();
    m_sources.clear();
    m_removed.clear();
    m_look = {};
    m_looked = false;
    m_wanted = false;
    m_view = {};
    ++m_generation;
    Q_EMIT unitsChanged();
    tell();
}

void AblationSession::look() {
    m_jobs.start<AblationLook>(
        QStringLiteral("ablation-look"), this,
        [path = m_path.toStdString()](std::stop_token, const Progress&) {
            return lookAtAblation(path);
        },
        [this](Outcome<AblationLook> outcome) {
            if (!outcome.value) {
                return;
            }
            m_look = std::move(*outcome.value);
            m_looked = true;
            m_removed = {m_look.removed.begin(), m_look.removed.end()};
            m_view.textPreset = m_look.textUnits > 0;
            QList<EvaluationSource> sources = defaultSources(m_look);
            sources.append(m_settings.evaluationSetsOf(m_path));
            setSources(sources);
            Q_EMIT looked();
            if (m_wanted || !m_view.units.empty()) {
                prepare();
            }
        });
}

void AblationSession::judge() {
    m_view.problem = m_look.problem;
    if (m_view.problem.isEmpty() && m_sources.empty()) {
        m_view.problem = tr("The project's images have no labels, so there is no accuracy to "
                            "watch. Add an evaluation set whose folders are named as classes.");
    }
    const bool none = !m_sources.empty() &&
                      std::all_of(m_sources.begin(), m_sources.end(),
                                  [](const Source& source) { return !source.problem.isEmpty(); });
    if (m_view.problem.isEmpty() && none) {
        m_view.problem = m_sources.front().problem;
    }
    tell();
}

void AblationSession::tell() {
    Q_EMIT changed(m_view);
}

bool AblationSession::isSettled() const {
    return !isPreparing() && !m_jobs.isRunning(kMeasuring) &&
           !m_jobs.isRunning(QStringLiteral("ablation-look"));
}

void AblationSession::measure() {
    m_jobs.drop(kMeasuring);
    const quint64 generation = ++m_generation;
    for (SetView& set : m_view.sets) {
        set.after.reset();
        set.estimate.reset();
    }
    const auto open = sets();
    if (m_view.units.empty() || open.empty()) {
        tell();
        return;
    }
    std::vector<std::size_t> places; ///< of the open sets among all
    for (std::size_t place = 0; place < m_sources.size(); ++place) {
        if (m_sources[place].set) {
            places.push_back(place);
        }
    }
    m_jobs.start<std::vector<ablation::Figures>>(
        kMeasuring, this,
        [this, open, places, generation, units = m_view.units](const std::stop_token& stop,
                                                               const Progress&) {
            const Interactive request;
            std::vector<ablation::Evaluator*> evaluators;
            for (const auto& set : open) {
                evaluators.push_back(&set->evaluator());
            }
            std::vector<QElapsedTimer> told(open.size());
            return ablation::measureTogether(
                evaluators, ablation::firstOf(units, static_cast<std::int64_t>(units.size())), stop,
                [&](std::size_t set, const ablation::Figures& figures, std::int64_t done,
                    std::int64_t total) {
                    const bool exact = done == total;
                    if (!exact && told[set].isValid() &&
                        !told[set].hasExpired(kEstimateMilliseconds)) {
                        return;
                    }
                    told[set].start();
                    QMetaObject::invokeMethod(
                        this,
                        [this, generation, place = places[set], figures, exact] {
                            showEstimate(generation, place, figures, exact);
                        },
                        Qt::QueuedConnection);
                });
        },
        [this, places, generation](const Outcome<std::vector<ablation::Figures>>& outcome) {
            if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
            for (std::size_t set = 0; outcome.value && set < places.size(); ++set) {
                showEstimate(generation, places[set], (*outcome.value)[set], true);
            }
        });
    tell();
}

void AblationSession::showEstimate(quint64 generation, std::size_t set,
                                   const ablation::Figures& figures, bool exact) {
    if (generation != m_generation || set >= m_view.sets.size()) {
        return;
    }
    SetView& view = m_view.sets[set];
    if (exact) {
        view.after = figures;
        view.estimate.reset();
    } else if (!view.after) {
        view.estimate = figures.top1();
    }
    tell();
}

std::vector<UnitId> AblationSession::existing(std::vector<UnitId> units) const {
    std::set<UnitId> seen;
    std::erase_if(units, [&](const UnitId& unit) {
        const auto layer = m_layers.find(unit.layer);
        return layer == m_layers.end() || unit.index < 0 || unit.index >= layer->second ||
               m_removed.count(unit) > 0 || !seen.insert(unit).second;
    });
    return units;
}

void AblationSession::toggle(const std::vector<UnitId>& units) {
    const std::set<UnitId> now(m_view.units.begin(), m_view.units.end());
    const bool all = std::all_of(units.begin(), units.end(),
                                 [&](const UnitId& unit) { return now.count(unit) > 0; });
    all ? remove(units) : add(units);
}

void AblationSession::add(const std::vector<UnitId>& units) {
    std::vector<UnitId> all = m_view.units;
    all.insert(all.end(), units.begin(), units.end());
    all = existing(std::move(all));
    if (all.size() == m_view.units.size() && !units.empty() && m_removed.count(units.front()) > 0) {
        Q_EMIT failed(
            tr("%1 was removed from this network before; it stays off.").arg(named(units)));
    }
    push(std::move(all), tr("switching %1 off").arg(named(units)));
}

void AblationSession::remove(const std::vector<UnitId>& units) {
    const std::set<UnitId> out(units.begin(), units.end());
    std::vector<UnitId> left = m_view.units;
    std::erase_if(left, [&](const UnitId& unit) { return out.count(unit) > 0; });
    push(std::move(left), tr("switching %1 on").arg(named(units)));
}

void AblationSession::setUnits(std::vector<UnitId> units, const QString& text) {
    push(existing(std::move(units)), text);
}

void AblationSession::push(std::vector<UnitId> units, const QString& text) {
    if (m_project && m_view.problem.isEmpty() && units != m_view.units) {
        m_undo.push(new TrayCommand(*this, m_view.units, std::move(units), text));
    }
}

void AblationSession::apply(const std::vector<UnitId>& units) {
    m_view.units = units;
    m_settings.setTrayOf(m_path, units);
    Q_EMIT unitsChanged();
    measure();
    prepare();
}

void AblationSession::setMean(bool mean) {
    if (mean == m_view.mean || !m_project) {
        return;
    }
    m_view.mean = mean;
    m_settings.setMeanOf(m_path, mean);
    forgetSets();
}

void AblationSession::setJobProblem(const QString& problem) {
    if (problem != m_view.jobProblem) {
        m_view.jobProblem = problem;
        tell();
    }
}

void AblationSession::setRanked(qint64 units) {
    if (units != m_view.ranked) {
        m_view.ranked = units;
        tell();
    }
}

void AblationSession::saveEdited(const QString& path) {
    const auto open = sets();
    if (!m_project || m_view.units.empty() || open.empty()) {
        return;
    }
    m_jobs.start<QString>(
        QStringLiteral("ablation-save"), this,
        [open, units = m_view.units, project = m_project->path(), path](const std::stop_token& stop,
                                                                        const Progress&) {
            return writeEditedNetwork(project, open, units, path, stop);
        },
        [this, path](const Outcome<QString>& outcome) {
            if (outcome.value) {
                Q_EMIT saved(path, *outcome.value);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
        });
}

} // namespace brera::gui
