// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_inline.h"

#include "base/error.h"
#include "network/module_path.h"

#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

namespace brera::network {

using namespace torch::jit;

namespace {
// Far above any network; reached by files whose functions call each other twice, thirty deep.
constexpr int kMaxCalls = 200'000;

using Counts = std::map<std::string, int>;

std::string classNameOf(const c10::ClassTypePtr& type) {
    return type->name() ? type->name()->name() : std::string("module");
}

class Inliner {
public:
    Inliner(const Module& root, std::shared_ptr<Graph> graph)
        : m_root(root), m_graph(std::move(graph)), m_self(m_graph->inputs().at(0)) {}

    std::vector<ModuleCall> run() {
        Counts counts;
        visit(m_graph->block(), counts);
        return std::move(m_calls);
    }

private:
    void visit(Block* block, Counts& counts) {
        for (auto it = block->nodes().begin(); it != block->nodes().end();) {
            Node* node = *it;
            GraphFunction* callee = nullptr;
            if (node->kind() == prim::CallMethod) {
                callee = method(node);
            } else if (node->kind() == prim::CallFunction) {
                callee = function(node);
            }
            if (callee == nullptr) {
                visitBlocks(node, counts);
                ++it;
                continue;
            }
            if (++m_inlined > kMaxCalls) {
                throw ModelError("forward unfolds into more than " + std::to_string(kMaxCalls) +
                                 " calls: this is no network that can be probed");
            }
            Node* before = node->prev();
            if (node->kind() == prim::CallMethod) {
                mark(node, counts);
            } else {
                node->removeInput(0);
            }
            inlineCallTo(node, callee, callee->graph().get());
            it = before->iterator(); // go on with what was just inlined
            ++it;
        }
    }

    void visitBlocks(Node* node, Counts& counts) {
        if (node->kind() != prim::If) {
            for (Block* inner : node->blocks()) {
                visit(inner, counts);
            }
            return;
        }
        const Counts before = counts;
        for (Block* branch : node->blocks()) {
            Counts own = before;
            visit(branch, own);
            for (const auto& [path, count] : own) {
                counts[path] = std::max(counts[path], count);
            }
        }
    }

    /// Null when the call cannot be inlined: custom classes, interfaces whose module is not known.
    GraphFunction* method(Node* node) {
        const std::string& name = node->s(attr::name);
        auto type = node->input(0)->type()->cast<c10::ClassType>();
        if (!type) {
            const auto path = pathFromSelf(node->input(0), m_self);
            const auto module = path ? moduleAt(m_root, *path) : std::nullopt;
            if (!module) {
                return nullptr;
            }
            type = module->type();
        }
        Function* found = type->findMethod(name);
        return found != nullptr ? tryToGraphFunction(*found) : nullptr;
    }

    static GraphFunction* function(Node* node) {
        const auto type = node->input(0)->type()->cast<c10::FunctionType>();
        return type ? tryToGraphFunction(*type->function()) : nullptr;
    }

    void mark(Node* node, Counts& counts) {
        const auto path = pathFromSelf(node->input(0), m_self);
        if (!path || path->empty() || !isForward(node->s(attr::name))) {
            return; // helpers such as _check_input_dim are calls too
        }
        const int call = ++counts[*path];
        ModuleCall record;
        record.key = call == 1 ? *path : *path + "#" + std::to_string(call);
        if (const auto module = moduleAt(m_root, *path)) {
            record.type = classNameOf(module->type());
        }
        if (Value* value = tensorOf(node)) {
            record.marker = m_graph->create(Symbol::fromQualString("brera::record"), {value}, 0);
            record.marker->insertAfter(value->node());
        }
        m_calls.push_back(std::move(record));
    }

    /// The tensor that a call returns. Tracing makes a module return a tuple when other modules use
    /// its inner values: then it is the one tensor in it, if there is just one.
    Value* tensorOf(Node* call) {
        Value* value = call->output();
        if (value->type()->isSubtypeOf(*TensorType::get())) {
            return value;
        }
        const auto tuple = value->type()->cast<c10::TupleType>();
        if (!tuple) {
            return nullptr;
        }
        std::optional<std::size_t> index;
        for (std::size_t i = 0; i < tuple->elements().size(); ++i) {
            if (tuple->elements()[i]->isSubtypeOf(*TensorType::get())) {
                if (index) {
                    return nullptr;
                }
                index = i;
            }
        }
        if (!index) {
            return nullptr;
        }
        const WithInsertPoint guard(call->next());
        Value* position = m_graph->insertConstant(static_cast<std::int64_t>(*index));
        return m_graph
            ->insertNode(m_graph->createTupleIndex(value, position, tuple->elements()[*index]))
            ->output();
    }

    Module m_root;
    std::shared_ptr<Graph> m_graph;
    Value* m_self;
    std::vector<ModuleCall> m_calls;
    int m_inlined = 0;
};
} // namespace

bool isForward(const std::string& method) {
    return method.starts_with("forward") &&
           std::all_of(method.begin() + 7, method.end(),
                       [](unsigned char letter) { return std::isdigit(letter) != 0; });
}

InlinedForward inlineForward(const Module& module) {
    const auto method = module.find_method("forward");
    if (!method) {
        throw ModelError("the file holds a module without a forward method");
    }
    auto* function = tryToGraphFunction(method->function());
    if (function == nullptr) {
        throw ModelError("the module's forward is no TorchScript");
    }
    InlinedForward result{function->graph()->copy(), {}};
    result.calls = Inliner(module, result.graph).run();
    return result;
}

} // namespace brera::network
