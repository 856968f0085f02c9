// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/architecture_plan.h"

#include <array>

/// Names, order of registration and arithmetic follow torchvision 0.14 (models/alexnet.py,
/// models/resnet.py).
namespace brera::network {

namespace {

std::string square(std::int64_t value) {
    const auto text = std::to_string(value);
    return "[" + text + ", " + text + "]";
}

struct ConvShape {
    std::int64_t in;
    std::int64_t out;
    std::int64_t kernel;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    bool bias = false;
};

ModulePlan conv(const ConvShape& shape) {
    ModulePlan plan{.type = "Conv2d"};
    plan.tensors.push_back({.name = "weight",
                            .shape = {shape.out, shape.in, shape.kernel, shape.kernel},
                            .filling = Filling::HeNormal,
                            .fan = shape.out * shape.kernel * shape.kernel});
    if (shape.bias) {
        plan.tensors.push_back({.name = "bias", .shape = {shape.out}});
    }
    plan.forward = std::string("  return torch.conv2d(x, self.weight, ") +
                   (shape.bias ? "self.bias" : "None") + ", " + square(shape.stride) + ", " +
                   square(shape.padding) + ", [1, 1], 1)\n";
    return plan;
}

ModulePlan batchNorm(std::int64_t channels) {
    ModulePlan plan{.type = "BatchNorm2d"};
    plan.tensors = {
        {.name = "weight", .shape = {channels}, .filling = Filling::Ones},
        {.name = "bias", .shape = {channels}},
        {.name = "running_mean", .shape = {channels}, .buffer = true},
        {.name = "running_var", .shape = {channels}, .filling = Filling::Ones, .buffer = true},
        {.name = "num_batches_tracked", .shape = {}, .buffer = true, .counter = true},
    };
    plan.forward = "  if self.training:\n"
                   "    self.num_batches_tracked.add_(1)\n"
                   "  return torch.batch_norm(x, self.weight, self.bias, self.running_mean, "
                   "self.running_var, self.training, 0.1, 1e-5, True)\n";
    return plan;
}

ModulePlan linear(std::int64_t in, std::int64_t out) {
    ModulePlan plan{.type = "Linear"};
    plan.tensors = {
        {.name = "weight", .shape = {out, in}, .filling = Filling::Uniform, .fan = in},
        {.name = "bias", .shape = {out}, .filling = Filling::Uniform, .fan = in},
    };
    plan.forward = "  return torch.linear(x, self.weight, self.bias)\n";
    return plan;
}

ModulePlan relu() {
    return {.type = "ReLU", .forward = "  return torch.relu_(x)\n"};
}

ModulePlan maxPool(std::int64_t padding) {
    return {.type = "MaxPool2d",
            .forward = "  return torch.max_pool2d(x, [3, 3], [2, 2], " + square(padding) +
                       ", [1, 1], False)\n"};
}

ModulePlan averagePool(std::int64_t size) {
    return {.type = "AdaptiveAvgPool2d",
            .forward = "  return torch.adaptive_avg_pool2d(x, " + square(size) + ")\n"};
}

ModulePlan dropout() {
    return {.type = "Dropout", .forward = "  return torch.dropout(x, 0.5, self.training)\n"};
}

/// Its children are named by position: those names are no identifiers, so the source asks for them
/// by text.
ModulePlan sequential(std::vector<ModulePlan> children) {
    ModulePlan plan{.type = "Sequential"};
    for (auto& child : children) {
        const auto name = std::to_string(plan.children.size());
        plan.forward += "  x = getattr(self, \"" + name + "\").forward(x)\n";
        plan.children.emplace_back(name, std::move(child));
    }
    plan.forward += "  return x\n";
    return plan;
}

ModulePlan downsample(std::int64_t in, std::int64_t out, std::int64_t stride) {
    return sequential(
        {conv({.in = in, .out = out, .kernel = 1, .stride = stride}), batchNorm(out)});
}

/// The shortcut's line of a block's forward, and its module when the shapes need one.
void addShortcut(ModulePlan& block, std::int64_t in, std::int64_t out, std::int64_t stride) {
    if (stride != 1 || in != out) {
        block.children.emplace_back("downsample", downsample(in, out, stride));
        block.forward += "  out += self.downsample.forward(x)\n";
    } else {
        block.forward += "  out += x\n";
    }
    block.forward += "  return self.relu.forward(out)\n";
}

ModulePlan basicBlock(std::int64_t in, std::int64_t channels, std::int64_t stride) {
    ModulePlan plan{.type = "BasicBlock"};
    plan.children.emplace_back(
        "conv1", conv({.in = in, .out = channels, .kernel = 3, .stride = stride, .padding = 1}));
    plan.children.emplace_back("bn1", batchNorm(channels));
    plan.children.emplace_back("relu", relu());
    plan.children.emplace_back("conv2",
                               conv({.in = channels, .out = channels, .kernel = 3, .padding = 1}));
    plan.children.emplace_back("bn2", batchNorm(channels));
    plan.forward = "  out = self.relu.forward(self.bn1.forward(self.conv1.forward(x)))\n"
                   "  out = self.bn2.forward(self.conv2.forward(out))\n";
    addShortcut(plan, in, channels, stride);
    return plan;
}

constexpr std::int64_t kExpansion = 4;

/// The stride stands on the 3×3 convolution, as in torchvision ("ResNet v1.5"), not on the first
/// 1×1.
ModulePlan bottleneck(std::int64_t in, std::int64_t channels, std::int64_t out,
                      std::int64_t stride) {
    ModulePlan plan{.type = "Bottleneck"};
    plan.children.emplace_back("conv1", conv({.in = in, .out = channels, .kernel = 1}));
    plan.children.emplace_back("bn1", batchNorm(channels));
    plan.children.emplace_back(
        "conv2",
        conv({.in = channels, .out = channels, .kernel = 3, .stride = stride, .padding = 1}));
    plan.children.emplace_back("bn2", batchNorm(channels));
    plan.children.emplace_back("conv3", conv({.in = channels, .out = out, .kernel = 1}));
    plan.children.emplace_back("bn3", batchNorm(out));
    plan.children.emplace_back("relu", relu());
    plan.forward = "  out = self.relu.forward(self.bn1.forward(self.conv1.forward(x)))\n"
                   "  out = self.relu.forward(self.bn2.forward(self.conv2.forward(out)))\n"
                   "  out = self.bn3.forward(self.conv3.forward(out))\n";
    addShortcut(plan, in, out, stride);
    return plan;
}

/// A layer of blocks; its first block halves the map, but for the first layer's.
struct Stage {
    std::int64_t blocks = 0;
    std::int64_t channels = 0; ///< inside the blocks
    std::int64_t out = 0;      ///< what they return; the same in basic blocks
};

struct ResNetShape {
    std::vector<Stage> stages;
    bool bottlenecks = false;
    std::int64_t stem = 64;  ///< channels of conv1
    std::int64_t kernel = 7; ///< of conv1
};

/// Each layer doubles the channels of the one before; the first has as many as conv1.
ResNetShape doubling(const std::array<std::int64_t, 4>& blocks, bool bottlenecks,
                     std::int64_t stem = 64, std::int64_t kernel = 7) {
    ResNetShape shape{{}, bottlenecks, stem, kernel};
    std::int64_t channels = stem;
    for (const auto count : blocks) {
        shape.stages.push_back({count, channels, bottlenecks ? channels * kExpansion : channels});
        channels *= 2;
    }
    return shape;
}

ModulePlan resNet(const ResNetShape& shape, std::int64_t classes) {
    ModulePlan plan{.type = "ResNet"};
    plan.children.emplace_back("conv1", conv({.in = 3,
                                              .out = shape.stem,
                                              .kernel = shape.kernel,
                                              .stride = 2,
                                              .padding = shape.kernel / 2}));
    plan.children.emplace_back("bn1", batchNorm(shape.stem));
    plan.children.emplace_back("relu", relu());
    plan.children.emplace_back("maxpool", maxPool(1));
    plan.forward =
        "  x = self.maxpool.forward(self.relu.forward(self.bn1.forward(self.conv1.forward(x))))\n";
    std::int64_t in = shape.stem;
    for (std::size_t layer = 0; layer < shape.stages.size(); ++layer) {
        const auto& stage = shape.stages[layer];
        std::vector<ModulePlan> blocks;
        for (std::int64_t block = 0; block < stage.blocks; ++block) {
            const std::int64_t stride = layer > 0 && block == 0 ? 2 : 1;
            blocks.push_back(shape.bottlenecks ? bottleneck(in, stage.channels, stage.out, stride)
                                               : basicBlock(in, stage.channels, stride));
            in = stage.out;
        }
        const auto name = "layer" + std::to_string(layer + 1);
        plan.children.emplace_back(name, sequential(std::move(blocks)));
        plan.forward += "  x = self." + name + ".forward(x)\n";
    }
    plan.children.emplace_back("avgpool", averagePool(1));
    plan.children.emplace_back("fc", linear(in, classes));
    plan.forward += "  return self.fc.forward(torch.flatten(self.avgpool.forward(x), 1))\n";
    return plan;
}

ModulePlan alexNet(std::int64_t classes) {
    ModulePlan plan{.type = "AlexNet"};
    plan.children.emplace_back(
        "features",
        sequential({
            conv({.in = 3, .out = 64, .kernel = 11, .stride = 4, .padding = 2, .bias = true}),
            relu(),
            maxPool(0),
            conv({.in = 64, .out = 192, .kernel = 5, .padding = 2, .bias = true}),
            relu(),
            maxPool(0),
            conv({.in = 192, .out = 384, .kernel = 3, .padding = 1, .bias = true}),
            relu(),
            conv({.in = 384, .out = 256, .kernel = 3, .padding = 1, .bias = true}),
            relu(),
            conv({.in = 256, .out = 256, .kernel = 3, .padding = 1, .bias = true}),
            relu(),
            maxPool(0),
        }));
    plan.children.emplace_back("avgpool", averagePool(6));
    plan.children.emplace_back("classifier",
                               sequential({dropout(), linear(256 * 6 * 6, 4096), relu(), dropout(),
                                           linear(4096, 4096), relu(), linear(4096, classes)}));
    plan.forward = "  x = self.avgpool.forward(self.features.forward(x))\n"
                   "  return self.classifier.forward(torch.flatten(x, 1))\n";
    return plan;
}

ModulePlan resNet18(std::int64_t classes) {
    return resNet(doubling({2, 2, 2, 2}, false), classes);
}

ModulePlan resNet34(std::int64_t classes) {
    return resNet(doubling({3, 4, 6, 3}, false), classes);
}

ModulePlan resNet50(std::int64_t classes) {
    return resNet(doubling({3, 4, 6, 3}, true), classes);
}

ModulePlan resNet101(std::int64_t classes) {
    return resNet(doubling({3, 4, 23, 3}, true), classes);
}

ModulePlan resNet152(std::int64_t classes) {
    return resNet(doubling({3, 8, 36, 3}, true), classes);
}

ModulePlan demoResNet18(std::int64_t classes) {
    return resNet(doubling({2, 2, 2, 2}, false, 32, 5), classes);
}

/// An axis of a tensor of so many axes; 0 when there is no such tensor.
std::int64_t axis(const Shapes& shapes, const std::string& name, std::size_t axes, std::size_t at) {
    const auto found = shapes.find(name);
    // Nonsense such as 10^12 channels counts as nothing.
    constexpr std::int64_t kMost = 1'000'000;
    return found != shapes.end() && found->second.size() == axes && found->second[at] <= kMost
               ? found->second[at]
               : 0;
}

} // namespace

std::optional<ModulePlan> inferResidual(const Shapes& shapes) {
    constexpr std::int64_t kSmallestKernel = 5;
    constexpr std::int64_t kLargestKernel = 63;
    constexpr std::size_t kMostStages = 8;
    ResNetShape shape;
    shape.stem = axis(shapes, "conv1.weight", 4, 0);
    shape.kernel = axis(shapes, "conv1.weight", 4, 2);
    shape.bottlenecks = shapes.contains("layer1.0.conv3.weight");
    const auto classes = axis(shapes, "fc.weight", 2, 0);
    if (shape.stem <= 0 || classes <= 0 || shape.kernel < kSmallestKernel ||
        shape.kernel > kLargestKernel || shape.kernel % 2 == 0) {
        return {};
    }
    while (shape.stages.size() < kMostStages) {
        const auto layer = "layer" + std::to_string(shape.stages.size() + 1) + ".";
        Stage stage;
        while (shapes.contains(layer + std::to_string(stage.blocks) + ".conv1.weight")) {
            ++stage.blocks;
        }
        if (stage.blocks == 0) {
            break;
        }
        stage.channels = axis(shapes, layer + "0.conv1.weight", 4, 0);
        stage.out =
            axis(shapes, layer + (shape.bottlenecks ? "0.conv3.weight" : "0.conv2.weight"), 4, 0);
        if (stage.channels <= 0 || stage.out <= 0) {
            return {};
        }
        shape.stages.push_back(stage);
    }
    if (shape.stages.empty()) {
        return {};
    }
    return resNet(shape, classes);
}

const std::vector<Architecture>& architectures() {
    static const std::vector<Architecture> all{
        {"alexnet", 1000, "classifier.6.weight", alexNet},
        {"resnet18", 1000, "fc.weight", resNet18},
        {"resnet34", 1000, "fc.weight", resNet34},
        {"resnet50", 1000, "fc.weight", resNet50},
        {"resnet101", 1000, "fc.weight", resNet101},
        {"resnet152", 1000, "fc.weight", resNet152},
        {"demo-resnet18", 10, "fc.weight", demoResNet18},
    };
    return all;
}

} // namespace brera::network
