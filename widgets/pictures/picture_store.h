// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/preprocess.h"
#include "widgets/pictures/colour_file.h"
#include "widgets/pictures/lru_cache.h"

#include <QImage>
#include <QSize>

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>

namespace brera::widgets {

/// How a data set's pictures became network input.
struct FrameGeometry {
    image::Preprocessing preprocessing;
    QSize input; ///< width and height the network saw

    bool operator==(const FrameGeometry&) const = default;
};

/// What the network saw of a picture, in the picture's own resolution but no larger than `maxEdge`.
/// Format_RGB32.
QImage frameOf(const Picture& picture, const FrameGeometry& geometry, int maxEdge);
/// Decodes a file and cuts out what the network saw of it, in the file's own resolution but no
/// larger than `maxEdge`. Format_RGB32. @throws DataError when the file cannot be read.
QImage loadFrame(const std::filesystem::path& file, const FrameGeometry& geometry, int maxEdge);

/// The average colour of a picture.
QRgb meanColour(const QImage& picture);

/// Frames that were decoded, within a budget of bytes, and every mean colour ever seen.
/// Thread-safe; decoding happens on the thread that asks.
class PictureStore {
public:
    /// `means`: what is known already.
    explicit PictureStore(FrameGeometry geometry, MeanColours means = {},
                          std::size_t maxBytes = std::size_t{160} << 20);

    /// The frame of one image, from memory or from its file. @throws DataError.
    QImage frame(std::int64_t image, const std::filesystem::path& file);
    /// The same, only from memory; null when it is not there.
    QImage remembered(std::int64_t image);
    std::optional<QRgb> mean(std::int64_t image) const;
    MeanColours means() const;
    const FrameGeometry& geometry() const { return m_geometry; }

private:
    const FrameGeometry m_geometry;
    mutable std::mutex m_mutex;
    LruCache<std::int64_t, QImage> m_frames;
    MeanColours m_means;
};

} // namespace brera::widgets
