// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/architectures.h"

#include "base/error.h"
#include "network/architecture_plan.h"
#include "network/checkpoint.h"
#include "support/check.h"

#include <torch/script.h>
#include <torch/torch.h>

#include <map>
#include <set>
#include <sstream>

using brera::ModelError;
using brera::network::architectureNames;
using brera::network::buildArchitecture;
using brera::network::moduleFromCheckpoint;
using brera::network::moduleUnder;
using brera::network::readCheckpoint;
using brera::network::recognizeArchitecture;
using torch::jit::Module;

namespace {

std::int64_t parameterCount(const Module& module) {
    std::int64_t count = 0;
    for (const auto& parameter : module.parameters()) {
        count += parameter.numel();
    }
    return count;
}

std::map<std::string, at::Tensor> tensorsOf(const Module& module) {
    std::map<std::string, at::Tensor> tensors;
    for (const auto& parameter : module.named_parameters()) {
        tensors.emplace(parameter.name, parameter.value);
    }
    for (const auto& buffer : module.named_buffers()) {
        tensors.emplace(buffer.name, buffer.value);
    }
    return tensors;
}

std::string shapeOf(const at::Tensor& tensor) {
    std::ostringstream text;
    text << tensor.sizes();
    return text.str();
}

at::Tensor picture(std::int64_t batch, std::int64_t side, std::uint64_t seed = 1) {
    torch::manual_seed(seed);
    return torch::randn({batch, 3, side, side});
}

at::Tensor forward(Module& module, const at::Tensor& input) {
    return module.forward({input}).toTensor();
}

/// Batch norms with statistics and scales of their own, so that mixing two of them up would show.
void unsettle(Module& module) {
    torch::NoGradGuard noGrad;
    for (auto [name, tensor] : tensorsOf(module)) {
        if (name.ends_with("running_mean") || name.ends_with("bias")) {
            tensor.uniform_(-0.3, 0.3);
        } else if (name.ends_with("running_var") ||
                   (name.ends_with("weight") && tensor.dim() == 1)) {
            tensor.uniform_(0.5, 1.5);
        }
    }
}

/// ResNet-18 and ResNet-50 written out as plain function calls.
class Functional {
public:
    explicit Functional(const Module& module) : m_tensors(tensorsOf(module)) {}

    at::Tensor conv(const at::Tensor& x, const std::string& name, std::int64_t stride,
                    std::int64_t padding) const {
        return torch::conv2d(x, m_tensors.at(name + ".weight"), {}, stride, padding);
    }
    at::Tensor norm(const at::Tensor& x, const std::string& name) const {
        const auto column = [&](const char* part) {
            return m_tensors.at(name + part).reshape({1, -1, 1, 1});
        };
        return (x - column(".running_mean")) / torch::sqrt(column(".running_var") + 1e-5) *
                   column(".weight") +
               column(".bias");
    }
    at::Tensor shortcut(const at::Tensor& x, const std::string& name, std::int64_t stride) const {
        return m_tensors.contains(name + ".downsample.0.weight")
                   ? norm(conv(x, name + ".downsample.0", stride, 0), name + ".downsample.1")
                   : x;
    }
    at::Tensor basicBlock(const at::Tensor& x, const std::string& name, std::int64_t stride) const {
        auto y = torch::relu(norm(conv(x, name + ".conv1", stride, 1), name + ".bn1"));
        y = norm(conv(y, name + ".conv2", 1, 1), name + ".bn2");
        return torch::relu(y + shortcut(x, name, stride));
    }
    at::Tensor bottleneck(const at::Tensor& x, const std::string& name, std::int64_t stride) const {
        auto y = torch::relu(norm(conv(x, name + ".conv1", 1, 0), name + ".bn1"));
        y = torch::relu(norm(conv(y, name + ".conv2", stride, 1), name + ".bn2"));
        y = norm(conv(y, name + ".conv3", 1, 0), name + ".bn3");
        return torch::relu(y + shortcut(x, name, stride));
    }
    at::Tensor resNet(at::Tensor x, const std::vector<int>& blocks, bool bottlenecks) const {
        x = torch::relu(norm(conv(x, "conv1", 2, m_tensors.at("conv1.weight").size(2) / 2), "bn1"));
        x = torch::max_pool2d(x, 3, 2, 1);
        for (std::size_t layer = 0; layer < blocks.size(); ++layer) {
            for (int block = 0; block < blocks[layer]; ++block) {
                const auto name = "layer" + std::to_string(layer + 1) + "." + std::to_string(block);
                const std::int64_t stride = layer > 0 && block == 0 ? 2 : 1;
                x = bottlenecks ? bottleneck(x, name, stride) : basicBlock(x, name, stride);
            }
        }
        return torch::matmul(x.mean({2, 3}), m_tensors.at("fc.weight").t()) +
               m_tensors.at("fc.bias");
    }
    at::Tensor alexNet(at::Tensor x) const {
        const auto layer = [&](const std::string& name, std::int64_t stride, std::int64_t padding) {
            x = torch::relu(torch::conv2d(x, m_tensors.at("features." + name + ".weight"),
                                          m_tensors.at("features." + name + ".bias"), stride,
                                          padding));
        };
        const auto dense = [&](const std::string& name) {
            x = torch::matmul(x, m_tensors.at("classifier." + name + ".weight").t()) +
                m_tensors.at("classifier." + name + ".bias");
        };
        layer("0", 4, 2);
        x = torch::max_pool2d(x, 3, 2);
        layer("3", 1, 2);
        x = torch::max_pool2d(x, 3, 2);
        layer("6", 1, 1);
        layer("8", 1, 1);
        layer("10", 1, 1);
        x = torch::max_pool2d(x, 3, 2);
        x = torch::adaptive_avg_pool2d(x, {6, 6}).flatten(1);
        dense("1");
        x = torch::relu(x);
        dense("4");
        x = torch::relu(x);
        dense("6");
        return x;
    }

private:
    std::map<std::string, at::Tensor> m_tensors;
};

double worst(const at::Tensor& actual, const at::Tensor& expected) {
    return ((actual - expected).abs().max() / expected.abs().max()).item<double>();
}

} // namespace

