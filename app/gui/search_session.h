// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include "widgets/pages/search_results.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace brera::widgets {
class JobController;
}

namespace brera::gui {

class SearchEngine;
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
    /// False while the rest of what was found is still to be read.
    bool isSettled() const { return !m_rest.isActive(); }

    /// By which units found can be sorted; what is shown is told anew.
    void setImportances(std::map<UnitId, double> importances);

    const std::vector<widgets::SearchEntry>& entries() const { return m_entries; }
    /// Why nothing can be kept; empty when it can.
    const QString& writeProblem() const { return m_writeProblem; }

    /// Keeps a search; an empty name is the query itself. A name that stands for other words (a
    /// shipped search's too) gets a number, as its verdicts are on what those words find. Returns
    /// the name; empty when nothing can be kept.
    QString save(const QString& name, const QString& query);
    /// A search that was kept, with the verdicts on it, so that it can be brought back.
    struct Kept {
        QString name;
        QString query;
        std::map<UnitId, project::Verdict> verdicts;
    };
    /// Nothing when there is no such search, or it is shipped.
    std::optional<Kept> remove(const QString& name);
    void restore(const Kept& kept);
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

    /// `again`: nobody has asked for it anew.
    void run(std::int64_t most, bool again);
    QString freeName(const QString& name, const QString& query) const;
    void renewEngine();
    void count();
    void take(Counted counted);
    void tellEntries();
    void write(const QString& key, std::function<void(project::Project&)> change);

    widgets::JobController& m_jobs;
    std::shared_ptr<SharedProject> m_project;
    std::shared_ptr<SearchEngine> m_engine; ///< what the worker threads share
    std::optional<Asked> m_asked;
    std::vector<widgets::SearchEntry> m_entries;
    std::map<QString, std::map<UnitId, project::Verdict>> m_verdicts;
    std::map<UnitId, double> m_importances;
    std::set<QString> m_removed; ///< which a count under way may still know
    QString m_writeProblem;
    QTimer m_rest; ///< the rest of what was found is for those who stay
};

} // namespace brera::gui
