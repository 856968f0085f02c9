// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace torch::jit {
struct Module;
}

namespace brera::network {

/// A copy in which every module has a class, and so methods, of its own: scripting gives alike
/// modules one class, and an edit of one would be an edit of all. Parameters and buffers are
/// shared with the original.
/// @throws ModelError when the module is built in ways that cannot be copied.
torch::jit::Module copyWithOwnClasses(const torch::jit::Module& module);

} // namespace brera::network