TEST_CASE(everyArchitectureHasTorchvisionsParameterCount) {
    const std::map<std::string, std::int64_t> counts{
        {"alexnet", 61'100'840},     {"resnet18", 11'689'512},  {"resnet34", 21'797'672},
        {"resnet50", 25'557'032},    {"resnet101", 44'549'160}, {"resnet152", 60'192'808},
        {"demo-resnet18", 2'799'146}};
    CHECK_EQUAL(architectureNames().size(), counts.size());
    for (const auto& name : architectureNames()) {
        const auto module = buildArchitecture(name, 1);
        if (parameterCount(module) != counts.at(name)) {
            brera::test::fail(__FILE__, __LINE__, name, " has ", parameterCount(module),
                              " parameters, not ", counts.at(name));
        }
        for (const auto& parameter : module.named_parameters()) {
            CHECK(parameter.value.requires_grad());
        }
    }
}

TEST_CASE(namesAndShapesAreTorchvisions) {
    const auto resnet = tensorsOf(buildArchitecture("resnet18", 1));
    CHECK_EQUAL(resnet.size(), std::size_t{122}); // the length of torchvision's state_dict
    CHECK_EQUAL(shapeOf(resnet.at("conv1.weight")), "[64, 3, 7, 7]");
    CHECK_EQUAL(shapeOf(resnet.at("layer2.0.downsample.0.weight")), "[128, 64, 1, 1]");
    CHECK_EQUAL(shapeOf(resnet.at("layer2.0.downsample.1.running_var")), "[128]");
    CHECK(resnet.at("bn1.num_batches_tracked").scalar_type() == at::kLong);
    CHECK(!resnet.contains("layer1.0.downsample.0.weight"));
    const auto bottlenecks = tensorsOf(buildArchitecture("resnet50", 1));
    CHECK_EQUAL(bottlenecks.size(), std::size_t{320});
    CHECK_EQUAL(shapeOf(bottlenecks.at("layer1.0.downsample.0.weight")), "[256, 64, 1, 1]");
    CHECK_EQUAL(shapeOf(bottlenecks.at("layer4.2.conv3.weight")), "[2048, 512, 1, 1]");
    const auto alexnet = tensorsOf(buildArchitecture("alexnet", 1, 7));
    CHECK_EQUAL(alexnet.size(), std::size_t{16});
    CHECK_EQUAL(shapeOf(alexnet.at("features.3.weight")), "[192, 64, 5, 5]");
    CHECK_EQUAL(shapeOf(alexnet.at("classifier.6.weight")), "[7, 4096]");
    const auto demo = tensorsOf(buildArchitecture("demo-resnet18", 1));
    CHECK_EQUAL(shapeOf(demo.at("conv1.weight")), "[32, 3, 5, 5]");
    CHECK_EQUAL(shapeOf(demo.at("fc.weight")), "[10, 256]");
}

