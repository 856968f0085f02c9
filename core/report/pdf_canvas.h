// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/whole_file.h"
#include "report/drawing.h"
#include "report/report.h"

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace brera::report {

/// Red, green, blue, 0 to 1.
struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

/// The light theme's colours, as an HTML report has them.
namespace paper {
inline constexpr Colour kText{0.106, 0.106, 0.102};
inline constexpr Colour kMuted{0.392, 0.392, 0.380};
inline constexpr Colour kLine{0.855, 0.855, 0.840};
inline constexpr Colour kAccent{0.169, 0.349, 0.765};
inline constexpr Colour kSoft{0.894, 0.922, 0.980};
inline constexpr Colour kTile{0.886, 0.886, 0.871};
inline constexpr Colour kNotice{0.984, 0.945, 0.851};
} // namespace paper
Colour colourOf(Ink ink);
Colour colourOf(project::Verdict verdict);

struct TextStyle {
    double size = 9; ///< points
    bool bold = false;
    bool italic = false;
    bool mono = false;
    Colour colour = paper::kText;
    Anchor anchor = Anchor::Start;
    int lines = 0; ///< at most, an ellipsis after them; 0 = as many as it takes
};

/// A clean text in one style. Nothing in it is markup. What is beyond 100,000 bytes is not shown.
struct Words {
    std::string text;
    TextStyle style;
    std::vector<std::pair<unsigned, unsigned>> marks = {}; ///< [begin, end) bytes to be highlighted
};

/// A4 pages that become a PDF with embedded fonts. All lengths are points, y grows downwards.
/// Every call may throw DataError.
class PdfCanvas {
public:
    static constexpr double kWidth = 595.28;
    static constexpr double kHeight = 841.89;

    explicit PdfCanvas(WholeFile& file);
    ~PdfCanvas();
    PdfCanvas(const PdfCanvas&) = delete;
    PdfCanvas& operator=(const PdfCanvas&) = delete;

    void describe(const std::string& title, const std::string& subject, const std::string& made,
                  const std::string& creator);

    double widthOf(const Words& words) const;
    double heightOf(const Words& words, double width) const;
    /// The same text in pieces of at most `lines` lines.
    std::vector<Words> split(const Words& words, double width, int lines) const;

    /// The upper left corner of a column of that width.
    void write(const Words& words, double x, double y, double width);
    /// One line whose baseline is at y; x is its start, middle or end.
    void writeLine(const Words& words, double x, double y, bool upright = false);
    void line(std::span<const Spot> spots, Colour colour, double thickness, bool dotted = false);
    void area(std::span<const Spot> spots, Colour colour, double opacity);
    void box(double x, double y, double width, double height, Colour colour, double radius = 0);
    void frame(double x, double y, double width, double height, Colour colour, double radius);
    void dot(double x, double y, double radius, Colour colour);
    /// The bytes must live until the end of the page.
    void jpeg(const std::vector<std::uint8_t>& bytes, int pixels, double x, double y, double side);

    /// A place that links and bookmarks lead to. Names are Brera's own.
    void place(const std::string& name);
    void beginLink(const std::string& name);
    void endLink();
    void bookmark(const std::string& title, const std::string& name);

    void endPage();
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::report
