// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/network.h"
#include "networks.h"
#include "support/check.h"

#include <torch/script.h>

using namespace brera;
using namespace brera::test;
using network::Network;

namespace {
struct Outcome {
    at::Tensor logits;
    std::vector<at::Tensor> layers;
};

Outcome run(const Network& net, const std::vector<std::string>& layers, const at::Tensor& input,
            bool fast) {
    Outcome outcome;
    outcome.logits = net.probe(layers, fast).run(input, outcome.layers);
    return outcome;
}

/// What the reference's hooks saw, by our names: its first of two calls is "#1".
std::vector<std::pair<std::string, at::Tensor>> referenceOutputs() {
    std::vector<std::pair<std::string, at::Tensor>> outputs;
    for (const auto& file : std::filesystem::directory_iterator(oracle("probe/outputs"))) {
        std::string name = file.path().stem().string();
        if (name.ends_with("#1")) {
            name.resize(name.size() - 2);
        }
        outputs.emplace_back(name, tensorFrom(file.path()));
    }
    return outputs;
}

at::Tensor image(std::int64_t channels = 3) {
    torch::manual_seed(3);
    return torch::randn({2, channels, 8, 8});
}
} // namespace

TEST_CASE(every_module_gives_what_the_reference_saw) {
    const auto reference = referenceOutputs();
    CHECK_EQUAL(reference.size(), 41U);
    const auto input = tensorFrom(oracle("probe/input.npy"));
    std::vector<std::string> names;
    for (const auto& [name, tensor] : reference) {
        names.push_back(name);
    }
    for (const char* file : {"network_scripted.pt", "network_traced.pt"}) {
        const auto net = Network::open(oracle(file));
        for (const bool fast : {false, true}) {
            const auto outcome = run(net, names, input, fast);
            for (std::size_t i = 0; i < names.size(); ++i) {
                CHECK_NEAR(difference(outcome.layers[i], reference[i].second), 0,
                           fast ? 1e-5 : 1e-6);
            }
        }
    }
}

TEST_CASE(one_layer_alone_gives_the_same) {
    // What is recorded decides what may be folded and overwritten.
    const auto input = tensorFrom(oracle("probe/input.npy"));
    for (const char* file : {"network_scripted.pt", "network_traced.pt"}) {
        const auto net = Network::open(oracle(file));
        for (const auto& [name, tensor] : referenceOutputs()) {
            for (const bool fast : {false, true}) {
                const auto outcome = run(net, {name}, input, fast);
                CHECK_NEAR(difference(outcome.layers[0], tensor), 0, fast ? 1e-5 : 1e-6);
            }
        }
    }
}

TEST_CASE(logits_are_the_references) {
    const auto images = tensorFrom(oracle("preprocessed.npy"));
    const auto logits = tensorFrom(oracle("probe/logits.npy"));
    for (const char* file : {"network_scripted.pt", "network_traced.pt"}) {
        const auto net = Network::open(oracle(file));
        for (const bool fast : {false, true}) {
            const auto outcome = run(net, {}, images, fast);
            for (const auto& [row, id] : {std::pair{0, 0}, {1, 61}, {2, 123}, {3, 199}}) {
                CHECK_NEAR(difference(outcome.logits[row], logits[id]), 0, fast ? 1e-5 : 1e-6);
            }
        }
    }
}

TEST_CASE(later_in_place_operators_change_no_record) {
    // A view and a list of the recorded value are written to as well.
    const auto path = saved(scripted("Net",
                                     {{"a", convolution(3, 4)},
                                      {"b", convolution(4, 4, 2)},
                                      {"relu", calling("ReLU", "torch.relu_(x)")}},
                                     "def forward(self, x):\n"
                                     "    y = self.a.forward(x)\n"
                                     "    z = self.relu.forward(y)\n"
                                     "    w = self.b.forward(z)\n"
                                     "    parts = [w]\n"
                                     "    parts[0].mul_(2.)\n"
                                     "    z.view([2, -1]).add_(5.)\n"
                                     "    return torch.mean(z + w, [2, 3])\n"),
                            "inplace.pt");
    const auto x = image();
    const auto a = torch::conv2d(x, convolution(3, 4).attr("weight").toTensor(), {}, 1, 1);
    const auto b =
        torch::conv2d(a.relu(), convolution(4, 4, 2).attr("weight").toTensor(), {}, 1, 1);
    const auto net = Network::open(path);
    for (const bool fast : {false, true}) {
        const auto outcome = run(net, {"a", "relu", "b"}, x, fast);
        CHECK_NEAR(difference(outcome.layers[0], a), 0, 1e-5);
        CHECK_NEAR(difference(outcome.layers[1], a.relu()), 0, 1e-5);
        CHECK_NEAR(difference(outcome.layers[2], b), 0, 1e-5);
        CHECK_NEAR(difference(outcome.logits, (a.relu() + 5 + b * 2).mean({2, 3})), 0, 1e-5);
    }
}

