// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace torch::jit {
struct Module;
struct Value;
} // namespace torch::jit

namespace brera::network {

/// "layer1.0" for the value that a chain of GetAttr nodes reaches from self, "" for self; empty
/// when the value comes from elsewhere.
std::optional<std::string> pathFromSelf(const torch::jit::Value* value,
                                        const torch::jit::Value* self);

/// The module at a path; empty when there is none.
std::optional<torch::jit::Module> moduleAt(const torch::jit::Module& root, const std::string& path);

} // namespace brera::network
