// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/edited.h"
#include "network/network.h"
#include "network/staged.h"
#include "networks.h"
#include "support/check.h"

#include <torch/script.h>

#include <fstream>

using namespace brera;
using namespace brera::test;
using network::editOf;
using network::Network;
using network::RemovedUnits;
using network::saveEdited;

namespace {

at::Tensor logits(const Network& net, const at::Tensor& images, bool fast = false) {
    std::vector<at::Tensor> unused;
    return net.probe({}, fast).run(images, unused);
}

at::Tensor logitsWithout(const Network& net, const RemovedUnits& units, const at::Tensor& images) {
    std::vector<std::string> layers;
    for (const auto& [layer, numbers] : units) {
        layers.push_back(layer);
    }
    const network::StagedForward forward(net, layers, false);
    auto state = forward.head(images);
    for (std::size_t cut = 0; cut < layers.size(); ++cut) {
        state = forward.advance(state, static_cast<int>(cut));
        auto keep = torch::ones({state.activation().size(1)});
        for (const auto unit : units.at(forward.layers()[cut])) {
            keep[unit] = 0;
        }
        state = state.masked(keep, {});
    }
    return forward.logits(state);
}

} // namespace

TEST_CASE(the_saved_network_is_the_ablated_run) {
    torch::manual_seed(4);
    const RemovedUnits units{{"conv1", {2}}, {"layer1", {0, 4}}, {"layer4", {3, 7, 11}}};
    for (const char* file : {"network_scripted.pt", "network_traced.pt"}) {
        const auto net = Network::open(oracle(file));
        const auto path = scratch(std::string("edited_") + file);
        saveEdited(net, units, {3, 64, 64}, R"({"accuracy": 0.5})", path);
        const auto images = torch::randn({3, 3, 64, 64});
        const auto expected = logitsWithout(net, units, images);
        CHECK(difference(logits(net, images), expected) > 1e-3);

        const auto again = Network::open(path);
        CHECK_NEAR(difference(logits(again, images), expected), 0, 1e-6);
        CHECK_NEAR(difference(logits(again, images, true), expected), 0, 1e-5);
        CHECK(again.removedUnits() == units);
        CHECK(net.removedUnits().empty());
        CHECK_EQUAL(editOf(path).why, std::string(R"({"accuracy": 0.5})"));

        // Plain LibTorch, which knows nothing of Brera.
        auto module = torch::jit::load(path.string());
        module.eval();
        CHECK_NEAR(difference(module.forward({images}).toTensor(), expected), 0, 1e-6);
    }
}

TEST_CASE(edits_add_up_and_names_stay) {
    torch::manual_seed(5);
    const auto net = Network::build("resnet18", 2);
    const auto first = scratch("first.pt");
    const auto second = scratch("second.pt");
    saveEdited(net, {{"layer3.1.relu", {5, 1}}}, {3, 64, 64}, "{}", first);
    const auto once = Network::open(first);
    saveEdited(once, {{"layer3.1.relu", {9}}, {"conv1", {0}}}, {3, 64, 64}, "{}", second);
    const auto twice = Network::open(second);
    CHECK(twice.removedUnits() == (RemovedUnits{{"layer3.1.relu", {1, 5, 9}}, {"conv1", {0}}}));
    const auto modules = net.modules({3, 64, 64});
    const auto edited = twice.modules({3, 64, 64});
    CHECK_EQUAL(modules.size(), edited.size());
    for (std::size_t i = 0; i < modules.size(); ++i) {
        CHECK_EQUAL(modules[i].path, edited[i].path);
        CHECK(modules[i].outputShape == edited[i].outputShape);
    }
    const auto images = torch::randn({2, 3, 64, 64});
    CHECK_NEAR(
        difference(logits(twice, images),
                   logitsWithout(net, {{"layer3.1.relu", {1, 5, 9}}, {"conv1", {0}}}, images)),
        0, 1e-6);
}

TEST_CASE(what_cannot_be_removed_is_named_and_nothing_is_written) {
    const auto net = Network::build("resnet18", 2);
    const auto path = scratch("never.pt");
    CHECK_THROWS(ModelError, saveEdited(net, {{"layer9", {0}}}, {3, 64, 64}, "{}", path), "layer9");
    CHECK_THROWS(ModelError, saveEdited(net, {{"layer4", {512}}}, {3, 64, 64}, "{}", path),
                 "layer4/512");
    CHECK(!std::filesystem::exists(path));
    CHECK_THROWS(
        DataError,
        saveEdited(net, {{"layer4", {1}}}, {3, 64, 64}, "{}", scratch("no such folder") / "x.pt"),
        "cannot be written");
}

CHECK_MAIN