TEST_CASE(dropout_hands_its_input_on) {
    const auto path =
        saved(scripted("Net", {{"a", convolution(3, 4)}},
                       "def forward(self, x):\n"
                       "    y = torch.dropout(self.a.forward(x), 0.5, self.training)\n"
                       "    return torch.mean(torch.relu_(y), [2, 3])\n"),
              "dropout.pt");
    const auto x = image();
    const auto a = torch::conv2d(x, convolution(3, 4).attr("weight").toTensor(), {}, 1, 1);
    const auto net = Network::open(path);
    for (const bool fast : {false, true}) {
        CHECK_NEAR(difference(run(net, {"a"}, x, fast).layers[0], a), 0, 1e-5);
    }
}

TEST_CASE(branches_decide_at_run_time) {
    const auto path = saved(
        scripted(
            "Net",
            {{"a", convolution(3, 4)}, {"b", convolution(3, 4, 2)}, {"both", convolution(4, 2, 3)}},
            "def forward(self, x):\n"
            "    if bool(torch.mean(x) > 0):\n"
            "        y = self.both.forward(self.a.forward(x))\n"
            "    else:\n"
            "        y = self.both.forward(self.b.forward(x)) * 2\n"
            "    return torch.mean(self.both.forward(torch.cat([y, y], 1)), [2, 3])\n"),
        "branches.pt");
    const auto net = Network::open(path);
    const auto weight = [](std::int64_t in, std::int64_t out, int seed) {
        return convolution(in, out, seed).attr("weight").toTensor();
    };
    for (const bool fast : {false, true}) {
        const auto positive = torch::ones({1, 3, 8, 8}) + image().slice(0, 0, 1) * 0.1;
        const auto a = torch::conv2d(positive, weight(3, 4, 1), {}, 1, 1);
        auto outcome = run(net, {"a", "both", "both#2"}, positive, fast);
        CHECK_NEAR(difference(outcome.layers[0], a), 0, 1e-5);
        const auto both = torch::conv2d(a, weight(4, 2, 3), {}, 1, 1);
        CHECK_NEAR(difference(outcome.layers[1], both), 0, 1e-5);
        CHECK_NEAR(difference(outcome.layers[2], torch::conv2d(torch::cat({both, both}, 1),
                                                               weight(4, 2, 3), {}, 1, 1)),
                   0, 1e-5);
        const auto b = torch::conv2d(-positive, weight(3, 4, 2), {}, 1, 1);
        outcome = run(net, {"both", "b"}, -positive, fast);
        CHECK_NEAR(difference(outcome.layers[0], torch::conv2d(b, weight(4, 2, 3), {}, 1, 1)), 0,
                   1e-5);
        CHECK_THROWS(ModelError, run(net, {"b"}, positive, fast), "b was not reached");
    }
    // The dry run lists what it came by.
    for (const auto& module : net.modules({3, 8, 8})) {
        CHECK(module.path != "b");
    }
}

TEST_CASE(a_loop_gives_its_last_round) {
    const auto path = saved(scripted("Net", {{"a", convolution(3, 3)}},
                                     "def forward(self, x):\n"
                                     "    for i in range(int(x.size(0)) + 1):\n"
                                     "        x = torch.relu_(self.a.forward(x))\n"
                                     "    return torch.mean(x, [2, 3])\n"),
                            "loop.pt");
    const auto x = image();
    const auto weight = convolution(3, 3).attr("weight").toTensor();
    auto expected = x;
    for (int i = 0; i < 3; ++i) {
        expected = torch::conv2d(i == 0 ? expected : expected.relu(), weight, {}, 1, 1);
    }
    const auto net = Network::open(path);
    for (const bool fast : {false, true}) {
        CHECK_NEAR(difference(run(net, {"a"}, x, fast).layers[0], expected), 0, 1e-5);
    }
}

