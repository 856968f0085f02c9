// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/record_json.h"

#include "base/error.h"
#include "milan/weights.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace brera::milan {

namespace {

using nlohmann::json;

constexpr const char* kFormat = "brera-captioner";
constexpr std::int64_t kVersion = 1;

[[noreturn]] void refuse(const std::string& what) {
    throw ModelError("the captioner's record " + what);
}

const json& member(const json& object, const char* key) {
    if (!object.is_object() || !object.contains(key)) {
        refuse(std::string("has no \"") + key + "\"");
    }
    return object.at(key);
}

std::string text(const json& object, const char* key) {
    const auto& value = member(object, key);
    if (!value.is_string()) {
        refuse(std::string("has a \"") + key + "\" that is no text");
    }
    return value.get<std::string>();
}

bool flag(const json& object, const char* key) {
    const auto& value = member(object, key);
    if (!value.is_boolean()) {
        refuse(std::string("has a \"") + key + "\" that is neither true nor false");
    }
    return value.get<bool>();
}

/// From 0 to what a 32-bit number holds: nothing in a captioner is larger.
std::int64_t count(const json& object, const char* key) {
    const auto& value = member(object, key);
    if (!value.is_number_unsigned() ||
        value.get<std::uint64_t>() > std::numeric_limits<std::int32_t>::max()) {
        refuse(std::string("has a \"") + key + "\" that is no number from 0 to 2147483647");
    }
    return value.get<std::int64_t>();
}

std::vector<std::string> texts(const json& object, const char* key) {
    const auto& list = member(object, key);
    if (!list.is_array()) {
        refuse(std::string("has a \"") + key + "\" that is no list");
    }
    std::vector<std::string> result;
    for (const auto& value : list) {
        if (!value.is_string()) {
            refuse(std::string("has a \"") + key + "\" with something in it that is no text");
        }
        result.push_back(value.get<std::string>());
    }
    return result;
}

void channels(const json& object, const char* key, float (&values)[3]) {
    const auto& list = member(object, key);
    if (!list.is_array() || list.size() != 3) {
        refuse(std::string("has a \"") + key + "\" that is no list of three numbers");
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const double value = list[i].is_number() ? list[i].get<double>() : NAN;
        values[i] = static_cast<float>(value);
        if (!std::isfinite(values[i])) {
            refuse(std::string("has a \"") + key + "\" that is no list of three numbers");
        }
    }
}

} // namespace

std::string toJson(const CaptionerRecord& record, const language::Vocabulary& vocabulary) {
    const auto& sizes = record.sizes;
    const auto& normalization = record.normalization;
    const auto& specials = vocabulary.specials();
    const json result{
        {"format", kFormat},
        {"version", kVersion},
        {"name", record.name},
        {"encoder", record.encoder},
        {"layers", record.layers},
        {"mean", normalization.mean},
        {"deviation", normalization.deviation},
        {"input_height", record.inputHeight},
        {"input_width", record.inputWidth},
        {"sizes",
         {{"features", sizes.features},
          {"embedding", sizes.embedding},
          {"hidden", sizes.hidden},
          {"attention", sizes.attention},
          {"lm_embedding", sizes.lmEmbedding},
          {"lm_hidden", sizes.lmHidden},
          {"lm_layers", sizes.lmLayers}}},
        {"generated", record.generated},
        {"lm_counts_past_stop", record.lmCountsPastStop},
        {"training", record.training},
        {"vocabulary",
         {{"tokens", vocabulary.tokens()},
          {"start", specials.start},
          {"stop", specials.stop},
          {"pad", specials.pad},
          {"unknown", specials.unknown}}},
    };
    try {
        return result.dump(1);
    } catch (const json::exception&) {
        refuse("or vocabulary holds text that is not UTF-8");
    }
}

std::pair<CaptionerRecord, language::Vocabulary> recordFromJson(const std::string& text_) {
    const json root = json::parse(text_, nullptr, false);
    if (root.is_discarded()) {
        refuse("is no JSON");
    }
    if (text(root, "format") != kFormat) {
        refuse("is none: its format is \"" + text(root, "format") + "\"");
    }
    if (count(root, "version") > kVersion) {
        refuse("was written by a newer Brera; this one reads version " + std::to_string(kVersion));
    }
    CaptionerRecord record;
    record.name = text(root, "name");
    record.encoder = text(root, "encoder");
    record.layers = texts(root, "layers");
    channels(root, "mean", record.normalization.mean);
    channels(root, "deviation", record.normalization.deviation);
    for (const float deviation : record.normalization.deviation) {
        if (!(deviation > 0)) {
            refuse("has a \"deviation\" that is not above 0");
        }
    }
    record.inputHeight = static_cast<int>(count(root, "input_height"));
    record.inputWidth = static_cast<int>(count(root, "input_width"));
    const auto& sizes = member(root, "sizes");
    record.sizes.features = count(sizes, "features");
    record.sizes.embedding = count(sizes, "embedding");
    record.sizes.hidden = count(sizes, "hidden");
    record.sizes.attention = count(sizes, "attention");
    record.sizes.lmEmbedding = count(sizes, "lm_embedding");
    record.sizes.lmHidden = count(sizes, "lm_hidden");
    record.sizes.lmLayers = count(sizes, "lm_layers");
    checkSizes(record.sizes);
    record.generated = flag(root, "generated");
    record.lmCountsPastStop = flag(root, "lm_counts_past_stop");
    record.training = text(root, "training");

    const auto& words = member(root, "vocabulary");
    const auto special = [&](const char* key) {
        return static_cast<std::int32_t>(count(words, key));
    };
    language::Vocabulary vocabulary(texts(words, "tokens"), {special("start"), special("stop"),
                                                             special("pad"), special("unknown")});
    return {std::move(record), std::move(vocabulary)};
}

} // namespace brera::milan
