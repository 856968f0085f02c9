// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/drawing.h"

#include "report/text.h"

#include <algorithm>
#include <cmath>

namespace brera::report {

namespace {

constexpr double kFont = 11;
constexpr double kLetter = 0.56 * kFont; ///< an average letter is about as wide
constexpr double kRow = 26;              ///< of a bar plot, for one bar
constexpr double kBar = 14;
constexpr double kLegend = 24;
constexpr double kPlotHeight = 220;
constexpr std::size_t kLongestName = 28;

std::size_t letters(std::string_view text) {
    std::size_t letters = 0;
    for (const char byte : text) {
        letters += (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
    }
    return letters;
}

double widthOf(std::string_view text) {
    return static_cast<double>(letters(text)) * kLetter;
}

/// At most `most` letters, the middle left out: layers differ at their ends.
std::string shortened(const std::string& text, std::size_t most) {
    const std::string whole = cleanLine(text);
    if (letters(whole) <= most) {
        return whole;
    }
    const auto place = [&](std::size_t letter) {
        std::size_t at = 0;
        for (std::size_t passed = 0; at < whole.size(); ++at) {
            passed += (static_cast<unsigned char>(whole[at]) & 0xc0) != 0x80;
            if (passed > letter) {
                break;
            }
        }
        return at;
    };
    const std::size_t head = most / 3;
    return whole.substr(0, place(head)) + "…" +
           whole.substr(place(letters(whole) - (most - head - 1)));
}

Shape label(double x, double y, std::string text, Tone tone, Anchor anchor) {
    Shape shape;
    shape.kind = Shape::Kind::Label;
    shape.tone = tone;
    shape.spots = {{x, y}};
    shape.text = std::move(text);
    shape.anchor = anchor;
    return shape;
}

Shape line(double x0, double y0, double x1, double y1, Tone tone) {
    Shape shape;
    shape.tone = tone;
    shape.spots = {{x0, y0}, {x1, y1}};
    return shape;
}

Shape box(double left, double top, double right, double bottom, Ink ink) {
    Shape shape;
    shape.kind = Shape::Kind::Box;
    shape.ink = ink;
    shape.spots = {{left, top}, {right, bottom}};
    return shape;
}

std::string valueText(const Plot& plot, double value) {
    if (plot.percent) {
        return percent(value);
    }
    const bool whole = value == std::floor(value) && std::fabs(value) < 1e15;
    return whole ? count(static_cast<std::int64_t>(value)) : figure(value);
}

/// A tick needs no more digits than its step has.
std::string tickText(const Plot& plot, double value, double step) {
    const double shown = plot.percent ? value * 100 : value;
    const double shownStep = plot.percent ? step * 100 : step;
    const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(shownStep) - 1e-9)), 0, 6);
    const std::string text = decimals(shown, digits);
    return plot.percent ? text + "%" : text;
}

/// Names beside samples of their colours, in rows; returns the height they take.
double drawLegend(const Plot& plot, double width, Drawing& drawing) {
    struct Item {
        std::string name;
        Ink ink;
        Shape::Kind kind;
        bool upright;
    };
    std::vector<Item> items;
    for (const auto& series : plot.bars) {
        items.push_back({series.name, series.ink, Shape::Kind::Box, false});
    }
    for (const auto& series : plot.lines) {
        items.push_back({series.name, series.ink, Shape::Kind::Line, false});
    }
    for (const auto& baseline : plot.baselines) {
        items.push_back({baseline.name, baseline.ink, Shape::Kind::Dotted, false});
    }
    for (const auto& mark : plot.marks) {
        items.push_back({mark.name, mark.ink, Shape::Kind::Dotted, true});
    }
    if (items.size() < 2) {
        return 0;
    }
    double x = 0;
    double y = kFont;
    for (const auto& item : items) {
        const std::string name = shortened(item.name, 48);
        const double needed = 22 + widthOf(name) + 16;
        if (x > 0 && x + needed > width) {
            x = 0;
            y += kFont * 1.7;
        }
        if (item.kind == Shape::Kind::Box) {
            drawing.shapes.push_back(box(x, y - 9, x + 12, y + 1, item.ink));
        } else {
            Shape sample = item.upright ? line(x + 8, y - 10, x + 8, y + 2, Tone::Series)
                                        : line(x, y - 4, x + 16, y - 4, Tone::Series);
            sample.kind = item.kind;
            sample.ink = item.ink;
            drawing.shapes.push_back(std::move(sample));
        }
        drawing.shapes.push_back(label(x + 22, y, name, Tone::Words, Anchor::Start));
        x += needed;
    }
    return y - kFont + kLegend;
}

