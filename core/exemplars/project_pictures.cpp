// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/project_pictures.h"

#include "base/error.h"
#include "image/picture_io.h"
#include "project/project.h"

#include <nlohmann/json.hpp>

namespace brera::exemplars {

ProjectPictures::ProjectPictures(const project::Project& project, std::size_t keepBytes)
    : m_project(project), m_keepBytes(keepBytes) {
    const auto json = nlohmann::json::parse(project.inputs().preprocessing, nullptr, false);
    if (json.is_discarded()) {
        throw ProjectError(project.path().string() +
                           ": its preprocessing cannot be read; extract into a new project");
    }
    m_preprocessing = image::preprocessingFromJson(json);
}

const Picture& ProjectPictures::prepared(std::int64_t image) {
    if (const auto found = m_entries.find(image); found != m_entries.end()) {
        m_recent.splice(m_recent.begin(), m_recent, found->second);
        return m_recent.front().picture;
    }
    m_recent.push_front(
        {image, image::prepare(image::decode(m_project.imageFile(image)), m_preprocessing)});
    m_entries[image] = m_recent.begin();
    m_bytes += m_recent.front().picture.rgb.size();
    while (m_bytes > m_keepBytes && m_recent.size() > 1) {
        m_bytes -= m_recent.back().picture.rgb.size();
        m_entries.erase(m_recent.back().image);
        m_recent.pop_back();
    }
    return m_recent.front().picture;
}

} // namespace brera::exemplars
