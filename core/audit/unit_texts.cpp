// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/unit_texts.h"

#include "project/project.h"

namespace brera::audit {

std::unordered_map<std::int64_t, std::string> unitTexts(const project::Project& project,
                                                        const std::string& layer) {
    std::unordered_map<std::int64_t, std::string> texts;
    for (auto& description : project.descriptions(layer)) {
        texts.emplace(description.unit, std::move(description.text));
    }
    for (auto& annotation : project.annotations(layer)) {
        texts.emplace(annotation.unit, std::move(annotation.text)); // where there is none yet
    }
    return texts;
}

} // namespace brera::audit
