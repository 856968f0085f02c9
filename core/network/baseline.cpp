// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/baseline.h"

#include "base/error.h"
#include "network/network_impl.h"
#include "network/torch_edge.h"

#include <torch/cuda.h>

#include <chrono>
#include <map>

namespace brera::network {

namespace {
constexpr int kWarmUps = 3; // the profiling executor compiles in the second run
constexpr const char* kEager = "eager";
constexpr const char* kFrozen = "frozen";
constexpr const char* kOptimised = "optimised for inference";
constexpr const char* kChannelsLast = "frozen, channels last";

void layOutChannelsLast(const torch::jit::Module& module) {
    const at::NoGradGuard noGrad;
    for (auto tensor : module.parameters()) {
        if (tensor.dim() == 4) {
            tensor.set_data(tensor.contiguous(at::MemoryFormat::ChannelsLast));
        }
    }
}
} // namespace

struct PureForward::Impl {
    torch::jit::Module module;
    c10::Device device = c10::kCPU;
    std::string name;
    std::map<std::string, torch::jit::Module> variants;

    torch::jit::Module make(const std::string& variant) const {
        auto copy = module.deepcopy();
        if (variant == kEager) {
            return copy;
        }
        if (variant == kOptimised) {
            return torch::jit::optimize_for_inference(copy);
        }
        if (variant == kChannelsLast) {
            layOutChannelsLast(copy);
        } else if (variant != kFrozen) {
            throw ModelError("there is no way of running a network called " + variant);
        }
        return torch::jit::freeze(copy);
    }

    double run(const std::string& variant, const at::Tensor& input) {
        const c10::InferenceMode guard;
        auto& prepared = variants.at(variant);
        const auto began = std::chrono::steady_clock::now();
        prepared.forward(
            {variant == kChannelsLast ? input.contiguous(at::MemoryFormat::ChannelsLast) : input});
        if (device.is_cuda()) {
            torch::cuda::synchronize(device.index());
        }
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }
};

PureForward::PureForward(const Network& network) : m_impl(std::make_unique<Impl>()) {
    m_impl->module = network.impl().module;
    m_impl->device = network.impl().device;
    m_impl->name = network.impl().name;
}

PureForward::~PureForward() = default;

const std::vector<std::string>& PureForward::names() {
    static const std::vector<std::string> kNames{kEager, kFrozen, kOptimised, kChannelsLast};
    return kNames;
}

void PureForward::prepare(const std::string& name, const at::Tensor& input) {
    atTheEdge(m_impl->name + ", " + name, [&] {
        if (!m_impl->variants.contains(name)) {
            m_impl->variants.emplace(name, m_impl->make(name));
            for (int i = 0; i < kWarmUps; ++i) {
                m_impl->run(name, input);
            }
        }
    });
}

double PureForward::secondsPerBatch(const std::string& name, const at::Tensor& input) {
    prepare(name, input);
    return atTheEdge(m_impl->name + ", " + name, [&] { return m_impl->run(name, input); });
}

} // namespace brera::network
