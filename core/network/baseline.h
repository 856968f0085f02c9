// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

namespace brera::network {

class Network;

/// The ways LibTorch offers to run a network that gives its logits and nothing else: what probing
/// and extraction are measured against.
class PureForward {
public:
    explicit PureForward(const Network& network);
    ~PureForward();
    PureForward(const PureForward&) = delete;
    PureForward& operator=(const PureForward&) = delete;

    /// "eager", "frozen", "optimised for inference", "frozen, channels last".
    static const std::vector<std::string>& names();

    /// Prepares the variant on first use, warm-up included, which is the slow part.
    /// @throws ModelError when LibTorch cannot run the network that way.
    void prepare(const std::string& name, const at::Tensor& input);
    /// Seconds of one forward of input (N, C, H, W) float32, the wait for a GPU included. The input
    /// is brought into the variant's memory layout within that time, as a probe does.
    /// @throws ModelError, CudaOutOfMemory
    double secondsPerBatch(const std::string& name, const at::Tensor& input);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::network
