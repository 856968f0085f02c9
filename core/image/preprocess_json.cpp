// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/preprocess.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace brera::image {

namespace {

constexpr int kLargestSide = 65536;

[[noreturn]] void refuse(const std::string& what) {
    throw DataError("the preprocessing record is broken: " + what);
}

int side(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_integer()) {
        refuse(std::string("\"") + key + "\" is missing or no whole number");
    }
    const auto value = found->get<std::int64_t>();
    if (value < 0 || value > kLargestSide) {
        refuse(std::string("\"") + key + "\" is " + std::to_string(value) + "; 0 to " +
               std::to_string(kLargestSide) + " can be");
    }
    return static_cast<int>(value);
}

void channels(const nlohmann::json& json, const char* key, bool positive, float* target) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_array() || found->size() != 3) {
        refuse(std::string("\"") + key + "\" is missing or not three numbers");
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const nlohmann::json& value = (*found)[i];
        if (!value.is_number()) {
            refuse(std::string("\"") + key + "\" holds something that is no number");
        }
        target[i] = value.get<float>();
        if (!std::isfinite(target[i]) || (positive && target[i] <= 0)) {
            refuse(std::string("\"") + key + "\" holds " + value.dump());
        }
    }
}

} // namespace

nlohmann::json toJson(const Preprocessing& preprocessing) {
    const Normalization& normalization = preprocessing.normalization;
    return {{"resize", preprocessing.resize},
            {"cropHeight", preprocessing.cropHeight},
            {"cropWidth", preprocessing.cropWidth},
            {"mean", normalization.mean},
            {"std", normalization.deviation}};
}

Preprocessing preprocessingFromJson(const nlohmann::json& json) {
    if (!json.is_object()) {
        refuse("it is no object");
    }
    Preprocessing result;
    result.resize = side(json, "resize");
    result.cropHeight = side(json, "cropHeight");
    result.cropWidth = side(json, "cropWidth");
    channels(json, "mean", false, result.normalization.mean);
    channels(json, "std", true, result.normalization.deviation);
    return result;
}

} // namespace brera::image
