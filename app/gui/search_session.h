// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "widgets/pages/search_results.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace brera::widgets {
class JobController;
}

namespace brera::gui {

class SharedProject;

/// Searches in the project the window shows, the searches it keeps, and the verdicts on what they
/// find. Searching happens on a worker thread; the newest query wins.
class SearchSession final : public QObject {
    Q_OBJECT
public:
    explicit SearchSession(widgets::JobController& jobs, QObject* parent = nullptr);
    ~SearchSession() override;

    void open(std::shared_ptr<SharedProject> project);
    void close();

    /// `name`: of the saved search that this is; may be empty.
    void search(const QString& query, const QString& name = {});
    /// Units whose descriptions or exemplars are near those of one.
    void searchSimilar(const UnitId& unit);
    /// Drops what is under way; nothing is shown any more.
    void clear();
    /// Descriptions have changed: everything is counted, and the last search made, once more.
    void refresh();

    /// By which units found can be sorted; what is shown is told anew.
    void setImportances(std::map<UnitId, double> importances);

    const std::vector<widgets::SearchEntry>& entries() const { return m_entries; }
    /// Why nothing can be kept; empty when it can.
    const QString& writeProblem() const { return m_writeProblem; }

    /// Keeps a search; an empty name is the query itself. Returns its name.
    QString save(const QString& name, const QString& query);
    void remove(const QString& name);
    /// Verdicts are written as they are given.
    void setVerdict(const QString& name, const UnitId& unit, project::Verdict verdict);
    project::Verdict verdict(const QString& name, const UnitId& unit) const;

Q_SIGNALS:
    void found(const brera::widgets::SearchOutcome& outcome);
    void entriesChanged(const std::vector<brera::widgets::SearchEntry>& entries);
    void verdictChanged(const QString& name, const brera::UnitId& unit,
                        brera::project::Verdict verdict);
    void failed(const QString& message);

private:
    struct Asked {
        QString query;
        QString name;
        UnitId like; ///< of an empty layer unless units like this one were asked for
    };
    struct Counted;

    void run();
    void run(std::int64_t most);
    void count();
    void take(Counted counted);
    void tellEntries();
    void write(const QString& key, std::function<void(project::Project&)> change);

    struct Engine; ///< what the worker threads share
    widgets::JobController& m_jobs;
    std::shared_ptr<SharedProject> m_project;
    std::shared_ptr<Engine> m_engine;
    std::optional<Asked> m_asked;
    std::vector<widgets::SearchEntry> m_entries;
    std::map<QString, std::map<UnitId, project::Verdict>> m_verdicts;
    std::map<UnitId, double> m_importances;
    QString m_writeProblem;
};

} // namespace brera::gui
