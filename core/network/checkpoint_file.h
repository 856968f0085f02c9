// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/checkpoint_tensor.h"
#include "network/pickle.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace brera::network {

/// A file of torch.save: its pickle, and the bytes of the storages that the pickle refers to.
class CheckpointFile {
public:
    virtual ~CheckpointFile() = default;
    virtual const pickle::Document& document() const = 0;
    /// That the storage is there and as large as the pickle says; reads nothing of it.
    /// @throws ModelError otherwise, its message beginning with `what`.
    virtual void check(const StorageId& storage, const std::string& what) const = 0;
    /// All bytes of a storage, checked as above and, where the file has one, against its checksum.
    /// Safe to call from several threads.
    virtual std::span<const std::byte> bytes(const StorageId& storage,
                                             const std::string& what) const = 0;
};

/// @throws ModelError when the file is none of torch.save, or a TorchScript archive.
std::unique_ptr<const CheckpointFile> openCheckpointFile(const std::filesystem::path& path);

} // namespace brera::network
