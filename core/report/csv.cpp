// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"
#include "report/report.h"
#include "report/text.h"
#include "report/write.h"

#include "base/error.h"

#include <algorithm>

namespace brera::report {

namespace {

/// RFC 4180: quotes around what holds a comma, a quote or a line break; quotes doubled.
std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string result = "\"";
    for (const char letter : text) {
        result += letter;
        if (letter == '"') {
            result += '"';
        }
    }
    return result + '"';
}

/// A text field. Spreadsheets run what begins with = + - @ (spaces before it or not) as a formula,
/// in full-width letters too; an apostrophe before it makes them show it.
std::string textField(std::string_view given) {
    std::string text = clean(given);
    const auto first = text.find_first_not_of(" \t\n\xc2\xa0");
    static constexpr std::string_view kStarts[] = {
        "=", "+", "-", "@", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
    const bool startsWithSpace = !text.empty() && (text[0] == '\t' || text[0] == '\n');
    bool formula = startsWithSpace;
    for (const auto start : kStarts) {
        formula = formula || (first != std::string::npos &&
                              std::string_view(text).substr(first).starts_with(start));
    }
    return quoted(formula ? '\'' + text : text);
}

std::string numberField(const std::optional<Scores>& scores, double Scores::*member) {
    return scores ? shortest((*scores).*member) : std::string();
}

std::string numberField(const std::optional<Statistics>& statistics, double Statistics::*member) {
    return statistics ? shortest((*statistics).*member) : std::string();
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string result;
    for (const auto& text : texts) {
        result += (result.empty() ? std::string() : std::string(between)) + text;
    }
    return result;
}

constexpr std::string_view kUnitColumns =
    "network,unit,layer,index,description,by,captioner_description,logp_d_given_e,logp_d,wpmi,"
    "verdict,decided,tags,note,top_activation,threshold,threshold_rank_error,mean,minimum,maximum,"
    "exemplars,matched_with,match";

/// What an audit has found in each layer, repeated in the rows of the layer's units: a file is one
/// table.
class LayerColumns {
public:
    explicit LayerColumns(const Report& report) {
        const auto found = std::find_if(report.tables.begin(), report.tables.end(),
                                        [](const Table& table) { return table.key == "layers"; });
        if (report.kind == Kind::Audit && found != report.tables.end()) {
            m_table = &*found;
        }
    }

    /// "layer_units", "layer_found", "layer_confirmed" …
    std::string head() const {
        std::string text;
        for (std::size_t i = 1; m_table != nullptr && i < m_table->columns.size(); ++i) {
            text += ",layer_" + m_table->columns[i].key;
        }
        return text;
    }

    std::string of(const std::string& layer) const {
        std::string text;
        if (m_table == nullptr) {
            return text;
        }
        const auto row =
            std::find_if(m_table->rows.begin(), m_table->rows.end(),
                         [&](const auto& cells) { return cells.front() == Cell(layer); });
        for (std::size_t i = 1; i < m_table->columns.size(); ++i) {
            text += ',' + (row != m_table->rows.end() ? cellValue((*row)[i]) : std::string());
        }
        return text;
    }

private:
    const Table* m_table = nullptr; ///< its first column is the layer
};

std::string unitRow(const Report& report, const Unit& unit, const Unit* matched,
                    const LayerColumns& layers) {
    std::vector<std::string> exemplars;
    for (const auto& tile : unit.tiles) {
        exemplars.push_back(tile.path);
    }
    std::vector<std::string> verdicts;
    std::vector<std::string> decided;
    for (const auto& judgement : unit.judgements) {
        verdicts.push_back(judgementText(report, judgement));
        decided.push_back(isoTime(judgement.decided));
    }
    const std::string row[] = {
        textField(unit.network),
        textField(unit.id.toString()),
        textField(unit.id.layer),
        std::to_string(unit.id.index),
        textField(unit.text),
        unit.text.empty()     ? ""
        : unit.human          ? "person"
        : unit.source.empty() ? "captioner"
                              : textField(unit.source),
        textField(unit.machineText),
        numberField(unit.scores, &Scores::given),
        numberField(unit.scores, &Scores::alone),
        numberField(unit.scores, &Scores::wpmi),
        textField(joined(verdicts, "; ")),
        joined(decided, "; "),
        textField(joined(unit.tags, "; ")),
        textField(unit.note),
        numberField(unit.statistics, &Statistics::topActivation),
        numberField(unit.statistics, &Statistics::threshold),
        numberField(unit.statistics, &Statistics::rankErrorBound),
        numberField(unit.statistics, &Statistics::mean),
        numberField(unit.statistics, &Statistics::minimum),
        numberField(unit.statistics, &Statistics::maximum),
        textField(joined(exemplars, "; ")),
        textField(matched != nullptr ? matched->network + " " + matched->id.toString() : ""),
        textField(unit.relation)};
    std::string text;
    for (const auto& field : row) {
        text += (&field == &row[0] ? "" : ",") + field;
    }
    return text + layers.of(unit.id.layer) + "\r\n";
}

void writeTable(const Table& table, WholeFile& file) {
    std::string text;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        text += (i == 0 ? "" : ",") + textField(table.columns[i].key);
    }
    text += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const Cell cell = i < row.size() ? row[i] : Cell();
            const std::string value = cellValue(cell);
            text += (i == 0 ? "" : ",") +
                    (std::holds_alternative<std::string>(cell) ? textField(value) : value);
        }
        text += "\r\n";
    }
    file.write(text);
}

} // namespace

void writeCsv(const Report& report, const std::filesystem::path& path, std::stop_token stop,
              const Progress& progress) {
    WholeFile file(path);
    if (report.numbers) {
        writeTable(report.tables.at(*report.numbers), file);
        file.keep();
        return;
    }
    ProgressMeter meter(progress, "writing CSV", static_cast<std::int64_t>(unitCount(report)));
    const LayerColumns layers(report);
    file.write(std::string(kUnitColumns) + layers.head() + "\r\n");
    for (const auto& section : report.sections) {
        for (const auto& unit : section.units) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            file.write(unitRow(report, unit, nullptr, layers));
            for (const auto& counterpart : unit.counterparts) {
                file.write(unitRow(report, counterpart, &unit, layers));
            }
            meter.advance();
        }
    }
    meter.flush();
    file.keep();
}

} // namespace brera::report
