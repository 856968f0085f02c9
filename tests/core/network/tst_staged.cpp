// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/network.h"
#include "network/staged.h"
#include "networks.h"
#include "support/check.h"

#include <torch/script.h>

using namespace brera;
using namespace brera::test;
using network::Network;
using network::StagedForward;

namespace {

const std::vector<std::string> kStages{"conv1", "layer1", "layer2", "layer3", "layer4"};

/// The oracle's 200 images as its network saw them.
at::Tensor referenceImages() {
    const npy::Array array(oracle("prepared.npy"));
    const auto bytes = array.as<std::uint8_t>();
    auto images = at::tensor(c10::ArrayRef<std::uint8_t>(bytes.data(), bytes.size()))
                      .reshape(array.shape())
                      .to(at::kFloat)
                      .div(255);
    if (images.size(3) == 3) {
        images = images.permute({0, 3, 1, 2});
    }
    const auto mean = at::tensor({0.485F, 0.456F, 0.406F}).view({1, 3, 1, 1});
    const auto deviation = at::tensor({0.229F, 0.224F, 0.225F}).view({1, 3, 1, 1});
    return ((images - mean) / deviation).contiguous();
}

/// One for every unit, but zero for these.
at::Tensor keepAllBut(std::int64_t units, const std::vector<std::int64_t>& ablated) {
    auto keep = torch::ones({units});
    for (const auto unit : ablated) {
        keep[unit] = 0;
    }
    return keep;
}

using Ablation = std::pair<std::string, std::vector<std::int64_t>>;

at::Tensor ablated(const StagedForward& forward, const at::Tensor& images,
                   const std::vector<Ablation>& units) {
    auto state = forward.head(images);
    for (std::size_t cut = 0; cut < forward.layers().size(); ++cut) {
        state = forward.advance(state, static_cast<int>(cut));
        for (const auto& [layer, numbers] : units) {
            if (layer == forward.layers()[cut]) {
                state = state.masked(keepAllBut(state.activation().size(1), numbers), {});
            }
        }
    }
    return forward.logits(state);
}

at::Tensor plainLogits(const Network& net, const at::Tensor& images) {
    std::vector<at::Tensor> unused;
    return net.probe({}, false).run(images, unused);
}

} // namespace

TEST_CASE(ablated_logits_are_the_reference_s) {
    const auto images = referenceImages();
    const std::vector<std::vector<Ablation>> runs{
        {{"layer4", {0}}},
        {{"layer2", {1, 3, 5}}},
        {{"conv1", {2}}, {"layer1", {0, 4}}, {"layer4", {3, 7, 11}}}};
    for (const char* file : {"network_scripted.pt", "network_traced.pt"}) {
        const auto net = Network::open(oracle(file));
        for (const bool fast : {false, true}) {
            const StagedForward forward(net, kStages, fast);
            CHECK_NEAR(
                difference(ablated(forward, images, {}), tensorFrom(oracle("probe/logits.npy"))), 0,
                1e-5);
            for (std::size_t run = 0; run < runs.size(); ++run) {
                const auto expected =
                    tensorFrom(oracle("ablation/logits_" + std::to_string(run + 1) + ".npy"));
                const auto logits = ablated(forward, images, runs[run]);
                CHECK_NEAR((logits - expected).abs().max().item<double>(), 0, 1e-5);
            }
        }
    }
}

TEST_CASE(pieces_put_together_are_the_whole) {
    torch::manual_seed(1);
    for (const char* architecture : {"resnet18", "resnet50", "alexnet"}) {
        const auto net = Network::build(architecture, 3);
        const bool residual = std::string(architecture) != "alexnet";
        const auto layers =
            residual ? std::vector<std::string>{"layer3", "conv1", "layer1.0.bn1", "layer4.0.relu",
                                                "layer4"}
                     : std::vector<std::string>{"features.0", "features.3", "features.10"};
        const auto images = torch::randn({3, 3, 96, 96});
        const auto expected = plainLogits(net, images);
        for (const bool fast : {false, true}) {
            const StagedForward forward(net, layers, fast);
            CHECK_EQUAL(forward.layers().front(), std::string(residual ? "conv1" : "features.0"));
            const auto head = forward.head(images);
            CHECK_NEAR(difference(forward.logits(head), expected), 0, 1e-5);
            // The same state gives the same again: nothing wrote to it.
            CHECK_NEAR(difference(forward.logits(head), expected), 0, 1e-5);
            std::vector<at::Tensor> probed;
            net.probe(forward.layers(), fast).run(images, probed);
            for (int cut = 0; cut < static_cast<int>(layers.size()); ++cut) {
                const auto state = forward.advance(head, cut);
                CHECK_NEAR(difference(state.activation(), probed[static_cast<std::size_t>(cut)]), 0,
                           1e-5);
                CHECK_NEAR(difference(forward.logits(state), expected), 0, 1e-5);
            }
        }
    }
}

