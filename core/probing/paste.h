// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/image_source.h"
#include "image/preprocess.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Cut and paste (paper, Figure 14): a region of one picture put on another one, to see a
/// prediction flip. Places are shares of the *frame*, the part of a picture that the network sees
/// (0 … 1 from left to right and from top to bottom), so that they mean the same at any resolution.
namespace brera::probing {

/// A rectangle of a frame.
struct Region {
    double left = 0;
    double top = 0;
    double width = 1;
    double height = 1;

    bool operator==(const Region&) const = default;
};

/// Only where a unit answers: its map on the source's frame above a threshold.
struct PasteMask {
    SmallMap map;
    double threshold = 0;
};

/// What is cut out of the source and where it lies on the target.
struct Placement {
    Region region;  ///< of the source's frame
    double x = 0.5; ///< of the region's middle on the target's frame
    double y = 0.5;
    double scale = 1; ///< size on the target's frame, against the same share of it

    bool operator==(const Placement&) const = default;
};

/// Where the region lies on the target's frame; it may reach beyond it.
Region landing(const Placement& placement);

/// The target with the region on it, in the target's own resolution. Resized as the network's input
/// is (antialiased, bilinear).
/// @throws DataError for a region of no size or outside of the source's frame, for a place more than
/// 100 frames away, for a scale that is not above 0 and at most 100.
Picture paste(const Picture& target, const Picture& source, const Placement& placement,
              const image::Preprocessing& preprocessing, const PasteMask* mask = nullptr);

/// What a prediction was before and after, as it is kept.
struct NamedProbability {
    std::string name;
    double probability = 0;

    bool operator==(const NamedProbability&) const = default;
};

/// A pair of pictures that was tried, with everything that went into it.
struct PastedPair {
    std::string target; ///< path of the picture pasted onto
    std::string source; ///< path of the picture cut from
    Placement placement;
    std::string maskUnit;    ///< "layer4/3" when only that unit's mask is pasted; else empty
    std::string networkHash; ///< of the network that was asked
    std::vector<NamedProbability> before; ///< likeliest first
    std::vector<NamedProbability> after;
};

/// JSON text of what the predictions depend on: everything but them.
std::string pairInputs(const PastedPair& pair);
/// JSON text of the predictions.
std::string pairPredictions(const PastedPair& pair);
/// Both together again. @throws DataError when a text is damaged, or nothing could be pasted so.
PastedPair pairFrom(const std::string& inputs, const std::string& predictions);

} // namespace brera::probing
