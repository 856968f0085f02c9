// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace torch::jit {
struct Module;
}

namespace brera::demo {

/// Writes the parameters and buffers of a network as torch.save writes a state_dict, floating-point
/// ones in half precision: core/network's checkpoint reader and Python both read it. The file
/// appears when it is complete.
/// @throws DataError when it cannot be written.
void writeHalfStateDict(const torch::jit::Module& network, const std::filesystem::path& path);

} // namespace brera::demo
