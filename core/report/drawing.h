// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

#include <string>
#include <vector>

/// A plot as lines, areas and words, for whoever draws them: SVG for pages, Cairo for paper.
namespace brera::report {

/// What a shape is, and so what colour it has.
enum class Tone { Series, Band, Axis, Grid, Words, MutedWords };

enum class Anchor { Start, Middle, End };

struct Spot {
    double x = 0;
    double y = 0;
};

struct Shape {
    enum class Kind { Line, Dotted, Area, Box, Dot, Label };
    Kind kind = Kind::Line;
    Tone tone = Tone::Series;
    Ink ink = Ink::Accent;   ///< for Series and Band
    std::vector<Spot> spots; ///< Box: two corners; Dot, Label: one (of the baseline)
    std::string text;        ///< of a Label
    Anchor anchor = Anchor::Start;
    bool upright = false; ///< a Label that reads from bottom to top
    std::string tip;      ///< what a shape says when pointed at
};

struct Drawing {
    double width = 0;
    double height = 0;
    double fontSize = 0;
    std::vector<Shape> shapes;
};

/// Lays a plot out in units of its font: about 1/72 inch on paper, pixels on screens. The height
/// follows from what there is to show.
Drawing draw(const Plot& plot, double width);

/// Round numbers from at or below `low` to at or above `high`, about `wanted` of them.
std::vector<double> ticks(double low, double high, int wanted);

} // namespace brera::report
