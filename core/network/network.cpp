// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/architectures.h"
#include "network/errors.h"
#include "network/graph_inline.h"
#include "network/loader.h"
#include "network/module_path.h"
#include "network/network_impl.h"
#include "network/torch_edge.h"

#include <ATen/Context.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_set>

namespace brera::network {

namespace {
constexpr std::array<int, 14> kUsualSizes{224, 299, 256, 384, 512, 448, 336,
                                          192, 128, 96,  64,  48,  32,  28};

/// Levenshtein's distance: insertions, deletions, replacements.
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, diagonal + 1, replaced});
        }
    }
    return row.back();
}

std::string nearest(const std::string& wanted, std::vector<std::string> names) {
    std::stable_sort(names.begin(), names.end(), [&](const auto& a, const auto& b) {
        return distance(wanted, a) < distance(wanted, b);
    });
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, names.size()); ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return text;
}

void setUp(Network::Impl& network) {
    network.module.eval();
    network.deviceName = network.device.str();
    if (network.device.is_cuda()) {
        // TensorFloat-32 keeps three digits: exemplars would not be those of a CPU run.
        at::globalContext().setAllowTF32CuDNN(false);
    }
}
} // namespace

void checkLayers(const Network::Impl& network, const std::vector<std::string>& layers) {
    const auto calls = inlineForward(network.module).calls;
    for (const auto& layer : layers) {
        const auto found = std::find_if(calls.begin(), calls.end(),
                                        [&](const auto& call) { return call.key == layer; });
        if (found == calls.end()) {
            if (!layer.empty() && moduleAt(network.module, layer)) {
                throw ModelError(network.name + ": forward never calls " + layer +
                                 ", so it has no output");
            }
            std::vector<std::string> names;
            std::unordered_set<std::string> seen;
            for (const auto& call : calls) {
                if (call.marker != nullptr && seen.insert(call.key).second) {
                    names.push_back(call.key);
                }
            }
            throw ModelError(network.name + " has no module " + layer +
                             (names.empty() ? ": forward calls no modules at all"
                                            : "; the nearest are " + nearest(layer, names)));
        }
        if (found->marker == nullptr) {
            throw ModelError(network.name + ": " + layer + " (" + found->type +
                             ") returns no tensor, so it has no units to look at");
        }
    }
}

Network Network::open(const std::filesystem::path& path, const LoadOptions& options) {
    return atTheEdge(path.filename().string(), [&] {
        auto impl = std::make_unique<Impl>();
        impl->device = parseDevice(options.device);
        impl->name = path.filename().string();
        impl->module = loadModule(path, impl->device, options.trusted, impl->description);
        impl->removed = editOf(path).units;
        setUp(*impl);
        return Network(std::move(impl));
    });
}

Network Network::build(const std::string& architecture, std::uint64_t seed,
                       const LoadOptions& options) {
    return atTheEdge(architecture, [&] {
        auto impl = std::make_unique<Impl>();
        impl->device = parseDevice(options.device);
        impl->name = architecture;
        impl->description = architecture;
        impl->module = buildArchitecture(architecture, seed);
        impl->module.to(impl->device);
        setUp(*impl);
        return Network(std::move(impl));
    });
}

Network Network::fromModule(const torch::jit::Module& module, const std::string& name,
                            const std::string& description, const std::string& device) {
    return atTheEdge(name, [&] {
        auto impl = std::make_unique<Impl>();
        impl->device = parseDevice(device);
        impl->name = name;
        impl->description = description;
        impl->module = module;
        impl->module.to(impl->device);
        setUp(*impl);
        return Network(std::move(impl));
    });
}

Network::Network(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {
}
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;
Network::~Network() = default;

const std::string& Network::device() const {
    return m_impl->deviceName;
}

const std::string& Network::description() const {
    return m_impl->description;
}

const std::map<std::string, std::vector<std::int64_t>>& Network::removedUnits() const {
    return m_impl->removed;
}

InputSize Network::inputSize(std::optional<InputSize> hint) const {
    const int channels = atTheEdge(m_impl->name, [&] { return inputChannels(m_impl->module); });
    std::vector<InputSize> candidates;
    if (hint) {
        candidates.push_back(*hint);
    }
    for (const int size : kUsualSizes) {
        candidates.push_back({channels, size, size});
    }
    std::string complaint;
    for (const auto& candidate : candidates) {
        try {
            atTheEdge(m_impl->name, [&] { dryRun(*m_impl, candidate); });
            return candidate;
        } catch (const CudaOutOfMemory&) {
            throw;
        } catch (const ModelError& error) {
            if (complaint.empty()) {
                complaint = error.what();
            }
        }
    }
    const auto& first = candidates.front();
    throw ModelError(complaint + " (with an input of " + std::to_string(first.channels) + "x" +
                     std::to_string(first.height) + "x" + std::to_string(first.width) +
                     ", and it runs on none of the usual sizes; name its own)");
}

std::vector<ModuleInfo> Network::modules(const InputSize& input) const {
    return atTheEdge(m_impl->name, [&] { return dryRun(*m_impl, input).modules; });
}

std::int64_t Network::outputs(const InputSize& input) const {
    return atTheEdge(m_impl->name, [&] {
        const auto run = dryRun(*m_impl, input);
        if (run.outputs == 0) {
            throw ModelError(m_impl->name + " returns " + run.returned +
                             ", in which there are no logits (N, classes)");
        }
        return run.outputs;
    });
}

Probe Network::probe(const std::vector<std::string>& layers, bool fast) const {
    return atTheEdge(m_impl->name, [&] {
        checkLayers(*m_impl, layers);
        auto probe = std::make_shared<Probe::Impl>();
        probe->name = m_impl->name;
        probe->module = m_impl->module;
        probe->device = m_impl->device;
        probe->deviceName = m_impl->deviceName;
        probe->layers = layers;
        probe->fast = fast;
        probe->compiled = compileProbe(m_impl->module, m_impl->device, layers, fast);
        return Probe(std::move(probe));
    });
}

} // namespace brera::network
