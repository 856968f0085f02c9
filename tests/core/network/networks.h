// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/npy.h"

#include <torch/script.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

/// Small networks made at test time, and the oracle's tensors.
namespace brera::test {

inline std::filesystem::path oracle(const std::string& name) {
    return std::filesystem::path(BRERA_TEST_DATA) / "oracle" / name;
}

inline at::Tensor tensorFrom(const std::filesystem::path& path) {
    const npy::Array array(path);
    const auto values = array.as<float>();
    return at::tensor(c10::ArrayRef<float>(values.data(), values.size())).reshape(array.shape());
}

/// max |a − b| relative to max |b|.
inline double difference(const at::Tensor& a, const at::Tensor& b) {
    if (a.sizes() != b.sizes()) {
        return 1e30;
    }
    const double scale = b.abs().max().item<double>();
    return (a - b).abs().max().item<double>() / (scale > 0 ? scale : 1);
}

/// A path in a folder that goes when the program ends.
inline std::filesystem::path scratch(const std::string& name) {
    struct Folder {
        std::filesystem::path path = std::filesystem::temp_directory_path() /
                                     ("brera-network-" + std::to_string(::getpid()));
        Folder() { std::filesystem::create_directories(path); }
        ~Folder() {
            std::error_code ignored;
            std::filesystem::remove_all(path, ignored);
        }
    };
    static const Folder folder;
    return folder.path / name;
}

using Children = std::initializer_list<std::pair<const char*, torch::jit::Module>>;

/// A module of these children whose methods are the given TorchScript.
inline torch::jit::Module scripted(const std::string& type, const Children& children,
                                   const std::string& source) {
    torch::jit::Module module(c10::QualifiedName("__torch__." + type));
    module.register_attribute("training", c10::BoolType::get(), true);
    for (const auto& [name, child] : children) {
        module.register_module(name, child);
    }
    module.define(source);
    return module;
}

inline torch::jit::Module convolution(std::int64_t in, std::int64_t out, int seed = 1) {
    torch::manual_seed(static_cast<std::uint64_t>(seed));
    torch::jit::Module module(c10::QualifiedName("__torch__.Conv2d"));
    module.register_parameter("weight", torch::randn({out, in, 3, 3}) * 0.3, false);
    module.define("def forward(self, x):\n"
                  "    return torch.conv2d(x, self.weight, None, [1, 1], [1, 1])\n");
    return module;
}

inline torch::jit::Module linear(std::int64_t in, std::int64_t out) {
    torch::manual_seed(7);
    torch::jit::Module module(c10::QualifiedName("__torch__.Linear"));
    module.register_parameter("weight", torch::randn({out, in}) * 0.3, false);
    module.define("def forward(self, x):\n    return torch.matmul(x, self.weight.t())\n");
    return module;
}

/// Calls one TorchScript function, as "ReLU" with torch.relu_(x).
inline torch::jit::Module calling(const std::string& type, const std::string& expression) {
    return scripted(type, {}, "def forward(self, x: Tensor):\n    return " + expression + "\n");
}

inline std::filesystem::path saved(const torch::jit::Module& module, const std::string& name) {
    const auto path = scratch(name);
    module.save(path.string());
    return path;
}

} // namespace brera::test
