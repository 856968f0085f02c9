// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/edited.h"
#include "network/network.h"

#include <torch/script.h>

#include <mutex>

namespace brera::network {

/// What one run on a grey image told.
struct DryRun {
    std::vector<ModuleInfo> modules;
    std::int64_t outputs = 0; ///< 0 when there are no logits
    std::string returned;     ///< what forward returned, in words
};

struct Network::Impl {
    torch::jit::Module module;
    c10::Device device = c10::kCPU;
    std::string deviceName;
    std::string description;
    std::string name;     ///< for messages: the file's or the architecture's
    RemovedUnits removed; ///< by earlier edits

    mutable std::mutex mutex; ///< guards what follows
    mutable std::optional<std::pair<InputSize, DryRun>> lastDryRun;
};

/// Runs the network once with every module recorded. @throws ModelError
DryRun dryRun(const Network::Impl& network, const InputSize& input);

/// forward's first convolution tells how many channels the input has; 3 when there is none.
int inputChannels(const torch::jit::Module& module);

/// @throws ModelError naming the first of these that forward does not call, or that returns no
/// tensor.
void checkLayers(const Network::Impl& network, const std::vector<std::string>& layers);

/// forward's arguments: the input, then the defaults of what follows it.
/// @throws ModelError when it takes no tensor first, or more without a default.
std::vector<c10::IValue> forwardArguments(const torch::jit::Module& module,
                                          const at::Tensor& input);

/// A forward that also returns recorded values, ready for the interpreter.
struct CompiledProbe {
    torch::jit::Code code;
    bool channelsLast = false; ///< wants its input that way
};

CompiledProbe compileProbe(const torch::jit::Module& module, const c10::Device& device,
                           const std::vector<std::string>& layers, bool fast);

/// Runs it; the layers come as LibTorch values, None where a call was not reached.
c10::IValue runCompiled(const CompiledProbe& compiled, const torch::jit::Module& module,
                        const at::Tensor& input, std::vector<c10::IValue>& layers);

struct Probe::Impl {
    std::string name;
    torch::jit::Module module;
    c10::Device device = c10::kCPU;
    std::string deviceName;
    std::vector<std::string> layers;
    bool fast = false;

    std::mutex mutex;       ///< guards what follows
    CompiledProbe compiled; ///< replaced once when the fast one does not run
};

} // namespace brera::network
