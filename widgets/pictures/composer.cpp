// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictures/composer.h"

#include "exemplars/masks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace brera::widgets {
namespace {

/// A patch shows at least this part of the picture's shorter side: less is a blur nobody can name.
constexpr double kSmallestPatch = 0.4;
/// Air around the mask, of its own size.
constexpr double kAir = 0.15;

/// Bounding box of the 4-connected part of the mask that holds `start`.
QRect partAround(const ActivationField& field, double threshold, int start) {
    std::vector<char> seen(field.values.size(), 0);
    std::vector<int> open{start};
    seen[static_cast<std::size_t>(start)] = 1;
    int left = start % field.width;
    int right = left;
    int top = start / field.width;
    int bottom = top;
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        const int x = at % field.width;
        const int y = at / field.width;
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
        const std::array<int, 4> next{x > 0 ? at - 1 : -1, x + 1 < field.width ? at + 1 : -1,
                                      y > 0 ? at - field.width : -1,
                                      y + 1 < field.height ? at + field.width : -1};
        for (const int neighbour : next) {
            if (neighbour < 0) {
                continue;
            }
            const auto place = static_cast<std::size_t>(neighbour);
            if (!seen[place] && static_cast<double>(field.values[place]) > threshold) {
                seen[place] = 1;
                open.push_back(neighbour);
            }
        }
    }
    return {QPoint(left, top), QPoint(right, bottom)};
}

int mix(int from, int to, double share) {
    return static_cast<int>(std::lround(from + (to - from) * share));
}

QRgb mix(QRgb from, QRgb to, double share) {
    return qRgb(mix(qRed(from), qRed(to), share), mix(qGreen(from), qGreen(to), share),
                mix(qBlue(from), qBlue(to), share));
}

QImage composeHeat(const QImage& picture, const ActivationField& field, double top,
                   const MaskStyle& style) {
    std::array<QRgb, 256> colours;
    for (std::size_t step = 0; step < colours.size(); ++step) {
        colours[step] = heatColour(static_cast<double>(step) / 255.0);
    }
    const double scale = top > 0 ? 255.0 / top : 0;
    QImage result(picture.size(), QImage::Format_RGB32);
    for (int y = 0; y < picture.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(result.scanLine(y));
        const float* values = field.values.data() + static_cast<std::ptrdiff_t>(y) * field.width;
        for (int x = 0; x < picture.width(); ++x) {
            const double step = std::clamp(static_cast<double>(values[x]) * scale, 0.0, 255.0);
            const int grey = qGray(from[x]);
            const double share = style.opacity * (0.35 + 0.65 * step / 255.0);
            to[x] = mix(qRgb(grey, grey, grey), colours[static_cast<std::size_t>(step)], share);
        }
    }
    return result;
}

} // namespace

ActivationField fieldOf(const SmallMap& map, QSize size) {
    return {size.height(), size.width(), exemplars::upsample(map, size.height(), size.width())};
}

ActivationField cutField(const ActivationField& field, const QRectF& window, QSize size) {
    ActivationField cut{size.height(), size.width(), {}};
    cut.values.resize(static_cast<std::size_t>(size.height()) *
                      static_cast<std::size_t>(size.width()));
    const double stepX = window.width() / size.width();
    const double stepY = window.height() / size.height();
    std::size_t place = 0;
    for (int y = 0; y < size.height(); ++y) {
        const double sourceY =
            std::clamp(window.top() + (y + 0.5) * stepY - 0.5, 0.0, field.height - 1.0);
        const int y0 = static_cast<int>(sourceY);
        const int y1 = std::min(y0 + 1, field.height - 1);
        const float partY = static_cast<float>(sourceY - y0);
        const float* row0 = field.values.data() + static_cast<std::ptrdiff_t>(y0) * field.width;
        const float* row1 = field.values.data() + static_cast<std::ptrdiff_t>(y1) * field.width;
        for (int x = 0; x < size.width(); ++x) {
            const double sourceX =
                std::clamp(window.left() + (x + 0.5) * stepX - 0.5, 0.0, field.width - 1.0);
            const int x0 = static_cast<int>(sourceX);
            const int x1 = std::min(x0 + 1, field.width - 1);
            const float partX = static_cast<float>(sourceX - x0);
            const float upper = row0[x0] + (row0[x1] - row0[x0]) * partX;
            const float lower = row1[x0] + (row1[x1] - row1[x0]) * partX;
            cut.values[place++] = upper + (lower - upper) * partY;
        }
    }
    return cut;
}

