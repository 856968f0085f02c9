// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace torch::jit {
class AliasDb;
struct Block;
struct Node;
struct Value;
} // namespace torch::jit

namespace brera::network {

/// Calls visit for every node of the block and of the blocks inside it, inner ones first; it may
/// destroy the node it is given.
void forEachNode(torch::jit::Block* block, const std::function<void(torch::jit::Node*)>& visit);

/// Whether anything that may run after the node (the rest of its block and of the blocks around,
/// all of a loop's body) may write to the value or to what shares its memory.
bool isWrittenAfter(const torch::jit::AliasDb& aliases, torch::jit::Node* node,
                    const torch::jit::Value* value);

} // namespace brera::network