TEST_CASE(modules_of_one_class_keep_their_own_weights) {
    auto first = convolution(3, 3);
    auto second = first.deepcopy();
    second.attr("weight").toTensor().mul_(-2);
    const auto path =
        saved(scripted("Net", {{"a", first}, {"b", second}},
                       "def forward(self, x):\n"
                       "    return torch.mean(self.b.forward(self.a.forward(x)), [2, 3])\n"),
              "shared.pt");
    const auto x = image();
    const auto a = torch::conv2d(x, first.attr("weight").toTensor(), {}, 1, 1);
    const auto b = torch::conv2d(a, second.attr("weight").toTensor(), {}, 1, 1);
    const auto net = Network::open(path);
    for (const bool fast : {false, true}) {
        const auto outcome = run(net, {"b", "a"}, x, fast);
        CHECK_NEAR(difference(outcome.layers[0], b), 0, 1e-5);
        CHECK_NEAR(difference(outcome.layers[1], a), 0, 1e-5);
    }
    // Probing changed nothing for those who come after.
    CHECK_NEAR(difference(run(net, {}, x, false).logits, b.mean({2, 3})), 0, 1e-6);
}

TEST_CASE(networks_that_count_their_calls_still_run) {
    // A buffer written in forward: nothing of it may be frozen.
    auto module = scripted("Counter", {}, "def helper(self, x: int):\n    return x\n");
    module.register_buffer("seen", torch::zeros({1}));
    module.define("def forward(self, x):\n    self.seen.add_(1)\n    return x * self.seen\n");
    const auto path =
        saved(scripted("Net", {{"a", convolution(3, 4)}, {"count", module}},
                       "def forward(self, x):\n"
                       "    return torch.mean(self.count.forward(self.a.forward(x)), [2, 3])\n"),
              "counter.pt");
    const auto x = image();
    const auto a = torch::conv2d(x, convolution(3, 4).attr("weight").toTensor(), {}, 1, 1);
    const auto net = Network::open(path);
    const auto probe = net.probe({"count"});
    std::vector<at::Tensor> layers;
    for (int call = 1; call <= 3; ++call) {
        probe.run(x, layers);
        CHECK_NEAR(difference(layers[0], a * call), 0, 1e-5);
    }
}

TEST_CASE(probes_are_copied_cheaply_and_say_what_they_are) {
    const auto net = Network::open(oracle("network_traced.pt"));
    const auto probe = net.probe({"layer2", "conv1"});
    const auto copy = probe;
    CHECK_EQUAL(copy.layers().at(1), "conv1");
    CHECK_EQUAL(copy.device(), "cpu");
    std::vector<at::Tensor> layers;
    copy.run(tensorFrom(oracle("probe/input.npy")), layers);
    CHECK(layers[0].is_contiguous(at::MemoryFormat::ChannelsLast));
    CHECK(!layers[0].requires_grad());
}

TEST_CASE(networks_bound_to_strides_still_run) {
    // view and as_strided look at memory in its order, which channels-last changes.
    for (const char* flatten : {"y.view([y.size(0), -1])", "y.view_as(torch.empty([2, 256]))",
                                "torch.as_strided(y.contiguous(), [y.size(0), 256], [256, 1])",
                                "torch.relu_(y).view([y.size(0), -1])"}) {
        const auto path = saved(scripted("Net", {{"a", convolution(3, 4)}, {"fc", linear(256, 5)}},
                                         "def forward(self, x):\n    y = self.a.forward(x)\n"
                                         "    return self.fc.forward(" +
                                             std::string(flatten) + ")\n"),
                                "view.pt");
        const auto net = Network::open(path);
        const auto x = image();
        const auto slow = run(net, {"a"}, x, false);
        const auto quick = run(net, {"a"}, x, true);
        CHECK_NEAR(difference(quick.layers[0], slow.layers[0]), 0, 1e-5);
        CHECK_NEAR(difference(quick.logits, slow.logits), 0, 1e-5);
    }
}

