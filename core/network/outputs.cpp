// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/outputs.h"

#include <torch/script.h>

namespace brera::network {

namespace {
at::Tensor asLogits(const at::Tensor& tensor, std::int64_t batch) {
    if (!tensor.defined() || tensor.dim() < 2 || tensor.size(0) != batch ||
        !tensor.is_floating_point()) {
        return {};
    }
    if (tensor.dim() == 2) {
        return tensor;
    }
    return tensor.dim() == 4 && tensor.size(2) == 1 && tensor.size(3) == 1 ? tensor.flatten(1)
                                                                           : at::Tensor();
}

template <typename Values>
at::Tensor firstIn(const Values& values, std::int64_t batch) {
    for (const auto& value : values) {
        if (auto logits = findLogits(value, batch); logits.defined()) {
            return logits;
        }
    }
    return {};
}

template <typename Values>
std::string listed(const char* what, const Values& values) {
    std::string text = what;
    const char* between = " of ";
    for (const auto& value : values) {
        text += between + describeOutput(value);
        between = " and ";
    }
    return text;
}
} // namespace

at::Tensor findLogits(const c10::IValue& output, std::int64_t batch) {
    if (output.isTensor()) {
        return asLogits(output.toTensor(), batch);
    }
    if (output.isTuple()) {
        return firstIn(output.toTupleRef().elements(), batch);
    }
    if (output.isList()) {
        return firstIn(output.toList().vec(), batch);
    }
    if (!output.isGenericDict()) {
        return {};
    }
    const auto dict = output.toGenericDict();
    std::vector<c10::IValue> values;
    for (const char* name : {"out", "logits"}) {
        for (const auto& entry : dict) {
            if (entry.key().isString() && entry.key().toStringRef() == name) {
                values.push_back(entry.value());
            }
        }
    }
    for (const auto& entry : dict) {
        values.push_back(entry.value());
    }
    return firstIn(values, batch);
}

std::string describeOutput(const c10::IValue& output) {
    if (output.isTensor()) {
        if (!output.toTensor().defined()) {
            return "an undefined tensor";
        }
        std::string text = "(";
        for (const auto size : output.toTensor().sizes()) {
            text += (text.size() > 1 ? ", " : "") + std::to_string(size);
        }
        return text + ")";
    }
    if (output.isTuple()) {
        return listed("a tuple", output.toTupleRef().elements());
    }
    if (output.isList()) {
        return listed("a list", output.toList().vec());
    }
    if (output.isGenericDict()) {
        std::vector<c10::IValue> values;
        for (const auto& entry : output.toGenericDict()) {
            values.push_back(entry.value());
        }
        return listed("a dict", values);
    }
    return output.tagKind();
}

} // namespace brera::network
