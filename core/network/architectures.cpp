// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/architectures.h"

#include "base/error.h"
#include "network/architecture_plan.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/script.h>

#include <algorithm>
#include <cmath>

namespace brera::network {

namespace {

using torch::jit::Module;

void fill(at::Tensor& tensor, const TensorPlan& plan, at::Generator& generator) {
    const auto fan = static_cast<double>(plan.fan);
    switch (plan.filling) {
    case Filling::Zeros:
        tensor.zero_();
        break;
    case Filling::Ones:
        tensor.fill_(1);
        break;
    case Filling::HeNormal:
        tensor.normal_(0, std::sqrt(2 / fan), generator);
        break;
    case Filling::Uniform:
        tensor.uniform_(-1 / std::sqrt(fan), 1 / std::sqrt(fan), generator);
        break;
    }
}

/// The module of a plan with all below it. All classes live in one compilation unit, each module
/// with a class of its own, so that the graph of one can be edited without touching its twins.
Module realizeIn(const std::shared_ptr<torch::jit::CompilationUnit>& unit, const ModulePlan& plan,
                 const std::string& prefix, const TensorMaker& make) {
    Module module(c10::QualifiedName("__torch__." + plan.type), unit, true);
    module.register_attribute("training", c10::BoolType::get(), true);
    for (const auto& tensor : plan.tensors) {
        at::Tensor value = make(prefix + tensor.name, tensor);
        if (tensor.buffer) {
            module.register_buffer(tensor.name, value);
        } else {
            module.register_parameter(tensor.name, value.set_requires_grad(true), false);
        }
    }
    for (const auto& [name, child] : plan.children) {
        module.register_module(name, realizeIn(unit, child, prefix + name + ".", make));
    }
    module.define("def forward(self, x):\n" + plan.forward);
    return module;
}

} // namespace

at::Tensor emptyTensor(const TensorPlan& plan) {
    return at::empty(plan.shape, plan.counter ? at::kLong : at::kFloat);
}

Module realize(const ModulePlan& plan, const TensorMaker& make) {
    try {
        return realizeIn(std::make_shared<torch::jit::CompilationUnit>(), plan, "", make);
    } catch (const c10::Error& error) {
        throw ModelError(plan.type +
                         ": the network could not be built: " + error.what_without_backtrace());
    }
}

std::vector<std::string> architectureNames() {
    std::vector<std::string> names;
    for (const auto& architecture : architectures()) {
        names.push_back(architecture.name);
    }
    return names;
}

Module buildArchitecture(const std::string& name, std::uint64_t seed, std::int64_t classes) {
    const auto& all = architectures();
    const auto architecture = std::ranges::find(all, name, &Architecture::name);
    if (architecture == all.end()) {
        std::string known;
        for (const auto& other : all) {
            known += (known.empty() ? "" : ", ") + other.name;
        }
        throw ModelError("no architecture is called " + name + "; known are " + known);
    }
    if (classes < 0) {
        throw ModelError(name + " cannot have " + std::to_string(classes) + " classes");
    }
    auto generator = at::detail::createCPUGenerator(seed);
    return realize(architecture->plan(classes == 0 ? architecture->classes : classes),
                   [&](const std::string&, const TensorPlan& plan) {
                       auto tensor = emptyTensor(plan);
                       fill(tensor, plan, generator);
                       return tensor;
                   });
}

} // namespace brera::network