TEST_CASE(everyModuleIsASubmoduleOfItsOwn) {
    const auto module = buildArchitecture("resnet18", 1);
    std::set<std::string> names;
    std::set<const void*> types;
    for (const auto& child : module.named_modules()) {
        names.insert(child.name);
        types.insert(child.value.type().get());
    }
    for (const auto* name : {"conv1", "relu", "maxpool", "layer1.0.conv1", "layer1.0.relu",
                             "layer4", "layer4.0.downsample.1", "avgpool", "fc"}) {
        CHECK(names.contains(name));
    }
    CHECK_EQUAL(types.size(), names.size());
    CHECK_EQUAL(module.attr("layer1").toModule().attr("0").toModule().type()->name()->name(),
                "BasicBlock");
}

TEST_CASE(forwardIsTheNetworkWrittenOut) {
    torch::NoGradGuard noGrad;
    auto resnet18 = buildArchitecture("resnet18", 3, 11);
    auto resnet50 = buildArchitecture("resnet50", 3);
    auto demo = buildArchitecture("demo-resnet18", 3);
    auto alexnet = buildArchitecture("alexnet", 3);
    for (auto* module : {&resnet18, &resnet50, &demo, &alexnet}) {
        unsettle(*module);
        module->eval();
    }
    const auto x = picture(2, 96);
    CHECK_EQUAL(shapeOf(forward(resnet18, x)), "[2, 11]");
    const Functional plain18(resnet18);
    CHECK_NEAR(worst(forward(resnet18, x), plain18.resNet(x, {2, 2, 2, 2}, false)), 0, 1e-5);
    const Functional plain50(resnet50);
    CHECK_NEAR(worst(forward(resnet50, x), plain50.resNet(x, {3, 4, 6, 3}, true)), 0, 1e-5);
    const Functional plainDemo(demo);
    CHECK_NEAR(worst(forward(demo, x), plainDemo.resNet(x, {2, 2, 2, 2}, false)), 0, 1e-5);
    const auto large = picture(1, 224);
    CHECK_EQUAL(shapeOf(forward(alexnet, large)), "[1, 1000]");
    CHECK_NEAR(worst(forward(alexnet, large), Functional(alexnet).alexNet(large)), 0, 1e-5);
}

TEST_CASE(aSeedMeansTheSameWeights) {
    const auto first = tensorsOf(buildArchitecture("demo-resnet18", 5));
    const auto second = tensorsOf(buildArchitecture("demo-resnet18", 5));
    const auto other = tensorsOf(buildArchitecture("demo-resnet18", 6));
    for (const auto& [name, tensor] : first) {
        CHECK(torch::equal(tensor, second.at(name)));
    }
    CHECK(!torch::equal(first.at("conv1.weight"), other.at("conv1.weight")));
    // He's deviation by fan-out: sqrt(2 / (out · kernel²)).
    CHECK_NEAR(first.at("layer4.1.conv2.weight").std().item<double>(), std::sqrt(2. / (256 * 9)),
               4e-4);
    CHECK_NEAR(first.at("fc.weight").abs().max().item<double>(), 1. / 16, 1e-3);
}

TEST_CASE(trainingLowersTheLossAndMovesTheRunningStatistics) {
    auto module = buildArchitecture("demo-resnet18", 2);
    const auto x = picture(16, 48);
    const auto labels = torch::arange(16) % 10;
    std::vector<at::Tensor> parameters;
    for (const auto& parameter : module.parameters()) {
        parameters.push_back(parameter);
    }
    torch::optim::AdamW optimizer(parameters, torch::optim::AdamWOptions(1e-3));
    module.train();
    const auto before = tensorsOf(module).at("layer2.0.bn1.running_mean").clone();
    double first = 0;
    double last = 0;
    for (int step = 0; step < 12; ++step) {
        optimizer.zero_grad();
        const auto loss = torch::nn::functional::cross_entropy(forward(module, x), labels);
        loss.backward();
        optimizer.step();
        last = loss.item<double>();
        first = step == 0 ? last : first;
    }
    CHECK(last < 0.5 * first);
    const auto after = tensorsOf(module);
    CHECK(!torch::equal(before, after.at("layer2.0.bn1.running_mean")));
    CHECK_EQUAL(after.at("layer2.0.bn1.num_batches_tracked").item<std::int64_t>(), 12);

    module.eval();
    torch::NoGradGuard noGrad;
    const auto logits = forward(module, x);
    // In evaluation a picture's logits do not depend on its neighbours, and nothing moves any more.
    CHECK_NEAR(worst(forward(module, x.slice(0, 0, 1)), logits.slice(0, 0, 1)), 0, 1e-4);
    CHECK_EQUAL(after.at("layer2.0.bn1.num_batches_tracked").item<std::int64_t>(), 12);
}

