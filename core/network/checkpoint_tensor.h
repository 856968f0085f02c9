// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/pickle.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brera::network {

/// An element type as torch.save names it.
struct ElementType {
    std::string_view storage; ///< "FloatStorage"
    std::string_view dtype;   ///< "float32"
    std::int64_t bytes = 0;
    bool readable =
        true; ///< false for types whose size alone is known, to find what comes after them
};

/// A storage as a pickle refers to it.
struct StorageId {
    std::string key;                   ///< "0" in zip files, an address in older ones
    const ElementType* type = nullptr; ///< null for untyped storages, counted in bytes
    std::int64_t elements = 0;         ///< of the whole storage
    std::int64_t viewOffset = 0; ///< where the part begins that tensors count from, in elements
    std::int64_t viewElements = 0;

    std::int64_t elementBytes() const { return type == nullptr ? 1 : type->bytes; }
};

/// A tensor as a pickle describes it: a place in a storage.
struct TensorView {
    StorageId storage;
    const ElementType* type = nullptr;
    std::int64_t offset = 0; ///< from the storage's begin, in elements
    std::vector<std::int64_t> shape{};
    std::vector<std::int64_t> strides{}; ///< in elements, not negative

    std::int64_t elements() const;
};

/// Reads a persistent id. Empty when it refers to something else than a storage.
/// @param what whose id it is, for messages. @throws ModelError when it is malformed.
std::optional<StorageId> storageOf(const pickle::Value& persistentId, const std::string& what);

/// Reads a call that would rebuild a tensor or parameter. Empty when the value is none. Nothing of
/// the storage is touched; that the tensor lies within it is checked.
/// @param what the tensor's name, for messages. @throws ModelError when it is malformed, out of
///          bounds or of an element type that is not understood.
std::optional<TensorView> viewOf(const pickle::Value& value, const std::string& what);

} // namespace brera::network
