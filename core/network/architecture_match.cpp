// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/architectures.h"

#include "base/error.h"
#include "network/architecture_plan.h"
#include "network/checkpoint.h"

#include <torch/script.h>

#include <algorithm>
#include <map>

namespace brera::network {

namespace {

using torch::jit::Module;

void listTensors(const ModulePlan& plan, const std::string& prefix,
                 std::vector<std::pair<std::string, TensorPlan>>& into) {
    for (const auto& tensor : plan.tensors) {
        into.emplace_back(prefix + tensor.name, tensor);
    }
    for (const auto& [name, child] : plan.children) {
        listTensors(child, prefix + name + ".", into);
    }
}

/// Weights by name, of a whole checkpoint or of what lies under a prefix in it.
struct StateDict {
    const Checkpoint& checkpoint;
    std::string prefix{};
    std::vector<TensorInfo> tensors{};

    explicit StateDict(const Checkpoint& whole, const std::string& under = {})
        : checkpoint(whole), prefix(under) {
        for (auto tensor : checkpoint.tensors()) {
            if (tensor.name.starts_with(prefix)) {
                tensor.name.erase(0, prefix.size());
                tensors.push_back(std::move(tensor));
            }
        }
    }

    std::string where() const {
        return checkpoint.path().string() + (prefix.empty() ? "" : ", " + prefix + "*");
    }
};

/// How a state_dict differs from an architecture.
struct Difference {
    const Architecture* architecture = nullptr;
    std::int64_t classes = 0;
    std::size_t agreeing = 0;
    std::vector<std::string> missing{};
    std::vector<std::string> unexpected{};
    std::vector<std::string> misshapen{}; ///< "fc.weight is (10, 3), not (10, 512)"

    bool none() const { return missing.empty() && unexpected.empty() && misshapen.empty(); }
};

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "(";
    for (const auto axis : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(axis);
    }
    return text + ")";
}

Difference compare(const Architecture& architecture, const std::vector<TensorInfo>& found,
                   const Shapes& shapes) {
    Difference difference{.architecture = &architecture, .classes = architecture.classes};
    // A class axis of nonsense (0, 10^12) is left to be reported as a wrong shape.
    constexpr std::int64_t kMostClasses = 1'000'000;
    const auto last = shapes.find(architecture.lastWeight);
    if (last != shapes.end() && last->second.size() == 2 && last->second[0] > 0 &&
        last->second[0] <= kMostClasses) {
        difference.classes = last->second[0];
    }
    std::vector<std::pair<std::string, TensorPlan>> planned;
    listTensors(architecture.plan(difference.classes), "", planned);
    std::map<std::string, const TensorPlan*> expected;
    for (const auto& [name, tensor] : planned) {
        expected.emplace(name, &tensor);
        const auto at = shapes.find(name);
        if (at == shapes.end()) {
            if (!tensor.counter) {
                difference.missing.push_back(name);
            }
        } else if (at->second != tensor.shape) {
            difference.misshapen.push_back(name + " is " + shapeText(at->second) + ", not " +
                                           shapeText(tensor.shape));
        } else {
            ++difference.agreeing;
        }
    }
    for (const auto& tensor : found) {
        if (!expected.contains(tensor.name)) {
            difference.unexpected.push_back(tensor.name);
        }
    }
    return difference;
}

Shapes shapesOf(const std::vector<TensorInfo>& tensors) {
    Shapes shapes;
    for (const auto& tensor : tensors) {
        shapes.emplace(tensor.name, tensor.shape);
    }
    return shapes;
}

/// The architecture that has most tensors in common with the weights.
Difference nearest(const StateDict& weights) {
    const auto shapes = shapesOf(weights.tensors);
    Difference best;
    for (const auto& architecture : architectures()) {
        auto difference = compare(architecture, weights.tensors, shapes);
        if (difference.none()) {
            return difference;
        }
        const auto wrong = [](const Difference& d) {
            return d.missing.size() + d.misshapen.size();
        };
        if (best.architecture == nullptr || difference.agreeing > best.agreeing ||
            (difference.agreeing == best.agreeing && wrong(difference) < wrong(best))) {
            best = std::move(difference);
        }
    }
    return best;
}

/// "; missing (3): a, b, c"
std::string listed(const char* what, const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 5;
    if (names.empty()) {
        return {};
    }
    std::string text = std::string("; ") + what + " (" + std::to_string(names.size()) + "): ";
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        text += (i > 0 ? ", " : "") + pickle::printable(names[i]);
    }
    return text + (names.size() > kShown ? ", …" : "");
}

