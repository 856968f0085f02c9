// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/edited.h"

#include "base/error.h"
#include "network/graph_inline.h"
#include "network/module_copy.h"
#include "network/module_path.h"
#include "network/network_impl.h"
#include "network/torch_edge.h"
#include "network/zip_archive.h"

#include <nlohmann/json.hpp>
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <algorithm>
#include <set>
#include <utility>

namespace brera::network {

using namespace torch::jit;

namespace {

constexpr const char* kRecord = "brera_edit.json";

/// Zero for the units, one for the others, laid over the module's output.
at::Tensor maskFor(const ModuleInfo& module, const std::vector<std::int64_t>& units,
                   const Module& network) {
    if (module.kind == LayerKind::Other) {
        throw ModelError(module.path + " has no units that could be removed");
    }
    auto mask = at::ones({module.units});
    for (const auto unit : units) {
        if (unit < 0 || unit >= module.units) {
            throw ModelError("there is no unit " + module.path + "/" + std::to_string(unit) + "; " +
                             module.path + " has " + std::to_string(module.units));
        }
        mask[unit] = 0;
    }
    std::vector<std::int64_t> shape(module.outputShape.size(), 1);
    shape.at(1) = module.units;
    at::ScalarType type = at::kFloat;
    for (const auto& parameter : network.parameters()) {
        type = parameter.scalar_type();
        break;
    }
    return mask.view(shape).to(type);
}

/// Follows forward through the modules' own graphs, counting calls as inlineForward() does, and
/// multiplies what the wanted ones return by their masks.
class Masker {
public:
    Masker(const Module& root, std::map<std::string, at::Tensor> masks)
        : m_root(root), m_masks(std::move(masks)) {}

    void run() {
        follow(m_root, "", "forward");
        if (!m_masks.empty()) {
            throw ModelError(m_masks.begin()->first + " cannot be edited in this network");
        }
    }

private:
    void follow(const Module& module, const std::string& path, const std::string& method) {
        auto* function = tryToGraphFunction(module.get_method(method).function());
        if (function == nullptr) {
            return;
        }
        const bool again = !m_followed.insert(path + '.' + method).second;
        const auto graph = function->graph();
        follow(graph->block(), graph->inputs().at(0), module, path, again);
    }

    void follow(Block* block, const Value* self, const Module& module, const std::string& path,
                bool again) {
        for (auto it = block->nodes().begin(); it != block->nodes().end();) {
            Node* node = *it;
            ++it;
            if (node->kind() == prim::If) {
                const auto before = m_counts;
                auto most = before;
                for (Block* branch : node->blocks()) {
                    m_counts = before;
                    follow(branch, self, module, path, again);
                    for (const auto& [key, count] : m_counts) {
                        most[key] = std::max(most[key], count);
                    }
                }
                m_counts = most;
                continue;
            }
            for (Block* inner : node->blocks()) {
                follow(inner, self, module, path, again);
            }
            if (node->kind() == prim::CallMethod) {
                call(node, self, module, path, again);
            }
        }
    }

    void call(Node* node, const Value* self, const Module& module, const std::string& path,
              bool again) {
        const auto below = pathFromSelf(node->input(0), self);
        const auto callee = below && !below->empty() ? moduleAt(module, *below) : std::nullopt;
        if (!callee) {
            return;
        }
        const std::string& method = node->s(attr::name);
        const std::string full = path.empty() ? *below : path + '.' + *below;
        std::string key;
        if (isForward(method)) { // helpers such as _check_input_dim are calls too
            const int count = ++m_counts[full];
            key = count == 1 ? full : full + '#' + std::to_string(count);
        }
        follow(*callee, full, method);
        if (const auto mask = m_masks.find(key); mask != m_masks.end()) {
            if (again) {
                throw ModelError(key + " is called from a module that runs several times, so it "
                                       "cannot be edited alone");
            }
            multiply(node, mask->second, key);
            m_masks.erase(mask);
        }
    }

    static void multiply(Node* node, const at::Tensor& mask, const std::string& key) {
        Value* value = node->output();
        if (!value->type()->isSubtypeOf(*TensorType::get())) {
            throw ModelError(key + " returns more than one tensor, so it cannot be edited");
        }
        Graph& graph = *node->owningGraph();
        const WithInsertPoint guard(node->next());
        Value* product = graph.insert(aten::mul, {value, graph.insertConstant(mask)});
        product->setType(value->type());
        value->replaceAllUsesAfterNodeWith(product->node(), product);
        graph.lint();
    }

    Module m_root;
    std::map<std::string, at::Tensor> m_masks; ///< that are still to be laid
    std::map<std::string, int> m_counts;       ///< calls of a path so far
    std::set<std::string> m_followed;
};

nlohmann::json toJson(const RemovedUnits& units) {
    nlohmann::json json = nlohmann::json::object();
    for (const auto& [layer, numbers] : units) {
        json[layer] = numbers;
    }
    return json;
}

} // namespace

void saveEdited(const Network& network, const RemovedUnits& units, const InputSize& input,
                const std::string& why, const std::filesystem::path& path) {
    const auto& source = network.impl();
    atTheEdge(source.name, [&] {
        const auto modules = network.modules(input);
        std::map<std::string, at::Tensor> masks;
        for (const auto& [layer, numbers] : units) {
            const auto found = std::find_if(modules.begin(), modules.end(),
                                            [&](const auto& each) { return each.path == layer; });
            if (found == modules.end()) {
                throw ModelError(source.name + " has no module " + layer);
            }
            masks[layer] = maskFor(*found, numbers, source.module);
        }
        Module edited = copyWithOwnClasses(source.module);
        if (!source.device.is_cpu()) {
            edited = edited.deepcopy();
            edited.to(at::kCPU);
        }
        Masker(edited, std::move(masks)).run();

        RemovedUnits all = source.removed;
        for (const auto& [layer, numbers] : units) {
            std::set<std::int64_t> merged(all[layer].begin(), all[layer].end());
            merged.insert(numbers.begin(), numbers.end());
            all[layer].assign(merged.begin(), merged.end());
        }
        const nlohmann::json record{{"format", 1}, {"removed", toJson(all)}, {"why", why}};
        const auto part = path.string() + ".part";
        try {
            edited.save(part, {{kRecord, record.dump(1)}});
            std::filesystem::rename(part, path);
        } catch (const std::exception& error) {
            std::error_code ignored;
            std::filesystem::remove(part, ignored);
            throw DataError(path.string() + " cannot be written: " + torchReason(error.what()));
        }
    });
}

Edit editOf(const std::filesystem::path& path) {
    if (!ZipArchive::looksLikeZip(path)) {
        return {};
    }
    const ZipArchive archive(path);
    const ZipEntry* entry = nullptr;
    for (const auto& each : archive.entries()) {
        if (each.name.ends_with(std::string("/extra/") + kRecord)) {
            entry = &each;
        }
    }
    if (entry == nullptr) {
        return {};
    }
    const auto bytes = archive.bytes(*entry);
    const auto json = nlohmann::json::parse(
        reinterpret_cast<const char*>(bytes.data()),
        reinterpret_cast<const char*>(bytes.data()) + bytes.size(), nullptr, false);
    Edit edit;
    try {
        for (const auto& [layer, numbers] : json.at("removed").items()) {
            edit.units[layer] = numbers.get<std::vector<std::int64_t>>();
        }
        edit.why = json.at("why").get<std::string>();
    } catch (const nlohmann::json::exception&) {
        throw ModelError(path.string() + ": the record of its edits is damaged");
    }
    return edit;
}

} // namespace brera::network
