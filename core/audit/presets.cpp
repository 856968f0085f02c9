// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/presets.h"

#include "base/error.h"
#include "project/audits.h"

#include <algorithm>
#include <vector>

namespace brera::audit {

namespace {

// Searching stems words, so that the singular finds the plural; plurals of another stem are named.
constexpr Preset kPresets[] = {
    {"faces", "face OR head OR nose OR eyes OR mouth"},
    {"text", "text OR word OR letter"},
    {"people", "person OR people OR human OR man OR men OR woman OR women OR child OR children OR "
               "boy OR girl OR baby"},
    // Berlin and Kay's eleven basic colour terms, in both spellings, with the word itself. (Orange
    // is a fruit too.)
    {"colours", "colour OR color OR colourful OR colorful OR red OR orange OR yellow OR green OR "
                "blue OR purple OR pink OR brown OR black OR white OR grey OR gray"},
};

} // namespace

std::span<const Preset> presets() {
    return kPresets;
}

const Preset* findPreset(std::string_view name) {
    const auto* const found = std::ranges::find(kPresets, name, &Preset::name);
    return found == std::end(kPresets) ? nullptr : found;
}

const Preset& preset(std::string_view name) {
    if (const Preset* found = findPreset(name)) {
        return *found;
    }
    std::string list;
    for (const Preset& each : kPresets) {
        list += (list.empty() ? "" : ", ") + std::string(each.name);
    }
    throw DataError("there is no audit \"" + std::string(name) + "\"; choose one of " + list);
}

std::string queryOf(project::Project& project, std::string_view name) {
    std::vector<std::string> names;
    for (const auto& saved : project::Audits(project).searches()) {
        if (saved.name == name) {
            return saved.query;
        }
        names.push_back(saved.name);
    }
    if (const Preset* found = findPreset(name)) {
        return std::string(found->query);
    }
    for (const Preset& each : kPresets) {
        if (std::ranges::find(names, each.name) == names.end()) {
            names.emplace_back(each.name);
        }
    }
    std::string list;
    for (const auto& each : names) {
        list += (list.empty() ? "" : ", ") + each;
    }
    throw DataError("there is no audit \"" + std::string(name) + "\"; choose one of " + list);
}

} // namespace brera::audit
