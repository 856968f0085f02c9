// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/controls.h"

#include <algorithm>
#include <set>
#include <utility>

namespace brera::ablation {

namespace {

/// Trials of one seed: "(seed 7)". Empty for other origins.
std::string familyOf(const StoredCurve& curve) {
    const auto& origin = curve.plan.origin;
    const auto seed = origin.find("(seed ");
    return seed == std::string::npos ? std::string() : origin.substr(seed);
}

std::set<UnitId> unitsOf(const StoredCurve& curve) {
    return {curve.plan.order.begin(), curve.plan.order.end()};
}

} // namespace

bool isMeasuredAlike(const StoredCurve& one, const StoredCurve& other) {
    const auto& now = one.conditions;
    const auto& then = other.conditions;
    return then.network == now.network && then.preprocessing == now.preprocessing &&
           then.replacement == now.replacement && then.sets == now.sets &&
           other.plan.options.step == one.plan.options.step &&
           other.plan.options.most == one.plan.options.most;
}

std::vector<const StoredCurve*> controlsOf(const StoredCurve& curve,
                                           const std::vector<StoredCurve>& all) {
    const auto units = unitsOf(curve);
    using Family = std::pair<std::string, std::vector<const StoredCurve*>>;
    std::vector<Family> families; // newest first
    for (const auto& other : all) {
        if (other.id == curve.id || !isRandom(other.plan) || other.curve.points.empty() ||
            !isMeasuredAlike(curve, other) || unitsOf(other) != units) {
            continue;
        }
        const auto family = familyOf(other);
        auto found = std::find_if(families.begin(), families.end(),
                                  [&](const Family& each) { return each.first == family; });
        if (found == families.end()) {
            found = families.insert(families.end(), {family, {}});
        }
        found->second.push_back(&other);
    }
    const auto most = std::max_element(families.begin(), families.end(),
                                       [](const Family& left, const Family& right) {
                                           return left.second.size() < right.second.size();
                                       });
    return most == families.end() ? std::vector<const StoredCurve*>() : most->second;
}

} // namespace brera::ablation