double valueOf(const BarSeries& series, std::size_t category) {
    const double value = category < series.values.size() ? series.values[category] : 0;
    return std::isfinite(value) ? value : 0;
}

/// Bars lie, so that names of any length and number have room.
void drawBars(const Plot& plot, double width, double top, Drawing& drawing) {
    double highest = 0;
    std::size_t longest = 0;
    std::size_t longestValue = 1;
    for (std::size_t c = 0; c < plot.categories.size(); ++c) {
        longest = std::max(longest, letters(shortened(plot.categories[c], kLongestName)));
        double sum = 0;
        for (const auto& series : plot.bars) {
            sum += valueOf(series, c);
            highest = std::max(highest, plot.stacked ? sum : valueOf(series, c));
            longestValue = std::max(
                longestValue, letters(valueText(plot, plot.stacked ? sum : valueOf(series, c))));
        }
    }
    const double left = static_cast<double>(longest) * kLetter + 12;
    const double right = width - static_cast<double>(longestValue) * kLetter - 10;
    const std::size_t lanes = plot.stacked || plot.bars.empty() ? 1 : plot.bars.size();
    const double rowHeight = kRow + static_cast<double>(lanes - 1) * (kBar + 2);
    const auto place = [&](double value) {
        return left + (highest > 0 ? value / highest : 0) * (right - left);
    };
    double y = top;
    for (std::size_t c = 0; c < plot.categories.size(); ++c) {
        const double middle = y + rowHeight / 2;
        drawing.shapes.push_back(label(left - 10, middle + kFont * 0.36,
                                       shortened(plot.categories[c], kLongestName), Tone::Words,
                                       Anchor::End));
        double lane = middle - (static_cast<double>(lanes) * (kBar + 2) - 2) / 2;
        double sum = 0;
        for (const auto& series : plot.bars) {
            const double value = valueOf(series, c);
            if (value > 0) {
                Shape bar = box(place(plot.stacked ? sum : 0), lane,
                                place(plot.stacked ? sum + value : value), lane + kBar, series.ink);
                bar.tip = plot.categories[c] + ", " + series.name + ": " + valueText(plot, value);
                drawing.shapes.push_back(std::move(bar));
            }
            if (!plot.stacked) {
                drawing.shapes.push_back(label(place(value) + 6, lane + kBar - 3,
                                               valueText(plot, value), Tone::MutedWords,
                                               Anchor::Start));
                lane += kBar + 2;
            }
            sum += value;
        }
        if (plot.stacked) {
            drawing.shapes.push_back(label(place(sum) + 6, lane + kBar - 3, valueText(plot, sum),
                                           Tone::MutedWords, Anchor::Start));
        }
        y += rowHeight;
    }
    drawing.shapes.push_back(line(left, top, left, y, Tone::Axis));
    drawing.height = y + 4;
}

/// Values of all lines, bands and baselines, along one axis.
struct Extent {
    double low = 0;
    double high = 0;
    bool any = false;

    void add(double value) {
        if (std::isfinite(value)) {
            low = any ? std::min(low, value) : value;
            high = any ? std::max(high, value) : value;
            any = true;
        }
    }
};

