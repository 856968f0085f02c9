// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "image/preprocess.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>

namespace brera::project {
class Project;
}

namespace brera::exemplars {

/// A project's images as the network saw them, with the last ones kept. Not thread-safe; the
/// project must outlive it.
class ProjectPictures {
public:
    explicit ProjectPictures(const project::Project& project, std::size_t keepBytes = 256U << 20);

    /// Resized and cropped. @throws DataError when the file is missing or broken by now.
    const Picture& prepared(std::int64_t image);

private:
    struct Entry {
        std::int64_t image;
        Picture picture;
    };

    const project::Project& m_project;
    image::Preprocessing m_preprocessing;
    std::size_t m_keepBytes;
    std::size_t m_bytes = 0;
    std::list<Entry> m_recent; ///< latest first
    std::unordered_map<std::int64_t, std::list<Entry>::iterator> m_entries;
};

} // namespace brera::exemplars
