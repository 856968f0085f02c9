// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../network/networks.h"
#include "base/error.h"
#include "exemplars/extraction_job.h"
#include "image/picture_io.h"
#include "network/gradients.h"
#include "network/network.h"
#include "network/staged.h"
#include "probing/distributions.h"
#include "probing/image_probe.h"
#include "project/project.h"
#include "support/check.h"

#include <algorithm>
#include <fstream>

using namespace brera;
using namespace brera::test;
using network::GradientForward;
using network::Network;
using network::StagedForward;
using probing::Distributions;
using probing::ImageProbe;

namespace {

const std::vector<std::string> kStages{"conv1", "layer1", "layer2", "layer3", "layer4"};

/// The reference's network on its 200 images, extracted once.
std::filesystem::path referenceProject() {
    static const std::filesystem::path path = [] {
        const auto network = scratch("network.pt");
        std::filesystem::copy_file(oracle("network_scripted.pt"), network);
        std::ofstream classes(scratch("classes.txt"));
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(oracle("images"))) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        for (const auto& name : names) {
            classes << name << '\n';
        }
        classes.close();
        exemplars::ExtractionJob job;
        job.network = network;
        job.images = oracle("images");
        job.project = scratch("reference.brera");
        job.classList = scratch("classes.txt");
        job.layers = kStages;
        job.preprocessing = {64, 64, 64, {{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}}};
        exemplars::runExtraction(job, {}, {});
        return job.project;
    }();
    return path;
}

project::Project reference() {
    return project::Project::open(referenceProject(), project::OpenMode::ReadOnly);
}

Picture pictureOf(const project::Project& project, std::int64_t image) {
    return image::decode(project.imageFile(image));
}

/// The logits with unit `unit` of the layer multiplied by 1 + factor and raised by `add`.
at::Tensor moved(const StagedForward& forward, const at::Tensor& images, const std::string& layer,
                 std::int64_t unit, float factor, float add) {
    auto state = forward.head(images);
    for (std::size_t cut = 0; cut < forward.layers().size(); ++cut) {
        state = forward.advance(state, static_cast<int>(cut));
        if (forward.layers()[cut] == layer) {
            const auto units = state.activation().size(1);
            auto keep = torch::ones({units});
            auto fill = torch::zeros({units});
            keep[unit] = 1 + factor;
            fill[unit] = add;
            state = state.masked(keep, fill);
        }
    }
    return forward.logits(state).to(at::kDouble);
}

/// Central differences of the logits; steps small enough that few rectifiers change their minds.
at::Tensor slope(const StagedForward& forward, const at::Tensor& images, const std::string& layer,
                 std::int64_t unit, bool byFactor, float step) {
    const auto at = [&](float by) {
        return moved(forward, images, layer, unit, byFactor ? by : 0, byFactor ? 0 : by);
    };
    return (at(step) - at(-step)) / (2 * static_cast<double>(step));
}

void checkAgainstDifferences(const Network& net, const std::vector<std::string>& layers,
                             const at::Tensor& images, float step, double tolerance) {
    const GradientForward graded(net, layers);
    const StagedForward forward(net, layers, false);
    std::vector<at::Tensor> activations;
    std::vector<at::Tensor> gradients;
    std::int64_t target = 2;
    const auto logits = graded.run(
        images, [&](const at::Tensor&) { return target; }, activations, gradients);
    CHECK_NEAR(difference(logits, forward.logits(forward.head(images))), 0, 1e-5);
    CHECK_EQUAL(activations.size(), layers.size());
    for (std::size_t place = 0; place < layers.size(); ++place) {
        const auto& layer = graded.layers()[place];
        for (const std::int64_t unit : {0, 3}) {
            const double gave =
                (activations[place] * gradients[place]).select(1, unit).sum().item<double>();
            const auto byFactor = slope(forward, images, layer, unit, true, step);
            const double scale = byFactor.abs().max().item<double>() + 1e-3;
            CHECK_NEAR((gave - byFactor.select(1, target).sum().item<double>()) / scale, 0,
                       tolerance);
            const auto byHand = slope(forward, images, layer, unit, false, step);
            const auto effect = graded.outputEffect(images, layer, unit).to(at::kDouble);
            CHECK_NEAR(difference(effect, byHand), 0, tolerance);
        }
    }
}

} // namespace

