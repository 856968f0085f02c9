// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace c10 {
struct Device;
}
namespace torch::jit {
struct Module;
}

namespace brera::network {

/// Tells TorchScript and state_dict apart by content and loads either.
/// @throws ModelError
torch::jit::Module loadModule(const std::filesystem::path& path, const c10::Device& device,
                              bool trusted, std::string& description);

/// "auto" is the first GPU when there is one. @throws ModelError when the device is unknown or
/// absent.
c10::Device parseDevice(const std::string& name);

} // namespace brera::network
