// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "language/vocabulary.h"
#include "milan/captioner.h"
#include "milan/training.h"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

/// A world small enough to be learned in seconds: units see one of four colours and one of five
/// things, features say which, and people say it in three ways.
namespace brera::test {

constexpr std::int64_t kToyFeatures = 64;
constexpr std::int64_t kToyExemplars = 5;

inline milan::AnnotatedUnits toyUnits(std::size_t count, std::uint64_t seed = 1) {
    static const std::array<std::string, 4> kColours{"red", "green", "blue", "white"};
    static const std::array<std::string, 5> kThings{"dogs", "cars", "flowers", "faces", "houses"};
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    std::normal_distribution<float> noise(0, 0.3F);
    milan::AnnotatedUnits units;
    units.exemplars = kToyExemplars;
    for (std::size_t i = 0; i < count; ++i) {
        const auto colour = random() % kColours.size();
        const auto thing = random() % kThings.size();
        for (std::int64_t j = 0; j < kToyExemplars; ++j) {
            for (std::size_t f = 0; f < kToyFeatures; ++f) {
                const bool on = f % 9 == colour || f % 9 == 4 + thing;
                units.features.push_back((on ? 1.0F : 0.0F) + noise(random));
            }
        }
        const auto both = kColours[colour] + " " + kThings[thing];
        units.annotations.push_back({"a picture of " + both, "many " + both + " on grass",
                                     kThings[thing] + " that are mostly " + kColours[colour]});
    }
    return units;
}

inline language::Vocabulary toyVocabulary(const milan::AnnotatedUnits& units) {
    std::vector<std::string> texts;
    for (const auto& annotations : units.annotations) {
        texts.insert(texts.end(), annotations.begin(), annotations.end());
    }
    return language::Vocabulary::fromTexts(texts);
}

/// Hidden 32; one layer of 64 channels for an encoder that the tests do not ask.
inline milan::Captioner toyCaptioner(const language::Vocabulary& vocabulary,
                                     std::uint64_t seed = 1) {
    milan::CaptionerRecord record;
    record.name = "toy";
    record.encoder = "resnet18";
    record.layers = {"conv1"};
    record.inputHeight = 64;
    record.inputWidth = 64;
    record.sizes.embedding = 16;
    record.sizes.hidden = 32;
    record.sizes.lmEmbedding = 16;
    record.sizes.lmHidden = 32;
    return milan::Captioner::random(record, vocabulary, seed, "cpu");
}

} // namespace brera::test
