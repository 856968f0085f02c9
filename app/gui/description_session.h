// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "gui/description_reader.h"

#include <memory>
#include <string>

namespace brera::widgets {
class JobController;
}

namespace brera::gui {

class SharedProject;

/// The descriptions of the project the window shows: what is known of them as a whole, reading them
/// again while they change, and keeping what a person chooses and writes.
class DescriptionSession final : public QObject {
    Q_OBJECT
public:
    explicit DescriptionSession(widgets::JobController& jobs, QObject* parent = nullptr);
    ~DescriptionSession() override;

    void open(std::shared_ptr<SharedProject> project, const DescriptionState& state);
    void close();

    const widgets::DescriptionFacts& facts() const { return m_facts; }
    const DescriptionState& state() const { return m_state; }

    /// A job describes the units of this project, choosing them so; or it has ended.
    void beginDescribing(const widgets::DescriptionChoice& choice);
    void endDescribing();

    /// Reads again what is known, a layer's descriptions and one unit's.
    void refresh(const std::string& layer, const UnitId& unit);

    /// Written soon; nothing is lost when the window closes first.
    void keepChoice(const widgets::DescriptionChoice& choice);
    void keepOwnWords(const UnitId& unit, const QString& text);
    void keepNote(const UnitId& unit, const QString& note);
    void keepTags(const UnitId& unit, const QStringList& tags);

Q_SIGNALS:
    void factsChanged(const brera::widgets::DescriptionFacts& facts);
    void layerLoaded(const brera::widgets::LayerDescriptions& descriptions);
    void unitLoaded(const brera::widgets::DescriptionView& view);
    /// What was chosen or written is in the project by now.
    void kept();
    void failed(const QString& message);

private:
    void setState(const DescriptionState& state, bool withChoice);
    void writeQueued();

    widgets::JobController& m_jobs;
    std::shared_ptr<SharedProject> m_project;
    DescriptionState m_state;
    widgets::DescriptionFacts m_facts;
};

} // namespace brera::gui
