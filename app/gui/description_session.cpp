// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/description_session.h"

#include "gui/shared_project.h"
#include "widgets/jobs/job_controller.h"

#include <QStringList>

namespace brera::gui {
namespace {

using widgets::JobEnd;
using widgets::Outcome;

struct Refreshed {
    DescriptionState state;
    widgets::LayerDescriptions layer;
    std::optional<widgets::DescriptionView> view;
};

} // namespace

DescriptionSession::DescriptionSession(widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs) {
}

DescriptionSession::~DescriptionSession() = default;

void DescriptionSession::open(std::shared_ptr<SharedProject> project,
                              const DescriptionState& state) {
    m_project = std::move(project);
    m_facts = {};
    if (!m_project->readOnlyReason().empty()) {
        m_facts.writeProblem = tr("This project can only be read.");
    }
    setState(state, true);
}

void DescriptionSession::close() {
    m_jobs.drop(QStringLiteral("descriptions"));
    m_project.reset();
    m_state = {};
    m_facts = {};
}

void DescriptionSession::setState(const DescriptionState& state, bool withChoice) {
    m_state = state;
    if (withChoice && state.run) {
        m_facts.choice = {state.run->mode, state.run->lambda};
    }
    m_facts.any = state.run.has_value();
    m_facts.generated = state.run && state.run->generated;
    m_facts.captioner = state.run ? QString::fromStdString(state.run->captionerName) : QString();
    m_facts.pmiLambda = state.pmiLambda;
    Q_EMIT factsChanged(m_facts);
}

void DescriptionSession::beginDescribing(const widgets::DescriptionChoice& choice) {
    m_facts.describing = true;
    m_facts.choice = choice;
    Q_EMIT factsChanged(m_facts);
}

void DescriptionSession::endDescribing() {
    m_facts.describing = false;
    Q_EMIT factsChanged(m_facts);
}

void DescriptionSession::refresh(const std::string& layer, const UnitId& unit) {
    if (!m_project || layer.empty()) {
        return;
    }
    m_jobs.start<Refreshed>(
        QStringLiteral("descriptions"), this,
        [project = m_project, layer, unit](std::stop_token, const Progress&) {
            return project->with([&](const project::Project& open) {
                Refreshed read{readState(open), readLayer(open, layer), {}};
                if (!unit.layer.empty()) {
                    read.view = readView(open, unit);
                }
                return read;
            });
        },
        [this, project = m_project, choice = m_facts.choice](Outcome<Refreshed> outcome) {
            if (project != m_project) {
                return;
            }
            if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
            if (outcome.end == JobEnd::Done) {
                // What a person or a job has chosen meanwhile is newer than what was read.
                setState(outcome.value->state, !m_facts.describing && choice == m_facts.choice);
                Q_EMIT layerLoaded(outcome.value->layer);
                if (outcome.value->view) {
                    Q_EMIT unitLoaded(*outcome.value->view);
                }
            }
        });
}

void DescriptionSession::keepChoice(const widgets::DescriptionChoice& choice) {
    m_facts.choice = choice;
    if (!m_project || !m_project->readOnlyReason().empty()) {
        return;
    }
    m_project->post("choice", [choice](project::Project& project) {
        project.setDescriptionChoice(choice.mode, choice.lambda);
    });
    writeQueued();
}

void DescriptionSession::keepOwnWords(const UnitId& unit, const QString& text) {
    if (!m_project || !m_project->readOnlyReason().empty()) {
        return;
    }
    m_project->post("own " + unit.toString(),
                    [unit, words = text.toStdString()](project::Project& project) {
                        project.setHumanDescription(unit.layer, unit.index, words);
                    });
    writeQueued();
}

void DescriptionSession::keepNote(const UnitId& unit, const QString& note) {
    if (m_project && m_project->readOnlyReason().empty()) {
        m_project->post("note " + unit.toString(),
                        [unit, text = note.toStdString()](project::Project& project) {
                            project.setNote(unit.layer, unit.index, text);
                        });
        writeQueued();
    }
}

void DescriptionSession::keepTags(const UnitId& unit, const QStringList& tags) {
    if (m_project && m_project->readOnlyReason().empty()) {
        std::vector<std::string> words;
        for (const QString& tag : tags) {
            words.push_back(tag.toStdString());
        }
        m_project->post("tags " + unit.toString(),
                        [unit, words = std::move(words)](project::Project& project) {
                            project.setTags(unit.layer, unit.index, words);
                        });
        writeQueued();
    }
}

void DescriptionSession::writeQueued() {
    // What goes wrong is told by the project itself: a later write may take this job's place.
    m_jobs.start<widgets::Nothing>(
        QStringLiteral("write"), this,
        [project = m_project](std::stop_token, const Progress&) {
            project->writeQueued();
            return widgets::Nothing{};
        },
        [this](const Outcome<widgets::Nothing>&) { Q_EMIT kept(); });
}

} // namespace brera::gui
