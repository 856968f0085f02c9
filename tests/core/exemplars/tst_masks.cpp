// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/npy.h"
#include "exemplars/masks.h"
#include "support/check.h"

using namespace brera;

namespace {
SmallMap constant(int height, int width) {
    const std::vector<float> ones(static_cast<std::size_t>(height * width), 1.0F);
    return SmallMap::fromValues(ones.data(), height, width);
}
} // namespace

TEST_CASE(zero_padding_falls_off_at_the_border_as_the_reference_does) {
    const auto up = exemplars::upsample(constant(7, 7), 224, 224);
    const auto at = [&](int y, int x) { return up[static_cast<std::size_t>(y * 224 + x)]; };
    CHECK_NEAR(at(112, 112), 1, 1e-6);
    CHECK_NEAR(at(0, 112), 0.52, 0.005); // oracle/README: .52 at the edges, .27 in the corners
    CHECK_NEAR(at(0, 0), 0.27, 0.005);
}

TEST_CASE(clamping_keeps_a_constant_constant) {
    for (const float value :
         exemplars::upsample(constant(3, 5), 48, 40, exemplars::MaskBorder::Clamp)) {
        CHECK_NEAR(value, 1, 1e-6);
    }
}

TEST_CASE(a_vectors_mask_is_the_whole_image) {
    const auto mask = exemplars::mask(constant(1, 1), 0.5, 16, 16);
    CHECK(std::find(mask.begin(), mask.end(), 0) == mask.end());
}

TEST_CASE(the_same_size_changes_nothing_and_the_threshold_is_strict) {
    const std::vector<float> values{0, 0.25F, 0.5F, 1, 0.75F, 0};
    const auto map = SmallMap::fromValues(values.data(), 2, 3);
    CHECK((exemplars::upsample(map, 2, 3) == values));
    CHECK((exemplars::mask(map, 0.5, 2, 3) == std::vector<std::uint8_t>{0, 0, 0, 1, 1, 0}));
}

CHECK_MAIN
