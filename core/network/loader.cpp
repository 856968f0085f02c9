// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/loader.h"

#include "base/error.h"
#include "base/log.h"
#include "network/architectures.h"
#include "network/checkpoint.h"
#include "network/gate.h"
#include "network/torch_edge.h"
#include "network/zip_archive.h"

#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/runtime/print_handler.h>
#include <torch/cuda.h>
#include <torch/script.h>

#include <cstring>

namespace brera::network {

using namespace torch::jit;

namespace {
/// What only one of the two ways to make TorchScript leaves in a file.
struct Traces {
    bool scripted = false; ///< control flow, constants of classes
    bool traced = false;   ///< _convolution, the second call's forward1
};

void look(Block* block, Traces& traces) {
    for (Node* node : block->nodes()) {
        traces.scripted = traces.scripted || node->kind() == prim::If || node->kind() == prim::Loop;
        traces.traced = traces.traced || node->kind() == aten::_convolution;
        for (Block* inner : node->blocks()) {
            look(inner, traces);
        }
    }
}

std::string describe(const Module& network) {
    Traces traces;
    for (const auto& module : network.modules()) {
        const auto type = module.type();
        traces.scripted = traces.scripted || type->numConstants() > 0;
        for (Function* method : type->methods()) {
            traces.traced = traces.traced || method->name() == "forward1";
            if (auto* function = tryToGraphFunction(*method)) {
                look(function->graph()->block(), traces);
            }
        }
    }
    return traces.scripted ? "TorchScript, scripted"
           : traces.traced ? "TorchScript, traced"
                           : "TorchScript";
}

bool holdsTorchScript(const ZipArchive& archive) {
    for (const auto& entry : archive.entries()) {
        if (entry.name.find("/code/") != std::string::npos ||
            entry.name.ends_with("/constants.pkl") || entry.name.ends_with("/model.json")) {
            return true;
        }
    }
    return false;
}

/// What a script prints belongs in the log: standard output carries the program's own answer.
void catchPrints() {
    setPrintHandler(
        [](const std::string& text) { log(LogLevel::Info, "network prints: " + text); });
}
} // namespace

c10::Device parseDevice(const std::string& name) {
    const auto gpus = static_cast<int>(torch::cuda::device_count());
    if (name == "auto") {
        return gpus > 0 ? c10::Device(c10::kCUDA, 0) : c10::Device(c10::kCPU);
    }
    if (name == "cpu") {
        return c10::Device(c10::kCPU);
    }
    int index = -1;
    if (name == "cuda") {
        index = 0;
    } else if (name.size() == 6 && name.starts_with("cuda:") && name[5] >= '0' && name[5] <= '9') {
        index = name[5] - '0';
    } else {
        throw ModelError("device " + name + " is unknown; use auto, cpu, cuda or cuda:1");
    }
    if (index >= gpus) {
        throw ModelError(
            "device " + name + ": LibTorch finds " +
            (gpus == 0 ? "no GPU here" : std::to_string(gpus) + " GPU(s), counted from 0") +
            "; use cpu or auto");
    }
    return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
}

Module loadModule(const std::filesystem::path& path, const c10::Device& device, bool trusted,
                  std::string& description) {
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure)) {
        throw ModelError(
            path.string() + ": " +
            (std::filesystem::exists(path, failure) ? "is no file" : "there is no such file"));
    }
    if (!ZipArchive::looksLikeZip(path) || !holdsTorchScript(ZipArchive(path))) {
        const auto checkpoint = readCheckpoint(path);
        Module module = moduleFromCheckpoint(checkpoint);
        description = recognizeArchitecture(checkpoint);
        module.to(device);
        return module;
    }
    catchPrints();
    Module module = loadThroughGate(path, device, trusted);
    description = describe(module);
    return module;
}

} // namespace brera::network
