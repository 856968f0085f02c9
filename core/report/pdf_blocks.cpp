// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_blocks.h"

#include "report/text.h"

#include <algorithm>
#include <utility>

namespace brera::report {

namespace {

constexpr double kPlotUnits = 640; ///< a plot's own width, shown as wide as the column
constexpr double kColumnGap = 24;
constexpr double kFactLabel = 84;
constexpr double kFactGap = 8;
constexpr int kLinesTogether = 24; ///< of a text that may have to be broken
constexpr TextStyle kBody{.size = 9};

} // namespace

TextStyle styled(double size, Colour colour) {
    TextStyle style;
    style.size = size;
    style.colour = colour;
    return style;
}

std::string isolated(std::string_view text) {
    return "\u2068" + cleanLine(text) + "\u2069";
}

void paint(PdfCanvas& canvas, const Drawing& drawing, double x, double y, double scale) {
    const auto put = [&](const Spot& spot) { return Spot{x + spot.x * scale, y + spot.y * scale}; };
    for (const auto& shape : drawing.shapes) {
        std::vector<Spot> spots;
        std::transform(shape.spots.begin(), shape.spots.end(), std::back_inserter(spots), put);
        const Colour colour = shape.tone == Tone::Axis         ? colourOf(Ink::Quiet)
                              : shape.tone == Tone::Grid       ? paper::kLine
                              : shape.tone == Tone::Words      ? paper::kText
                              : shape.tone == Tone::MutedWords ? paper::kMuted
                                                               : colourOf(shape.ink);
        switch (shape.kind) {
        case Shape::Kind::Line:
        case Shape::Kind::Dotted:
            canvas.line(spots, colour, shape.tone == Tone::Series ? 1.3 : 0.6,
                        shape.kind == Shape::Kind::Dotted);
            break;
        case Shape::Kind::Area:
            canvas.area(spots, colour, 0.18);
            break;
        case Shape::Kind::Box:
            canvas.box(spots[0].x, spots[0].y, spots[1].x - spots[0].x, spots[1].y - spots[0].y,
                       colour);
            break;
        case Shape::Kind::Dot:
            canvas.dot(spots[0].x, spots[0].y, 1.7, colour);
            break;
        case Shape::Kind::Label: {
            TextStyle style = styled(drawing.fontSize * scale, colour);
            style.anchor = shape.anchor;
            canvas.writeLine({cleanLine(shape.text), style}, spots[0].x, spots[0].y, shape.upright);
            break;
        }
        }
    }
}

std::vector<Block> BlockMaker::blocksOf(const Report& report) {
    addCover(report);
    addContents(report);
    bool first = report.sections.empty();
    for (const auto& plot : report.plots) {
        if (std::exchange(first, false)) {
            addHeading("Overview", "overview", true);
        }
        addPlot(plot);
    }
    for (const auto& table : report.tables) {
        if (std::exchange(first, false)) {
            addHeading("Overview", "overview", true);
        }
        addTable(table);
    }
    for (std::size_t i = 0; i < report.sections.size(); ++i) {
        const auto& section = report.sections[i];
        addHeading(cleanLine(section.title), "s" + std::to_string(i + 1), i == 0);
        if (!section.remark.empty()) {
            addText({clean(section.remark), kSmall}, 4);
            m_blocks.back().withNext = true;
        }
        for (const auto& unit : section.units) {
            addUnit(report, unit, 0);
        }
    }
    addMissing(report);
    return std::move(m_blocks);
}

void BlockMaker::add(double height, double before,
                     std::function<void(PdfCanvas&, double, double)> draw) {
    Block block;
    block.height = height;
    block.before = before;
    block.draw = std::move(draw);
    m_blocks.push_back(std::move(block));
}

void BlockMaker::addText(const Words& words, double before, double indent) {
    const double width = m_width - indent;
    for (auto& piece : m_canvas.split(words, width, kLinesTogether)) {
        const double height = m_canvas.heightOf(piece, width);
        add(height, std::exchange(before, 0),
            [piece = std::move(piece), width, indent](PdfCanvas& canvas, double x, double y) {
                canvas.write(piece, x + indent, y, width);
            });
    }
}

void BlockMaker::addHeading(const std::string& text, const std::string& name, bool newPage) {
    TextStyle style = styled(16);
    style.bold = true;
    const Words words{text, style};
    const double height = m_canvas.heightOf(words, m_width) + 8;
    add(height, 28, [=, width = m_width](PdfCanvas& canvas, double x, double y) {
        canvas.write(words, x, y, width);
        const Spot rule[] = {{x, y + height - 2}, {x + width, y + height - 2}};
        canvas.line(rule, paper::kLine, 0.6);
    });
    auto& block = m_blocks.back();
    block.name = name;
    block.heading = text;
    block.newPage = newPage;
    block.withNext = true;
}

void BlockMaker::addCover(const Report& report) {
    add(24, 0, [made = readableTime(report.made)](PdfCanvas& canvas, double x, double y) {
        canvas.box(x, y, 20, 20, {0.118, 0.118, 0.125}, 4);
        canvas.box(x + 3.4, y + 3.4, 13.2, 13.2, {0.239, 0.310, 0.486});
        canvas.dot(x + 10, y + 10.3, 4.1, {1, 1, 1});
        canvas.dot(x + 10, y + 10.3, 3.5, {0.949, 0.714, 0.235});
        canvas.writeLine({"Brera report", styled(9, paper::kMuted)}, x + 28, y + 13.5);
        TextStyle right = styled(9, paper::kMuted);
        right.anchor = Anchor::End;
        canvas.writeLine({made, right}, x + PdfCanvas::kWidth - 108, y + 13.5);
    });
    TextStyle title = styled(28);
    title.bold = true;
    addText({clean(report.title), title}, 48);
    if (!report.about.empty()) {
        addText({clean(report.about), styled(11.5, paper::kMuted)}, 10);
    }
    addFacts(report);
    addLimitations(report);
}

void BlockMaker::addFacts(const Report& report) {
    add(0.6, 28, [width = m_width](PdfCanvas& canvas, double x, double y) {
        const Spot rule[] = {{x, y}, {x + width, y}};
        canvas.line(rule, paper::kLine, 0.6);
    });
    // Two groups side by side, a row for each fact: rows may come to lie on different pages.
    for (std::size_t i = 0; i < report.facts.size(); i += 2) {
        const auto left = factRows(report.facts[i]);
        const auto right =
            i + 1 < report.facts.size() ? factRows(report.facts[i + 1]) : std::vector<FactRow>();
        for (std::size_t row = 0; row < std::max(left.size(), right.size()); ++row) {
            addFactRow(row < left.size() ? left[row] : FactRow(),
                       row < right.size() ? right[row] : FactRow(), row == 0 ? 16 : 4);
            m_blocks.back().withNext = row == 0; // a title is not left behind
        }
    }
}

std::vector<BlockMaker::FactRow> BlockMaker::factRows(const FactGroup& group) const {
    TextStyle title = styled(9);
    title.bold = true;
    std::vector<FactRow> rows{{{cleanLine(group.title), title}, {}}};
    for (const auto& fact : group.facts) {
        if (fact.label.empty()) {
            continue;
        }
        TextStyle value = styled(fact.code ? 7.2 : 8.5);
        value.mono = fact.code;
        Words label{cleanLine(fact.label), styled(7.5, paper::kMuted)};
        for (auto& piece : m_canvas.split({clean(fact.value), value},
                                          factWidth() - kFactLabel - kFactGap, kLinesTogether)) {
            rows.push_back({std::exchange(label, Words()), std::move(piece)});
        }
    }
    return rows;
}

double BlockMaker::factWidth() const {
    return (m_width - kColumnGap) / 2;
}

void BlockMaker::addFactRow(const FactRow& left, const FactRow& right, double before) {
    const double width = factWidth();
    const double valueWidth = width - kFactLabel - kFactGap;
    const auto labelWidth = [width](const FactRow& row) {
        return row.value.text.empty() ? width : kFactLabel; // a title has the row to itself
    };
    const auto heightOf = [&](const FactRow& row) {
        const auto height = [&](const Words& words, double within) {
            return words.text.empty() ? 0 : m_canvas.heightOf(words, within);
        };
        return std::max(height(row.label, labelWidth(row)), height(row.value, valueWidth));
    };
    add(std::max(heightOf(left), heightOf(right)), before,
        [=](PdfCanvas& canvas, double x, double y) {
            for (const auto* row : {&left, &right}) {
                const double at = row == &left ? x : x + width + kColumnGap;
                if (!row->label.text.empty()) {
                    // Smaller letters on the line of the larger ones.
                    canvas.write(row->label, at, y + (row->value.text.empty() ? 0 : 0.9),
                                 labelWidth(*row));
                }
                if (!row->value.text.empty()) {
                    canvas.write(row->value, at + kFactLabel + kFactGap,
                                 y + (row->value.style.mono ? 1.1 : 0), valueWidth);
                }
            }
        });
}

void BlockMaker::addLimitations(const Report& report) {
    if (report.limitations.empty()) {
        return;
    }
    // A box of slices that touch each other, and may come to lie on different pages.
    constexpr double kPadding = 12;
    constexpr double kGap = 5;
    const double width = m_width - 2 * kPadding;
    const auto addSlice = [&](Words words, double before, double top, double bottom) {
        const double height = top + m_canvas.heightOf(words, width) + bottom;
        add(height, before,
            [words = std::move(words), width, height, top](PdfCanvas& canvas, double x, double y) {
                canvas.box(x, y, width + 2 * kPadding, height, paper::kNotice);
                canvas.write(words, x + kPadding, y + top, width);
            });
    };
    TextStyle title = styled(9);
    title.bold = true;
    addSlice({"How far to trust this", title}, 28, kPadding, 0);
    m_blocks.back().withNext = true;
    for (const auto& text : report.limitations) {
        const bool last = &text == &report.limitations.back();
        auto pieces = m_canvas.split({clean(text), styled(8.5)}, width, kLinesTogether);
        for (auto& piece : pieces) {
            const bool begins = &piece == &pieces.front();
            const bool ends = &piece == &pieces.back();
            addSlice(std::move(piece), 0, begins ? kGap : 0, last && ends ? kPadding : 0);
            m_blocks.back().withNext = !(last && ends); // on one page if one can hold it
        }
    }
}

void BlockMaker::addContents(const Report& report) {
    if (report.sections.empty()) {
        return;
    }
    addHeading("Overview", "overview", true);
    for (std::size_t i = 0; i < report.sections.size(); ++i) {
        const auto& section = report.sections[i];
        const std::string name = "s" + std::to_string(i + 1);
        TextStyle left = styled(10);
        left.lines = 1;
        TextStyle right = styled(9, paper::kMuted);
        right.anchor = Anchor::End;
        const std::string units =
            counted(static_cast<std::int64_t>(section.units.size()), "unit", "units");
        add(17, i == 0 ? 4 : 0,
            [=, width = m_width, &pages = m_pages,
             title = cleanLine(section.title)](PdfCanvas& canvas, double x, double y) {
                canvas.beginLink(name);
                canvas.write({title, left}, x, y, width * 0.6);
                canvas.write({units, right}, x + width * 0.6, y + 1, width * 0.25);
                const auto page = pages.find(name);
                canvas.write({page != pages.end() ? std::to_string(page->second) : "", right},
                             x + width * 0.85, y + 1, width * 0.15);
                canvas.endLink();
            });
    }
}

void BlockMaker::addPlot(const Plot& plot) {
    TextStyle title = styled(10.5);
    title.bold = true;
    addText({clean(plot.title), title}, 26);
    m_blocks.back().withNext = true;
    if (!plot.remark.empty()) {
        addText({clean(plot.remark), kSmall}, 2);
        m_blocks.back().withNext = true;
    }
    const double scale = m_width / kPlotUnits;
    auto drawing = draw(plot, kPlotUnits);
    const double height = drawing.height * scale;
    add(height, 10, [drawing = std::move(drawing), scale](PdfCanvas& canvas, double x, double y) {
        paint(canvas, drawing, x, y, scale);
    });
}

void BlockMaker::addTable(const Table& table) {
    TextStyle title = styled(10.5);
    title.bold = true;
    addText({clean(table.title), title}, 26);
    m_blocks.back().withNext = true;
    // Columns of words get what those of numbers leave.
    const auto columns = table.columns.size();
    const auto texts = static_cast<double>(
        std::count_if(table.columns.begin(), table.columns.end(),
                      [](const Column& column) { return column.format == Format::Text; }));
    const double share =
        m_width / (static_cast<double>(columns) + texts * (columns > 6 ? 0.5 : 1.5));
    std::vector<double> widths;
    for (const auto& column : table.columns) {
        widths.push_back(share * (column.format == Format::Text ? (columns > 6 ? 1.5 : 2.5) : 1));
    }
    const auto addRow = [&](std::vector<Words> cells, double before) {
        double height = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            height = std::max(height, m_canvas.heightOf(cells[i], widths[i] - 8));
        }
        add(height + 7, before,
            [cells = std::move(cells), widths, height](PdfCanvas& canvas, double x, double y) {
                double at = x;
                for (std::size_t i = 0; i < cells.size(); ++i) {
                    const bool right = cells[i].style.anchor == Anchor::End;
                    canvas.write(cells[i], at + (right || i > 0 ? 8 : 0), y + 2, widths[i] - 8);
                    at += widths[i];
                }
                const Spot rule[] = {{x, y + height + 7}, {at, y + height + 7}};
                canvas.line(rule, paper::kLine, 0.5);
            });
    };
    const auto styleOf = [](const Column& column, TextStyle style) {
        style.anchor = column.format == Format::Text ? Anchor::Start : Anchor::End;
        style.lines = 8;
        return style;
    };
    std::vector<Words> head;
    for (const auto& column : table.columns) {
        head.push_back({cleanLine(column.title), styleOf(column, kSmall)});
    }
    addRow(std::move(head), 6);
    m_blocks.back().withNext = true;
    for (const auto& row : table.rows) {
        std::vector<Words> cells;
        const bool sum = table.summed && &row == &table.rows.back();
        for (std::size_t i = 0; i < columns; ++i) {
            const auto& column = table.columns[i];
            TextStyle style = styleOf(column, kBody);
            style.bold = sum;
            cells.push_back(
                {i < row.size() ? cleanLine(cellText(row[i], column.format)) : std::string(),
                 style});
        }
        addRow(std::move(cells), 0);
    }
}

void BlockMaker::addMissing(const Report& report) {
    if (report.missing.empty()) {
        return;
    }
    addHeading("Images that could not be shown", "missing", false);
    for (const auto& image : report.missing) {
        addText({isolated(image.path) + ": " + isolated(image.problem), kSmall}, 3);
    }
}

} // namespace brera::report
