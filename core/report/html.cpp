// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"
#include "report/html_style.h"
#include "report/report.h"
#include "report/svg.h"
#include "report/text.h"
#include "report/write.h"

#include "base/error.h"

#include <string>

namespace brera::report {

namespace {

constexpr double kPlotWidth = 880;

std::string base64(const std::vector<std::uint8_t>& bytes) {
    static constexpr char kLetters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](std::size_t place) {
            return place < bytes.size() ? std::uint32_t{bytes[place]} : 0U;
        };
        const std::uint32_t group = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
        text += kLetters[group >> 18];
        text += kLetters[group >> 12 & 63];
        text += i + 1 < bytes.size() ? kLetters[group >> 6 & 63] : '=';
        text += i + 2 < bytes.size() ? kLetters[group & 63] : '=';
    }
    return text;
}

/// A stranger's text: isolated, so that its direction stays its own.
std::string own(std::string_view text) {
    return text.empty() ? std::string() : "<bdi>" + escaped(text) + "</bdi>";
}

class HtmlWriter {
public:
    HtmlWriter(const Report& report, WholeFile& file) : m_report(report), m_file(file) {}

    void run(const std::stop_token& stop, const Progress& progress) {
        ProgressMeter meter(progress, "writing HTML",
                            static_cast<std::int64_t>(unitCount(m_report)));
        writeHead();
        writeCover();
        put("<main>\n");
        writeOverview();
        for (std::size_t i = 0; i < m_report.sections.size(); ++i) {
            const auto& section = m_report.sections[i];
            openSection(section, i);
            for (const auto& unit : section.units) {
                if (stop.stop_requested()) {
                    throw Cancelled();
                }
                writeUnit(unit, 3);
                flush();
                meter.advance();
            }
            put("</section>\n");
        }
        writeMissing();
        if (m_report.plots.empty() && m_report.tables.empty() && m_report.sections.empty()) {
            put("<p class=\"about\">There is nothing to show.</p>\n");
        }
        put("</main>\n<footer class=\"foot\"><p>Made by Brera " + escaped(m_report.version) + ", " +
            escaped(readableTime(m_report.made)) + ".</p></footer>\n</body>\n</html>\n");
        flush();
        meter.flush();
    }

private:
    void put(std::string_view text) { m_text += text; }

    void flush() {
        m_file.write(m_text);
        m_text.clear();
    }

    void writeHead() {
        put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n");
        put("<meta name=\"generator\" content=\"Brera " + escaped(m_report.version) + "\">\n");
        put("<title>" + escaped(cleanLine(m_report.title)) + "</title>\n");
        put("<link rel=\"icon\" href=\"data:,\">\n<style>");
        put(htmlStyle());
        put("</style>\n</head>\n<body>\n");
    }

    void writeCover() {
        put("<header class=\"cover\">\n<p class=\"sign\">");
        put(htmlSign());
        put("<span>Brera report · " + escaped(readableTime(m_report.made)) + "</span></p>\n");
        if (!m_report.title.empty()) {
            put("<h1>" + own(m_report.title) + "</h1>\n");
        }
        if (!m_report.about.empty()) {
            put("<p class=\"about\">" + own(m_report.about) + "</p>\n");
        }
        put("<div class=\"facts\">\n");
        for (const auto& group : m_report.facts) {
            put("<section><h2>" + escaped(group.title) + "</h2>\n<dl>\n");
            for (const auto& fact : group.facts) {
                if (fact.label.empty()) {
                    continue;
                }
                const std::string value = own(fact.value);
                put("<dt>" + escaped(fact.label) + "</dt><dd>" +
                    (fact.code ? "<code>" + value + "</code>" : value) + "</dd>\n");
            }
            put("</dl></section>\n");
        }
        put("</div>\n");
        if (!m_report.limitations.empty()) {
            put("<section class=\"limits\"><h2>How far to trust this</h2>\n<ul>\n");
            for (const auto& paragraph : m_report.limitations) {
                put("<li>" + escaped(paragraph) + "</li>\n");
            }
            put("</ul></section>\n");
        }
        put("</header>\n");
    }

    void writeOverview() {
        if (m_report.plots.empty() && m_report.tables.empty() && m_report.sections.empty()) {
            return;
        }
        put("<section class=\"overview\"><h2>Overview</h2>\n");
        if (!m_report.sections.empty()) {
            put("<nav class=\"contents\" aria-label=\"Contents\">\n");
            for (std::size_t i = 0; i < m_report.sections.size(); ++i) {
                const auto& section = m_report.sections[i];
                put("<a href=\"#s" + std::to_string(i + 1) + "\">" + own(section.title) + "<span>" +
                    count(static_cast<std::int64_t>(section.units.size())) + "</span></a>\n");
            }
            put("</nav>\n");
        }
        for (const auto& plot : m_report.plots) {
            put("<figure class=\"panel\"><figcaption>" + own(plot.title));
            if (!plot.remark.empty()) {
                put("<p class=\"remark\">" + own(plot.remark) + "</p>");
            }
            put("</figcaption>\n" + svg(plot, kPlotWidth) + "</figure>\n");
        }
        for (const auto& table : m_report.tables) {
            writeTable(table);
        }
        put("</section>\n");
        flush();
    }