TEST_CASE(rows_and_masks_of_their_own_agree_with_runs_alone) {
    torch::manual_seed(2);
    const auto net = Network::build("resnet18", 5);
    const StagedForward forward(net, {"layer2", "layer3"});
    const auto state = forward.head(torch::randn({4, 3, 64, 64}));
    const auto index = torch::tensor({2, 0, 2}, torch::kLong);
    auto keep = torch::ones({3, 128});
    keep[0][5] = 0;
    keep[2][90] = 0;
    const auto together = forward.logits(state.select(index).masked(keep, {}));
    const auto whole = forward.logits(state);
    CHECK_NEAR(difference(together[1], whole[0]), 0, 1e-5);
    const auto alone = forward.logits(state.masked(keepAllBut(128, {5}), {}));
    CHECK_NEAR(difference(together[0], alone[2]), 0, 1e-5);
    const auto other = forward.logits(state.masked(keepAllBut(128, {90}), {}));
    CHECK_NEAR(difference(together[2], other[2]), 0, 1e-5);
    CHECK(difference(together[0], whole[2]) > 1e-5);
    const auto fresh = forward.logits(
        state.selectWithout(index, torch::tensor({5, 3, 90}, torch::kLong), torch::Tensor()));
    CHECK_NEAR(difference(fresh[0], together[0]), 0, 1e-5);
    CHECK_NEAR(difference(fresh[2], together[2]), 0, 1e-5);
    {
        const network::UnitOff off(state, 5);
        CHECK_NEAR(difference(forward.logits(state), alone), 0, 1e-5);
        CHECK(!state.active(torch::Tensor()).select(1, 5).any().item<bool>());
    }
    CHECK_NEAR(difference(forward.logits(state), whole), 0, 0);
    CHECK(state.bytes() >= 4 * 128 * 8 * 8 * 4);
}

TEST_CASE(a_unit_can_be_held_at_its_mean) {
    const auto net = Network::build("resnet18", 5);
    const StagedForward forward(net, {"layer3"});
    const auto state = forward.head(torch::randn({2, 3, 64, 64}));
    const auto fill = torch::zeros({256});
    fill[7] = 0.25;
    const auto changed = state.masked(keepAllBut(256, {7}), fill).activation();
    CHECK_NEAR((changed.select(1, 7) - 0.25).abs().max().item<double>(), 0, 0);
    CHECK_NEAR(difference(changed.select(1, 6), state.activation().select(1, 6)), 0, 0);
    CHECK_THROWS(ModelError, (state.masked(torch::ones({3}), {})), "256 units");
}

TEST_CASE(late_cuts_give_the_same_logits) {
    torch::manual_seed(4);
    const auto bitOff = [](const StagedForward& forward, const at::Tensor& images, int cut,
                           std::int64_t unit, double value) {
        const auto state = forward.advance(forward.head(images), cut);
        const auto units = state.activation().size(1);
        const auto behind = forward.behind(state, torch::full({units}, value));
        auto fill = torch::zeros({units});
        fill[unit] = behind[unit];
        return forward.logits(state.masked(keepAllBut(units, {unit}), fill));
    };
    const std::vector<std::pair<std::string, std::vector<std::string>>> cases{
        {"resnet18", {"conv1", "layer1", "layer4.1.conv1", "layer4"}},
        {"resnet18", {"conv1", "bn1"}}};
    for (const auto& [architecture, layers] : cases) {
        const auto net = Network::build(architecture, 6);
        const auto images = torch::randn({2, 3, 64, 64});
        const StagedForward early(net, layers, true, false);
        const StagedForward late(net, layers, true, true);
        CHECK(late.layers() == layers);
        CHECK_NEAR(difference(late.logits(late.head(images)), plainLogits(net, images)), 0, 1e-5);
        for (int cut = 0; cut < static_cast<int>(layers.size()); ++cut) {
            for (const double value : {0., .75}) {
                CHECK_NEAR(difference(bitOff(late, images, cut, 3, value),
                                      bitOff(early, images, cut, 3, value)),
                           0, 1e-5);
            }
        }
    }
    // Behind the last stage nothing but pooling and one product is left: one value a unit.
    const StagedForward late(Network::build("resnet18", 6), {"conv1", "layer4"}, true, true);
    const auto head = late.head(torch::randn({2, 3, 64, 64}));
    CHECK_EQUAL(head.activation().size(2), 16);
    CHECK_EQUAL(late.advance(head, 1).activation().numel(), 2 * 512);
}

