// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "project/database.h"
#include "project/schema.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

/// Reading the rows of units.
namespace brera::project {

inline constexpr std::size_t kAllExemplars = std::numeric_limits<std::size_t>::max();

/// A unit's first exemplars; of the maps no more than theirs is read. Empty when there are none.
std::vector<Exemplar> readExemplars(Database& database, std::int64_t key, std::size_t limit);

/// The numbers of a layer's units, ascending.
std::vector<std::int64_t> unitNumbers(Database& database, std::int64_t layer);

/// A blob as numbers; a torn last one is left out.
template <typename T>
std::vector<T> numbers(const SQLite::Column& column) {
    std::vector<T> values(static_cast<std::size_t>(column.getBytes()) / sizeof(T));
    if (!values.empty()) {
        std::memcpy(values.data(), column.getBlob(), values.size() * sizeof(T));
    }
    return values;
}

} // namespace brera::project
