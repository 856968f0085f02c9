// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictures/picture_store.h"

#include "image/picture_io.h"

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

/// Large enough for an inspector's picture on a 2× screen, small enough to keep hundreds.
constexpr int kFrameEdge = 320;

} // namespace

QImage loadFrame(const std::filesystem::path& file, const FrameGeometry& geometry, int maxEdge) {
    return frameOf(image::decode(file), geometry, maxEdge);
}

QImage frameOf(const Picture& picture, const FrameGeometry& geometry, int maxEdge) {
    const QImage source(picture.rgb.data(), picture.width, picture.height,
                        static_cast<qsizetype>(picture.width) * 3, QImage::Format_RGB888);
    const image::Framing framing =
        image::framing(picture.height, picture.width, geometry.preprocessing);
    const QSize input = geometry.input.isEmpty() ? source.size() : geometry.input;
    const QRect cut(static_cast<int>(std::lround(framing.offsetX)),
                    static_cast<int>(std::lround(framing.offsetY)),
                    std::max(1, static_cast<int>(std::lround(framing.scaleX * input.width()))),
                    std::max(1, static_cast<int>(std::lround(framing.scaleY * input.height()))));
    QSize size(input);
    const int sourceEdge = std::max(cut.width(), cut.height());
    const int edge = std::min(sourceEdge, maxEdge);
    size.scale(edge, edge, Qt::KeepAspectRatio);
    size = size.expandedTo(QSize(1, 1));
    return source.copy(cut)
        .convertToFormat(QImage::Format_RGB32)
        .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QRgb meanColour(const QImage& picture) {
    std::uint64_t red = 0;
    std::uint64_t green = 0;
    std::uint64_t blue = 0;
    std::uint64_t count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            red += static_cast<std::uint64_t>(qRed(line[x]));
            green += static_cast<std::uint64_t>(qGreen(line[x]));
            blue += static_cast<std::uint64_t>(qBlue(line[x]));
            ++count;
        }
    }
    if (count == 0) {
        return qRgb(0, 0, 0);
    }
    return qRgb(static_cast<int>(red / count), static_cast<int>(green / count),
                static_cast<int>(blue / count));
}

PictureStore::PictureStore(FrameGeometry geometry, MeanColours means, std::size_t maxBytes)
    : m_geometry(std::move(geometry)), m_frames(maxBytes), m_means(std::move(means)) {
}

QImage PictureStore::frame(std::int64_t image, const std::filesystem::path& file) {
    if (QImage held = remembered(image); !held.isNull()) {
        return held;
    }
    const QImage loaded = loadFrame(file, m_geometry, kFrameEdge);
    const QRgb mean = meanColour(loaded);
    const std::lock_guard lock(m_mutex);
    m_frames.insert(image, loaded, static_cast<std::size_t>(loaded.sizeInBytes()));
    m_means[image] = mean;
    return loaded;
}

QImage PictureStore::remembered(std::int64_t image) {
    const std::lock_guard lock(m_mutex);
    const QImage* held = m_frames.find(image);
    return held ? *held : QImage();
}

std::optional<QRgb> PictureStore::mean(std::int64_t image) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_means.find(image);
    return found == m_means.end() ? std::nullopt : std::optional(found->second);
}

MeanColours PictureStore::means() const {
    const std::lock_guard lock(m_mutex);
    return m_means;
}

} // namespace brera::widgets
