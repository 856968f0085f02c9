// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/whole_file.h"
#include "report/pdf_blocks.h"
#include "report/pdf_canvas.h"
#include "report/report.h"
#include "report/text.h"
#include "report/write.h"

#include <map>
#include <vector>

namespace brera::report {

namespace {

constexpr double kMargin = 54;
constexpr double kTop = 64;
constexpr double kBottom = PdfCanvas::kHeight - 60;
constexpr double kContent = PdfCanvas::kWidth - 2 * kMargin;
constexpr TextStyle kFurniture{.size = 7.5, .colour = paper::kMuted};

/// Where a block stands.
struct Placed {
    const Block* block = nullptr;
    double y = 0;
};

using Page = std::vector<Placed>;

/// How high a block is with all that must stay with it.
double heightTogether(const std::vector<Block>& blocks, std::size_t first) {
    double height = 0;
    for (std::size_t i = first; i < blocks.size(); ++i) {
        height += blocks[i].height + (i > first ? blocks[i].before : 0);
        if (!blocks[i].withNext) {
            break;
        }
    }
    return height;
}

std::vector<Page> layOut(const std::vector<Block>& blocks) {
    std::vector<Page> pages(1);
    double y = kTop;
    bool joined = false; // to the block before, which has found room for both
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto& block = blocks[i];
        const bool first = pages.back().empty();
        const double needed =
            (first ? 0 : block.before) + (joined ? block.height : heightTogether(blocks, i));
        const bool tooHigh = needed > kBottom - kTop; // a whole page would not do: let it break
        const double fits = tooHigh ? block.before + block.height : needed;
        if (!first && (block.newPage || y + fits > kBottom)) {
            pages.emplace_back();
            y = kTop;
        } else if (!first) {
            y += block.before;
        }
        pages.back().push_back({&block, y});
        y += block.height;
        joined = block.withNext && !tooHigh;
    }
    return pages;
}

class PdfWriter {
public:
    PdfWriter(const Report& report, WholeFile& file)
        : m_report(report), m_title(cleanLine(report.title)), m_canvas(file) {}

    void run(const std::stop_token& stop, const Progress& progress) {
        m_canvas.describe(m_title, cleanLine(m_report.about), m_report.made,
                          "Brera " + m_report.version);
        const auto blocks = BlockMaker(m_canvas, kContent, m_places).blocksOf(m_report);
        const auto pages = layOut(blocks);
        for (std::size_t page = 0; page < pages.size(); ++page) {
            for (const auto& placed : pages[page]) {
                if (!placed.block->name.empty()) {
                    m_places[placed.block->name] = static_cast<int>(page) + 1;
                }
            }
        }
        ProgressMeter meter(progress, "writing PDF", static_cast<std::int64_t>(pages.size()));
        for (std::size_t page = 0; page < pages.size(); ++page) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            drawPage(pages[page], page + 1, pages.size());
            meter.advance();
        }
        m_canvas.finish();
        meter.flush();
    }

private:
    void drawPage(const Page& page, std::size_t number, std::size_t count) {
        std::string heading = m_heading;
        for (const auto& placed : page) {
            const auto& block = *placed.block;
            if (!block.name.empty()) {
                m_canvas.place(block.name);
            }
            if (!block.heading.empty()) {
                m_canvas.bookmark(block.heading, block.name);
                heading = heading.empty() || placed.y == kTop ? block.heading : heading;
                m_heading = block.heading;
            }
            block.draw(m_canvas, kMargin, placed.y);
        }
        if (number > 1) {
            drawFurniture(heading, number, count);
        }
        m_canvas.endPage();
    }

    void drawFurniture(const std::string& heading, std::size_t number, std::size_t count) {
        auto style = kFurniture;
        style.lines = 1;
        m_canvas.write({m_title, style}, kMargin, 34, kContent * 0.62);
        style.anchor = Anchor::End;
        m_canvas.write({heading, style}, kMargin + kContent * 0.65, 34, kContent * 0.35);
        const Spot rule[] = {{kMargin, 48}, {kMargin + kContent, 48}};
        m_canvas.line(rule, paper::kLine, 0.6);
        m_canvas.write({std::to_string(number) + " / " + std::to_string(count), style}, kMargin,
                       PdfCanvas::kHeight - 42, kContent);
        style.anchor = Anchor::Start;
        m_canvas.write({"Brera · " + readableTime(m_report.made), style}, kMargin,
                       PdfCanvas::kHeight - 42, kContent);
    }

    const Report& m_report;
    std::string m_title;
    PdfCanvas m_canvas;
    std::map<std::string, int> m_places;
    std::string m_heading; ///< of the section that goes on from page to page
};

} // namespace

void writePdf(const Report& report, const std::filesystem::path& path, std::stop_token stop,
              const Progress& progress) {
    WholeFile file(path);
    PdfWriter(report, file).run(stop, progress);
    file.keep();
}

} // namespace brera::report
