// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/edit_report.h"

#include "demo/edit_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

namespace brera::demo {

namespace {

using ablation::Curve;
using ablation::CurvePoint;

// --- the table ---

void addRows(std::string& text, std::uint64_t seed, std::string_view series, int trial,
             const Curve& curve) {
    for (const auto& point : curve.points) {
        const auto unit = point.count > 0
                              ? curve.order[static_cast<std::size_t>(point.count - 1)].toString()
                              : std::string();
        const auto& validation = point.sets[kValidation];
        const auto& adversarial = point.sets[kAdversarial];
        text += fmt::format("{},{},{},{},{},{:.6f},{:.6f},{:.6f},{:.6f}\n", seed, series,
                            trial > 0 ? std::to_string(trial) : std::string(), point.count, unit,
                            validation.top1(), validation.loss(), adversarial.top1(),
                            adversarial.loss());
    }
}

// --- the figure ---

constexpr double kPanelWidth = 300;
constexpr double kColumn = kPanelWidth + 72;
constexpr double kLeft = 72;
constexpr double kTop = 128;
constexpr double kHeights[] = {224, 144}; // adversarial, validation
constexpr double kRowGap = 40;
constexpr double kBottom = 88;
constexpr std::string_view kLossColour = "#1f5fa8";
constexpr std::string_view kAccuracyColour = "#d9822b";
constexpr std::string_view kSortAllColour = "#7b5aa6";
constexpr std::string_view kRandomColour = "#8a9099";

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

double percent(const CurvePoint& point, std::size_t set) {
    return 100 * point.sets[set].top1();
}

std::string label(double x, double y, std::string_view text, std::string_view attributes = "") {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>\n", x, y, attributes,
                       escaped(text));
}

std::string line(double x1, double y1, double x2, double y2, std::string_view attributes) {
    return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", x1,
                       y1, x2, y2, attributes);
}

struct Range {
    double low = 0;
    double high = 1;
};

/// One diagram, in its place.
struct Panel {
    std::size_t set;
    double left, top, height;
    double last; ///< largest count
    Range range; ///< of percentages

    double x(double count) const { return left + kPanelWidth * count / last; }
    double y(double value) const {
        const double share = (value - range.low) / (range.high - range.low);
        return top + height * (1 - std::clamp(share, 0.0, 1.0));
    }

    std::string axes() const {
        std::string text;
        const double step = range.high - range.low > 40 ? 20 : 10;
        for (double value = range.low; value <= range.high; value += step) {
            text += line(left, y(value), left + kPanelWidth, y(value),
                         value == range.low ? "stroke=\"#777\"" : "stroke=\"#e6e6e6\"");
            text += label(left - 8, y(value) + 4, fmt::format("{:.0f}", value),
                          "text-anchor=\"end\" fill=\"#666\"");
        }
        const double stride = last > 40 ? 20 : last > 20 ? 10 : last > 8 ? 5 : 1;
        for (double count = 0; count <= last; count += stride) {
            text += label(x(count), top + height + 18, fmt::format("{:.0f}", count),
                          "text-anchor=\"middle\" fill=\"#666\"");
        }
        return text;
    }

    std::string path(const Curve& curve, std::string_view attributes) const {
        std::string points;
        for (const auto& point : curve.points) {
            points += fmt::format("{:.1f},{:.1f} ", x(static_cast<double>(point.count)),
                                  y(percent(point, set)));
        }
        return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke-linejoin=\"round\" {}/>\n",
                           points, attributes);
    }

    std::string dotted(double value, std::string_view colour) const {
        return line(left, y(value), left + kPanelWidth, y(value),
                    fmt::format("stroke=\"{}\" stroke-dasharray=\"2 3\"", colour));
    }

    /// As far as all orders go: where some have ended, a mean would be that of the lucky ones.
    std::string band(const std::vector<Curve>& curves) const {
        std::size_t common = curves.empty() ? 0 : curves.front().points.size();
        for (const auto& curve : curves) {
            common = std::min(common, curve.points.size());
        }
        if (common == 0) {
            return {};
        }
        std::string text;
        for (const auto& curve : curves) {
            text += path(curve, "stroke=\"#c9cdd3\" stroke-width=\"0.7\"");
        }
        auto bands = ablation::band(
            curves, set, [](const ablation::Figures& figures) { return 100 * figures.top1(); });
        bands.resize(common);
        std::string upper, lower, mean;
        for (const auto& at : bands) {
            const double across = x(static_cast<double>(at.count));
            upper += fmt::format("{:.1f},{:.1f} ", across, y(at.high));
            lower = fmt::format("{:.1f},{:.1f} ", across, y(at.low)) + lower;
            mean += fmt::format("{:.1f},{:.1f} ", across, y(at.mean));
        }
        text += fmt::format("<polygon points=\"{}{}\" fill=\"{}\" fill-opacity=\"0.22\"/>\n", upper,
                            lower, kRandomColour);
        text += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" "
                            "stroke-width=\"1.6\"/>\n",
                            mean, kRandomColour);
        return text;
    }
};

