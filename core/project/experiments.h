// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brera::project {

class Project;

/// Something that was measured step by step, with everything that went into it.
struct Experiment {
    std::int64_t id = 0;
    std::string kind;         ///< "importance", "curve", "pasted"
    std::string name;         ///< as lists show it
    std::string inputs;       ///< JSON text: what the measurements depend on, hashes included
    std::int64_t created = 0; ///< seconds since the epoch
    bool complete = false;
    std::int64_t measurements = 0; ///< how many are there
};

/// One result of an experiment: its number within it (a unit, a count) and JSON text.
using Measurement = std::pair<std::int64_t, std::string>;

/// The experiments a project keeps, so that nothing measured is measured again: what they mean is
/// the business of the rooms above. Borrows the project. Every call may throw ProjectError; those
/// that write do so when the project is read-only.
class Experiments {
public:
    explicit Experiments(Project& project) : m_project(&project) {}

    /// The experiment of this kind with exactly these inputs, which is begun now unless it is there
    /// already.
    std::int64_t begin(std::string_view kind, std::string_view inputs, std::string_view name);
    /// In one transaction; a number that is there already is replaced.
    void record(std::int64_t id, std::span<const Measurement> measurements);
    void setComplete(std::int64_t id);
    void rename(std::int64_t id, std::string_view name);
    void remove(std::int64_t id);

    /// The number of the experiment of this kind with exactly these inputs, if it was begun.
    std::optional<std::int64_t> find(std::string_view kind, std::string_view inputs) const;
    /// Newest first; an empty kind is every kind.
    std::vector<Experiment> all(std::string_view kind = {}) const;
    std::vector<Measurement> measurements(std::int64_t id) const; ///< by number

private:
    Project* m_project;
};

} // namespace brera::project
