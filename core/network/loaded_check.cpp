// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/gate_rules.h"

#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <array>
#include <unordered_set>

namespace brera::network {

using namespace torch::jit;

namespace {
/// LibTorch takes sizes, strides and offset from the file as they are.
void checkBounds(const at::Tensor& tensor) {
    if (!tensor.defined() || tensor.layout() != at::kStrided || !tensor.has_storage() ||
        tensor.numel() == 0) {
        return;
    }
    const auto available =
        static_cast<std::int64_t>(tensor.storage().nbytes() / tensor.element_size());
    std::int64_t last = tensor.storage_offset();
    bool inside = last >= 0 && last < available;
    for (std::int64_t axis = 0; inside && axis < tensor.dim(); ++axis) {
        const std::int64_t steps = tensor.size(axis) - 1;
        const std::int64_t stride = tensor.stride(axis);
        inside = stride >= 0 && (stride == 0 || steps <= (available - 1 - last) / stride);
        last += inside ? steps * stride : 0;
    }
    if (!inside) {
        throw ModelError("a tensor reaches beyond the bytes the file holds for it");
    }
}

class Checker {
public:
    void value(const c10::IValue& value) {
        if (value.isTensor()) {
            checkBounds(value.toTensor());
        } else if (value.isTuple()) {
            for (const auto& element : value.toTupleRef().elements()) {
                this->value(element);
            }
        } else if (value.isList()) {
            for (const c10::IValue& element : value.toListRef()) {
                this->value(element);
            }
        } else if (value.isGenericDict()) {
            for (const auto& entry : value.toGenericDict()) {
                this->value(entry.key());
                this->value(entry.value());
            }
        } else if (value.isObject() && m_seen.insert(&value.toObjectRef()).second) {
            for (const auto& slot : value.toObjectRef().slots()) {
                this->value(slot);
            }
        }
    }

    void block(const Block* block) {
        for (const Node* node : block->nodes()) {
            this->node(node);
        }
    }

private:
    void node(const Node* node) {
        const std::string space = node->kind().ns().toUnqualString();
        const std::string name = node->kind().toUnqualString();
        if (!rules::isKnownOperators(space) || rules::isForbiddenName(name) ||
            (space == "prim" && (name.starts_with("rpc_") || name == "PythonOp"))) {
            throw ModelError("the operator " + std::string(node->kind().toQualString()) +
                             " can do more than compute, or is not known");
        }
        for (const Value* output : node->outputs()) {
            if (const auto type = output->type()->cast<c10::ClassType>(); type && type->name()) {
                checkClass(type->name()->qualifiedName());
            }
        }
        for (const auto attribute : node->attributeNames()) {
            switch (node->kindOf(attribute)) {
            case AttributeKind::t:
                checkBounds(node->t(attribute));
                break;
            case AttributeKind::ival:
                value(node->ival(attribute));
                break;
            case AttributeKind::g:
                block(node->g(attribute)->block());
                break;
            default:
                break;
            }
        }
        for (const Block* inner : node->blocks()) {
            block(inner);
        }
    }

    static void checkClass(const std::string& name) {
        constexpr std::string_view kPrefix = "__torch__.torch.classes.";
        if (!name.starts_with(kPrefix)) {
            return;
        }
        const auto rest = std::string_view(name).substr(kPrefix.size());
        if (!rules::isKnownClasses(rest.substr(0, rest.find('.')))) {
            throw ModelError("the class " + name + " is not known");
        }
    }

    std::unordered_set<const void*> m_seen;
};
} // namespace

void checkLoaded(const Module& module) {
    Checker checker;
    checker.value(module._ivalue());
    for (Function* function : module._ivalue()->compilation_unit()->get_functions()) {
        if (auto* script = tryToGraphFunction(*function)) {
            checker.block(script->graph()->block());
        }
    }
}

} // namespace brera::network
