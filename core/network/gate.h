// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>

namespace c10 {
struct Device;
}
namespace torch::jit {
struct Module;
}

namespace brera::network {

/// Loads a TorchScript archive, unless something in it could do more than compute. Looked at, in this
/// order: the zip directory and checksums (names, bombs, legacy archives); every record of source text,
/// before LibTorch compiles or runs any of it (loading runs __setstate__ and default values); what its
/// pickles name; and after loading, every operator that was compiled and the bounds of every tensor.
/// What is checked and what is loaded are read through one open file. With trusted, only LibTorch's own
/// checks remain.
/// @param extra files beside the code, by the names given as keys, are read into its values; one that
///        is absent stays as it was.
/// @throws ModelError naming what was found, in which record, and how to trust the file.
torch::jit::Module loadThroughGate(const std::filesystem::path& path, const c10::Device& device,
                                   bool trusted, std::unordered_map<std::string, std::string>& extra);
torch::jit::Module loadThroughGate(const std::filesystem::path& path, const c10::Device& device,
                                   bool trusted);

} // namespace brera::network