TEST_CASE(averages_that_count_their_padding_stay_behind_the_cut) {
    const auto path = saved(scripted("Net", {{"a", convolution(3, 4)}},
                                     "def forward(self, x):\n"
                                     "    y = torch.relu(self.a.forward(x) + 1.0)\n"
                                     "    y = torch.avg_pool2d(y, [3, 3], [2, 2], [1, 1])\n"
                                     "    return torch.mean(y, [2, 3])\n"),
                            "padded.pt");
    const auto net = Network::open(path);
    const StagedForward late(net, {"a"}, true, true);
    const auto head = late.head(torch::randn({1, 3, 8, 8}));
    CHECK_EQUAL(head.activation().size(2), 8);
    const auto logits = late.logits(head.masked(torch::zeros({4}), {}));
    const auto expected = torch::avg_pool2d(torch::ones({1, 4, 8, 8}), 3, 2, 1).mean({2, 3});
    CHECK_NEAR(difference(logits, expected), 0, 1e-5);
}

TEST_CASE(what_follows_in_place_works_on_the_masked_value) {
    const auto path = saved(scripted("Net", {{"a", convolution(3, 4)}, {"b", convolution(4, 4)}},
                                     "def forward(self, x):\n"
                                     "    y = self.a.forward(x)\n"
                                     "    z = y.add_(1.0)\n"
                                     "    torch.relu_(y)\n"
                                     "    w = self.b.forward(y)\n"
                                     "    w += y\n"
                                     "    return torch.mean(w + z, [2, 3])\n"),
                            "inplace.pt");
    const auto net = Network::open(path);
    const auto images = torch::randn({2, 3, 8, 8});
    for (const bool fast : {false, true}) {
        const StagedForward forward(net, {"a", "b"}, fast);
        const auto head = forward.head(images);
        const auto before = head.activation().clone();
        const auto whole = plainLogits(net, images);
        CHECK_NEAR(difference(forward.logits(head), whole), 0, 1e-5);
        CHECK_NEAR(difference(head.activation(), before), 0, 0);
        // All of a switched off: y is relu(0 + 1) = 1 everywhere.
        const auto logits = forward.logits(
            forward.advance(head.masked(torch::zeros({4}), {}), 1).masked(torch::zeros({4}), {}));
        CHECK_NEAR((logits - 2).abs().max().item<double>(), 0, 1e-5);
    }
}

TEST_CASE(calls_that_are_not_there_are_named) {
    const auto net = Network::build("resnet18", 5);
    CHECK_THROWS(ModelError, (StagedForward(net, {"layer9"})), "layer9");
    const auto path = saved(scripted("Net", {{"a", convolution(3, 4)}, {"b", convolution(4, 4)}},
                                     "def forward(self, x):\n"
                                     "    y = self.a.forward(x)\n"
                                     "    if bool(y.sum() > 0):\n"
                                     "        y = self.b.forward(y)\n"
                                     "    return torch.mean(y, [2, 3])\n"),
                            "inside_if.pt");
    const auto tokens =
        Network::open(saved(scripted("Net",
                                     {{"a", scripted("Tokens", {{"a", convolution(3, 4)}},
                                                     "def forward(self, x):\n"
                                                     "    y = self.a.forward(x)\n"
                                                     "    return y.flatten(2).transpose(1, 2)\n")}},
                                     "def forward(self, x):\n"
                                     "    return torch.mean(self.a.forward(x), [1])\n"),
                            "tokens.pt"));
    CHECK_THROWS(ModelError, StagedForward(tokens, {"a"}).head(torch::ones({2, 3, 8, 8})),
                 "a returns (2, 64, 4)");
    const auto branching = Network::open(path);
    CHECK_THROWS(ModelError, (StagedForward(branching, {"b"})),
                 "b stands inside an if or a loop, so the network cannot be cut behind it");
}

CHECK_MAIN
