// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "base/unit_id.h"

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::probing {

/// Where a value stands among a unit's maxima over the project's images.
struct Place {
    double percentile = -1; ///< see UnitResponse
    double deviations = 0;
};

/// Every unit's own distribution: its maxima over the project's images, sorted, with its threshold
/// and best activation. Of more than kKept images so many order statistics are kept, spread
/// evenly, which places a value within 1 / kKept. Read once; then it needs no project any more.
class Distributions {
public:
    static constexpr std::size_t kKept = 2048;

    Distributions() = default;
    /// @throws ProjectError; Cancelled between units.
    Distributions(const project::Project& project, std::stop_token stop = {},
                  const Progress& progress = {});

    /// percentile −1 where the project keeps no maxima of the unit.
    Place place(const UnitId& unit, float activation) const;
    double threshold(const UnitId& unit) const; ///< 0 for an unknown unit
    float top(const UnitId& unit) const;        ///< 0 for an unknown unit

private:
    struct Unit {
        std::vector<float> sorted;
        double mean = 0;
        double deviation = 0;
        double threshold = 0;
        float top = 0;
    };
    const Unit* find(const UnitId& unit) const;

    std::map<std::string, std::vector<Unit>, std::less<>> m_layers;
};

} // namespace brera::probing
