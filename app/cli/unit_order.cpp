// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit_order.h"

#include "base/error.h"
#include "project/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace brera::cli {

namespace {

constexpr std::string_view kScore = "score:";

std::optional<double> numberIn(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && !std::isnan(value) ? std::optional(value) : std::nullopt;
}

} // namespace

UnitOrder UnitOrder::parse(const std::string& text) {
    if (text == "importance" || text == "loss") {
        return {OrderKind::Loss, {}};
    }
    if (text == "accuracy") {
        return {OrderKind::Accuracy, {}};
    }
    if (text == "random") {
        return {OrderKind::Random, {}};
    }
    if (text == "list" || text == "given") {
        return {OrderKind::List, {}};
    }
    if (text.starts_with(kScore) && text.size() > kScore.size()) {
        return {OrderKind::Score, text.substr(kScore.size())};
    }
    throw DataError("there is no order \"" + text +
                    "\"; choose importance, accuracy, random, list or score:FILE");
}

std::map<UnitId, double> readScores(const std::filesystem::path& file) {
    std::map<UnitId, double> scores;
    std::size_t number = 0;
    for (const auto& row : project::csv::read(file)) {
        ++number;
        const auto where = file.string() + ", row " + std::to_string(number);
        const auto score = row.size() == 2 ? numberIn(row[1]) : std::nullopt;
        if (!score) {
            if (number == 1 && row.size() == 2) {
                continue; // a heading
            }
            throw DataError(where + ": write LAYER/UNIT,SCORE, for instance layer4/7,0.5");
        }
        UnitId unit;
        try {
            unit = UnitId::parse(row[0]);
        } catch (const DataError& error) {
            throw DataError(where + ": " + error.what());
        }
        if (!scores.emplace(std::move(unit), *score).second) {
            throw DataError(where + ": " + row[0] + " has a score already");
        }
    }
    if (scores.empty()) {
        throw DataError(file.string() + " holds no scores; write LAYER/UNIT,SCORE on each line");
    }
    return scores;
}

std::vector<UnitId> byScore(std::vector<UnitId> units, const std::map<UnitId, double>& scores) {
    for (const auto& unit : units) {
        if (!scores.contains(unit)) {
            throw DataError(unit.toString() + " has no score in the file; give it one or name the "
                                              "units with --units");
        }
    }
    std::stable_sort(units.begin(), units.end(),
                     [&](const UnitId& a, const UnitId& b) { return scores.at(a) > scores.at(b); });
    return units;
}

} // namespace brera::cli
