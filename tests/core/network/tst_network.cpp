// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/baseline.h"
#include "network/network.h"
#include "networks.h"
#include "support/check.h"

#include <torch/script.h>

#include <algorithm>
#include <fstream>

using namespace brera;
using namespace brera::test;
using network::InputSize;
using network::LayerKind;
using network::Network;

namespace {
std::filesystem::path returning(const std::string& name, const std::string& expression) {
    return saved(scripted("Net", {{"a", convolution(3, 4)}},
                          "def forward(self, x):\n"
                          "    y = self.a.forward(x)\n"
                          "    logits = torch.mean(y, [2, 3])\n"
                          "    return " +
                              expression + "\n"),
                 name);
}
} // namespace

TEST_CASE(both_kinds_are_told_apart) {
    const auto scripted = Network::open(oracle("network_scripted.pt"));
    const auto traced = Network::open(oracle("network_traced.pt"));
    CHECK_EQUAL(scripted.description(), "TorchScript, scripted");
    CHECK_EQUAL(traced.description(), "TorchScript, traced");
    CHECK_EQUAL(traced.device(), "cpu");
}

TEST_CASE(modules_come_in_order_with_shapes) {
    for (const char* file : {"network_scripted.pt", "network_traced.pt"}) {
        const auto net = Network::open(oracle(file));
        const auto modules = net.modules({3, 64, 64});
        CHECK_EQUAL(modules.size(), 47U); // the reference's 41 and inside three downsamples
        CHECK_EQUAL(modules.front().path, "conv1");
        CHECK_EQUAL(modules.front().type, "Conv2d");
        CHECK((modules.front().outputShape == std::vector<std::int64_t>{1, 8, 32, 32}));
        CHECK(modules.front().kind == LayerKind::Map);
        CHECK_EQUAL(modules.front().units, 8);
        CHECK_EQUAL(modules.front().width, 32);
        CHECK_EQUAL(modules.back().path, "fc");
        CHECK(modules.back().kind == LayerKind::Vector);
        CHECK_EQUAL(modules.back().units, 10);
        const auto find = [&](const char* path) {
            return std::find_if(modules.begin(), modules.end(),
                                [&](const auto& module) { return module.path == path; });
        };
        CHECK(find("layer1") < find("layer1.0"));
        CHECK(find("layer1.0.relu") < find("layer1.0.relu#2"));
        CHECK(find("layer1.0.relu#2") < find("layer2"));
        CHECK_EQUAL(net.outputs({3, 64, 64}), 10);
    }
}

TEST_CASE(input_sizes_are_found) {
    const auto net = Network::open(oracle("network_scripted.pt"));
    CHECK((net.inputSize() == InputSize{3, 224, 224}));
    CHECK((net.inputSize(InputSize{3, 64, 64}) == InputSize{3, 64, 64}));
    const auto grey =
        saved(scripted("Net", {{"a", convolution(1, 2)}, {"fc", linear(2 * 28 * 28, 5)}},
                       "def forward(self, x):\n"
                       "    return self.fc.forward(torch.flatten(self.a.forward(x), 1))\n"),
              "grey.pt");
    const auto digits = Network::open(grey);
    CHECK((digits.inputSize() == InputSize{1, 28, 28}));
    CHECK_EQUAL(digits.outputs({1, 28, 28}), 5);
    CHECK_THROWS(ModelError, digits.modules({1, 30, 30}), "grey.pt: ");
    const auto odd =
        saved(scripted("Net", {{"a", convolution(3, 2)}, {"fc", linear(2 * 17 * 17, 5)}},
                       "def forward(self, x):\n"
                       "    return self.fc.forward(torch.flatten(self.a.forward(x), 1))\n"),
              "odd.pt");
    CHECK_THROWS(ModelError, Network::open(odd).inputSize(), "none of the usual sizes");
    CHECK((Network::open(odd).inputSize(InputSize{3, 17, 17}) == InputSize{3, 17, 17}));
}

TEST_CASE(logits_are_found_in_what_is_returned) {
    const std::pair<const char*, const char*> kinds[] = {
        {"tuple.pt", "(y, logits)"},
        {"list.pt", "[y, logits]"},
        {"dict.pt", "{'features': logits * 2, 'out': logits}"},
        {"nested.pt", "(y, {'x': y, 'logits': logits})"},
        {"pixels.pt", "torch.mean(y, [2, 3], True)"}};
    for (const auto& [name, expression] : kinds) {
        const auto net = Network::open(returning(name, expression));
        CHECK_EQUAL(net.outputs({3, 8, 8}), 4);
        const auto x = torch::ones({2, 3, 8, 8});
        const auto expected =
            torch::conv2d(x, convolution(3, 4).attr("weight").toTensor(), {}, 1, 1).mean({2, 3});
        for (const bool fast : {false, true}) {
            std::vector<at::Tensor> layers;
            CHECK_NEAR(difference(net.probe({"a"}, fast).run(x, layers), expected), 0, 1e-5);
        }
    }
    const auto maps = Network::open(returning("maps.pt", "{'out': y}"));
    CHECK_THROWS(ModelError, maps.outputs({3, 8, 8}), "a dict of (1, 4, 8, 8)");
    std::vector<at::Tensor> layers;
    CHECK(!maps.probe({"a"}).run(torch::ones({2, 3, 8, 8}), layers).defined());
    CHECK_EQUAL(layers.at(0).size(1), 4);
}

