// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/module_path.h"

#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <algorithm>

namespace brera::network {

std::optional<std::string> pathFromSelf(const torch::jit::Value* value,
                                        const torch::jit::Value* self) {
    if (value == self) {
        return std::string();
    }
    const torch::jit::Node* node = value->node();
    if (node->kind() != torch::jit::prim::GetAttr) {
        return std::nullopt;
    }
    auto path = pathFromSelf(node->input(0), self);
    if (path) {
        *path += (path->empty() ? "" : ".") + node->s(torch::jit::attr::name);
    }
    return path;
}

std::optional<torch::jit::Module> moduleAt(const torch::jit::Module& root,
                                           const std::string& path) {
    torch::jit::Module module = root;
    for (std::size_t begin = 0; begin < path.size();) {
        const auto end = std::min(path.find('.', begin), path.size());
        const std::string name = path.substr(begin, end - begin);
        if (!module.hasattr(name) || !module.attr(name).isModule()) {
            return std::nullopt;
        }
        module = module.attr(name).toModule();
        begin = end + 1;
    }
    return module;
}

} // namespace brera::network
