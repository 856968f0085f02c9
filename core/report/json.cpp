// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"
#include "report/report.h"
#include "report/text.h"
#include "report/write.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <type_traits>

namespace brera::report {

namespace {

using Json = nlohmann::ordered_json;

Json cellJson(const Cell& cell) {
    return std::visit(
        [](const auto& value) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
                return nullptr;
            } else {
                return value;
            }
        },
        cell);
}

Json unitJson(const Unit& unit) {
    Json json{{"unit", unit.id.toString()}, {"layer", unit.id.layer}, {"index", unit.id.index}};
    if (!unit.network.empty()) {
        json["network"] = unit.network;
    }
    if (!unit.relation.empty()) {
        json["match"] = unit.relation;
    }
    json["description"] = unit.text.empty() ? Json() : Json(unit.text);
    json["human"] = unit.human;
    if (!unit.source.empty()) {
        json["source"] = unit.source;
    }
    if (!unit.machineText.empty()) {
        json["captioner_description"] = unit.machineText;
    }
    if (unit.scores) {
        json["scores"] = {{"logp_d_given_e", unit.scores->given},
                          {"logp_d", unit.scores->alone},
                          {"wpmi", unit.scores->wpmi}};
    }
    if (!unit.matches.empty()) {
        json["matches"] = unit.matches;
    }
    json["verdicts"] = Json::array();
    for (const auto& judgement : unit.judgements) {
        json["verdicts"].push_back({{"audit", judgement.audit},
                                    {"verdict", verdictName(judgement.verdict)},
                                    {"decided", isoTime(judgement.decided)}});
    }
    json["tags"] = unit.tags;
    json["note"] = unit.note;
    for (const auto& saying : unit.sayings) {
        json["annotations"].push_back({{"source", saying.source}, {"text", saying.text}});
    }
    if (unit.statistics) {
        const auto& known = *unit.statistics;
        json["statistics"] = {{"top_activation", known.topActivation},
                              {"threshold", known.threshold},
                              {"threshold_rank_error", known.rankErrorBound},
                              {"mean", known.mean},
                              {"minimum", known.minimum},
                              {"maximum", known.maximum},
                              {"values", known.values}};
    }
    json["exemplars"] = Json::array();
    for (const auto& tile : unit.tiles) {
        Json exemplar{{"image", tile.image},
                      {"path", tile.path},
                      {"activation", static_cast<double>(tile.activation)}};
        if (!tile.problem.empty()) {
            exemplar["problem"] = tile.problem;
        }
        json["exemplars"].push_back(std::move(exemplar));
    }
    for (const auto& counterpart : unit.counterparts) {
        json["counterparts"].push_back(unitJson(counterpart));
    }
    return json;
}

Json tableJson(const Table& table) {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        Json object = Json::object();
        for (std::size_t i = 0; i < table.columns.size() && i < row.size(); ++i) {
            object[table.columns[i].key] = cellJson(row[i]);
        }
        rows.push_back(std::move(object));
    }
    return {{"key", table.key}, {"title", table.title}, {"rows", std::move(rows)}};
}

Json seriesJson(const LineSeries& series) {
    Json points = Json::array();
    for (const auto& point : series.points) {
        points.push_back({point.x, point.y});
    }
    Json json{{"name", series.name}, {"points", std::move(points)}};
    for (const auto& point : series.band) {
        json["band"].push_back({point.x, point.low, point.high});
    }
    return json;
}

Json plotJson(const Plot& plot) {
    Json json{{"title", plot.title}, {"x", plot.xLabel}, {"y", plot.yLabel}};
    if (!plot.categories.empty()) {
        json["categories"] = plot.categories;
        for (const auto& series : plot.bars) {
            json["bars"].push_back({{"name", series.name}, {"values", series.values}});
        }
    }
    for (const auto& series : plot.lines) {
        json["lines"].push_back(seriesJson(series));
    }
    for (const auto& baseline : plot.baselines) {
        json["baselines"].push_back({{"name", baseline.name}, {"value", baseline.value}});
    }
    for (const auto& mark : plot.marks) {
        json["marks"].push_back({{"name", mark.name}, {"x", mark.x}});
    }
    return json;
}

Json headJson(const Report& report) {
    Json json{{"format", "brera-report"},      {"version", 1},
              {"brera", report.version},       {"made", report.made},
              {"kind", kindName(report.kind)}, {"title", report.title},
              {"about", report.about},         {"facts", Json::object()}};
    for (const auto& group : report.facts) {
        for (const auto& fact : group.facts) {
            json["facts"][group.key][fact.key] = {
                {"value", std::holds_alternative<std::monostate>(fact.data) ? Json(fact.value)
                                                                            : cellJson(fact.data)},
                {"text", fact.value}};
        }
    }
    if (!report.audit.empty()) {
        json["audit"] = report.audit;
    }
    json["limitations"] = report.limitations;
    json["plots"] = Json::array();
    for (const auto& plot : report.plots) {
        json["plots"].push_back(plotJson(plot));
    }
    json["tables"] = Json::array();
    for (const auto& table : report.tables) {
        json["tables"].push_back(tableJson(table));
    }
    json["missing"] = Json::array();
    for (const auto& image : report.missing) {
        json["missing"].push_back(
            {{"image", image.image}, {"path", image.path}, {"problem", image.problem}});
    }
    return json;
}

} // namespace

void writeJson(const Report& report, const std::filesystem::path& path, std::stop_token stop,
               const Progress& progress) {
    WholeFile file(path);
    ProgressMeter meter(progress, "writing JSON", static_cast<std::int64_t>(unitCount(report)));
    Json json = headJson(report);
    json["sections"] = Json::array();
    for (const auto& section : report.sections) {
        Json units = Json::array();
        for (const auto& unit : section.units) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            units.push_back(unitJson(unit));
            meter.advance();
        }
        json["sections"].push_back(
            {{"title", section.title}, {"remark", section.remark}, {"units", std::move(units)}});
    }
    // Bytes that are no UTF-8 (file names) must not make the output fail.
    file.write(json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
    meter.flush();
    file.keep();
}

} // namespace brera::report