void drawLines(const Plot& plot, double width, double top, Drawing& drawing) {
    Extent across;
    Extent up;
    for (const auto& series : plot.lines) {
        for (const auto& point : series.points) {
            across.add(point.x);
            up.add(point.y);
        }
        for (const auto& point : series.band) {
            across.add(point.x);
            up.add(point.low);
            up.add(point.high);
        }
    }
    for (const auto& baseline : plot.baselines) {
        up.add(baseline.value);
    }
    for (const auto& mark : plot.marks) {
        across.add(mark.x);
    }
    const auto rows = ticks(up.low, up.high, 5);
    const auto columns = ticks(across.low, across.high, 7);
    const double rowStep = rows[1] - rows[0];
    const double columnStep = columns[1] - columns[0];
    double longest = 0;
    for (const double row : rows) {
        longest = std::max(longest, widthOf(tickText(plot, row, rowStep)));
    }
    const double left = longest + 12 + (plot.yLabel.empty() ? 0 : kFont + 8);
    const double right = width - 12;
    const double bottom = top + kPlotHeight;
    const double xHigh = across.high > across.low ? across.high : across.low + 1;
    const auto atX = [&](double x) {
        return left + (x - across.low) / (xHigh - across.low) * (right - left);
    };
    const auto atY = [&](double y) {
        return bottom - (y - rows.front()) / (rows.back() - rows.front()) * kPlotHeight;
    };
    for (const double row : rows) {
        const bool base = row == rows.front();
        drawing.shapes.push_back(
            line(left, atY(row), right, atY(row), base ? Tone::Axis : Tone::Grid));
        drawing.shapes.push_back(label(left - 8, atY(row) + kFont * 0.36,
                                       tickText(plot, row, rowStep), Tone::MutedWords,
                                       Anchor::End));
    }
    Plot plain;
    for (const double column : columns) {
        if (column >= across.low && column <= xHigh) {
            drawing.shapes.push_back(
                line(atX(column), bottom, atX(column), bottom + 4, Tone::Axis));
            drawing.shapes.push_back(label(atX(column), bottom + 18,
                                           tickText(plain, column, columnStep), Tone::MutedWords,
                                           Anchor::Middle));
        }
    }
    for (const auto& series : plot.lines) {
        if (series.band.empty()) {
            continue;
        }
        Shape area;
        area.kind = Shape::Kind::Area;
        area.tone = Tone::Band;
        area.ink = series.ink;
        for (const auto& point : series.band) {
            area.spots.push_back({atX(point.x), atY(point.high)});
        }
        for (auto point = series.band.rbegin(); point != series.band.rend(); ++point) {
            area.spots.push_back({atX(point->x), atY(point->low)});
        }
        drawing.shapes.push_back(std::move(area));
    }
    for (const auto& baseline : plot.baselines) {
        Shape level = line(left, atY(baseline.value), right, atY(baseline.value), Tone::Series);
        level.kind = Shape::Kind::Dotted;
        level.ink = baseline.ink;
        level.tip = baseline.name + ": " + valueText(plot, baseline.value);
        drawing.shapes.push_back(std::move(level));
    }
    for (const auto& mark : plot.marks) {
        Shape upright = line(atX(mark.x), top, atX(mark.x), bottom, Tone::Series);
        upright.kind = Shape::Kind::Dotted;
        upright.ink = mark.ink;
        upright.tip = mark.name + ": " + valueText(plain, mark.x);
        drawing.shapes.push_back(std::move(upright));
    }
    for (const auto& series : plot.lines) {
        Shape curve;
        curve.ink = series.ink;
        for (const auto& point : series.points) {
            curve.spots.push_back({atX(point.x), atY(point.y)});
        }
        if (curve.spots.size() > 1) {
            drawing.shapes.push_back(std::move(curve));
        }
        for (const auto& point : series.points) {
            Shape dot;
            dot.kind = Shape::Kind::Dot;
            dot.ink = series.ink;
            dot.spots = {{atX(point.x), atY(point.y)}};
            dot.tip =
                series.name + ", " + valueText(plain, point.x) + ": " + valueText(plot, point.y);
            drawing.shapes.push_back(std::move(dot));
        }
    }
    if (!plot.yLabel.empty()) {
        Shape name =
            label(kFont, top + kPlotHeight / 2, plot.yLabel, Tone::MutedWords, Anchor::Middle);
        name.upright = true;
        drawing.shapes.push_back(std::move(name));
    }
    drawing.height = bottom + 26;
    if (!plot.xLabel.empty()) {
        drawing.shapes.push_back(
            label((left + right) / 2, bottom + 36, plot.xLabel, Tone::MutedWords, Anchor::Middle));
        drawing.height = bottom + 42;
    }
}

} // namespace

std::vector<double> ticks(double low, double high, int wanted) {
    if (!(high > low)) { // one value, or none: some room around it
        const double room = low == 0 ? 1 : std::fabs(low) * 0.1;
        high = low + room;
        low -= low == 0 ? 0 : room;
    }
    const double rough = (high - low) / std::max(1, wanted - 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double lead = rough / power;
    const double step = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    std::vector<double> result;
    const auto first = std::floor(low / step + 1e-9);
    const auto last = std::max(std::ceil(high / step - 1e-9), first + 1);
    for (double i = first; i <= last; ++i) {
        result.push_back(i * step);
    }
    return result;
}

Drawing draw(const Plot& plot, double width) {
    Drawing drawing;
    drawing.width = width;
    drawing.fontSize = kFont;
    const double legend = drawLegend(plot, width, drawing);
    if (!plot.categories.empty()) {
        drawBars(plot, width, legend, drawing);
    } else {
        drawLines(plot, width, legend + 6, drawing);
    }
    return drawing;
}

} // namespace brera::report
