// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg.h"

#include "report/drawing.h"
#include "report/text.h"

#include <array>
#include <charconv>

namespace brera::report {

namespace {

std::string number(double value) {
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, 1);
    return {buffer.data(), end.ptr};
}

const char* inkName(Ink ink) {
    switch (ink) {
    case Ink::Accent:
        return "accent";
    case Ink::Second:
        return "second";
    case Ink::Third:
        return "third";
    case Ink::Fourth:
        return "fourth";
    case Ink::Good:
        return "good";
    case Ink::Bad:
        return "bad";
    case Ink::Unsure:
        return "unsure";
    case Ink::Quiet:
        break;
    }
    return "quiet";
}

std::string classOf(const Shape& shape) {
    switch (shape.tone) {
    case Tone::Series:
        return std::string("ink-") + inkName(shape.ink);
    case Tone::Band:
        return std::string("band-") + inkName(shape.ink);
    case Tone::Axis:
        return "axis";
    case Tone::Grid:
        return "grid";
    case Tone::Words:
        return "words";
    case Tone::MutedWords:
        break;
    }
    return "muted-words";
}

std::string path(const Shape& shape) {
    std::string data;
    for (const auto& spot : shape.spots) {
        data += (data.empty() ? "M" : "L") + number(spot.x) + ' ' + number(spot.y);
    }
    return shape.kind == Shape::Kind::Area ? data + 'Z' : data;
}

std::string element(const Shape& shape) {
    const std::string name = classOf(shape);
    const Spot& first = shape.spots.front();
    const std::string inside =
        shape.tip.empty() ? std::string() : "<title>" + escaped(cleanLine(shape.tip)) + "</title>";
    switch (shape.kind) {
    case Shape::Kind::Line:
        return "<path class=\"line " + name + "\" d=\"" + path(shape) + "\">" + inside + "</path>";
    case Shape::Kind::Dotted:
        return "<path class=\"dotted " + name + "\" d=\"" + path(shape) + "\">" + inside +
               "</path>";
    case Shape::Kind::Area:
        return "<path class=\"fill " + name + "\" d=\"" + path(shape) + "\"></path>";
    case Shape::Kind::Box: {
        const Spot& last = shape.spots.back();
        return "<rect class=\"fill " + name + "\" x=\"" + number(first.x) + "\" y=\"" +
               number(first.y) + "\" width=\"" + number(last.x - first.x) + "\" height=\"" +
               number(last.y - first.y) + "\">" + inside + "</rect>";
    }
    case Shape::Kind::Dot:
        return "<circle class=\"fill " + name + "\" cx=\"" + number(first.x) + "\" cy=\"" +
               number(first.y) + "\" r=\"2.5\">" + inside + "</circle>";
    case Shape::Kind::Label:
        break;
    }
    static constexpr std::array kAnchors{"start", "middle", "end"};
    const std::string turned =
        shape.upright ? " transform=\"rotate(-90 " + number(first.x) + ' ' + number(first.y) + ")\""
                      : std::string();
    return "<text class=\"" + name + "\" x=\"" + number(first.x) + "\" y=\"" + number(first.y) +
           "\" text-anchor=\"" + kAnchors[static_cast<std::size_t>(shape.anchor)] + "\"" + turned +
           ">" + escaped(shape.text) + "</text>";
}

} // namespace

std::string svg(const Plot& plot, double width) {
    const Drawing drawing = draw(plot, width);
    const std::string name = plot.remark.empty() ? plot.title : plot.title + ". " + plot.remark;
    std::string text = "<svg class=\"plot\" viewBox=\"0 0 " + number(drawing.width) + ' ' +
                       number(drawing.height) + "\" role=\"img\" aria-label=\"" +
                       escaped(cleanLine(name)) + "\">\n";
    for (const auto& shape : drawing.shapes) {
        text += element(shape) + '\n';
    }
    return text + "</svg>\n";
}

} // namespace brera::report