TEST_CASE(dropoutActsInTrainingOnly) {
    torch::NoGradGuard noGrad;
    auto module = buildArchitecture("alexnet", 2, 5);
    const auto x = picture(1, 224);
    module.train();
    CHECK(!torch::equal(forward(module, x), forward(module, x)));
    module.eval();
    CHECK(torch::equal(forward(module, x), forward(module, x)));
}

TEST_CASE(aSavedNetworkLoadsWithTheSameLogits) {
    torch::NoGradGuard noGrad;
    for (const auto* name : {"demo-resnet18", "resnet50"}) {
        auto module = buildArchitecture(name, 9, 4);
        unsettle(module);
        module.eval();
        const auto x = picture(2, 64);
        std::stringstream file;
        module.save(file);
        auto loaded = torch::jit::load(file);
        CHECK(torch::equal(forward(module, x), forward(loaded, x)));
        CHECK(!loaded.is_training());
        loaded.train();
        CHECK(loaded.attr("layer1")
                  .toModule()
                  .attr("0")
                  .toModule()
                  .attr("bn1")
                  .toModule()
                  .is_training());
    }
}

TEST_CASE(aNetworkCanBeFrozen) {
    torch::NoGradGuard noGrad;
    auto module = buildArchitecture("resnet18", 9);
    module.eval();
    const auto x = picture(1, 64);
    auto frozen = torch::jit::freeze(module);
    CHECK_NEAR(worst(frozen.forward({x}).toTensor(), forward(module, x)), 0, 1e-5);
}

TEST_CASE(residualNetworksOfAnyShapeAreReadOffTheirTensors) {
    const std::string oracle = std::string(BRERA_TEST_DATA) + "/oracle/";
    const auto checkpoint = readCheckpoint(oracle + "network.pth");
    CHECK_EQUAL(recognizeArchitecture(checkpoint), "");
    CHECK_THROWS(ModelError, moduleFromCheckpoint(checkpoint), "no known architecture");

    // Alone and inside a larger checkpoint. Its own layer4 does not stride, which the tensors do
    // not say: logits are those of the network written out with torchvision's strides.
    std::string architecture;
    auto module = moduleUnder(checkpoint, "", architecture);
    CHECK_EQUAL(architecture, "residual network");
    torch::NoGradGuard noGrad;
    const auto x = picture(2, 64);
    const auto logits = forward(module, x);
    CHECK_NEAR(worst(logits, Functional(module).resNet(x, {1, 1, 1, 1}, false)), 0, 1e-5);
    const auto captioner = readCheckpoint(oracle + "caption/decoder.pth");
    auto inner = moduleUnder(captioner, "encoder.encoder.model.", architecture);
    CHECK_NEAR(worst(forward(inner, x), logits), 0, 1e-5);
    CHECK_THROWS(ModelError, moduleUnder(captioner, "encoder.", architecture), "encoder.*");
}

TEST_CASE(residualNetworksAreInferredOnlyWhereTheTensorsTell) {
    std::map<std::string, std::vector<std::int64_t>> shapes;
    for (const auto& [name, tensor] : tensorsOf(buildArchitecture("resnet50", 1, 7))) {
        shapes[name] = tensor.sizes().vec();
    }
    const auto plan = brera::network::inferResidual(shapes);
    CHECK(plan.has_value());
    const auto module = brera::network::realize(
        *plan, [](const auto&, const auto& tensor) { return brera::network::emptyTensor(tensor); });
    std::map<std::string, std::vector<std::int64_t>> planned;
    for (const auto& [name, tensor] : tensorsOf(module)) {
        planned[name] = tensor.sizes().vec();
    }
    CHECK(planned == shapes);

    const auto with = [&](const std::string& name, std::vector<std::int64_t> shape) {
        auto changed = shapes;
        changed[name] = std::move(shape);
        return brera::network::inferResidual(changed).has_value();
    };
    CHECK(!with("conv1.weight", {64, 3, 3, 3})); // with or without stride and pooling?
    CHECK(!with("conv1.weight", {1'000'000'000'000, 3, 7, 7}));
    CHECK(!with("conv1.weight", {64, 3, 1'000'001, 7}));
    CHECK(!with("fc.weight", {0, 2048}));
    CHECK(!with("layer2.0.conv1.weight", {}));
    CHECK(!brera::network::inferResidual({}).has_value());
}

TEST_CASE(whatCannotBeBuiltIsSaid) {
    CHECK_THROWS(ModelError, buildArchitecture("vgg16", 1), "vgg16");
    CHECK_THROWS(ModelError, buildArchitecture("vgg16", 1), "resnet152");
    CHECK_THROWS(ModelError, buildArchitecture("resnet18", 1, -3), "-3 classes");
}

CHECK_MAIN
