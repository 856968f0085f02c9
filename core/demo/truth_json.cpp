// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/truth_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace brera::demo {

namespace {

nlohmann::json toJson(const Box& box) {
    return {box.x, box.y, box.width, box.height};
}

/// Enough digits for people and programs alike; the exact number comes from drawing the image
/// again.
double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

nlohmann::json toJson(const Thing& thing) {
    nlohmann::json json{{"id", thing.id},
                        {"name", thing.name},
                        {"group", thing.group},
                        {"glyph", thing.glyph},
                        {"colour", thing.colour},
                        {"size", rounded(thing.size)},
                        {"turn", rounded(thing.turn)},
                        {"mirrored", thing.mirrored},
                        {"box", toJson(thing.box)},
                        {"visible_pixels", thing.visiblePixels}};
    if (thing.label >= 0) {
        json["class"] = classes()[static_cast<std::size_t>(thing.label)].name;
    }
    return json;
}

nlohmann::json runs(const std::vector<std::uint8_t>& ids) {
    nlohmann::json json = nlohmann::json::array();
    for (auto begin = ids.begin(); begin != ids.end();) {
        const auto end = std::find_if(begin, ids.end(), [&](auto id) { return id != *begin; });
        json.push_back(*begin);
        json.push_back(end - begin);
        begin = end;
    }
    return json;
}

} // namespace

nlohmann::json toJson(const Sample& sample) {
    const Truth& truth = sample.truth;
    nlohmann::json json{
        {"edition", plan(truth.edition).name},
        {"split", plan(truth.edition, truth.split).name},
        {"index", truth.index},
        {"class", classes()[static_cast<std::size_t>(truth.label)].name},
        {"label", truth.label},
        {"background",
         {{"texture", truth.background.texture}, {"colours", truth.background.colours}}},
        {"things", nlohmann::json::array()},
        {"text", nullptr},
        {"id_runs", runs(sample.ids)}};
    for (const Thing& thing : truth.things) {
        json["things"].push_back(toJson(thing));
    }
    if (plan(truth.edition, truth.split).blurredFaces) {
        json["blurred"] = nlohmann::json::array();
        for (const Box& box : truth.blurred) {
            json["blurred"].push_back(toJson(box));
        }
    }
    if (truth.text) {
        json["text"] = {{"id", kTextId},
                        {"words", truth.text->words},
                        {"font", truth.text->font},
                        {"points", truth.text->points},
                        {"box", toJson(truth.text->box)}};
    }
    return json;
}

} // namespace brera::demo
