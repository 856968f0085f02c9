// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "gui/evaluation_source.h"
#include "widgets/models/ablation_view.h"

#include <map>
#include <memory>
#include <set>
#include <vector>

class QUndoStack;

namespace brera::widgets {
class JobController;
}

namespace brera::gui {

class Settings;
class SharedProject;
struct ProjectFacts;

/// The ablation tray of the project the window shows: which units are switched off, and how the
/// network does without them. Figures come from worker threads, an estimate first; an answer to a
/// question that has been followed by another never comes.
class AblationSession final : public QObject {
    Q_OBJECT
public:
    AblationSession(Settings& settings, widgets::JobController& jobs, QUndoStack& undo,
                    QObject* parent = nullptr);
    ~AblationSession() override;

    void open(std::shared_ptr<SharedProject> project, const ProjectFacts& facts);
    void close();

    const widgets::AblationView& view() const { return m_view; }
    const std::set<UnitId>& removed() const { return m_removed; }
    const std::shared_ptr<SharedProject>& project() const { return m_project; }
    /// Every set is open and everything that was asked for is exact.
    bool isSettled() const;

    /// Those that can be undone.
    void toggle(const std::vector<UnitId>& units);
    void add(const std::vector<UnitId>& units);
    void remove(const std::vector<UnitId>& units);
    /// Exactly these, in this order. `text`: for "Undo …".
    void setUnits(std::vector<UnitId> units, const QString& text);
    /// What an undo command does.
    void apply(const std::vector<UnitId>& units);

    void setMean(bool mean);
    /// A folder of class folders, or a CSV file.
    void addSet(const QString& path);
    void removeSet(int set);
    /// Opens the sets that are not open yet; what needs them asks for it.
    void prepare();

    /// Whether every set is open that can be, and there is one.
    bool isReady() const;
    /// The sets that are open, in order; what a long job works on.
    std::vector<std::shared_ptr<const EvaluationSet>> sets() const;
    /// Why nothing long can be started right now; the window knows.
    void setJobProblem(const QString& problem);
    void setRanked(qint64 units);

    /// Writes the network without the tray's units.
    void saveEdited(const QString& path);

Q_SIGNALS:
    void changed(const brera::widgets::AblationView& view);
    /// The units of the tray are others.
    void unitsChanged();
    /// Files of the project have been looked at.
    void looked();
    /// One more set is open; and all of them are.
    void prepared();
    void ready();
    void saved(const QString& path, const QString& summary);
    void failed(const QString& message);

private:
    // Channels of the jobs.
    static const QString kPreparing;
    static const QString kMeasuring;

    struct Source {
        EvaluationSource source;
        std::shared_ptr<const EvaluationSet> set; ///< null until it is open
        QString problem;
    };

    void look();
    void setSources(const QList<EvaluationSource>& sources);
    void forgetSets();
    void prepareNext();
    void showProgress(const ProgressUpdate& update);
    void measure();
    void showEstimate(quint64 generation, std::size_t set, const ablation::Figures& figures,
                      bool exact);
    void showSets();
    void judge();
    void tell();
    bool isPreparing() const;
    std::vector<UnitId> existing(std::vector<UnitId> units) const;
    void push(std::vector<UnitId> units, const QString& text);
    void remember();

    Settings& m_settings;
    widgets::JobController& m_jobs;
    QUndoStack& m_undo;
    std::shared_ptr<SharedProject> m_project;
    QString m_path;
    std::map<std::string, std::int64_t> m_layers; ///< number of units
    AblationLook m_look;
    bool m_looked = false;
    bool m_wanted = false; ///< sets are to be opened as soon as that is possible
    std::set<UnitId> m_removed;
    std::vector<Source> m_sources;
    widgets::AblationView m_view;
    quint64 m_generation = 0;
};

} // namespace brera::gui
