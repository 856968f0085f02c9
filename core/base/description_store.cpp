// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/description_store.h"

#include "base/error.h"

#include <array>
#include <utility>

namespace brera {

namespace {

constexpr std::array<std::pair<DescribeMode, const char*>, 4> kNames{
    {{DescribeMode::Greedy, "greedy"},
     {DescribeMode::Beam, "beam"},
     {DescribeMode::Rerank, "rerank"},
     {DescribeMode::Pmi, "pmi"}}};

} // namespace

const char* name(DescribeMode mode) {
    for (const auto& [candidate, text] : kNames) {
        if (candidate == mode) {
            return text;
        }
    }
    return "";
}

DescribeMode describeModeFromName(const std::string& name) {
    for (const auto& [mode, text] : kNames) {
        if (name == text) {
            return mode;
        }
    }
    throw DataError("there is no mode \"" + name + "\"; choose greedy, beam, rerank or pmi");
}

int choose(const UnitBeam& unit, DescribeMode mode, double lambda) {
    if (mode == DescribeMode::Greedy || unit.beam.empty()) {
        return -1;
    }
    if (mode == DescribeMode::Pmi) {
        return 0;
    }
    const auto score = [&](const Candidate& candidate) {
        return candidate.wpmi(mode == DescribeMode::Rerank ? lambda : 0);
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < unit.beam.size(); ++i) {
        if (score(unit.beam[i]) > score(unit.beam[best])) {
            best = i;
        }
    }
    return static_cast<int>(best);
}

} // namespace brera
