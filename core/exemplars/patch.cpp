// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/patch.h"

#include "exemplars/activation_field.h"
#include "exemplars/mask_shade.h"
#include "exemplars/masks.h"
#include "image/preprocess.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace brera::exemplars {

namespace {

Picture cut(const Picture& picture, const Box& box) {
    Picture result{box.height, box.width, {}};
    result.rgb.reserve(static_cast<std::size_t>(box.height) * static_cast<std::size_t>(box.width) *
                       3);
    for (int y = 0; y < box.height; ++y) {
        const auto first =
            (static_cast<std::ptrdiff_t>(box.top + y) * picture.width + box.left) * 3;
        const auto* row = picture.rgb.data() + first;
        result.rgb.insert(result.rgb.end(), row, row + static_cast<std::ptrdiff_t>(box.width) * 3);
    }
    return result;
}

} // namespace

Picture renderExemplar(const Picture& picture, const SmallMap& map, double threshold, int size) {
    const ActivationField field{picture.height, picture.width,
                                upsample(map, picture.height, picture.width)};
    const Box box = patchAround(field, threshold);
    Picture patch = image::resize(cut(picture, box), size, size);
    const ActivationField shown =
        cutField(field,
                 {static_cast<double>(box.left), static_cast<double>(box.top),
                  static_cast<double>(box.width), static_cast<double>(box.height)},
                 size, size);
    const MaskShade shade = shadeMask(shown, threshold, 1);
    const int kept = brightnessKept(kUsualDimming);
    for (std::size_t pixel = 0; pixel < shade.inside.size(); ++pixel) {
        for (std::size_t c = 0; c < 3; ++c) {
            auto& value = patch.rgb[pixel * 3 + c];
            value = shadeChannel(value, kept, shade.inside[pixel], shade.line[pixel]);
        }
    }
    return patch;
}

} // namespace brera::exemplars
