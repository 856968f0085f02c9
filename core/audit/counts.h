// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/unit_id.h"
#include "project/audits.h"
#include "project/search.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brera::audit {

/// What an audit has found in a layer, and what a person has said of it so far.
struct LayerCounts {
    std::string layer;
    std::int64_t units = 0; ///< of the layer
    std::int64_t found = 0; ///< by the search
    std::int64_t confirmed = 0;
    std::int64_t rejected = 0;
    std::int64_t unsure = 0;

    std::int64_t decided() const { return confirmed + rejected + unsure; }
    std::int64_t undecided() const { return found - decided(); }

    bool operator==(const LayerCounts&) const = default;
};

struct AuditCounts {
    std::vector<LayerCounts> layers; ///< every layer of the project, in its order
    LayerCounts total;               ///< `layer` is empty
    /// Verdicts on units that the search does not find (any more): in no other number.
    std::int64_t elsewhere = 0;
    bool literal = false; ///< the query was malformed and taken word by word

    bool operator==(const AuditCounts&) const = default;
};

/// @param found units of the layers, each once.
AuditCounts count(std::span<const LayerShape> layers, std::span<const UnitId> found,
                  std::span<const project::UnitVerdict> verdicts);

/// Searches and counts. @param name of the audit whose verdicts count; empty for none.
/// @throws ProjectError.
AuditCounts count(project::Project& project, std::string_view query, std::string_view name,
                  const project::Widen& widen);

} // namespace brera::audit
