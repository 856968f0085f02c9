// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/features.h"

#include "base/error.h"
#include "base/progress.h"
#include "oracle_captioner.h"
#include "support/check.h"

#include <torch/torch.h>

#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace brera;
using namespace brera::milan;
using brera::test::encoderOnly;
using brera::test::oracle;
using brera::test::OracleUnits;

namespace {

class OracleSource final : public RegionSource {
public:
    explicit OracleSource(const OracleUnits& units) : m_units(units) {}

    std::optional<Picture> picture(std::int64_t image) override {
        ++asked[image];
        if (missing.contains(image)) {
            return {};
        }
        return brera::test::oraclePicture(m_images, image);
    }
    std::vector<std::uint8_t> mask(std::size_t row, int, int) const override {
        const auto mask = m_units.mask(row);
        return {mask.begin(), mask.end()};
    }

    std::map<std::int64_t, int> asked;
    std::set<std::int64_t> missing;

private:
    const OracleUnits& m_units;
    npy::Array m_images{oracle("caption/images.npy")};
};

std::vector<float> pooled(OracleSource& source, const std::vector<Region>& regions,
                          std::size_t rows, PooledRegions* report = nullptr) {
    const PyramidEncoder encoder(encoderOnly());
    std::vector<float> features(rows * 68, -1.0F);
    ProgressMeter meter({}, "looking at images", 0);
    auto result = poolRegions(encoder, regions, source, features, {}, meter);
    if (report != nullptr) {
        *report = std::move(result);
    }
    return features;
}

std::vector<Region> allRegions(const OracleUnits& units) {
    std::vector<Region> regions;
    for (std::size_t row = 0; row < units.rows(); ++row) {
        regions.push_back({units.image(row), row});
    }
    return regions;
}

/// As the reference writes it.
at::Tensor byInterpolation(const std::vector<at::Tensor>& maps, const at::Tensor& masks) {
    std::vector<at::Tensor> layers;
    for (const auto& map : maps) {
        auto weights =
            at::upsample_bilinear2d(masks.unsqueeze(1), {map.size(2), map.size(3)}, false);
        const auto sums = weights.sum({2, 3}, true);
        weights = at::where(sums == 0, weights, weights / sums);
        layers.push_back((map * weights).sum({2, 3}));
    }
    return at::cat(layers, 1);
}

double worst(const at::Tensor& actual, const at::Tensor& expected) {
    return ((actual - expected).abs().max() / expected.abs().max()).item<double>();
}

} // namespace

TEST_CASE(agreesWithTheReference) {
    const OracleUnits units;
    OracleSource source(units);
    PooledRegions report;
    const auto features = pooled(source, allRegions(units), units.rows(), &report);
    const npy::Array expected(oracle("caption/features.npy"));
    CHECK_EQUAL(units.rows(), 68U * 15U);
    CHECK(brera::test::worstDifference(features, expected.as<float>()) < 1e-4);
    CHECK(report.absent.empty());
    CHECK_EQUAL(report.images, static_cast<std::int64_t>(source.asked.size()));
    for (const auto& [image, times] : source.asked) {
        CHECK_EQUAL(times, 1);
    }
}

TEST_CASE(featuresDoNotDependOnWhatElseIsPooled) {
    const OracleUnits units;
    OracleSource source(units);
    const auto all = pooled(source, allRegions(units), units.rows());
    auto some = allRegions(units);
    std::shuffle(some.begin(), some.end(), std::mt19937(3));
    some.resize(37);
    const auto again = pooled(source, some, units.rows());
    for (const auto& region : some) {
        for (std::size_t f = 0; f < 68; ++f) {
            CHECK(again[region.row * 68 + f] == all[region.row * 68 + f]);
        }
    }
}

