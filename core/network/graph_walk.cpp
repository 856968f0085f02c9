// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_walk.h"

#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/ir/ir.h>

namespace brera::network {

using namespace torch::jit;

namespace {
/// Whether a node may change memory it did not make; operators that nobody described may.
bool mayWrite(const Node* node) {
    if (node->kind() == aten::clone || node->kind() == prim::Constant || !node->blocks().empty()) {
        return false; // the nodes inside blocks are asked themselves
    }
    const auto* schema = node->maybeSchema();
    if (schema != nullptr && node->kind().is_aten()) {
        return schema->is_mutable();
    }
    if (schema == nullptr && node->kind().is_prim()) {
        return node->kind() == prim::CallMethod || node->kind() == prim::CallFunction ||
               node->kind() == prim::fork || node->kind() == prim::SetAttr;
    }
    return true;
}
} // namespace

void forEachNode(Block* block, const std::function<void(Node*)>& visit) {
    for (auto it = block->nodes().begin(); it != block->nodes().end();) {
        Node* node = *it;
        ++it;
        for (Block* inner : node->blocks()) {
            forEachNode(inner, visit);
        }
        visit(node);
    }
}

bool isWrittenAfter(const AliasDb& aliases, Node* node, const Value* value) {
    const ValueSet values{value};
    bool written = false;
    const auto look = [&](Node* later) {
        written = written || (mayWrite(later) && aliases.writesToAlias(later, values));
    };
    for (Node* at = node; at != nullptr && !written; at = at->owningBlock()->owningNode()) {
        if (at->kind() == prim::Loop) {
            forEachNode(at->blocks().at(0), look);
        }
        for (Node* later = at->next(); later->kind() != prim::Return; later = later->next()) {
            look(later);
            for (Block* inner : later->blocks()) {
                forEachNode(inner, look);
            }
        }
    }
    return written;
}

} // namespace brera::network