std::string stroke(std::string_view colour, double width) {
    return fmt::format("stroke=\"{}\" stroke-width=\"{}\"", colour, width);
}

std::vector<const Curve*> curvesOf(const SeedEdit& edit) {
    std::vector<const Curve*> curves{&edit.byLoss, &edit.byAccuracy, &edit.sortAll};
    for (const auto& curve : edit.random) {
        curves.push_back(&curve);
    }
    return curves;
}

Range rangeOf(std::span<const SeedEdit> edits, std::size_t set) {
    Range range{100, 0};
    for (const auto& edit : edits) {
        for (const auto* curve : curvesOf(edit)) {
            for (const auto& point : curve->points) {
                range.low = std::min(range.low, percent(point, set));
                range.high = std::max(range.high, percent(point, set));
            }
        }
    }
    return {10 * std::floor(range.low / 10), 10 * std::floor(range.high / 10) + 10};
}

double lastCount(std::span<const SeedEdit> edits) {
    std::int64_t last = 1;
    for (const auto& edit : edits) {
        for (const auto* curve : curvesOf(edit)) {
            last = std::max(last, curve->points.back().count);
        }
    }
    return static_cast<double>(last);
}

std::string drawPanel(const Panel& panel, const SeedEdit& edit, double allowance) {
    std::string text = panel.axes();
    const double baseline = percent(edit.byLoss.points.front(), panel.set);
    text += panel.band(edit.random);
    text += panel.dotted(baseline, "#444");
    if (panel.set == kValidation) {
        text += panel.dotted(baseline - 100 * allowance, "#b03030");
    }
    text += panel.path(edit.sortAll, stroke(kSortAllColour, 1.6));
    text += panel.path(edit.byAccuracy, stroke(kAccuracyColour, 1.6));
    text += panel.path(edit.byLoss, stroke(kLossColour, 2.4));
    const auto mark = [&](std::int64_t count, std::string_view fill) {
        const auto at = std::ranges::find(edit.byLoss.points, count, &CurvePoint::count);
        const double x = panel.x(static_cast<double>(count));
        const double y = panel.y(percent(*at, panel.set));
        text += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.5\" fill=\"{}\" {}/>\n", x,
                            y, fill, stroke(kLossColour, 2));
        return std::pair{x, y};
    };
    const auto stopped = ablation::stopRule(edit.byLoss, kValidation);
    mark(stopped, "#ffffff");
    const auto best = bestGain(edit.byLoss, allowance);
    const auto [x, y] = mark(best.ablated, kLossColour);
    if (panel.set == kAdversarial) {
        text += label(
            x, y - 12, fmt::format("{:+.1f}", best.gain),
            fmt::format("text-anchor=\"middle\" font-weight=\"600\" fill=\"{}\"", kLossColour));
    }
    return text;
}

