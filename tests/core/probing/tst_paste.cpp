// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "probing/paste.h"
#include "probing/pasted_pairs.h"
#include "project/project.h"
#include "support/check.h"

#include <filesystem>
#include <limits>
#include <unistd.h>

using namespace brera;
using namespace brera::probing;

namespace {

/// A picture of one grey, its left half lighter by `step`.
Picture plain(int height, int width, std::uint8_t tone, int step = 0) {
    Picture picture{height, width, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto value = static_cast<std::uint8_t>(tone + (x < width / 2 ? step : 0));
            picture.rgb.insert(picture.rgb.end(), 3, value);
        }
    }
    return picture;
}

int grey(const Picture& picture, int x, int y) {
    return picture.rgb[static_cast<std::size_t>(y * picture.width + x) * 3];
}

/// 40 × 40 out of whatever: the shorter side becomes 40.
const image::Preprocessing kSquare{40, 40, 40, {}};

PastedPair samplePair() {
    PastedPair pair;
    pair.target = "/pictures/a \"quoted\".png";
    pair.source = "/pictures/b.png";
    pair.placement = {{0.25, 0.1, 0.5, 0.3}, 0.4, 0.6, 1.5};
    pair.networkHash = "abc";
    pair.before = {{"dog", 0.75}, {"cat", 0.25}};
    pair.after = {{"cat", 0.9}};
    return pair;
}

} // namespace

TEST_CASE(a_region_lands_where_it_was_put) {
    const auto target = plain(40, 40, 10);
    const auto source = plain(40, 40, 200);
    const Placement placement{{0, 0, 0.5, 0.25}, 0.75, 0.5, 1};
    const auto result = paste(target, source, placement, kSquare);
    CHECK_EQUAL(result.width, 40);
    int pasted = 0;
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 40; ++x) {
            const bool inside = x >= 20 && x < 40 && y >= 15 && y < 25;
            CHECK_EQUAL(grey(result, x, y), inside ? 200 : 10);
            pasted += inside ? 1 : 0;
        }
    }
    CHECK_EQUAL(pasted, 200);
    CHECK(landing(placement) == (Region{0.5, 0.375, 0.5, 0.25}));
}

TEST_CASE(scale_and_resolution_keep_the_shares) {
    // The target is wider than the network sees and four times as large, the source is small.
    const auto target = plain(160, 240, 10);
    const auto source = plain(20, 20, 100, 100);
    const auto result = paste(target, source, {{0, 0, 1, 1}, 0.5, 0.5, 0.5}, kSquare);
    // The frame is the middle 160 × 160 at x = 40; half of it is 80 × 80 in its middle.
    CHECK_EQUAL(grey(result, 79, 80), 10);
    CHECK_EQUAL(grey(result, 80, 80), 200);
    CHECK_EQUAL(grey(result, 158, 80), 100);
    CHECK_EQUAL(grey(result, 160, 80), 10);
    CHECK_EQUAL(grey(result, 100, 39), 10);
    CHECK_EQUAL(grey(result, 100, 40), 200);
}

TEST_CASE(what_reaches_beyond_the_target_is_cut_off) {
    const auto target = plain(40, 40, 10);
    const auto source = plain(40, 40, 200);
    const auto corner = paste(target, source, {{0, 0, 0.5, 0.5}, 0, 0, 1}, kSquare);
    CHECK_EQUAL(grey(corner, 9, 9), 200);
    CHECK_EQUAL(grey(corner, 10, 9), 10);
    const auto away = paste(target, source, {{0, 0, 0.5, 0.5}, 3, 3, 1}, kSquare);
    CHECK(away.rgb == target.rgb);
}

TEST_CASE(a_unit_s_mask_lets_through_what_it_answers_to) {
    const auto target = plain(40, 40, 10);
    const auto source = plain(40, 40, 200);
    const float values[] = {0, 1, 0, 1}; // its right half
    const PasteMask mask{SmallMap::fromValues(values, 2, 2), 0.5};
    const auto result = paste(target, source, {{0, 0, 1, 1}, 0.5, 0.5, 1}, kSquare, &mask);
    CHECK_EQUAL(grey(result, 5, 20), 10);
    CHECK_EQUAL(grey(result, 30, 20), 200);
}

TEST_CASE(enlarged_pieces_are_the_same_where_they_land) {
    // A ramp, forty times as large as the target: as if all of it had been made and then cut.
    Picture source{40, 40, {}};
    for (int i = 0; i < 40 * 40; ++i) {
        source.rgb.insert(source.rgb.end(), 3, static_cast<std::uint8_t>(i * 7 % 251));
    }
    const auto target = plain(40, 40, 10);
    const auto whole = image::resize(source, 1600, 1600);
    const auto result = paste(target, source, {{0, 0, 1, 1}, 0.5, 0.5, 40}, kSquare);
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 40; ++x) {
            CHECK_EQUAL(grey(result, x, y), grey(whole, 780 + x, 780 + y));
        }
    }
}

