// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_cut.h"

#include "base/error.h"
#include "network/graph_walk.h"

#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace brera::network {

using namespace torch::jit;

namespace {

/// Attribute of the copy that is recorded, and of the one that what follows works on.
Symbol recordedMark() {
    return Symbol::attr("brera_cut");
}
Symbol followingMark() {
    return Symbol::attr("brera_after_cut");
}

/// Makes in-place operators on the value ordinary ones where nothing looks at the value afterwards:
/// that costs no more than the copy it spares.
void spareWriters(Graph& graph, Value* value) {
    static const std::unordered_map<std::string, const char*> kOrdinary{
        {"aten::relu_", "relu"},   {"aten::add_", "add"},
        {"aten::relu6_", "relu6"}, {"aten::hardtanh_", "hardtanh"},
        {"aten::silu_", "silu"},   {"aten::leaky_relu_", "leaky_relu"},
        {"aten::mul_", "mul"},     {"aten::hardswish_", "hardswish"}};
    const auto uses = value->uses();
    for (const auto& use : uses) {
        Node* writer = use.user;
        const auto ordinary = kOrdinary.find(writer->kind().toQualString());
        const bool last = std::all_of(uses.begin(), uses.end(), [&](const Use& other) {
            return other.user == writer || other.user->isBefore(writer);
        });
        if (ordinary == kOrdinary.end() || use.offset != 0 || !last ||
            writer->owningBlock() != graph.block()) {
            continue;
        }
        // Both forms take the same inputs in the same order.
        Node* node = graph.create(Symbol::aten(ordinary->second), writer->inputs(), 1);
        node->insertBefore(writer);
        node->output()->setType(writer->output()->type());
        writer->output()->replaceAllUsesWith(node->output());
        writer->destroy();
        return;
    }
}

void dropCopy(Node* copy) {
    copy->output()->replaceAllUsesWith(copy->input(0));
    copy->destroy();
}

std::vector<Node*> marked(Graph& graph, Symbol mark) {
    std::vector<Node*> nodes;
    forEachNode(graph.block(), [&](Node* node) {
        if (node->kind() == aten::clone && node->hasAttribute(mark)) {
            nodes.push_back(node);
        }
    });
    return nodes;
}

/// The node of the graph's own block in which the node stands.
const Node* ownNode(const Node* node, const Graph& graph) {
    while (node->owningBlock() != graph.block()) {
        node = node->owningBlock()->owningNode();
    }
    return node;
}

/// Nodes that cost nothing and depend on no image: every piece gets its own.
bool isFree(const Node* node) {
    if (node->kind() == prim::Constant) {
        return true;
    }
    return node->kind() == prim::GetAttr &&
           (node->input(0)->node()->kind() == prim::Param || isFree(node->input(0)->node()));
}

/// Builds one piece.
class Piece {
public:
    explicit Piece(const Graph& whole) : m_graph(std::make_shared<Graph>()) {
        map(whole.inputs().at(0), m_graph->addInput("self"));
    }

    void takes(const Value* value) { map(value, m_graph->addInput()); }

    void add(Node* node) {
        bringFree(node);
        Node* copy = m_graph->insertNode(
            m_graph->createClone(node, [this](Value* value) { return m_values.at(value); }));
        for (std::size_t i = 0; i < node->outputs().size(); ++i) {
            m_values[node->outputs()[i]] = copy->outputs()[i];
        }
    }

    std::shared_ptr<Graph> returnsTuple(const std::vector<Value*>& values) {
        std::vector<Value*> results;
        for (Value* value : values) {
            results.push_back(m_values.at(value));
        }
        Node* tuple = m_graph->insertNode(m_graph->createTuple(results));
        return returns(tuple->output());
    }

    std::shared_ptr<Graph> returnsValue(Value* value) {
        if (m_values.count(value) == 0 && isFree(value->node())) {
            add(value->node());
        }
        return returns(m_values.at(value));
    }

private:
    void map(const Value* from, Value* to) {
        to->setType(from->type());
        m_values[from] = to;
    }

    /// Clones the constants and attributes the node and its blocks use from outside.
    void bringFree(Node* node) {
        for (Value* input : node->inputs()) {
            bring(input);
        }
        for (Block* block : node->blocks()) {
            for (Node* inner : block->nodes()) {
                bringFree(inner);
            }
            for (Value* output : block->outputs()) {
                bring(output);
            }
        }
    }

    void bring(Value* value) {
        if (m_values.count(value) == 0 && isFree(value->node()) &&
            value->node()->owningBlock()->owningNode() == nullptr) {
            add(value->node());
        }
    }

    std::shared_ptr<Graph> returns(Value* value) {
        m_graph->registerOutput(value);
        cloneWrittenInputs();
        m_graph->lint();
        return m_graph;
    }

    /// What a piece is given is kept for other runs.
    void cloneWrittenInputs() {
        std::vector<Value*> written;
        {
            const AliasDb aliases(m_graph);
            for (std::size_t i = 1; i < m_graph->inputs().size(); ++i) {
                Value* input = m_graph->inputs()[i];
                if (input->type()->isSubtypeOf(*TensorType::get()) && aliases.hasWriters(input)) {
                    written.push_back(input);
                }
            }
        }
        if (written.size() > 1) {
            throw ModelError("the network cannot be cut here: what follows writes to several of "
                             "the values it is given");
        }
        for (Value* input : written) {
            const WithInsertPoint guard(*m_graph->nodes().begin());
            Value* copy = m_graph->insert(aten::clone, {input});
            input->replaceAllUsesAfterNodeWith(copy->node(), copy);
        }
    }

    std::shared_ptr<Graph> m_graph;
    std::unordered_map<const Value*, Value*> m_values;
};

} // namespace

