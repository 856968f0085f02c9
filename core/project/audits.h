// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/unit_id.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brera::project {

class Project;

/// What a person says of a unit that an audit has found (paper, section 6).
enum class Verdict { Undecided = 0, Confirmed = 1, Rejected = 2, Unsure = 3 };

struct UnitVerdict {
    UnitId unit;
    Verdict verdict = Verdict::Undecided;
    std::int64_t decided = 0; ///< seconds since the epoch
};

/// A search under a name. Verdicts belong to the name, not to the words.
struct SavedSearch {
    std::string name;
    std::string query;
};

/// The saved searches of a project and the verdicts on what they find. Borrows the project. Every
/// call may throw ProjectError; those that write do so when the project is read-only.
class Audits {
public:
    explicit Audits(Project& project) : m_project(&project) {}

    /// A name that is there already gets the new query; its verdicts stay.
    void save(const SavedSearch& search);
    /// With its verdicts.
    void remove(std::string_view name);
    std::vector<SavedSearch> searches() const; ///< in the order they were first saved

    /// Undecided takes a verdict back. @throws ProjectError for a unit that does not exist.
    void setVerdict(std::string_view name, const UnitId& unit, Verdict verdict);
    std::vector<UnitVerdict> verdicts(std::string_view name) const; ///< by layer and unit
    /// Of every name.
    std::vector<std::pair<std::string, UnitVerdict>> verdicts() const;

private:
    Project* m_project;
};

} // namespace brera::project
