// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"

#include <vector>

namespace brera::exemplars {

/// An activation at every pixel of a picture, row by row.
struct ActivationField {
    int height = 0;
    int width = 0;
    std::vector<float> values; ///< (height, width)
};

/// Whole pixels of a picture.
struct Box {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

/// A part of a picture, in its pixels.
struct Window {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
};

/// `window` of a field, resampled bilinearly to (height, width).
ActivationField cutField(const ActivationField& field, const Window& window, int height, int width);

/// A square (or the whole picture) around the part of the mask that holds the peak, with some air
/// around it, inside the field: what a patch shows. Where nothing exceeds the threshold it stands
/// around the peak.
Box patchAround(const ActivationField& field, double threshold);

} // namespace brera::exemplars
