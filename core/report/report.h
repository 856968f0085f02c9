// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/unit_id.h"
#include "project/audits.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What a report holds, as plain values: collected from a project (collect.h), written as HTML,
/// PDF, CSV or JSON (write.h). Texts are as the project has them, not escaped: strangers' texts
/// among them. The writers make sure that they stay texts.
namespace brera::report {

/// Nothing, a text or a number; whole numbers are exact.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

/// One line of the cover.
struct Fact {
    std::string key;   ///< for machines: "network_hash"
    std::string label; ///< for people: "Content hash"; empty: for machines alone
    std::string value; ///< for people
    bool code = false; ///< a hash or a query: set in a fixed-width font
    Cell data = {};    ///< for machines: a number, an ISO 8601 date; empty where `value` is it
};

struct FactGroup {
    std::string key;   ///< "network"
    std::string title; ///< "Network"
    std::vector<Fact> facts;
};

/// One exemplar as the gallery shows it.
struct Tile {
    std::int64_t image = 0;
    std::string path; ///< relative to the data set's root
    float activation = 0;
    int size = 0;                   ///< pixels, width and height
    std::vector<std::uint8_t> jpeg; ///< empty where `problem` says why
    std::string problem;
};

struct Scores {
    double given = 0; ///< log p(d|E)
    double alone = 0; ///< log p(d)
    double wpmi = 0;  ///< log p(d|E) − λ log p(d)
};

struct Statistics {
    double topActivation = 0;
    double threshold = 0;
    double rankErrorBound = 0;
    double mean = 0;
    double minimum = 0;
    double maximum = 0;
    std::uint64_t values = 0;
};

/// What somebody (or an imported folder) says of a unit.
struct Saying {
    std::string source;
    std::string text;
};

/// A person's verdict in an audit.
struct Judgement {
    std::string audit;
    project::Verdict verdict = project::Verdict::Undecided;
    std::int64_t decided = 0; ///< seconds since the epoch
};

struct Unit {
    UnitId id;
    std::string network;     ///< which of two networks it belongs to; empty where there is only one
    std::string text;        ///< the description; empty without one
    bool human = false;      ///< `text` is a person's own
    std::string source;      ///< of the annotation that `text` is; empty where it is a description
    std::string machineText; ///< the captioner's, where `text` is another
    std::optional<Scores> scores;             ///< of the captioner's description
    std::vector<std::pair<int, int>> matches; ///< [begin, end) bytes of `text` that were searched
    std::vector<Judgement> judgements;        ///< none where nothing is decided
    std::string note;
    std::vector<std::string> tags;
    std::vector<Saying> sayings;
    std::optional<Statistics> statistics; ///< empty where they are not known
    std::vector<Tile> tiles;              ///< best first
    std::string relation;                 ///< to the unit it stands beneath: "r = 0.83"
    std::vector<Unit> counterparts;       ///< of another network
};

struct Section {
    std::string title;
    std::string remark;
    std::vector<Unit> units;
};

enum class Ink { Accent, Second, Third, Fourth, Good, Bad, Unsure, Quiet };

/// A row of bars, one for each category of the plot.
struct BarSeries {
    std::string name;
    Ink ink = Ink::Accent;
    std::vector<double> values;
};

struct CurvePoint {
    double x = 0;
    double y = 0;
};

struct BandPoint {
    double x = 0;
    double low = 0;
    double high = 0;
};

struct LineSeries {
    std::string name;
    Ink ink = Ink::Accent;
    std::vector<CurvePoint> points;
    std::vector<BandPoint> band; ///< drawn behind the line; may be empty
};

/// A dotted level, for comparing with.
struct Baseline {
    std::string name;
    Ink ink = Ink::Quiet;
    double value = 0;
};

/// A place along the numbers that something is to be said of.
struct Mark {
    std::string name;
    Ink ink = Ink::Quiet;
    double x = 0;
};

/// Bars by category, or lines over numbers.
struct Plot {
    std::string title;
    std::string remark; ///< what it shows, for those who cannot see it and beneath it
    std::string xLabel;
    std::string yLabel;
    bool percent = false;                ///< values are shares, shown as 38%
    std::vector<std::string> categories; ///< of bars; empty for lines
    std::vector<BarSeries> bars;
    bool stacked = false;
    std::vector<LineSeries> lines;
    std::vector<Baseline> baselines;
    std::vector<Mark> marks; ///< dotted uprights
};

enum class Format {
    Text,
    Count,
    Number,
    Percent, ///< a share as 38.2%
    Points   ///< a difference of shares in percentage points: +1.2
};

struct Column {
    std::string key;   ///< for machines
    std::string title; ///< for people
    Format format = Format::Text;
};

struct Table {
    std::string key;
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    bool summed = false; ///< the last row is the sum of the others
};

struct MissingImage {
    std::int64_t image = 0;
    std::string path;
    std::string problem;
};

enum class Kind { Units, Layer, Search, Audit, Curve, Comparison };

struct Report {
    std::string title;
    Kind kind = Kind::Units;
    std::string audit;   ///< whose verdicts it shows; empty: those of all
    std::string about;   ///< one or two sentences: what this is a report of, and what it found
    std::string made;    ///< when, ISO 8601 in UTC: "2026-11-23T14:40:00Z"
    std::string version; ///< of Brera
    std::vector<FactGroup> facts;
    std::vector<Plot> plots;
    std::vector<Table> tables;
    std::vector<Section> sections; ///< in the order of layers
    std::vector<MissingImage> missing;
    std::vector<std::string> limitations; ///< paragraphs
    /// The table that is the report's numbers, in place of its units: what a CSV holds.
    std::optional<std::size_t> numbers;
};

/// For machines: "units", "layer", "search", "audit", "curve", "comparison".
std::string_view kindName(Kind kind);
/// Units of all sections, counterparts aside.
std::size_t unitCount(const Report& report);
/// "confirmed", "rejected", "unsure"; empty when undecided.
std::string_view verdictName(project::Verdict verdict);
/// The same with the audit's name before it, unless the report is of that audit.
std::string judgementText(const Report& report, const Judgement& judgement);

} // namespace brera::report
