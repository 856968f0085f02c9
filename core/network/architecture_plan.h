// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace at {
class Tensor;
}

namespace torch::jit {
struct Module;
}

namespace brera::network {

/// How a tensor of a fresh network is filled.
enum class Filling {
    Zeros,
    Ones,
    HeNormal, ///< N(0, 2 / fan-out), for convolutions followed by ReLU (He et al. 2015)
    Uniform   ///< U(±1/√fan-in), PyTorch's own for linear layers
};

/// A parameter or buffer of one module.
struct TensorPlan {
    std::string name{};                ///< "weight"
    std::vector<std::int64_t> shape{}; ///< empty: a scalar
    Filling filling = Filling::Zeros;
    std::int64_t fan = 1; ///< fan-out or fan-in, as the filling asks
    bool buffer = false;
    bool counter = false; ///< int64, and absent from files older than PyTorch 0.4.1
};

/// A module as plain data: what is in it and the TorchScript of its forward. From one plan come
/// both the module and the list of names and shapes that a checkpoint is compared with.
struct ModulePlan {
    std::string type{}; ///< class name, "Conv2d"
    std::vector<TensorPlan> tensors{};
    std::vector<std::pair<std::string, ModulePlan>> children{}; ///< in order of registration
    std::string forward{};                                      ///< body of forward(self, x)
};

/// One architecture that can be built.
struct Architecture {
    std::string name;
    std::int64_t classes;   ///< its own number
    std::string lastWeight; ///< the parameter whose first axis is the number of classes
    ModulePlan (*plan)(std::int64_t classes);
};

/// All of them, in the order people read them in.
const std::vector<Architecture>& architectures();

/// Shapes of a state_dict's tensors by name.
using Shapes = std::map<std::string, std::vector<std::int64_t>>;

/// The plan of a residual network whose depths and widths are read off the tensors. Strides and
/// pooling, which no tensor tells, are assumed to be torchvision's. Empty when the tensors do not
/// look like one, or when the first kernel is smaller than 5: such networks, for small images,
/// mostly have neither stride nor pooling at their start.
std::optional<ModulePlan> inferResidual(const Shapes& shapes);

/// Gives the tensor for a plan's entry, named in full ("layer1.0.conv1.weight").
using TensorMaker = std::function<at::Tensor(const std::string& name, const TensorPlan& plan)>;

/// The TorchScript module of a plan, in training mode, its parameters asking for gradients.
/// @throws ModelError when TorchScript refuses it.
torch::jit::Module realize(const ModulePlan& plan, const TensorMaker& make);

/// Uninitialised memory of the right shape and element type.
at::Tensor emptyTensor(const TensorPlan& plan);

} // namespace brera::network
