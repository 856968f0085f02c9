// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_record.h"

#include "base/error.h"
#include "network/graph_walk.h"

#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace brera::network {

using namespace torch::jit;

namespace {
/// Tells our copies from the network's own.
Symbol copyMark() {
    return Symbol::attr("brera_record");
}

/// Brings the values recorded under one key out of the blocks they were recorded in.
class Lifter {
public:
    explicit Lifter(Graph& graph) : m_graph(graph) {}

    /// The value that holds the recording at the end of the block; null when the block has none.
    Value* lift(Block* block, const std::unordered_set<const Node*>& copies) {
        Value* result = nullptr;
        for (Node* node : block->nodes()) {
            Value* found = nullptr;
            if (copies.contains(node)) {
                found = node->output();
            } else if (node->kind() == prim::If) {
                found = liftIf(node, copies);
            } else if (node->kind() == prim::Loop) {
                found = liftLoop(node, copies);
            }
            result = found != nullptr ? found : result;
        }
        return result;
    }

private:
    Value* liftIf(Node* node, const std::unordered_set<const Node*>& copies) {
        Block* taken = node->blocks().at(0);
        Block* other = node->blocks().at(1);
        Value* left = lift(taken, copies);
        Value* right = lift(other, copies);
        if (left == nullptr && right == nullptr) {
            return nullptr;
        }
        taken->registerOutput(left != nullptr ? left : none(taken));
        other->registerOutput(right != nullptr ? right : none(other));
        const bool certain =
            left != nullptr && right != nullptr && isTensor(left) && isTensor(right);
        return node->addOutput()->setType(certain ? TypePtr(TensorType::get()) : maybeTensor());
    }

    /// A loop carries the value from round to round; before the first there is none.
    Value* liftLoop(Node* node, const std::unordered_set<const Node*>& copies) {
        Block* body = node->blocks().at(0);
        Value* inner = lift(body, copies);
        if (inner == nullptr) {
            return nullptr;
        }
        Node* start = m_graph.createNone();
        start->insertBefore(node);
        node->addInput(start->output());
        body->addInput()->setType(maybeTensor());
        body->registerOutput(inner);
        return node->addOutput()->setType(maybeTensor());
    }

    Value* none(Block* block) { return block->appendNode(m_graph.createNone())->output(); }

    static TypePtr maybeTensor() { return c10::OptionalType::create(TensorType::get()); }
    static bool isTensor(const Value* value) {
        return value->type()->isSubtypeOf(*TensorType::get());
    }

    Graph& m_graph;
};
/// Makes the one in-place operator that uses a recorded value, besides its copy, an ordinary one:
/// that costs as much as the copy and gives the fusions more to work with. True when the copy is no
/// longer needed.
bool spareOnlyWriter(Graph& graph, Node* copy) {
    static const std::unordered_map<std::string, const char*> kOrdinary{
        {"aten::relu_", "relu"},           {"aten::add_", "add"},
        {"aten::relu6_", "relu6"},         {"aten::hardtanh_", "hardtanh"},
        {"aten::silu_", "silu"},           {"aten::leaky_relu_", "leaky_relu"},
        {"aten::hardswish_", "hardswish"}, {"aten::mul_", "mul"}};
    Value* value = copy->input(0);
    const auto maker = value->node()->kind();
    const bool fresh = maker == aten::conv2d || maker == aten::_convolution ||
                       maker == aten::batch_norm || maker == aten::linear;
    if (!fresh || value->uses().size() != 2 ||
        copy->owningBlock() != value->node()->owningBlock()) {
        return false;
    }
    for (const auto& use : value->uses()) {
        const auto ordinary = kOrdinary.find(use.user->kind().toQualString());
        if (use.user == copy || ordinary == kOrdinary.end() || use.offset != 0) {
            continue;
        }
        Node* writer = use.user;
        if (!writer->input(0)->type()->isSubtypeOf(*TensorType::get()) ||
            writer->owningBlock() != copy->owningBlock()) {
            return false;
        }
        // Both forms take the same inputs in the same order.
        Node* ordinaryNode = graph.create(Symbol::aten(ordinary->second), writer->inputs(), 1);
        ordinaryNode->insertBefore(writer);
        Value* result = ordinaryNode->output();
        result->setType(writer->output()->type());
        writer->output()->replaceAllUsesWith(result);
        writer->destroy();
        return true;
    }
    return false;
}
} // namespace

void recordCalls(InlinedForward& forward, const std::vector<std::string>& keys) {
    Graph& graph = *forward.graph;
    std::unordered_map<std::string, std::unordered_set<const Node*>> copies;
    for (auto& call : forward.calls) {
        if (call.marker == nullptr) {
            continue;
        }
        if (std::find(keys.begin(), keys.end(), call.key) != keys.end()) {
            const WithInsertPoint guard(call.marker);
            Value* copy = graph.insert(aten::clone, {call.marker->input()});
            copy->node()->i_(copyMark(), 1);
            copies[call.key].insert(copy->node());
        }
        call.marker->destroy();
        call.marker = nullptr;
    }
    std::vector<Value*> results{graph.outputs().at(0)};
    for (const auto& key : keys) {
        Value* value = Lifter(graph).lift(graph.block(), copies[key]);
        if (value == nullptr) {
            throw ModelError(key + " returns no tensor, so it cannot be recorded");
        }
        results.push_back(value);
    }
    Node* tuple = graph.appendNode(graph.createTuple(results));
    graph.eraseOutput(0);
    graph.registerOutput(tuple->output());
    graph.lint();
}

void dropNeedlessCopies(const std::shared_ptr<Graph>& graph) {
    std::vector<Node*> copies;
    forEachNode(graph->block(), [&](Node* node) {
        if (node->kind() == aten::clone && node->hasAttribute(copyMark())) {
            copies.push_back(node);
        }
    });
    std::vector<Node*> needless;
    for (Node* copy : copies) {
        if (spareOnlyWriter(*graph, copy)) {
            needless.push_back(copy);
        }
    }
    const AliasDb aliases(graph);
    for (Node* copy : copies) {
        if (std::find(needless.begin(), needless.end(), copy) == needless.end() &&
            !isWrittenAfter(aliases, copy, copy->input(0))) {
            needless.push_back(copy);
        }
    }
    for (Node* copy : needless) {
        copy->output()->replaceAllUsesWith(copy->input(0));
        copy->destroy();
    }
}

} // namespace brera::network
