// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

namespace torch::jit {
struct Module;
}

namespace brera::network {

class Probe;

/// How the last axes of a module's output are to be read.
enum class LayerKind {
    Map,    ///< (N, C, H, W): units are channels
    Vector, ///< (N, C): units are elements, maps are 1 × 1
    Other   ///< anything else; cannot be extracted (tokens come later)
};

/// One call of one module.
struct ModuleInfo {
    std::string path; ///< "layer1.0.relu", "layer1.0.relu#2" for its second call
    std::string type; ///< "Conv2d", as far as the file tells
    std::vector<std::int64_t> outputShape; ///< with N = 1; empty when the output is not a tensor
    LayerKind kind = LayerKind::Other;
    std::int64_t units = 0;
    int height = 1;
    int width = 1;
};

struct LoadOptions {
    std::string device = "auto"; ///< auto, cpu, cuda, cuda:1
    bool trusted = false;        ///< skip the gate for this one file
};

/// Height and width the network is fed with.
struct InputSize {
    int channels = 3;
    int height = 224;
    int width = 224;

    bool operator==(const InputSize&) const = default;
};

/// A vision network as TorchScript: opened from a traced or scripted file, or built in C++ around a
/// torchvision state_dict. Always in evaluation mode.
class Network {
public:
    /// Opens TorchScript (.pt, .ts, .torchscript …) or a state_dict (.pth): told apart by content.
    /// @throws ModelError when the file is neither, is refused by the gate (naming what it found),
    /// or holds a
    ///         state_dict of no known architecture.
    static Network open(const std::filesystem::path& path, const LoadOptions& options = {});
    /// Builds a known architecture with random weights from a seed: alexnet, resnet18, …34, …50,
    /// …101, …152.
    static Network build(const std::string& architecture, std::uint64_t seed = 0,
                         const LoadOptions& options = {});

    /// Around a module that is part of something else, as the encoder in a captioner is. It is
    /// moved to the device in place and put into evaluation mode.
    /// @param name for messages. @throws ModelError when the device is unknown or absent.
    static Network fromModule(const torch::jit::Module& module, const std::string& name,
                              const std::string& description, const std::string& device = "auto");

    Network(Network&&) noexcept;
    Network& operator=(Network&&) noexcept;
    ~Network();

    const std::string& device() const; ///< "cpu", "cuda:0"
    /// "TorchScript, traced", "TorchScript, scripted" or the architecture's name.
    const std::string& description() const;

    /// Units that Brera removed from this network for good, by module call (network/edited.h).
    const std::map<std::string, std::vector<std::int64_t>>& removedUnits() const;

    /// The first of the usual input sizes (the hint first, when given) the network runs on.
    /// @throws ModelError when it runs on none, with the network's own complaint.
    InputSize inputSize(std::optional<InputSize> hint = {}) const;

    /// Every module call of forward in the order of execution, with shapes from one dry run.
    std::vector<ModuleInfo> modules(const InputSize& input) const;
    /// Number of logits. @throws ModelError when none of the outputs looks like (N, classes).
    std::int64_t outputs(const InputSize& input) const;

    /// One forward that also returns the outputs of the named module calls.
    /// fast: channels-last weights and activations, frozen; results differ in the last bits.
    /// @throws ModelError naming a module that does not exist (with the nearest names) or gives no
    /// tensor.
    Probe probe(const std::vector<std::string>& layers, bool fast = true) const;

    struct Impl;
    const Impl& impl() const { return *m_impl; }

private:
    explicit Network(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// A rewritten forward. Copies share the compiled graph.
class Probe {
public:
    struct Impl;
    explicit Probe(std::shared_ptr<Impl> impl);
    ~Probe();
    Probe(const Probe&);
    Probe& operator=(const Probe&);
    Probe(Probe&&) noexcept;
    Probe& operator=(Probe&&) noexcept;

    /// input (N, 3, H, W) float32 on the network's device. Fills `layers` with what each module
    /// returned, in the order asked for (channels-last strides on the fast path), and returns the
    /// logits (N, classes).
    /// @throws ModelError on anything LibTorch throws; CudaOutOfMemory when the device is full.
    at::Tensor run(const at::Tensor& input, std::vector<at::Tensor>& layers) const;

    const std::vector<std::string>& layers() const;
    const std::string& device() const;

private:
    std::shared_ptr<Impl> m_impl;
};

} // namespace brera::network
