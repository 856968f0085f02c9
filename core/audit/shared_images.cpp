// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/shared_images.h"

#include <algorithm>
#include <map>

namespace brera::audit {

namespace {

bool imported(std::span<const project::ImageRecord> images) {
    return !images.empty() && std::ranges::all_of(images, [](const project::ImageRecord& image) {
        return image.sourceId >= 0;
    });
}

} // namespace

SharedImages sharedImages(std::span<const project::ImageRecord> first,
                          std::span<const project::ImageRecord> second) {
    const bool bySource = imported(first) && imported(second);
    const auto key = [&](const project::ImageRecord& image) {
        return std::pair(bySource ? std::to_string(image.sourceId) : image.path, image.bytes);
    };
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> numbers;
    for (const auto& image : second) {
        if (image.failure.empty()) {
            numbers.emplace(key(image), image.id);
        }
    }
    SharedImages shared;
    for (const auto& image : first) {
        if (!image.failure.empty()) {
            continue;
        }
        if (const auto found = numbers.find(key(image)); found != numbers.end()) {
            shared.emplace_back(image.id, found->second);
            numbers.erase(found); // an image listed twice is matched once
        }
    }
    return shared;
}

} // namespace brera::audit
