// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/image_source.h"
#include "base/unit_id.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// What a network makes of one picture, in plain values.
namespace brera::probing {

/// One output of the network on a picture.
struct Prediction {
    int output = 0;
    float logit = 0;
    double probability = 0; ///< softmax over all outputs
};

/// By falling probability (ties: the smaller output), at most `count`; 0 = all.
std::vector<Prediction> topPredictions(std::span<const float> logits, std::size_t count);
/// Softmax, by output.
std::vector<double> probabilities(std::span<const float> logits);

/// How a unit answers to a picture.
struct UnitResponse {
    UnitId unit;
    float activation = 0; ///< its maximum over all positions
    /// Its place among the unit's own maxima over the project's images: the share of the images on
    /// which it answers less, equal ones counting half. 1 = more than on any. Negative where the
    /// project keeps no maxima.
    double percentile = -1;
    /// How far it stands from those maxima's mean, in their standard deviations; orders units that
    /// have the same percentile.
    double deviations = 0;
    /// What it gave the looked-at class: Σ over positions of activation · ∂logit/∂activation.
    double contribution = 0;
    SmallMap map; ///< at the layer's own resolution

    double threshold = 0; ///< where the unit's masks begin in the project
    float top = 0;        ///< its activation on its best exemplar
};

/// Everything about one picture.
struct Reading {
    Picture picture;                 ///< as the network saw it
    std::vector<float> logits;       ///< by output
    int target = 0;                  ///< the output that contributions are of
    std::vector<UnitResponse> units; ///< layer by layer, by unit
};

/// The orders a person looks at units in; places in `units`, first things first.
std::vector<std::size_t> byPercentile(std::span<const UnitResponse> units);
/// Largest contribution first.
std::vector<std::size_t> byContribution(std::span<const UnitResponse> units);

/// A class and how strongly a unit moves it.
struct ClassEffect {
    int output = 0;
    double effect = 0; ///< logit for each unit of activation, at all positions
};

/// The classes a unit raises and lowers.
struct OutputWeights {
    UnitId unit;
    std::vector<ClassEffect> raised;  ///< strongest first; all positive
    std::vector<ClassEffect> lowered; ///< strongest first; all negative
    /// The effect is the same on every picture, as with an average and a linear layer behind the
    /// unit: these are the network's output weights. Otherwise means over the unit's exemplars.
    bool fixed = false;
};

} // namespace brera::probing