TEST_CASE(modules_without_a_tensor_are_listed_but_not_probed) {
    const auto path = saved(scripted("Net",
                                     {{"pair", calling("Pair", "(x * 2, x * 3)")},
                                      {"one", calling("One", "(x * 2, 5)")}},
                                     "def forward(self, x):\n"
                                     "    a, b = self.pair.forward(x)\n"
                                     "    c, n = self.one.forward(b)\n"
                                     "    return torch.mean(c * n, [2, 3])\n"),
                            "pairs.pt");
    const auto net = Network::open(path);
    const auto modules = net.modules({3, 8, 8});
    CHECK_EQUAL(modules.size(), 2U);
    CHECK(modules[0].outputShape.empty());
    CHECK(modules[0].kind == LayerKind::Other);
    CHECK_EQUAL(modules[1].outputShape.size(), 4U);
    CHECK_THROWS(ModelError, net.probe({"pair"}), "returns no tensor");
    std::vector<at::Tensor> layers;
    net.probe({"one"}).run(torch::ones({1, 3, 8, 8}), layers);
    CHECK_NEAR(layers[0].max().item<float>(), 6, 0);
}

TEST_CASE(missing_modules_are_named_with_their_neighbours) {
    const auto net = Network::open(oracle("network_scripted.pt"));
    CHECK_THROWS(ModelError, net.probe({"layer5"}), "network_scripted.pt has no module layer5");
    CHECK_THROWS(ModelError, net.probe({"layer5"}), "layer1");
    CHECK_THROWS(ModelError, net.probe({"layer1.0.relu#3"}), "layer1.0.relu#2");
    CHECK_THROWS(ModelError, net.probe({""}), "has no module");
    const auto unused =
        saved(scripted("Net", {{"a", convolution(3, 4)}, {"spare", convolution(3, 4)}},
                       "def forward(self, x):\n"
                       "    return torch.mean(self.a.forward(x), [2, 3])\n"),
              "unused.pt");
    CHECK_THROWS(ModelError, Network::open(unused).probe({"spare"}), "never calls spare");
}

TEST_CASE(files_that_are_no_networks_are_refused) {
    CHECK_THROWS(ModelError, Network::open(scratch("missing.pt")), "no such file");
    CHECK_THROWS(ModelError, Network::open(scratch("x").parent_path()), "is no file");
    for (const std::string& content : {std::string(), std::string("hello"),
                                       std::string("PK\x03\x04"), std::string(5000, '\0')}) {
        const auto path = scratch("broken.pt");
        std::ofstream(path, std::ios::binary) << content;
        CHECK_THROWS(ModelError, Network::open(path), "broken.pt");
    }
    const auto whole = oracle("network_traced.pt");
    const auto path = scratch("cut.pt");
    std::filesystem::copy_file(whole, path, std::filesystem::copy_options::overwrite_existing);
    for (const auto size : {150000, 100000, 30, 4}) {
        std::filesystem::resize_file(path, static_cast<std::uintmax_t>(size));
        CHECK_THROWS(ModelError, Network::open(path), "cut.pt");
    }
}

TEST_CASE(networks_that_take_no_image_are_refused) {
    const auto two =
        saved(scripted("Net", {}, "def forward(self, x, y):\n    return x + y\n"), "two.pt");
    CHECK_THROWS(ModelError, Network::open(two).inputSize(), "more than an image");
    const auto list =
        saved(scripted("Net", {}, "def forward(self, x: List[Tensor]):\n    return x[0]\n"),
              "takes_list.pt");
    CHECK_THROWS(ModelError, Network::open(list).inputSize(), "no image tensor");
    const auto none =
        saved(scripted("Net", {}, "def backward(self, x):\n    return x\n"), "none.pt");
    CHECK_THROWS(ModelError, Network::open(none).inputSize(), "without a forward");
    const auto extra =
        saved(scripted("Net", {},
                       "def forward(self, x, scale: float=2., y: Optional[Tensor]=None):\n    "
                       "return torch.mean(x * scale, [2, 3])\n"),
              "extra.pt");
    CHECK_EQUAL(Network::open(extra).outputs({3, 8, 8}), 3);
}

TEST_CASE(devices_are_checked) {
    CHECK_THROWS(ModelError, Network::open(oracle("network_traced.pt"), {.device = "gpu"}),
                 "device gpu is unknown");
    CHECK_THROWS(ModelError, Network::open(oracle("network_traced.pt"), {.device = "cuda:9"}),
                 "LibTorch finds");
}

TEST_CASE(architectures_are_built) {
    const auto net = Network::build("resnet18", 1);
    CHECK_EQUAL(net.description(), "resnet18");
    CHECK_EQUAL(net.outputs({3, 64, 64}), 1000);
    std::vector<at::Tensor> layers;
    net.probe({"conv1", "layer1", "layer4"}).run(torch::randn({2, 3, 64, 64}), layers);
    CHECK_EQUAL(layers[2].size(1), 512);
    CHECK_THROWS(ModelError, Network::build("resnet17"), "resnet17");
}

TEST_CASE(pure_forwards_run_in_every_way) {
    const auto net = Network::open(oracle("network_scripted.pt"));
    network::PureForward pure(net);
    CHECK_EQUAL(network::PureForward::names().size(), 4U);
    for (const auto& name : network::PureForward::names()) {
        CHECK(pure.secondsPerBatch(name, torch::randn({2, 3, 64, 64})) > 0);
        CHECK_THROWS(ModelError, pure.secondsPerBatch(name, torch::randn({2, 4, 64, 64})),
                     "network_scripted.pt, " + name);
    }
    CHECK_THROWS(ModelError, pure.secondsPerBatch("quickest", torch::randn({2, 3, 64, 64})),
                 "quickest");
}

CHECK_MAIN
