// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/stored.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

/// The texts a project keeps of measurements.
namespace brera::ablation {

inline constexpr const char* kBaselineKind = "baseline";
inline constexpr const char* kImportanceKind = "importance";
inline constexpr const char* kCurveKind = "curve";

nlohmann::json figuresToJson(const Figures& figures);
Figures figuresFromJson(const nlohmann::json& json);

/// What a measurement of one set depends on: the set's name is no part of it.
std::string baselineInputs(const Conditions& conditions, std::size_t set);
std::string importanceInputs(const Conditions& conditions, std::size_t set,
                             const std::string& layer);
std::string curveInputs(const Conditions& conditions, const CurvePlan& plan);

std::string pointText(const CurvePoint& point);

} // namespace brera::ablation
