// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/stored_text.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace brera::ablation {

nlohmann::json figuresToJson(const Figures& figures) {
    auto classes = nlohmann::json::array();
    for (const auto& each : figures.classes) {
        classes.push_back({each.images, each.correct});
    }
    return {{"images", figures.images},
            {"correct", figures.correct},
            {"five", figures.correctFive},
            // JSON knows no infinity: a loss that is none is null.
            {"loss",
             std::isfinite(figures.lossSum) ? nlohmann::json(figures.lossSum) : nlohmann::json()},
            {"classes", std::move(classes)}};
}

Figures figuresFromJson(const nlohmann::json& json) {
    try {
        Figures figures;
        figures.images = json.at("images").get<std::int64_t>();
        figures.correct = json.at("correct").get<std::int64_t>();
        figures.correctFive = json.at("five").get<std::int64_t>();
        const auto& loss = json.at("loss");
        figures.lossSum = loss.is_null() ? std::nan("") : loss.get<double>();
        for (const auto& each : json.at("classes")) {
            figures.classes.push_back(
                {each.at(0).get<std::int64_t>(), each.at(1).get<std::int64_t>()});
        }
        return figures;
    } catch (const nlohmann::json::exception&) {
        throw DataError("this text does not hold the figures of a measurement");
    }
}

std::string toJsonText(const Figures& figures) {
    return figuresToJson(figures).dump();
}

Figures figuresFromJson(std::string_view text) {
    return figuresFromJson(nlohmann::json::parse(text, nullptr, false));
}

} // namespace brera::ablation
