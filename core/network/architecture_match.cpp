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

/// How a checkpoint differs from an architecture.
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

using Shapes = std::map<std::string, std::vector<std::int64_t>>;

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

/// The architecture that has most tensors in common with the checkpoint.
Difference nearest(const Checkpoint& checkpoint) {
    Shapes shapes;
    for (const auto& tensor : checkpoint.tensors()) {
        shapes.emplace(tensor.name, tensor.shape);
    }
    Difference best;
    for (const auto& architecture : architectures()) {
        auto difference = compare(architecture, checkpoint.tensors(), shapes);
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

ModelError unlike(const Checkpoint& checkpoint, const Difference& difference) {
    std::string known;
    for (const auto& name : architectureNames()) {
        known += (known.empty() ? "" : ", ") + name;
    }
    const auto found = checkpoint.tensors().size();
    std::string text = checkpoint.path().string() + ": ";
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

} // namespace

std::string recognizeArchitecture(const Checkpoint& checkpoint) {
    const auto difference = nearest(checkpoint);
    return difference.none() ? difference.architecture->name : std::string();
}

Module moduleFromCheckpoint(const Checkpoint& checkpoint) {
    const auto difference = nearest(checkpoint);
    if (!difference.none()) {
        throw unlike(checkpoint, difference);
    }
    auto module = realize(difference.architecture->plan(difference.classes),
                          [&](const std::string& name, const TensorPlan& plan) {
                              auto tensor = emptyTensor(plan);
                              if (checkpoint.contains(name)) {
                                  tensor.copy_(checkpoint.tensor(name));
                              } else {
                                  tensor.zero_();
                              }
                              return tensor;
                          });
    module.eval();
    return module;
}

} // namespace brera::network
