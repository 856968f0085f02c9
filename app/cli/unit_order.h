// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/unit_id.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace brera::cli {

/// Which unit of a curve is switched off first.
enum class OrderKind {
    Loss,     ///< least important by loss first
    Accuracy, ///< the paper's: by accuracy without the unit
    Random,
    List, ///< as the units are named
    Score ///< highest score of a file first (paper, section 5)
};

struct UnitOrder {
    OrderKind kind = OrderKind::Loss;
    std::filesystem::path scores;

    /// "importance" (or "loss"), "accuracy", "random", "list" (or "given"), "score:FILE".
    /// @throws DataError for anything else.
    static UnitOrder parse(const std::string& text);
};

/// A CSV file of units and their scores, one a row; a first row that is none is a heading.
/// @throws DataError naming the row that makes no sense, or a unit that comes twice.
std::map<UnitId, double> readScores(const std::filesystem::path& file);

/// The units by falling score; those of equal score in the order they were given.
/// @throws DataError naming a unit without a score.
std::vector<UnitId> byScore(std::vector<UnitId> units, const std::map<UnitId, double>& scores);

} // namespace brera::cli