    void writeTable(const Table& table) {
        put("<div class=\"panel\"><table><caption>" + own(table.title) + "</caption>\n<thead><tr>");
        for (const auto& column : table.columns) {
            put(std::string("<th scope=\"col\"") +
                (column.format == Format::Text ? ">" : " class=\"number\">") +
                escaped(column.title) + "</th>");
        }
        put("</tr></thead>\n<tbody>\n");
        for (const auto& row : table.rows) {
            put(table.summed && &row == &table.rows.back() ? "<tr class=\"total\">" : "<tr>");
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                const auto format = table.columns[i].format;
                put(format == Format::Text ? "<td>" : "<td class=\"number\">");
                put((i < row.size() ? own(cellText(row[i], format)) : std::string()) + "</td>");
            }
            put("</tr>\n");
        }
        put("</tbody></table></div>\n");
    }

    void openSection(const Section& section, std::size_t number) {
        put("<section class=\"layer\" id=\"s" + std::to_string(number + 1) + "\"><h2>" +
            own(section.title) + "<span>" +
            counted(static_cast<std::int64_t>(section.units.size()), "unit", "units") +
            "</span></h2>\n");
        if (!section.remark.empty()) {
            put("<p class=\"remark\">" + own(section.remark) + "</p>\n");
        }
    }

    void writeUnit(const Unit& unit, int level) {
        const std::string id = "u" + std::to_string(++m_units);
        const std::string rank = std::to_string(level);
        put("<article class=\"unit\" id=\"" + id + "\">\n<div class=\"head\"><h" + rank +
            "><a href=\"#" + id + "\">" +
            own((unit.network.empty() ? "" : unit.network + " · ") + unit.id.toString()) +
            "</a></h" + rank + ">");
        if (unit.text.empty()) {
            put("<p class=\"said none\">no description</p>");
        } else {
            put("<p class=\"said\"><bdi>");
            for (const auto& part : parts(unit.text, unit.matches)) {
                put(part.matched ? "<mark>" + escaped(part.text) + "</mark>" : escaped(part.text));
            }
            put("</bdi>");
            if (unit.human) {
                put(" <span class=\"by\">in a person’s words</span>");
            } else if (!unit.source.empty()) {
                put(" <span class=\"by\">by " + own(unit.source) + "</span>");
            }
            put("</p>");
        }
        for (const auto& judgement : unit.judgements) {
            put("<span class=\"badge " + std::string(verdictName(judgement.verdict)) + "\">" +
                own(judgementText(m_report, judgement)) + "</span>");
        }
        put("</div>\n");
        writeStrip(unit);
        writeNumbers(unit);
        writeWords(unit);
        for (const auto& counterpart : unit.counterparts) {
            writeUnit(counterpart, level + 1);
        }
        put("</article>\n");
    }

    void writeStrip(const Unit& unit) {
        if (unit.tiles.empty()) {
            return;
        }
        put("<ol class=\"strip\">\n");
        for (std::size_t i = 0; i < unit.tiles.size(); ++i) {
            const auto& tile = unit.tiles[i];
            const std::string name = escaped(cleanLine(tile.path)) + ", activation " +
                                     figure(static_cast<double>(tile.activation));
            if (tile.jpeg.empty()) {
                put("<li><span class=\"gone\" title=\"" + name + "\">image missing</span></li>\n");
                continue;
            }
            const std::string size = std::to_string(tile.size);
            put("<li><img src=\"data:image/jpeg;base64," + base64(tile.jpeg) + "\" width=\"" +
                size + "\" height=\"" + size + "\" alt=\"Exemplar " + std::to_string(i + 1) +
                "\" title=\"" + name + "\"></li>\n");
        }
        put("</ol>\n");
    }

    void number(std::string_view label, const std::string& value) {
        put("<li>" + std::string(label) + " <span>" + value + "</span></li>\n");
    }

    void writeNumbers(const Unit& unit) {
        if (!unit.scores && !unit.statistics && unit.relation.empty()) {
            return;
        }
        put("<ul class=\"numbers\">\n");
        if (!unit.relation.empty()) {
            put("<li><span>" + own(unit.relation) + "</span></li>\n");
        }
        if (unit.scores) {
            number("wpmi", decimals(unit.scores->wpmi, 2));
            number("log p(d|E)", decimals(unit.scores->given, 2));
            number("log p(d)", decimals(unit.scores->alone, 2));
        }
        if (unit.statistics) {
            number("top activation", figure(unit.statistics->topActivation));
            number("threshold", figure(unit.statistics->threshold));
            number("mean", figure(unit.statistics->mean));
        }
        put("</ul>\n");
    }

    void writeWords(const Unit& unit) {
        if (!unit.machineText.empty() && unit.machineText != unit.text) {
            put("<p class=\"more\">The captioner says <q><bdi>" + escaped(unit.machineText) +
                "</bdi></q></p>\n");
        }
        for (const auto& saying : unit.sayings) {
            put("<p class=\"more\">" + own(saying.source) + " says <q><bdi>" +
                escaped(saying.text) + "</bdi></q></p>\n");
        }
        if (!unit.note.empty()) {
            put("<p class=\"note\"><bdi>" + escaped(unit.note) + "</bdi></p>\n");
        }
        if (!unit.tags.empty()) {
            put("<ul class=\"tags\" aria-label=\"Tags\">\n");
            for (const auto& tag : unit.tags) {
                put("<li>" + own(tag) + "</li>\n");
            }
            put("</ul>\n");
        }
    }

    void writeMissing() {
        if (m_report.missing.empty()) {
            return;
        }
        put("<section class=\"missing\"><h2>Images that could not be shown</h2>\n<ul>\n");
        for (const auto& image : m_report.missing) {
            put("<li><code>" + own(cleanLine(image.path)) + "</code> " + own(image.problem) +
                "</li>\n");
        }
        put("</ul></section>\n");
    }

    const Report& m_report;
    WholeFile& m_file;
    std::string m_text;
    std::int64_t m_units = 0;
};

} // namespace

void writeHtml(const Report& report, const std::filesystem::path& path, std::stop_token stop,
               const Progress& progress) {
    WholeFile file(path);
    HtmlWriter(report, file).run(stop, progress);
    file.keep();
}

} // namespace brera::report
