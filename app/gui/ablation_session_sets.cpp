// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ablation_session.h"

#include "gui/settings.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/views/job_bar.h"

#include <QFileInfo>

#include <algorithm>

/// The part of the tray that is about its evaluation sets.
namespace brera::gui {
namespace {

using widgets::JobEnd;
using widgets::Outcome;
using widgets::SetView;

} // namespace

void AblationSession::setSources(const QList<EvaluationSource>& sources) {
    std::vector<Source> kept = std::move(m_sources);
    m_sources.clear();
    for (const EvaluationSource& source : sources) {
        const auto same = std::find_if(kept.begin(), kept.end(),
                                       [&](const Source& old) { return old.source == source; });
        m_sources.push_back(same == kept.end() ? Source{source, {}, {}} : std::move(*same));
    }
    showSets();
    judge();
}

void AblationSession::showSets() {
    std::vector<SetView> before = std::move(m_view.sets);
    m_view.sets.clear();
    for (const Source& source : m_sources) {
        const auto old = std::find_if(before.begin(), before.end(), [&](const SetView& view) {
            return view.name == source.source.name;
        });
        SetView view = old == before.end() ? SetView{} : *old;
        view.name = source.source.name;
        view.folder = source.source.folder;
        view.problem = source.problem;
        view.note = source.set ? source.set->note : QString();
        view.before = source.set ? std::optional(source.set->before) : std::nullopt;
        if (!source.set) {
            view.after.reset();
            view.estimate.reset();
        } else if (m_view.classNames.empty()) {
            m_view.classNames = source.set->classNames;
        }
        m_view.sets.push_back(std::move(view));
    }
}

void AblationSession::prepare() {
    m_wanted = true;
    if (m_looked && m_look.problem.isEmpty() && !isPreparing()) {
        prepareNext();
    }
}

bool AblationSession::isReady() const {
    return m_looked && !sets().empty() &&
           std::all_of(m_sources.begin(), m_sources.end(), [](const Source& source) {
               return source.set || !source.problem.isEmpty();
           });
}

bool AblationSession::isPreparing() const {
    return m_jobs.isRunning(kPreparing);
}

void AblationSession::prepareNext() {
    const auto next = std::find_if(m_sources.begin(), m_sources.end(), [](const Source& source) {
        return !source.set && source.problem.isEmpty();
    });
    if (next == m_sources.end()) {
        m_view.busy.clear();
        judge();
        if (isReady()) {
            Q_EMIT ready();
        }
        return;
    }
    m_view.busy = tr("opening the network…");
    tell();
    using Set = std::shared_ptr<const EvaluationSet>;
    m_jobs.start<Set>(
        kPreparing, this,
        [path = m_path.toStdString(), source = next->source,
         mean = m_view.mean](const std::stop_token& stop, const Progress& progress) {
            return openEvaluationSet(path, source, mean, stop, progress);
        },
        [this, wanted = next->source](const Outcome<Set>& outcome) {
            const auto source =
                std::find_if(m_sources.begin(), m_sources.end(),
                             [&](const Source& each) { return each.source == wanted; });
            if (source == m_sources.end() || outcome.end == JobEnd::Cancelled) {
                m_view.busy.clear();
                tell();
                return;
            }
            if (outcome.value) {
                source->set = *outcome.value;
            } else {
                source->problem = outcome.message;
            }
            showSets();
            if (source->set) {
                measure();
                Q_EMIT prepared();
            }
            prepareNext();
        });
}

void AblationSession::showProgress(const ProgressUpdate& update) {
    const QString figures = widgets::JobBar::progressText(update);
    m_view.busy = figures.isEmpty()
                      ? QString::fromStdString(update.stage)
                      : tr("%1 · %2").arg(QString::fromStdString(update.stage), figures);
    tell();
}

std::vector<std::shared_ptr<const EvaluationSet>> AblationSession::sets() const {
    std::vector<std::shared_ptr<const EvaluationSet>> sets;
    for (const Source& source : m_sources) {
        if (source.set) {
            sets.push_back(source.set);
        }
    }
    return sets;
}

void AblationSession::forgetSets() {
    m_jobs.drop(kPreparing);
    m_jobs.drop(kMeasuring);
    for (Source& source : m_sources) {
        source.set.reset();
        source.problem.clear();
    }
    showSets();
    tell();
    if (m_wanted) {
        prepareNext();
    }
}

void AblationSession::addSet(const QString& path) {
    if (!m_project) {
        return;
    }
    QString name = QFileInfo(path).completeBaseName();
    const auto taken = [&](const QString& wanted) {
        return std::any_of(m_sources.begin(), m_sources.end(),
                           [&](const Source& source) { return source.source.name == wanted; });
    };
    for (int number = 2; taken(name); ++number) {
        name = tr("%1 (%2)").arg(QFileInfo(path).completeBaseName()).arg(number);
    }
    QList<EvaluationSource> sources;
    for (const Source& source : m_sources) {
        sources.append(source.source);
    }
    sources.append({name, path, false});
    setSources(sources);
    remember();
    prepare();
}

void AblationSession::removeSet(int set) {
    QList<EvaluationSource> sources;
    for (int place = 0; place < static_cast<int>(m_sources.size()); ++place) {
        if (place != set) {
            sources.append(m_sources[static_cast<std::size_t>(place)].source);
        }
    }
    m_jobs.drop(kPreparing);
    setSources(sources);
    remember();
    measure();
    prepare();
}

void AblationSession::remember() {
    QList<EvaluationSource> own;
    for (const Source& source : m_sources) {
        if (!source.source.folder.isEmpty()) {
            own.append(source.source);
        }
    }
    m_settings.setEvaluationSetsOf(m_path, own);
}

} // namespace brera::gui
