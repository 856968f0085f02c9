// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "base/unit_id.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::audit {

/// In which way units are alike.
enum class Likeness {
    Descriptions, ///< their descriptions mean nearly the same
    Exemplars,    ///< they respond most to the same images
    Both          ///< the mean of the two
};

struct Neighbour {
    UnitId unit;
    double score = 0;        ///< of the likeness asked for; 1 = the same, 0 = nothing in common
    double descriptions = 0; ///< cosine of the descriptions
    double exemplars = 0;    ///< overlap of the exemplars (exemplar_overlap.h)
};

/// "More like this": an index of a project's units, built once. Reading it changes nothing and may
/// be done from several threads at once; it knows nothing of what is said of units later.
///
/// Descriptions are compared as bags of word stems, weighted by how few units share them (TF-IDF)
/// and broadened by what WordNet says a word is a kind of: "a red rose" is near "pink flowers"
/// because roses and flowers are plants and red and pink are colours. Brera ships no word vectors;
/// a project's few hundred different descriptions are too little to learn any from.
class Neighbours {
public:
    /// Reads all descriptions and exemplar lists. Without WordNet's dictionary only equal stems
    /// count. @throws ProjectError; Cancelled.
    static Neighbours build(const project::Project& project, std::stop_token stop,
                            const Progress& progress);

    Neighbours(Neighbours&&) noexcept;
    Neighbours& operator=(Neighbours&&) noexcept;
    ~Neighbours();

    std::size_t size() const; ///< units
    /// Whether there is anything to compare a unit by.
    bool has(const UnitId& unit, Likeness likeness) const;
    /// The nearest first, the unit itself and those with a score of 0 left out; ties in the order
    /// of layers and units. Milliseconds for 20,000 units.
    /// @param layers only units of these; all when empty.
    /// @throws ProjectError for a unit that does not exist.
    std::vector<Neighbour> near(const UnitId& unit, Likeness likeness, std::size_t count,
                                std::span<const std::string> layers = {}) const;

private:
    struct Impl;
    explicit Neighbours(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::audit