TEST_CASE(fused_operators_change_no_record) {
    // Sum and ReLU, ReLU and pooling, with and without something else that reads in between.
    const char* bodies[] = {
        "z = torch.relu_(y.add_(x0))\n    return torch.mean(z + y, [2, 3])",
        "z = torch.relu(y.add_(x0))\n    return torch.mean(z + y, [2, 3])",
        "z = torch.relu_(torch.add(y, x0, alpha=2))\n    return torch.mean(z + y, [2, 3])",
        "s = y.add_(x0)\n    w = y * 3\n    z = torch.relu_(s)\n    return torch.mean(z + w + y, "
        "[2, 3])",
        "v = y.view([2, 4, 8, 8])\n    z = torch.max_pool2d(torch.relu_(v), [2, 2], [2, 2])\n    "
        "return torch.mean(z, [2, 3]) + torch.mean(y, [2, 3])",
        "z = torch.max_pool2d(torch.relu_(y), [3, 3], [2, 2], [1, 1])\n    return torch.mean(z, "
        "[2, 3])",
        "z = torch.max_pool2d(torch.relu(y + x0), [2, 2])\n    return torch.mean(z, [2, 3]) + "
        "torch.mean(y, [2, 3])"};
    for (const char* body : bodies) {
        for (const std::vector<std::string>& layers :
             {std::vector<std::string>{}, {"a"}, {"b", "a"}}) {
            const auto path =
                saved(scripted("Net", {{"a", convolution(3, 4)}, {"b", convolution(4, 4, 2)}},
                               "def forward(self, x):\n    x0 = self.a.forward(x)\n"
                               "    y = self.b.forward(x0)\n    " +
                                   std::string(body) + "\n"),
                      "fused.pt");
            const auto net = Network::open(path);
            const auto slow = run(net, layers, image(), false);
            const auto quick = run(net, layers, image(), true);
            CHECK_NEAR(difference(quick.logits, slow.logits), 0, 1e-5);
            for (std::size_t i = 0; i < layers.size(); ++i) {
                CHECK_NEAR(difference(quick.layers[i], slow.layers[i]), 0, 1e-5);
            }
        }
    }
}

TEST_CASE(pooling_moves_only_where_order_is_kept) {
    for (const double sign : {1.0, -1.0}) {
        auto norm = scripted("BatchNorm2d", {}, "def helper(self, x: int):\n    return x\n");
        norm.register_parameter("weight", torch::tensor({1.0, 0.5, sign, 2.0}).to(torch::kFloat),
                                false);
        norm.register_buffer("mean", torch::randn({4}));
        norm.register_buffer("var", torch::rand({4}) + 0.5);
        norm.define(
            "def forward(self, x):\n    return torch.batch_norm(x, self.weight, None, self.mean, "
            "self.var, False, 0.1, 1e-5, False)\n");
        const auto path = saved(scripted("Net", {{"a", convolution(3, 4)}, {"bn", norm}},
                                         "def forward(self, x):\n"
                                         "    y = torch.relu_(self.bn.forward(self.a.forward(x)))\n"
                                         "    z = torch.max_pool2d(y, [3, 3], [2, 2], [1, 1])\n"
                                         "    return torch.mean(z, [2, 3])\n"),
                                "pool.pt");
        const auto net = Network::open(path);
        for (const std::vector<std::string>& layers :
             {std::vector<std::string>{}, {"a"}, {"bn"}, {"a", "bn"}}) {
            const auto slow = run(net, layers, image(), false);
            const auto quick = run(net, layers, image(), true);
            CHECK_NEAR(difference(quick.logits, slow.logits), 0, 1e-5);
            for (std::size_t i = 0; i < layers.size(); ++i) {
                CHECK_NEAR(difference(quick.layers[i], slow.layers[i]), 0, 1e-5);
            }
        }
    }
}

TEST_CASE(any_batch_size_runs) {
    const auto net = Network::open(oracle("network_scripted.pt"));
    const auto images = tensorFrom(oracle("preprocessed.npy"));
    const auto probe = net.probe({"layer3"});
    std::vector<at::Tensor> all;
    std::vector<at::Tensor> one;
    probe.run(images, all);
    for (const std::int64_t count : {1, 3, 2}) {
        probe.run(images.slice(0, 0, count), one);
        CHECK_NEAR(difference(one[0], all[0].slice(0, 0, count)), 0, 1e-5);
    }
}

TEST_CASE(wrong_inputs_are_model_errors) {
    const auto net = Network::open(oracle("network_traced.pt"));
    const auto probe = net.probe({"conv1"});
    std::vector<at::Tensor> layers;
    CHECK_THROWS(ModelError, probe.run(torch::zeros({1, 5, 64, 64}), layers),
                 "network_traced.pt: ");
    CHECK_THROWS(ModelError, probe.run(torch::zeros({1, 5, 64, 64}), layers), "expected input");
    CHECK_THROWS(ModelError, probe.run(torch::zeros({3}), layers), "network_traced.pt: ");
}

CHECK_MAIN
