// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/npy.h"
#include "exemplars/mask_shade.h"
#include "exemplars/masks.h"
#include "support/check.h"

#include <algorithm>
#include <cmath>

using namespace brera;

namespace {
SmallMap constant(int height, int width) {
    const std::vector<float> ones(static_cast<std::size_t>(height * width), 1.0F);
    return SmallMap::fromValues(ones.data(), height, width);
}

/// A cone over (x, y) that falls by 1 a pixel from `height`.
exemplars::ActivationField cone(int side, int x, int y, float height) {
    exemplars::ActivationField field{side, side, {}};
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            field.values.push_back(height - std::hypot(static_cast<float>(column - x),
                                                       static_cast<float>(row - y)));
        }
    }
    return field;
}

int most(const std::vector<std::uint8_t>& values) {
    return *std::max_element(values.begin(), values.end());
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

TEST_CASE(a_drawn_mask_is_the_mask_with_a_soft_edge) {
    const auto field = cone(120, 60, 50, 20.3F);
    const auto shade = exemplars::shadeMask(field, 0, 0);
    CHECK(shade.line.empty());
    int soft = 0;
    for (std::size_t i = 0; i < field.values.size(); ++i) {
        CHECK_EQUAL(shade.inside[i] > 127, field.values[i] > 0);
        if (shade.inside[i] > 0 && shade.inside[i] < 255) {
            ++soft;
            CHECK(std::fabs(field.values[i]) < 0.6); // within a pixel of the contour
        }
    }
    CHECK(soft > 60);
    // As much as the disc covers.
    double covered = 0;
    for (const auto value : shade.inside) {
        covered += value / 255.0;
    }
    CHECK_NEAR(covered, 3.14159 * 20.3 * 20.3, 8);
}

TEST_CASE(the_line_stands_outside_without_gaps) {
    const auto field = cone(120, 60, 50, 20.3F);
    const auto shade = exemplars::shadeMask(field, 0, 1);
    for (std::size_t i = 0; i < field.values.size(); ++i) {
        if (field.values[i] > 0.8F || field.values[i] < -2.2F) {
            CHECK_EQUAL(static_cast<int>(shade.line[i]), 0);
        }
    }
    // Every ray from the middle crosses it, at about full strength.
    for (int step = 0; step < 360; ++step) {
        int strongest = 0;
        for (double radius = 18; radius < 24; radius += 0.25) {
            const auto x = static_cast<std::size_t>(
                std::lround(60 + radius * std::cos(step * 3.14159 / 180)));
            const auto y = static_cast<std::size_t>(
                std::lround(50 + radius * std::sin(step * 3.14159 / 180)));
            strongest = std::max<int>(strongest, shade.line[y * 120 + x]);
        }
        CHECK(strongest > 80);
    }
    // A wider one reaches further.
    const auto wide = exemplars::shadeMask(field, 0, 3);
    CHECK(wide.line[50 * 120 + 60 + 23] > 60);
    CHECK_EQUAL(static_cast<int>(shade.line[50 * 120 + 60 + 23]), 0);
}

TEST_CASE(thumbnails_have_a_hairline_and_small_regions_none) {
    const int large = most(exemplars::shadeMask(cone(120, 60, 60, 20.3F), 0, 1).line);
    const int thumbnail = most(exemplars::shadeMask(cone(64, 32, 32, 20.3F), 0, 1).line);
    CHECK(thumbnail > 100);
    CHECK(thumbnail < large * 3 / 4);
    // A disc of 6 pixels across has no line, and all of it is there.
    const auto spot = exemplars::shadeMask(cone(64, 32, 32, 3.2F), 0, 1);
    CHECK_EQUAL(most(spot.line), 0);
    CHECK_EQUAL(static_cast<int>(spot.inside[32 * 64 + 32]), 255);
    // Nothing inside, or all of it: nothing to draw around.
    CHECK_EQUAL(most(exemplars::shadeMask(cone(64, 32, 32, 3), 10, 1).inside), 0);
    CHECK_EQUAL(most(exemplars::shadeMask(cone(64, 32, 32, 99), 0, 1).line), 0);
}

TEST_CASE(a_plateau_at_the_threshold_is_outside) {
    exemplars::ActivationField field{3, 40, {}};
    for (int i = 0; i < 120; ++i) {
        field.values.push_back(i % 40 < 20 ? 0.0F : 1.0F);
    }
    CHECK_EQUAL(most(exemplars::shadeMask(field, 1, 1).inside), 0);
    CHECK_EQUAL(most(exemplars::shadeMask(field, 1, 1).line), 0);
}

TEST_CASE(channels_are_dimmed_outside_alone) {
    const int kept = exemplars::brightnessKept(exemplars::kUsualDimming);
    CHECK_EQUAL(static_cast<int>(exemplars::shadeChannel(200, kept, 255, 0)), 200);
    CHECK_NEAR(exemplars::shadeChannel(200, kept, 0, 0), 200 * 0.472, 1.5);
    CHECK_EQUAL(static_cast<int>(exemplars::shadeChannel(200, kept, 0, 255)), 255);
    CHECK_EQUAL(exemplars::brightnessKept(0), 256);
}

CHECK_MAIN