ModelError unlike(const StateDict& weights, const Difference& difference) {
    std::string known;
    for (const auto& name : architectureNames()) {
        known += (known.empty() ? "" : ", ") + name;
    }
    const auto found = weights.tensors.size();
    std::string text = weights.where() + ": ";
    if (found == 0) {
        return ModelError(text +
                          "holds no state_dict; save the network's state_dict(), or the network "
                          "as TorchScript");
    }
    if (difference.agreeing * 2 <= found) {
        text += "its " + std::to_string(found) + " tensors are those of no known architecture (" +
                known + "); save the network as TorchScript instead";
        return ModelError(text + "; the nearest is " + difference.architecture->name +
                          listed("missing", difference.missing) +
                          listed("not expected", difference.unexpected));
    }
    return ModelError(text + "nearly " + difference.architecture->name +
                      listed("missing", difference.missing) +
                      listed("not expected", difference.unexpected) +
                      listed("of another shape", difference.misshapen));
}

Module filled(const StateDict& weights, const ModulePlan& plan) {
    auto module = realize(plan, [&](const std::string& name, const TensorPlan& tensorPlan) {
        auto tensor = emptyTensor(tensorPlan);
        if (weights.checkpoint.contains(weights.prefix + name)) {
            tensor.copy_(weights.checkpoint.tensor(weights.prefix + name));
        } else {
            tensor.zero_();
        }
        return tensor;
    });
    module.eval();
    return module;
}

/// The residual network that has exactly these tensors, if there is one.
std::optional<ModulePlan> residualPlan(const StateDict& weights) {
    const auto shapes = shapesOf(weights.tensors);
    auto plan = inferResidual(shapes);
    if (!plan) {
        return {};
    }
    std::vector<std::pair<std::string, TensorPlan>> planned;
    listTensors(*plan, "", planned);
    std::size_t agreeing = 0;
    for (const auto& [name, tensor] : planned) {
        const auto at = shapes.find(name);
        const bool there = at != shapes.end();
        if (there ? at->second != tensor.shape : !tensor.counter) {
            return {};
        }
        agreeing += there ? 1 : 0;
    }
    return agreeing == weights.tensors.size() ? plan : std::nullopt;
}

} // namespace

std::string recognizeArchitecture(const Checkpoint& checkpoint) {
    const auto difference = nearest(StateDict(checkpoint));
    return difference.none() ? difference.architecture->name : std::string();
}

Module moduleFromCheckpoint(const Checkpoint& checkpoint) {
    const StateDict weights(checkpoint);
    const auto difference = nearest(weights);
    if (!difference.none()) {
        throw unlike(weights, difference);
    }
    return filled(weights, difference.architecture->plan(difference.classes));
}

Module moduleUnder(const Checkpoint& checkpoint, const std::string& prefix,
                   std::string& architecture) {
    const StateDict weights(checkpoint, prefix);
    const auto difference = nearest(weights);
    if (difference.none()) {
        architecture = difference.architecture->name;
        return filled(weights, difference.architecture->plan(difference.classes));
    }
    const auto residual = residualPlan(weights);
    if (!residual) {
        throw unlike(weights, difference);
    }
    architecture = "residual network";
    return filled(weights, *residual);
}

} // namespace brera::network
