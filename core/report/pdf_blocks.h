// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/pdf_canvas.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace brera::report {

/// A piece of a document that stays on one page.
struct Block {
    double height = 0;
    double before = 0; ///< space above; none at the top of a page
    bool newPage = false;
    bool withNext = false; ///< stays with what follows
    std::string name;      ///< a place that links lead to; may be empty
    std::string heading;   ///< of a section that begins here: a bookmark, and what pages are headed
    std::function<void(PdfCanvas& canvas, double x, double y)> draw;
};

/// Makes a document's blocks, each as high as its words are.
class BlockMaker {
public:
    /// @param pages on which page a name is: known once all blocks have been laid out, and asked
    /// for when they are drawn.
    BlockMaker(const PdfCanvas& canvas, double width, const std::map<std::string, int>& pages)
        : m_canvas(canvas), m_width(width), m_pages(pages) {}

    std::vector<Block> blocksOf(const Report& report);

private:
    void add(double height, double before, std::function<void(PdfCanvas&, double, double)> draw);
    void addText(const Words& words, double before, double indent = 0);
    void addHeading(const std::string& text, const std::string& name, bool newPage);
    void addCover(const Report& report);
    void addFacts(const Report& report);
    /// A fact's label and a piece of its value; a title where there is no value.
    struct FactRow {
        Words label;
        Words value;
    };
    std::vector<FactRow> factRows(const FactGroup& group) const;
    double factWidth() const;
    void addFactRow(const FactRow& left, const FactRow& right, double before);
    void addLimitations(const Report& report);
    void addContents(const Report& report);
    void addPlot(const Plot& plot);
    void addTable(const Table& table);
    void addUnit(const Report& report, const Unit& unit, double indent);
    void addHead(const Report& report, const Unit& unit, double indent);
    void addStrip(const Unit& unit, double indent);
    void addWords(const Unit& unit, double indent);
    void addMissing(const Report& report);

    const PdfCanvas& m_canvas;
    double m_width;
    const std::map<std::string, int>& m_pages;
    std::vector<Block> m_blocks;
};

/// Words in a size and colour.
TextStyle styled(double size, Colour colour = paper::kText);
inline constexpr TextStyle kSmall{.size = 8, .colour = paper::kMuted};
/// A stranger's text inside a sentence: what it does to the direction of letters ends with it.
std::string isolated(std::string_view text);

/// A drawing at its place, `scale` points a unit.
void paint(PdfCanvas& canvas, const Drawing& drawing, double x, double y, double scale);

} // namespace brera::report
