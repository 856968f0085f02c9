// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/counts.h"

#include "project/project.h"

#include <limits>
#include <map>
#include <set>

namespace brera::audit {

namespace {

void tally(LayerCounts& counts, project::Verdict verdict) {
    switch (verdict) {
    case project::Verdict::Confirmed:
        ++counts.confirmed;
        break;
    case project::Verdict::Rejected:
        ++counts.rejected;
        break;
    case project::Verdict::Unsure:
        ++counts.unsure;
        break;
    case project::Verdict::Undecided:
        break;
    }
}

} // namespace

AuditCounts count(std::span<const LayerShape> layers, std::span<const UnitId> found,
                  std::span<const project::UnitVerdict> verdicts) {
    AuditCounts counts;
    std::map<std::string_view, std::size_t> places;
    for (const LayerShape& layer : layers) {
        places.emplace(layer.path, counts.layers.size());
        counts.layers.push_back({layer.path, layer.units});
        counts.total.units += layer.units;
    }
    const std::set<UnitId> distinct(found.begin(), found.end());
    for (const UnitId& unit : distinct) {
        ++counts.layers.at(places.at(unit.layer)).found;
        ++counts.total.found;
    }
    for (const auto& [unit, verdict, decided] : verdicts) {
        if (distinct.contains(unit)) {
            tally(counts.layers.at(places.at(unit.layer)), verdict);
            tally(counts.total, verdict);
        } else if (verdict != project::Verdict::Undecided) {
            ++counts.elsewhere;
        }
    }
    return counts;
}

AuditCounts count(project::Project& project, std::string_view query, std::string_view name,
                  const project::Widen& widen) {
    const auto result =
        project::search(project, query, std::numeric_limits<std::int64_t>::max(), widen);
    std::vector<UnitId> found;
    for (const auto& hit : result.hits) {
        found.push_back(hit.unit);
    }
    std::vector<project::UnitVerdict> verdicts;
    if (!name.empty()) {
        verdicts = project::Audits(project).verdicts(name);
    }
    auto counts = count(project.layers(), found, verdicts);
    counts.literal = result.literal;
    return counts;
}

} // namespace brera::audit
