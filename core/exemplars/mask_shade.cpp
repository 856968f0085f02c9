// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/mask_shade.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace brera::exemplars {

namespace {

constexpr double kHairline = 0.6; ///< opacity of the line on thumbnails
constexpr double kLine = 0.9;     ///< and on larger pictures
/// Regions are as wide as the square that has as much area for its edge. Up to the first width
/// (points) they have no line, from the second on a full one.
struct Widths {
    double none;
    double full;
};
constexpr Widths kThumbnailWidths{6, 12};
constexpr Widths kWidths{0, 8};

/// A field and its hard mask.
class Plane {
public:
    Plane(const ActivationField& field, double threshold)
        : m_field(field), m_threshold(threshold), m_inside(field.values.size()) {
        std::transform(field.values.begin(), field.values.end(), m_inside.begin(), [&](float v) {
            return static_cast<std::uint8_t>(static_cast<double>(v) > threshold);
        });
    }

    int width() const { return m_field.width; }
    int height() const { return m_field.height; }
    std::size_t place(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_field.width) +
               static_cast<std::size_t>(x);
    }
    bool holds(int x, int y) const {
        return x >= 0 && y >= 0 && x < m_field.width && y < m_field.height;
    }
    bool inside(std::size_t place) const { return m_inside[place] != 0; }
    bool inside(int x, int y) const { return inside(place(x, y)); }
    bool touchesInside(int x, int y) const {
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                if (holds(x + dx, y + dy) && inside(x + dx, y + dy)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// How much of a pixel is inside: its distance from the contour, by the field's slope there.
    std::uint8_t coverage(int x, int y) const {
        const bool in = inside(x, y);
        const float over = m_field.values[place(x, y)] - static_cast<float>(m_threshold);
        const int left = x > 0 ? x - 1 : x;
        const int right = x + 1 < width() ? x + 1 : x;
        const int up = y > 0 ? y - 1 : y;
        const int down = y + 1 < height() ? y + 1 : y;
        const float across = slope(place(left, y), place(right, y), right - left);
        const float along = slope(place(x, up), place(x, down), down - up);
        const float steepness = across * across + along * along;
        if (!(4 * over * over < steepness)) {
            return in ? 255 : 0;
        }
        const float part = 2 * std::fabs(over) / std::sqrt(steepness); // of half a pixel
        if (in) {
            return static_cast<std::uint8_t>(128 + static_cast<int>(127 * part));
        }
        return touchesInside(x, y) ? static_cast<std::uint8_t>(127 - static_cast<int>(127 * part))
                                   : 0;
    }

private:
    float slope(std::size_t from, std::size_t to, int steps) const {
        return (m_field.values[to] - m_field.values[from]) * (steps == 2 ? 0.5F : 1.0F);
    }

    const ActivationField& m_field;
    double m_threshold;
    std::vector<std::uint8_t> m_inside;
};

bool isThumbnail(const Plane& plane, int outline) {
    return std::min(plane.width(), plane.height()) < kThumbnailEdge * outline;
}

double strengthFor(std::size_t area, std::size_t edge, int outline, const Widths& widths) {
    // A region without an edge is the whole picture.
    if (edge == 0) {
        return 0;
    }
    const double across = 4.0 * static_cast<double>(area) / static_cast<double>(edge) / outline;
    return std::clamp((across - widths.none) / (widths.full - widths.none), 0.0, 1.0);
}

/// For every pixel inside, how strong the line around its region is, 0 to 255.
std::vector<std::uint8_t> lineStrengths(const Plane& plane, int outline) {
    constexpr int kSteps[4][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
    const Widths& widths = isThumbnail(plane, outline) ? kThumbnailWidths : kWidths;
    const std::size_t pixels = plane.place(0, plane.height());
    std::vector<std::uint8_t> strengths(pixels);
    std::vector<std::uint8_t> seen(pixels);
    std::vector<std::size_t> region; // both what is found and the queue of what is to be looked at
    const auto width = static_cast<std::size_t>(plane.width());
    for (std::size_t start = 0; start < pixels; ++start) {
        if (seen[start] != 0 || !plane.inside(start)) {
            continue;
        }
        region.assign(1, start);
        seen[start] = 1;
        std::size_t edge = 0;
        for (std::size_t next = 0; next < region.size(); ++next) {
            const int x = static_cast<int>(region[next] % width);
            const int y = static_cast<int>(region[next] / width);
            for (const auto& step : kSteps) {
                const int nearX = x + step[0];
                const int nearY = y + step[1];
                if (!plane.holds(nearX, nearY)) {
                    continue;
                }
                const std::size_t near = plane.place(nearX, nearY);
                if (!plane.inside(nearX, nearY)) {
                    ++edge;
                } else if (seen[near] == 0) {
                    seen[near] = 1;
                    region.push_back(near);
                }
            }
        }
        const auto strength =
            static_cast<std::uint8_t>(std::lround(255 * strengthFor(region.size(), edge, outline, widths)));
        for (const std::size_t pixel : region) {
            strengths[pixel] = strength;
        }
    }
    return strengths;
}

/// The inside grown by the line's width, less the inside itself. Only pixels at an edge grow.
std::vector<std::uint8_t> lineAround(const Plane& plane, const std::vector<std::uint8_t>& inside,
                                     int outline) {
    const std::vector<std::uint8_t> strengths = lineStrengths(plane, outline);
    std::vector<std::uint8_t> source(inside.size());
    std::vector<std::uint8_t> line(inside.size());
    const auto width = static_cast<std::size_t>(plane.width());
    struct Stamp {
        int dx;
        int dy;
        double part;
    };
    std::vector<Stamp> disc;
    for (int dy = -outline; dy <= outline; ++dy) {
        for (int dx = -outline; dx <= outline; ++dx) {
            if (const double part = std::min(1.0, outline + 1 - std::hypot(dx, dy)); part > 0) {
                disc.push_back({dx, dy, part});
            }
        }
    }
    for (int y = 0; y < plane.height(); ++y) {
        for (int x = 0; x < plane.width(); ++x) {
            const std::size_t here = plane.place(x, y);
            if (inside[here] == 0) {
                continue;
            }
            int strength = strengths[here];
            bool edge = inside[here] < 255;
            if (edge) { // a pixel just outside has its region's
                for (int dy = -1; dy <= 1; ++dy) {
                    for (int dx = -1; dx <= 1; ++dx) {
                        if (plane.holds(x + dx, y + dy)) {
                            strength =
                                std::max<int>(strength, strengths[plane.place(x + dx, y + dy)]);
                        }
                    }
                }
            } else {
                edge = (x > 0 && inside[here - 1] < 255) ||
                       (x + 1 < plane.width() && inside[here + 1] < 255) ||
                       (y > 0 && inside[here - width] < 255) ||
                       (y + 1 < plane.height() && inside[here + width] < 255);
            }
            source[here] = static_cast<std::uint8_t>(inside[here] * strength / 255);
            if (!edge || source[here] == 0) {
                continue;
            }
            for (const auto& [dx, dy, part] : disc) {
                if (plane.holds(x + dx, y + dy)) {
                    auto& grown = line[plane.place(x + dx, y + dy)];
                    grown = std::max(grown, static_cast<std::uint8_t>(part * source[here]));
                }
            }
        }
    }
    const double opacity = isThumbnail(plane, outline) ? kHairline : kLine;
    for (std::size_t i = 0; i < line.size(); ++i) {
        line[i] = static_cast<std::uint8_t>(std::max(0, line[i] - source[i]) * opacity);
    }
    return line;
}

} // namespace

MaskShade shadeMask(const ActivationField& field, double threshold, int outline) {
    const Plane plane(field, threshold);
    MaskShade shade;
    shade.inside.resize(field.values.size());
    for (int y = 0; y < field.height; ++y) {
        for (int x = 0; x < field.width; ++x) {
            shade.inside[plane.place(x, y)] = plane.coverage(x, y);
        }
    }
    if (outline > 0) {
        shade.line = lineAround(plane, shade.inside, outline);
    }
    return shade;
}

int brightnessKept(double strength) {
    return static_cast<int>(std::lround(256 * (1 - kMostDimming * strength)));
}

} // namespace brera::exemplars
