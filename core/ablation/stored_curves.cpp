// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/stored_text.h"
#include "base/error.h"
#include "base/log.h"
#include "project/experiments.h"
#include "project/project.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace brera::ablation {

namespace {

constexpr const char* kRandom = "random";

/// Names of folders are of any encoding; what is not UTF-8 is replaced rather than refused.
std::string dumped(const nlohmann::json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

nlohmann::json toJson(const Conditions& conditions) {
    return {{"network", conditions.network},
            {"preprocessing", conditions.preprocessing},
            {"replacement", conditions.replacement == Replacement::Mean ? "mean" : "zero"}};
}

/// Nothing when it is of another making.
std::optional<StoredCurve> curveOf(const project::Experiment& experiment) {
    try {
        const auto json = nlohmann::json::parse(experiment.inputs);
        StoredCurve curve;
        curve.id = experiment.id;
        curve.created = experiment.created;
        curve.complete = experiment.complete;
        curve.conditions.network = json.at("network").get<std::string>();
        curve.conditions.preprocessing = json.at("preprocessing").get<std::string>();
        curve.conditions.replacement =
            json.at("replacement") == "mean" ? Replacement::Mean : Replacement::Zero;
        for (const auto& set : json.at("sets")) {
            curve.conditions.sets.push_back(
                {set.at("name").get<std::string>(), set.at("hash").get<std::string>()});
        }
        curve.plan.name = experiment.name;
        curve.plan.origin = json.at("origin").get<std::string>();
        curve.plan.options.step = json.at("step").get<std::int64_t>();
        curve.plan.options.most = json.at("most").get<std::int64_t>();
        for (const auto& unit : json.at("order")) {
            curve.plan.order.push_back(UnitId::parse(unit.get<std::string>()));
        }
        curve.curve.order = curve.plan.order;
        return curve;
    } catch (const nlohmann::json::exception&) {
        return {};
    } catch (const DataError&) {
        return {};
    }
}

/// Nothing when it is damaged: the point is measured again.
std::optional<CurvePoint> pointOf(const project::Measurement& measurement,
                                  const StoredCurve& curve) {
    CurvePoint point{measurement.first, {}};
    const auto json = nlohmann::json::parse(measurement.second, nullptr, false);
    if (!json.is_array() || json.size() != curve.conditions.sets.size()) {
        return {};
    }
    try {
        for (const auto& figures : json) {
            point.sets.push_back(figuresFromJson(figures));
        }
    } catch (const DataError&) {
        return {};
    }
    return point;
}

} // namespace

std::string randomOrigin(std::uint64_t seed, int trial) {
    return kRandom + (" " + std::to_string(trial)) + " (seed " + std::to_string(seed) + ")";
}

bool isRandom(const CurvePlan& plan) {
    return plan.origin.starts_with(kRandom);
}

std::string baselineInputs(const Conditions& conditions, std::size_t set) {
    auto json = toJson(conditions);
    json.erase("replacement"); // nothing is replaced
    json["set"] = conditions.sets.at(set).hash;
    return dumped(json);
}

std::string importanceInputs(const Conditions& conditions, std::size_t set,
                             const std::string& layer) {
    auto json = toJson(conditions);
    json["set"] = conditions.sets.at(set).hash;
    json["layer"] = layer;
    return dumped(json);
}

std::string curveInputs(const Conditions& conditions, const CurvePlan& plan) {
    auto json = toJson(conditions);
    json["sets"] = nlohmann::json::array();
    for (const auto& set : conditions.sets) {
        json["sets"].push_back({{"name", set.name}, {"hash", set.hash}});
    }
    json["order"] = nlohmann::json::array();
    for (const auto& unit : plan.order) {
        json["order"].push_back(unit.toString());
    }
    json["step"] = plan.options.step;
    json["most"] = plan.options.most;
    json["origin"] = plan.origin;
    return dumped(json);
}

std::string pointText(const CurvePoint& point) {
    auto json = nlohmann::json::array();
    for (const auto& figures : point.sets) {
        json.push_back(figuresToJson(figures));
    }
    return json.dump();
}

std::vector<StoredCurve> storedCurves(project::Project& project) {
    const project::Experiments experiments(project);
    std::vector<StoredCurve> curves;
    for (const auto& experiment : experiments.all(kCurveKind)) {
        auto curve = curveOf(experiment);
        if (!curve) {
            log(LogLevel::Warning, "the curve \"" + experiment.name + "\" cannot be read");
            continue;
        }
        for (const auto& measurement : experiments.measurements(experiment.id)) {
            if (auto point = pointOf(measurement, *curve)) {
                curve->curve.points.push_back(std::move(*point));
            } else {
                log(LogLevel::Warning, "a point of the curve \"" + experiment.name +
                                           "\" is damaged and will be measured again");
            }
        }
        curves.push_back(std::move(*curve));
    }
    return curves;
}

bool isCurrent(const StoredCurve& curve, const Conditions& now) {
    const auto& then = curve.conditions;
    return then.network == now.network && then.preprocessing == now.preprocessing &&
           std::all_of(then.sets.begin(), then.sets.end(), [&](const auto& set) {
               return std::find(now.sets.begin(), now.sets.end(), set) != now.sets.end();
           });
}

} // namespace brera::ablation
