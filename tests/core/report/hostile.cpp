// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"

#include "image/jpeg_writer.h"

namespace brera::report::test {

std::vector<std::string> hostileTexts() {
    return {
        kScript,
        "</style><script>alert(1)</script>",
        "</title></head><body onload=alert(1)>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "--><!-- ]]> <![CDATA[ <?php ?>",
        "=cmd|' /C calc'!A0",
        "  +SUM(1,2)",
        "@import url(http://example.org)",
        "\t-1+1",
        "a \"quoted\", text;\r\nof\rlines",
        std::string("nul\0here", 8),
        "bell\x07 escape\x1b[31m delete\x7f",
        "C1 \xc2\x85 and no characters \xef\xbf\xbe \xef\xb7\x90",
        "broken \xff\xfe \xc3( \xed\xa0\x80 \xf4\x90\x80\x80 \xe4\xb8",
        "\xe2\x80\xae"
        "gnp.exe \xe2\x80\x8f\xe2\x81\xa6 never closed",
        "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85",
        "\xe7\xba\xa2\xe8\x89\xb2\xe7\x9a\x84\xe8\x8a\xb1 \xf0\x9f\x8c\xb9",
        "&lt;b&gt; &amp;amp; <b>&nbsp;</b>",
        "<span foreground=\"red\">markup of Pango</span> &bogus;",
        "%s%n {0} \\u003cscript\\u003e",
    };
}

std::vector<std::uint8_t> smallJpeg() {
    return image::encodeJpeg({16, 16, std::vector<std::uint8_t>(16 * 16 * 3, 90)}, 80);
}

Report reportSaying(const std::string& text) {
    Tile tile;
    tile.path = text;
    tile.activation = 1.5F;
    tile.size = 16;
    tile.jpeg = smallJpeg();
    Tile gone = tile;
    gone.jpeg.clear();
    gone.problem = text;

    Unit unit;
    unit.id = {text, 3};
    unit.text = text;
    unit.human = true;
    unit.machineText = "machine: " + text;
    unit.scores = Scores{-3.5, -12.25, -1.05};
    unit.matches = {{0, 2}, {1, 1000}, {-4, 2}};
    unit.judgements = {{text, project::Verdict::Confirmed, 1'700'000'000}};
    unit.note = text;
    unit.tags = {text, "tag"};
    unit.sayings = {{text, text}};
    unit.statistics = Statistics{2.5, 0.5, 0.0001, 0.25, -1, 2.5, 1000};
    unit.tiles = {tile, gone};
    Unit counterpart = unit;
    counterpart.network = text;
    counterpart.relation = text;
    Unit second = unit;
    second.id.index = 4;
    second.human = false;
    second.source = text;
    second.counterparts = {counterpart};

    Report report;
    report.title = text;
    report.kind = Kind::Search;
    report.about = text;
    report.made = "2026-11-23T14:40:00Z";
    report.version = "0.0";
    report.facts = {{"network", text, {{"file", text, text, false}, {"hash", text, text, true}}}};
    Plot bars;
    bars.title = text;
    bars.remark = text;
    bars.categories = {text, "layer4"};
    bars.bars = {{text, Ink::Good, {3, 4}}, {"other", Ink::Bad, {1, 0}}};
    bars.stacked = true;
    Plot lines;
    lines.title = text;
    lines.xLabel = text;
    lines.yLabel = text;
    lines.percent = true;
    lines.lines = {{text, Ink::Accent, {{0, .5}, {1, .75}}, {{0, .4, .6}, {1, .7, .8}}}};
    lines.baselines = {{text, Ink::Quiet, .5}};
    lines.marks = {{text, Ink::Accent, 1}};
    report.plots = {bars, lines};
    report.tables = {{"table",
                      text,
                      {{"text", text, Format::Text},
                       {"number", "Number", Format::Number},
                       {"count", "Count", Format::Count}},
                      {{text, -0.5, std::int64_t{12345}}, {text}}}};
    report.sections = {{text, text, {unit, second}}};
    report.missing = {{0, text, text}};
    report.limitations = {text};
    return report;
}

} // namespace brera::report::test