TEST_CASE(gradients_are_those_of_numbers) {
    torch::manual_seed(11);
    const auto trained = Network::open(oracle("network_scripted.pt"));
    checkAgainstDifferences(trained, kStages, torch::randn({2, 3, 64, 64}), 5e-4F, 0.05);
    const auto traced = Network::open(oracle("network_traced.pt"));
    checkAgainstDifferences(traced, {"layer3", "layer4"}, torch::randn({1, 3, 64, 64}), 5e-4F,
                            0.05);
    const auto alexnet = Network::build("alexnet", 3);
    checkAgainstDifferences(alexnet, {"features.6", "features.10"}, torch::randn({1, 3, 96, 96}),
                            5e-4F, 0.05);
}

TEST_CASE(a_layer_s_effect_is_its_output_weights_behind_an_average) {
    torch::manual_seed(12);
    const auto net = Network::open(oracle("network_scripted.pt"));
    const auto module = torch::jit::load(oracle("network_scripted.pt").string());
    const auto weights = module.attr("fc").toModule().attr("weight").toTensor();
    const GradientForward graded(net, kStages);
    const auto images = torch::randn({2, 3, 64, 64});
    for (const std::int64_t unit : {0, 7, 23}) {
        const auto effect = graded.outputEffect(images, "layer4", unit);
        CHECK_NEAR(difference(effect[0], weights.select(1, unit).detach()), 0, 1e-5);
        CHECK_NEAR(difference(effect[1], effect[0]), 0, 1e-6);
    }
    CHECK_THROWS(ModelError, graded.outputEffect(images, "layer4", 24), "24 units");
    CHECK_THROWS(ModelError, (GradientForward(net, {"layer9"})), "layer9");
}

TEST_CASE(in_place_operators_behind_a_layer_keep_its_gradient) {
    const auto path = saved(scripted("Net", {{"a", convolution(3, 4)}, {"b", convolution(4, 4)}},
                                     "def forward(self, x):\n"
                                     "    y = self.a.forward(x)\n"
                                     "    torch.relu_(y)\n"
                                     "    w = self.b.forward(y)\n"
                                     "    w += y\n"
                                     "    return torch.mean(w, [2, 3])\n"),
                            "inplace.pt");
    const auto net = Network::open(path);
    torch::manual_seed(13);
    checkAgainstDifferences(net, {"a", "b"}, torch::randn({2, 3, 8, 8}), 5e-4F, 0.05);
}