std::string drawLegend(double left, double top, double allowance) {
    std::string text;
    const auto entry = [&](std::string_view colour, double width, std::string_view what,
                           double room) {
        text += line(left, top - 4, left + 24, top - 4, stroke(colour, width));
        text += label(left + 32, top, what, "fill=\"#333\"");
        left += room;
    };
    const double begin = left;
    entry(kLossColour, 2.4, "text units, ordered by loss", 232);
    entry(kAccuracyColour, 1.6, "text units, by accuracy (paper)", 240);
    entry(kSortAllColour, 1.6, "all units, by loss", 184);
    entry(kRandomColour, 1.6, "random orders: mean, range", 0);
    left = begin;
    top += 24;
    const auto sign = [&](std::string_view fill, std::string_view what, double room) {
        text += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.5\" fill=\"{}\" {}/>\n",
                            left + 12, top - 4, fill, stroke(kLossColour, 2));
        text += label(left + 32, top, what, "fill=\"#333\"");
        left += room;
    };
    sign(kLossColour, "best within the allowance", 232);
    sign("#ffffff", "stop rule's choice", 240);
    text += line(left, top - 4, left + 24, top - 4, "stroke=\"#444\" stroke-dasharray=\"2 3\"");
    text += label(left + 32, top, "nothing switched off", "fill=\"#333\"");
    left += 184;
    text += line(left, top - 4, left + 24, top - 4, "stroke=\"#b03030\" stroke-dasharray=\"2 3\"");
    text += label(left + 32, top, fmt::format("the allowance: {:g} points lost", 100 * allowance),
                  "fill=\"#333\"");
    return text;
}

} // namespace

std::string editCsv(std::span<const SeedEdit> edits) {
    std::string text = "seed,series,trial,count,unit,validation_accuracy,validation_loss,"
                       "adversarial_accuracy,adversarial_loss\n";
    for (const auto& edit : edits) {
        addRows(text, edit.seed, "by_loss", 0, edit.byLoss);
        addRows(text, edit.seed, "by_accuracy", 0, edit.byAccuracy);
        addRows(text, edit.seed, "sort_all", 0, edit.sortAll);
        for (std::size_t trial = 0; trial < edit.random.size(); ++trial) {
            addRows(text, edit.seed, "random", static_cast<int>(trial) + 1, edit.random[trial]);
        }
    }
    return text;
}

std::string drawEdit(std::span<const SeedEdit> edits, const EditRecipe& recipe) {
    constexpr double kLeast = 900; // the legend's
    const double width = std::max(kLeast, kLeft + kColumn * static_cast<double>(edits.size()) - 40);
    const double height = kTop + kHeights[0] + kRowGap + kHeights[1] + kBottom;
    std::string text = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
        "viewBox=\"0 0 {0:.0f} {1:.0f}\" font-family=\"sans-serif\" font-size=\"12\">\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        width, height);
    text += label(kLeft, 32, "Switching off units described as text, one by one",
                  "font-size=\"16\" font-weight=\"600\" fill=\"#222\"");
    text += drawLegend(kLeft, 60, recipe.allowance);
    const double last = lastCount(edits);
    const Range ranges[] = {rangeOf(edits, kAdversarial), rangeOf(edits, kValidation)};
    const std::size_t sets[] = {kAdversarial, kValidation};
    const std::string_view titles[] = {"adversarial accuracy, %", "validation accuracy, %"};
    double left = kLeft;
    for (const auto& edit : edits) {
        double top = kTop;
        text += label(
            left, kTop - 14,
            fmt::format("seed {} · {} of {} units", edit.seed, edit.candidates.size(), edit.units),
            "font-weight=\"600\" fill=\"#222\"");
        for (int row = 0; row < 2; ++row) {
            const Panel panel{sets[row], left, top, kHeights[row], last, ranges[row]};
            text += drawPanel(panel, edit, recipe.allowance);
            if (left == kLeft) {
                const double middle = top + kHeights[row] / 2;
                text += label(0, 0, titles[row],
                              fmt::format("transform=\"translate(24 {:.1f}) rotate(-90)\" "
                                          "text-anchor=\"middle\" fill=\"#333\"",
                                          middle));
            }
            top += kHeights[row] + kRowGap;
        }
        left += kColumn;
    }
    text += label(kLeft, height - 44, "units switched off", "fill=\"#333\"");
    text += label(kLeft, height - 16,
                  fmt::format("Candidates: descriptions matching {}. The demo's descriptions are "
                              "learned from generated annotations.",
                              recipe.query),
                  "font-size=\"11\" fill=\"#666\"");
    return text + "</svg>\n";
}

} // namespace brera::demo