TEST_CASE(missingImagesAreLeftOut) {
    const OracleUnits units;
    OracleSource source(units);
    source.missing = {units.image(3)};
    PooledRegions report;
    const auto features = pooled(source, allRegions(units), units.rows(), &report);
    std::vector<std::size_t> expected;
    for (std::size_t row = 0; row < units.rows(); ++row) {
        if (units.image(row) == units.image(3)) {
            expected.push_back(row);
        }
    }
    CHECK(report.absent == expected);
    CHECK_EQUAL(features[3 * 68], -1.0F); // untouched
    CHECK(features[0] != -1.0F);
}

TEST_CASE(masksOfAnySizeAreResizedAsInterpolateDoes) {
    torch::manual_seed(1);
    const PyramidEncoder encoder(encoderOnly());
    for (const auto& [height, width, input] :
         {std::tuple{64, 64, 64}, {224, 224, 64}, {37, 51, 96}, {9, 9, 64}, {1, 1, 64}}) {
        const auto maps = encoder.maps(torch::randn({1, 3, input, input}));
        auto masks = (torch::rand({5, height, width}) > 0.7).to(at::kFloat);
        masks[1] = torch::rand({height, width});
        masks[2] = 0;
        masks[3] = 1;
        const auto actual = encoder.pool(maps, masks);
        CHECK(worst(actual, byInterpolation(maps, masks)) < 1e-5);
        CHECK_EQUAL(actual[2].abs().max().item<float>(), 0.0F);
    }
}

TEST_CASE(picturesAreNormalisedAsTheEncoderWantsThem) {
    const auto captioner = encoderOnly();
    std::vector<Picture> pictures{{2, 3, std::vector<std::uint8_t>(18)}};
    std::iota(pictures[0].rgb.begin(), pictures[0].rgb.end(), std::uint8_t{40});
    const auto batch = PyramidEncoder(captioner).batch(pictures);
    CHECK(batch.sizes() == (std::vector<std::int64_t>{1, 3, 2, 3}));
    // pixel (1, 2), green
    CHECK_NEAR(batch[0][1][1][2].item<float>(), ((40 + 16) / 255.0 - 0.456) / 0.224, 1e-6);

    pictures.push_back({2, 2, std::vector<std::uint8_t>(12)});
    CHECK_THROWS(DataError, PyramidEncoder(captioner).batch(pictures), "of one size");
}

TEST_CASE(picturesAreBroughtToTheSizeOfTheRecord) {
    auto captioner = encoderOnly();
    captioner.impl().record.inputHeight = 32;
    captioner.impl().record.inputWidth = 48;
    const std::vector<Picture> pictures(2, {64, 64, std::vector<std::uint8_t>(64 * 64 * 3, 100)});
    const PyramidEncoder encoder(captioner);
    const auto batch = encoder.batch(pictures);
    CHECK(batch.sizes() == (std::vector<std::int64_t>{2, 3, 32, 48}));
    CHECK_NEAR(batch[1][2][31][47].item<float>(), (100 / 255.0 - 0.406) / 0.225, 1e-5);
    CHECK_EQUAL(encoder.maps(batch)[0].size(3), 24);
}

TEST_CASE(layersThatDoNotFitAreRefused) {
    CHECK_THROWS(ModelError, PyramidEncoder(encoderOnly({"conv1", "layer9"}, 68)), "layer9");
    const PyramidEncoder encoder(encoderOnly({"conv1", "layer1"}, 68));
    CHECK_THROWS(ModelError, encoder.maps(torch::zeros({1, 3, 64, 64})), "16 channels");
    const PyramidEncoder vectors(encoderOnly({"layer4", "fc"}, 34));
    CHECK_EQUAL(vectors.maps(torch::zeros({1, 3, 64, 64}))[1].dim(), 4);
}

TEST_CASE(poolingStopsWhenAsked) {
    const OracleUnits units;
    OracleSource source(units);
    const PyramidEncoder encoder(encoderOnly());
    std::vector<float> features(units.rows() * 68);
    std::stop_source stop;
    stop.request_stop();
    ProgressMeter meter({}, "looking at images", 0);
    bool cancelled = false;
    try {
        poolRegions(encoder, allRegions(units), source, features, stop.get_token(), meter);
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
}

CHECK_MAIN