TEST_CASE(readings_agree_with_the_reference_and_with_forwards_of_their_own) {
    const auto project = reference();
    const ImageProbe probe(project);
    const Distributions distributions(project);
    const auto logits = tensorFrom(oracle("probe/logits.npy"));
    const auto net = Network::open(oracle("network_scripted.pt"));
    for (const std::int64_t image : {0, 57, 199}) {
        const auto picture = pictureOf(project, image);
        const auto found = probe.logits(picture);
        const auto reading = probe.read(picture, {}, &distributions);
        const auto expected = logits[image];
        const auto asTensor = [](const std::vector<float>& values) {
            return at::tensor(c10::ArrayRef<float>(values.data(), values.size()));
        };
        CHECK_NEAR(difference(asTensor(found), expected), 0, 1e-5);
        CHECK_NEAR(difference(asTensor(reading.logits), expected), 0, 1e-5);
        CHECK_EQUAL(reading.target, static_cast<int>(expected.argmax().item<std::int64_t>()));
        const auto predictions = probing::topPredictions(reading.logits, 0);
        double sum = 0;
        for (const auto& each : predictions) {
            sum += each.probability;
        }
        CHECK_NEAR(sum, 1, 1e-9);
        CHECK_EQUAL(predictions.front().output, reading.target);

        std::size_t units = 0;
        for (const auto& layer : probe.layers()) {
            units += static_cast<std::size_t>(layer.units);
        }
        CHECK_EQUAL(reading.units.size(), units);
        for (const auto& each : reading.units) {
            // The picture is one of the project's own, whose maxima are known (as halves).
            const auto maxima = project.maxima(each.unit.layer, each.unit.index);
            const float own = maxima[static_cast<std::size_t>(image)];
            CHECK_NEAR(each.activation, own, 2e-3 * std::abs(own) + 1e-5);
            const auto values = each.map.values();
            CHECK_NEAR(*std::max_element(values.begin(), values.end()), each.activation,
                       2e-3 * static_cast<double>(std::abs(each.map.scale)) + 1e-6);
            std::size_t less = 0;
            std::size_t more = 0;
            for (const float other : maxima) {
                less += other < own ? 1 : 0;
                more += other > own ? 1 : 0;
            }
            const auto count = static_cast<double>(maxima.size());
            CHECK(each.percentile >= static_cast<double>(less) / count - 0.011);
            CHECK(each.percentile <= 1 - static_cast<double>(more) / count + 0.011);
        }
    }
}

TEST_CASE(what_carried_a_prediction_adds_up_where_the_rest_is_linear) {
    const auto project = reference();
    const ImageProbe probe(project);
    const auto reading = probe.read(pictureOf(project, 5));
    // Behind layer4 only an average and a linear layer follow: contributions sum to the logit
    // without its bias.
    const auto module = torch::jit::load(oracle("network_scripted.pt").string());
    const auto bias = module.attr("fc").toModule().attr("bias").toTensor();
    double sum = 0;
    for (const auto& each : reading.units) {
        sum += each.unit.layer == "layer4" ? each.contribution : 0;
        CHECK(each.percentile < 0); // no distributions were given
    }
    const double logit =
        static_cast<double>(reading.logits[static_cast<std::size_t>(reading.target)]);
    CHECK_NEAR(sum + bias[reading.target].item<double>(), logit, 1e-4 * std::abs(logit));
    const auto other = probe.read(pictureOf(project, 5), 3);
    CHECK_EQUAL(other.target, 3);
    const auto order = probing::byContribution(other.units);
    CHECK(other.units[order.front()].contribution >= other.units[order.back()].contribution);
    CHECK_THROWS(DataError, probe.read(pictureOf(project, 5), 10), "no output 10");
}

TEST_CASE(units_switched_off_change_one_picture_as_they_change_all) {
    const auto project = reference();
    probing::ProbeOptions options;
    options.means = true;
    const ImageProbe probe(project, options);
    const auto expected = tensorFrom(oracle("ablation/logits_3.npy"));
    const std::vector<UnitId> units{{"conv1", 2},  {"layer1", 0}, {"layer1", 4},
                                    {"layer4", 3}, {"layer4", 7}, {"layer4", 11}};
    for (const std::int64_t image : {3, 120}) {
        const auto found = probe.logits(pictureOf(project, image), units);
        for (std::size_t output = 0; output < found.size(); ++output) {
            CHECK_NEAR(found[output],
                       expected[image][static_cast<std::int64_t>(output)].item<double>(), 2e-5);
        }
    }
    const std::vector<UnitId> one{{"layer4", 3}};
    const auto picture = pictureOf(project, 3);
    const auto zero = probe.logits(picture, one);
    const auto mean = probe.logits(picture, one, probing::Instead::Mean);
    const auto module = torch::jit::load(oracle("network_scripted.pt").string());
    const auto weight = module.attr("fc").toModule().attr("weight").toTensor();
    const double level = project.unit("layer4", 3).statistics.mean;
    CHECK_NEAR(mean[1] - zero[1], level * weight[1][3].item<double>(), 1e-4);
    const std::vector<UnitId> wrong{{"layer4", 24}};
    CHECK_THROWS(DataError, probe.logits(picture, wrong), "layer4/24");
    const std::vector<UnitId> nowhere{{"layer9", 0}};
    CHECK_THROWS(DataError, probe.logits(picture, nowhere), "layer9");
    CHECK_THROWS(DataError, ImageProbe(project).logits(picture, one, probing::Instead::Mean),
                 "means");
}

