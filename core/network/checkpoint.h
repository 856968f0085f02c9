// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/pickle.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace at {
class Tensor;
}

namespace brera::network {

/// A tensor of a checkpoint, before anything of it is read.
struct TensorInfo {
    std::string name;                ///< "layer1.0.conv1.weight", without a leading "module."
    std::vector<std::int64_t> shape; ///< empty for a scalar
    std::string dtype;               ///< "float32", "bfloat16", "int64", …
};

/// What torch.save wrote: a tree of plain values in which tensors lie, opened without running any
/// of it. Copies are cheap and share the memory-mapped file.
class Checkpoint {
public:
    /// The tensors of the state_dict, in its order: those of the root's entry "state_dict",
    /// "model_state_dict", "model" or "net" when it holds any, else the root's own. Entries that
    /// are no tensors are left out.
    const std::vector<TensorInfo>& tensors() const;
    bool contains(std::string_view name) const;
    /// A contiguous copy on the CPU in the tensor's own dtype, whatever device it was saved from.
    /// @throws ModelError when there is none of that name, or its bytes are damaged.
    at::Tensor tensor(const std::string& name) const;

    /// The whole of what was saved; valid while any copy of the checkpoint lives.
    const pickle::Value& root() const;
    /// Describes a value found under root(); empty when it is no tensor (its name is empty too).
    std::optional<TensorInfo> describe(const pickle::Value& value) const;
    /// As tensor(name), for a value found under root(). @throws ModelError when it is no tensor.
    at::Tensor tensor(const pickle::Value& value) const;

    const std::filesystem::path& path() const;

private:
    friend Checkpoint readCheckpoint(const std::filesystem::path& path);
    struct Impl;
    explicit Checkpoint(std::shared_ptr<const Impl> impl);
    std::shared_ptr<const Impl> m_impl;
};

/// Opens a file written by torch.save, in the zip format or the one before PyTorch 1.6.
/// @throws ModelError when the file is neither, is a TorchScript archive, or holds anything
///          inconsistent: every tensor under the state_dict is checked against its storage before
///          this returns.
Checkpoint readCheckpoint(const std::filesystem::path& path);

} // namespace brera::network