void recordCutPoints(InlinedForward& forward, const std::vector<std::string>& keys) {
    Graph& graph = *forward.graph;
    std::unordered_map<std::string, Value*> recorded;
    for (auto& call : forward.calls) {
        if (call.marker == nullptr) {
            continue;
        }
        if (std::find(keys.begin(), keys.end(), call.key) != keys.end()) {
            const WithInsertPoint guard(call.marker);
            Value* value = call.marker->input();
            Value* copy = graph.insert(aten::clone, {value});
            copy->node()->i_(recordedMark(), 1);
            Value* following = graph.insert(aten::clone, {copy});
            following->node()->i_(followingMark(), 1);
            value->replaceAllUsesAfterNodeWith(following->node(), following);
            if (call.marker->owningBlock() != graph.block() ||
                !recorded.emplace(call.key, copy).second) {
                throw ModelError(call.key + " stands inside an if or a loop, so the network cannot "
                                            "be cut behind it; choose the module around it");
            }
        }
        call.marker->destroy();
        call.marker = nullptr;
    }
    std::vector<Value*> results{graph.outputs().at(0)};
    for (const auto& key : keys) {
        if (!recorded.contains(key)) {
            throw ModelError(key + " returns no tensor, so its units cannot be switched off");
        }
        results.push_back(recorded.at(key));
    }
    Node* tuple = graph.appendNode(graph.createTuple(results));
    graph.eraseOutput(0);
    graph.registerOutput(tuple->output());
    graph.lint();
}

void settleCutPoints(const std::shared_ptr<Graph>& graph) {
    for (Node* copy : marked(*graph, followingMark())) {
        spareWriters(*graph, copy->output());
    }
    for (const Symbol mark : {followingMark(), recordedMark()}) {
        std::vector<Node*> needless;
        {
            const AliasDb aliases(graph);
            for (Node* copy : marked(*graph, mark)) {
                if (!isWrittenAfter(aliases, copy, copy->input(0)) &&
                    !isWrittenAfter(aliases, copy, copy->output())) {
                    needless.push_back(copy);
                }
            }
        }
        for (Node* copy : needless) {
            dropCopy(copy);
        }
    }
}

CutForward cutForward(const std::shared_ptr<Graph>& graph, const std::vector<std::string>& keys) {
    Node* tuple = graph->outputs().at(0)->node();
    if (tuple->kind() != prim::TupleConstruct || tuple->inputs().size() != keys.size() + 1) {
        throw ModelError("the network cannot be cut: its results were rewritten");
    }
    Value* result = tuple->input(0);
    CutForward cut;
    cut.order.resize(keys.size());
    std::iota(cut.order.begin(), cut.order.end(), std::size_t{0});
    const auto recorded = [&](std::size_t key) { return tuple->input(key + 1); };
    for (std::size_t key = 0; key < keys.size(); ++key) {
        const Node* maker = recorded(key)->node();
        if (maker->owningBlock() != graph->block() || maker->kind() == prim::Param) {
            throw ModelError("the network cannot be cut behind " + keys[key]);
        }
    }
    std::stable_sort(cut.order.begin(), cut.order.end(), [&](std::size_t a, std::size_t b) {
        const Node* left = recorded(a)->node();
        const Node* right = recorded(b)->node();
        return left != right && left->isBefore(right);
    });

    // The piece each node of the graph belongs to: the number of cuts before it.
    std::unordered_map<const Node*, std::size_t> pieceOf;
    std::vector<std::vector<Node*>> nodes(keys.size() + 1);
    std::size_t piece = 0;
    for (Node* node : graph->nodes()) {
        pieceOf[node] = piece;
        if (!isFree(node) && node != tuple) {
            nodes[piece].push_back(node);
        }
        while (piece < keys.size() && recorded(cut.order[piece])->node() == node) {
            ++piece;
        }
    }
    pieceOf[tuple] = keys.size();
    // Values by the last piece that uses them.
    const auto lastUse = [&](const Value* value) {
        std::size_t last = value == result ? keys.size() : 0;
        for (const auto& use : value->uses()) {
            if (use.user != tuple && use.user->kind() != prim::Return) {
                last = std::max(last, pieceOf.at(ownNode(use.user, *graph)));
            } else if (use.user->kind() == prim::Return &&
                       use.user->owningBlock() != graph->block()) {
                last = std::max(last, pieceOf.at(ownNode(use.user, *graph)));
            }
        }
        return last;
    };
    std::vector<std::vector<Value*>> live(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        Value* own = recorded(cut.order[i]);
        const auto consider = [&](Value* value) {
            if (value == own || lastUse(value) > i) {
                live[i].push_back(value);
            }
        };
        for (std::size_t in = 1; in < graph->inputs().size(); ++in) {
            consider(graph->inputs()[in]);
        }
        for (std::size_t before = 0; before <= i; ++before) {
            for (Node* node : nodes[before]) {
                for (Value* output : node->outputs()) {
                    consider(output);
                }
            }
        }
        cut.position.push_back(static_cast<std::size_t>(
            std::find(live[i].begin(), live[i].end(), own) - live[i].begin()));
    }
    for (std::size_t i = 0; i <= keys.size(); ++i) {
        Piece part(*graph);
        if (i == 0) {
            for (std::size_t in = 1; in < graph->inputs().size(); ++in) {
                part.takes(graph->inputs()[in]);
            }
        } else {
            for (const Value* value : live[i - 1]) {
                part.takes(value);
            }
        }
        for (Node* node : nodes[i]) {
            part.add(node);
        }
        cut.pieces.push_back(i < keys.size() ? part.returnsTuple(live[i])
                                             : part.returnsValue(result));
    }
    return cut;
}

} // namespace brera::network
