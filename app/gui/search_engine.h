// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "audit/similar.h"
#include "audit/widen.h"
#include "base/progress.h"
#include "project/audits.h"
#include "project/project.h"
#include "project/search.h"
#include "widgets/pages/search_results.h"

#include <filesystem>
#include <limits>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>

namespace brera::gui {

/// Searches one project for worker threads, by a handle of its own, so that a search never waits
/// for what else reads or writes the project. What it has read stays as it was: when descriptions
/// change, another engine takes its place.
class SearchEngine {
public:
    explicit SearchEngine(std::filesystem::path path) : m_path(std::move(path)) {}

    /// The best `most` units. @throws ProjectError, DataError for too long a query, Cancelled
    widgets::SearchOutcome search(const QString& query, std::int64_t most,
                                  const std::stop_token& stop = {});
    /// Units whose descriptions or exemplars are near those of one. @throws ProjectError, Cancelled
    widgets::SearchOutcome similar(const UnitId& like, const std::stop_token& stop,
                                   const Progress& progress);
    /// How many units a query finds; none when it is too long. @throws ProjectError, Cancelled
    qint64 count(const std::string& query, const std::stop_token& stop = {});
    /// Calls `look` with the searches and verdicts that are kept. @throws ProjectError
    template <typename Look>
    void kept(Look look) {
        const std::lock_guard lock(m_mutex);
        look(project::Audits(open()));
    }

private:
    /// What cards say of a unit that the search itself does not.
    struct Known {
        float activation = 0;
        double threshold = 0;
        double wpmi = std::numeric_limits<double>::quiet_NaN();
        QString text;
    };

    project::Project& open();
    std::unordered_map<std::int64_t, Known>& layer(const std::string& name);
    widgets::FoundUnit unit(const UnitId& id);

    std::filesystem::path m_path;
    std::mutex m_mutex;
    std::optional<project::Project> m_project;
    std::unordered_map<std::string, std::unordered_map<std::int64_t, Known>> m_known; ///< by layer
    project::Widen m_widen = audit::widenByWordNet();
    std::optional<audit::Neighbours> m_neighbours;
};

} // namespace brera::gui