QRect patchAround(const ActivationField& field, double threshold) {
    const QRect whole(0, 0, field.width, field.height);
    if (field.values.empty()) {
        return whole;
    }
    const auto peak = std::max_element(field.values.begin(), field.values.end());
    const auto start = static_cast<int>(peak - field.values.begin());
    const QRect part = partAround(field, threshold, start);
    const int shorter = std::min(field.width, field.height);
    const double wanted = std::max(part.width(), part.height()) * (1 + 2 * kAir);
    const int side = std::clamp(
        static_cast<int>(std::lround(std::max(wanted, shorter * kSmallestPatch))), 1, shorter);
    QRect patch(0, 0, side, side);
    patch.moveCenter(part.center());
    patch.moveLeft(std::clamp(patch.left(), 0, field.width - side));
    patch.moveTop(std::clamp(patch.top(), 0, field.height - side));
    return patch;
}

QImage compose(const QImage& picture, const ActivationField& field, double threshold, double top,
               const MaskStyle& style) {
    Q_ASSERT(picture.width() == field.width && picture.height() == field.height);
    if (style.heat) {
        return composeHeat(picture, field, top, style);
    }
    const int width = field.width;
    const int height = field.height;
    const auto level = static_cast<float>(threshold);
    const auto inside = [&](int x, int y) {
        return field.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                            static_cast<std::size_t>(x)] > level;
    };
    const auto onEdge = [&](int x, int y) {
        const int reach = style.outline;
        return !inside(std::max(x - reach, 0), y) || !inside(std::min(x + reach, width - 1), y) ||
               !inside(x, std::max(y - reach, 0)) || !inside(x, std::min(y + reach, height - 1));
    };
    // Dark enough that the inside stands out, bright enough that a person sees what surrounds it.
    const int keep = static_cast<int>(std::lround(256 * (1 - 0.88 * style.opacity)));
    const double light = 0.9 * std::min(1.0, style.opacity * 2);
    QImage result(picture.size(), QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < width; ++x) {
            if (!inside(x, y)) {
                to[x] = qRgb(qRed(from[x]) * keep / 256, qGreen(from[x]) * keep / 256,
                             qBlue(from[x]) * keep / 256);
            } else if (style.outline > 0 && onEdge(x, y)) {
                to[x] = mix(from[x], qRgb(255, 255, 255), light);
            } else {
                to[x] = from[x];
            }
        }
    }
    return result;
}

QRgb heatColour(double value) {
    // Anchors from black over purple and orange to pale yellow, even in lightness.
    static constexpr std::array<std::array<double, 3>, 6> kAnchors{{{4, 4, 22},
                                                                    {66, 16, 104},
                                                                    {147, 38, 103},
                                                                    {221, 81, 58},
                                                                    {252, 165, 10},
                                                                    {252, 250, 160}}};
    const double place = std::clamp(value, 0.0, 1.0) * (kAnchors.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), kAnchors.size() - 2);
    const double part = place - static_cast<double>(index);
    const auto channel = [&](std::size_t c) {
        return static_cast<int>(
            std::lround(kAnchors[index][c] + (kAnchors[index + 1][c] - kAnchors[index][c]) * part));
    };
    return qRgb(channel(0), channel(1), channel(2));
}

} // namespace brera::widgets