TEST_CASE(regions_without_sense_are_refused) {
    const auto picture = plain(40, 40, 10);
    CHECK_THROWS(DataError, paste(picture, picture, {{0, 0, 0, 1}, 0.5, 0.5, 1}, kSquare), "size");
    CHECK_THROWS(DataError, paste(picture, picture, {{0, 0, 1, 1}, 0.5, 0.5, 0}, kSquare), "size");
    CHECK_THROWS(DataError, paste(picture, picture, {{0.5, 0, 1, 1}, 0.5, 0.5, 1}, kSquare),
                 "beyond");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS(DataError, paste(picture, picture, {{0, 0, 1, 1}, nan, 0.5, 1}, kSquare), "size");
}

TEST_CASE(places_and_scales_without_sense_are_refused) {
    const auto picture = plain(40, 40, 10);
    const double inf = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double at : {nan, inf, -inf, 1e300, 1073742.0, 101.1, -100.1, -1e18}) {
        CHECK_THROWS(DataError, paste(picture, picture, {{0, 0, 1, 1}, at, 0.5, 1}, kSquare), "");
        CHECK_THROWS(DataError, paste(picture, picture, {{0, 0, 1, 1}, 0.5, at, 1}, kSquare), "");
    }
    for (const double scale : {nan, inf, -inf, 0.0, -1.0, 100.5, 1e300}) {
        CHECK_THROWS(DataError, paste(picture, picture, {{0, 0, 1, 1}, 0.5, 0.5, scale}, kSquare),
                     "size");
    }
}

TEST_CASE(the_farthest_places_and_largest_scales_stay_within_the_target) {
    const auto target = plain(30, 50, 10);
    const auto source = plain(40, 40, 200);
    for (const double x : {-100.0, -49.5, 0.0, 1.0, 50.5, 101.0}) {
        for (const double y : {-100.0, 0.0, 1.0, 101.0}) {
            for (const double scale : {1e-300, 0.01, 1.0, 100.0}) {
                const auto result = paste(target, source, {{0, 0, 1, 1}, x, y, scale}, kSquare);
                CHECK_EQUAL(result.rgb.size(), target.rgb.size());
                for (const auto value : result.rgb) {
                    CHECK(value == 10 || value == 200);
                }
            }
        }
    }
}

TEST_CASE(pairs_are_kept_in_the_project) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("brera-paste-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto file = folder / "p.brera";
    project::ProjectInputs inputs;
    inputs.options = "{}";
    inputs.preprocessing = "{}";
    {
        auto project = project::Project::create(file, inputs, {{"layer1", 2, 1, 1}}, {});
        auto pair = samplePair();
        const auto id = keepPair(project, pair, "dog to cat");
        pair.after = {{"cat", 0.8}};
        CHECK_EQUAL(keepPair(project, pair, "dog to cat"), id);
        pair.placement.x = 0.1;
        pair.maskUnit = "layer1/1";
        keepPair(project, pair, "another");
    }
    {
        auto project = project::Project::open(file);
        const auto pairs = keptPairs(project);
        CHECK_EQUAL(pairs.size(), std::size_t{2});
        CHECK_EQUAL(pairs[0].name, std::string("another"));
        CHECK_EQUAL(pairs[0].pair.maskUnit, std::string("layer1/1"));
        CHECK_EQUAL(pairs[1].pair.target, samplePair().target);
        CHECK(pairs[1].pair.placement == samplePair().placement);
        CHECK_NEAR(pairs[1].pair.after.front().probability, 0.8, 0);
        removePair(project, pairs[0].pair);
        CHECK_EQUAL(keptPairs(project).size(), std::size_t{1});
    }
    CHECK_THROWS(DataError, pairFrom("{\"target\": 1}", ""), "damaged");
    for (const auto& [x, scale] : {std::pair(1073742.0, 1.0), std::pair(-1e300, 1.0), std::pair(0.5, 0.0)}) {
        auto far = samplePair();
        far.placement.x = x;
        far.placement.scale = scale;
        CHECK_THROWS(DataError, pairFrom(pairInputs(far), ""), "damaged");
        auto project = project::Project::open(file);
        const auto before = keptPairs(project).size();
        keepPair(project, far, "far");
        CHECK_EQUAL(keptPairs(project).size(), before);
    }
    std::filesystem::remove_all(folder);
}

CHECK_MAIN
