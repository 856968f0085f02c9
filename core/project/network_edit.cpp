// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/network_edit.h"

#include "base/error.h"
#include "project/project.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace brera::project {

namespace {

constexpr const char* kKey = "edit"; ///< in the options of a project

} // namespace

NetworkEdit networkEdit(const Project& project) {
    NetworkEdit edit;
    const auto options = nlohmann::json::parse(project.inputs().options, nullptr, false);
    if (!options.is_object() || !options.contains(kKey)) {
        return edit;
    }
    try {
        const auto& json = options.at(kKey);
        edit.removed = json.at("removed").get<std::map<std::string, std::vector<std::int64_t>>>();
        edit.why = json.at("why").get<std::string>();
    } catch (const nlohmann::json::exception&) {
        throw ProjectError(project.path().string() +
                           ": what it says of its network's edits is damaged");
    }
    for (auto& [layer, units] : edit.removed) {
        std::sort(units.begin(), units.end());
    }
    return edit;
}

std::string withEdit(const std::string& options, const NetworkEdit& edit) {
    if (edit.removed.empty()) {
        return options;
    }
    auto json = nlohmann::json::parse(options);
    json[kKey] = {{"removed", edit.removed}, {"why", edit.why}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace brera::project
