// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_blocks.h"

#include "report/text.h"

#include <algorithm>
#include <utility>

/// The part of a document's blocks that is about units.
namespace brera::report {

namespace {

constexpr double kTilesInRow = 10;
constexpr double kTileGap = 3.5;
constexpr double kIndent = 14; ///< of a counterpart
constexpr double kBadgeHeight = 13;

/// A text with what was searched for marked.
Words marked(const Unit& unit, const TextStyle& style) {
    Words words{{}, style, {}};
    for (const auto& part : parts(unit.text, unit.matches)) {
        const auto begin = static_cast<unsigned>(words.text.size());
        words.text += cleanLine(part.text);
        if (part.matched) {
            words.marks.emplace_back(begin, static_cast<unsigned>(words.text.size()));
        }
    }
    return words;
}

/// Label and value pairs in a line of small letters.
std::string numbersLine(const Unit& unit) {
    std::vector<std::string> said;
    if (!unit.relation.empty()) {
        said.push_back(isolated(unit.relation));
    }
    if (unit.scores) {
        said.push_back("wpmi " + decimals(unit.scores->wpmi, 2));
        said.push_back("log p(d|E) " + decimals(unit.scores->given, 2));
        said.push_back("log p(d) " + decimals(unit.scores->alone, 2));
    }
    if (unit.statistics) {
        said.push_back("top activation " + figure(unit.statistics->topActivation));
        said.push_back("threshold " + figure(unit.statistics->threshold));
        said.push_back("mean " + figure(unit.statistics->mean));
    }
    std::string line;
    for (const auto& text : said) {
        line += (line.empty() ? "" : "  ·  ") + text;
    }
    return line;
}

} // namespace

void BlockMaker::addUnit(const Report& report, const Unit& unit, double indent) {
    addHead(report, unit, indent);
    addStrip(unit, indent);
    if (const auto line = numbersLine(unit); !line.empty()) {
        TextStyle style = kSmall;
        style.size = 7.5;
        addText({line, style}, 4, indent);
        m_blocks.back().withNext = false;
    }
    addWords(unit, indent);
    for (const auto& counterpart : unit.counterparts) {
        m_blocks.back().withNext = true;
        addUnit(report, counterpart, kIndent);
    }
}

void BlockMaker::addHead(const Report& report, const Unit& unit, double indent) {
    const double width = m_width - indent;
    TextStyle idStyle = styled(8.5, paper::kMuted);
    idStyle.lines = 1;
    const Words id{(unit.network.empty() ? "" : cleanLine(unit.network) + " · ") +
                       cleanLine(unit.id.toString()),
                   idStyle};
    const double idWidth = std::min(m_canvas.widthOf({id.text, styled(8.5)}) + 1, width * 0.45);
    TextStyle said = styled(10.5);
    said.bold = !unit.text.empty();
    said.italic = unit.text.empty();
    said.lines = 6;
    const Words text = unit.text.empty() ? Words{"no description", said} : marked(unit, said);
    struct Badge {
        Words words;
        double left = 0; ///< in the column of badges
        double top = 0;
        double width = 0;
        Colour colour;
    };
    std::vector<Badge> badges;
    double row = 0; ///< of the badges
    double left = 0;
    double badgesWidth = 0;
    const double most = width * 0.4;
    for (const auto& judgement : unit.judgements) {
        const Colour colour = colourOf(judgement.verdict);
        TextStyle style = styled(7.5, colour);
        style.bold = true;
        style.lines = 1;
        style.anchor = Anchor::Middle;
        const Words words{cleanLine(judgementText(report, judgement)), style};
        const double own = std::min(m_canvas.widthOf(words) + 13, most);
        if (left > 0 && left + own > most) {
            left = 0;
            ++row;
        }
        badges.push_back({words, left, row * (kBadgeHeight + 3), own, colour});
        left += own + 4;
        badgesWidth = std::max(badgesWidth, left - 4);
    }
    const double textWidth = width - idWidth - 9 - (badgesWidth > 0 ? badgesWidth + 6 : 0);
    const double height =
        std::max(m_canvas.heightOf(text, textWidth), (row + 1) * (kBadgeHeight + 3) - 2);
    add(height, indent > 0 ? 10 : 18,
        [=, badges = std::move(badges)](PdfCanvas& canvas, double x, double y) {
            canvas.write(id, x + indent, y + 2.3, idWidth);
            canvas.write(text, x + indent + idWidth + 9, y, textWidth);
            for (const auto& badge : badges) {
                const double at = x + indent + width - badgesWidth + badge.left;
                canvas.frame(at, y + 0.5 + badge.top, badge.width, kBadgeHeight, badge.colour,
                             kBadgeHeight / 2);
                canvas.write(badge.words, at + 5, y + 2 + badge.top, badge.width - 10);
            }
        });
    m_blocks.back().withNext = true;
}

void BlockMaker::addStrip(const Unit& unit, double indent) {
    if (unit.tiles.empty()) {
        return;
    }
    const double side = (m_width - indent - (kTilesInRow - 1) * kTileGap) / kTilesInRow;
    const auto inRow = static_cast<std::size_t>(kTilesInRow);
    for (std::size_t first = 0; first < unit.tiles.size(); first += inRow) {
        const std::size_t last = std::min(unit.tiles.size(), first + inRow);
        // The report outlives its blocks.
        add(side, first == 0 ? 5 : kTileGap,
            [&unit, first, last, side, indent](PdfCanvas& canvas, double x, double y) {
                double at = x + indent;
                for (std::size_t i = first; i < last; ++i) {
                    const auto& tile = unit.tiles[i];
                    if (tile.jpeg.empty()) {
                        canvas.box(at, y, side, side, paper::kTile);
                        TextStyle style = styled(6.5, paper::kMuted);
                        style.anchor = Anchor::Middle;
                        canvas.writeLine({"image", style}, at + side / 2, y + side / 2 - 1);
                        canvas.writeLine({"missing", style}, at + side / 2, y + side / 2 + 7);
                    } else {
                        canvas.jpeg(tile.jpeg, tile.size, at, y, side);
                    }
                    at += side + kTileGap;
                }
            });
        m_blocks.back().withNext = true;
    }
}

void BlockMaker::addWords(const Unit& unit, double indent) {
    if (unit.human) {
        addText({"in a person’s words", kSmall}, 3, indent);
    } else if (!unit.source.empty()) {
        addText({"by " + isolated(unit.source), kSmall}, 3, indent);
    }
    if (!unit.machineText.empty() && unit.machineText != unit.text) {
        addText({"The captioner says “" + isolated(unit.machineText) + "”", kSmall}, 3, indent);
    }
    for (const auto& saying : unit.sayings) {
        addText({isolated(saying.source) + " says “" + isolated(saying.text) + "”", kSmall}, 3,
                indent);
    }
    if (!unit.note.empty()) {
        addText({clean(unit.note), styled(8.5)}, 5, indent + 8);
    }
    if (!unit.tags.empty()) {
        std::string tags;
        for (const auto& tag : unit.tags) {
            tags += (tags.empty() ? "#" : "   #") + isolated(tag);
        }
        addText({tags, styled(8, paper::kAccent)}, 4, indent);
    }
}

} // namespace brera::report