TEST_CASE(last_layers_raise_and_lower_classes_by_their_weights) {
    const auto project = reference();
    const ImageProbe probe(project);
    CHECK_EQUAL(probe.lastLayer(), std::string("layer4"));
    const std::vector<Picture> pictures{pictureOf(project, 1), pictureOf(project, 90)};
    const auto weights = probe.outputWeights({"layer4", 5}, pictures, 3);
    CHECK(weights.fixed);
    CHECK(!weights.raised.empty() && weights.raised.size() <= 3);
    const auto module = torch::jit::load(oracle("network_scripted.pt").string());
    const auto column = module.attr("fc").toModule().attr("weight").toTensor().select(1, 5);
    CHECK_EQUAL(static_cast<std::int64_t>(weights.raised.front().output),
                column.argmax().item<std::int64_t>());
    CHECK_NEAR(weights.raised.front().effect, column.max().item<double>(), 1e-5);
    if (!weights.lowered.empty()) {
        CHECK_NEAR(weights.lowered.front().effect, column.min().item<double>(), 1e-5);
    }
    // Rectifiers lie behind layer1: its effects depend on the picture.
    CHECK(!probe.outputWeights({"layer1", 1}, pictures, 3).fixed);
    CHECK_THROWS(DataError, probe.outputWeights({"layer4", 5}, {}, 3), "layer4/5");
}

TEST_CASE(classes_go_by_name_or_number) {
    const auto project = reference();
    const ImageProbe probe(project);
    CHECK_EQUAL(probe.outputs(), 10);
    const auto name = probe.className(4);
    CHECK_EQUAL(probe.outputOf(name), 4);
    CHECK_EQUAL(probe.outputOf("4"), 4);
    CHECK_EQUAL(probe.outputOf("output 4"), 4);
    CHECK_EQUAL(probe.className(12), std::string("output 12"));
    CHECK_THROWS(DataError, probe.outputOf("zebra"), probe.className(0));
}

TEST_CASE(classes_that_are_called_by_numbers_go_by_name) {
    // The order that sorted folders have: "10" is the third.
    auto inputs = reference().inputs();
    inputs.classNames = {"0", "1", "10", "2", "3", "4", "5", "6", "7", "8"};
    const auto file = scratch("numbers.brera");
    exemplars::ExtractionJob job;
    job.network = inputs.networkPath;
    job.images = oracle("images");
    job.project = file;
    std::ofstream classes(scratch("numbers.txt"));
    for (const auto& name : inputs.classNames) {
        classes << name << '\n';
    }
    classes.close();
    job.classList = scratch("numbers.txt");
    job.layers = {"layer4"};
    job.preprocessing = {64, 64, 64, {}};
    exemplars::runExtraction(job, {}, {});
    const ImageProbe probe(project::Project::open(file, project::OpenMode::ReadOnly));
    CHECK_EQUAL(probe.outputOf("10"), 2);
    CHECK_EQUAL(probe.outputOf("2"), 3);
    CHECK_EQUAL(probe.outputOf("9"), 9); // nobody's name
}

TEST_CASE(networks_that_are_gone_or_changed_are_named) {
    const auto project = reference();
    const auto network = scratch("network.pt");
    const auto aside = scratch("aside.pt");
    std::filesystem::rename(network, aside);
    CHECK_THROWS(ProjectError, ImageProbe(project), "network.pt");
    std::ofstream(network) << "something else";
    CHECK_THROWS(ProjectError, ImageProbe(project), "has changed");
    std::filesystem::remove(network);
    std::filesystem::rename(aside, network);
    CHECK_EQUAL(ImageProbe(project).outputs(), 10);
}

CHECK_MAIN
