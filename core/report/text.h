// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Texts and numbers on their way to paper. Everything here is independent of the locale.
namespace brera::report {

/// Valid UTF-8 with nothing that a reader or printer would obey: broken bytes, control characters
/// (line feeds and tabs aside) and non-characters become U+FFFD.
std::string clean(std::string_view text);
/// The same on one line: line feeds and tabs become spaces.
std::string cleanLine(std::string_view text);
/// Clean, and with & < > " ' as character references: a text of HTML or a quoted attribute.
std::string escaped(std::string_view text);

/// One part of a text, and whether it was searched for.
struct Part {
    std::string_view text;
    bool matched = false;
};
/// A text cut at its matches; those out of order or range, of spaces alone or
/// that begin or end inside a letter are left out.
std::vector<Part> parts(std::string_view text, const std::vector<std::pair<int, int>>& matches);

/// For people: four significant digits and a true minus, no exponent from 0.0001 to a million. A
/// dash where there is no number.
std::string figure(double value);
/// With so many digits after the point, and a true minus.
std::string decimals(double value, int digits);
/// "12,345".
std::string count(std::int64_t value);
/// "38.2%" for 0.382.
std::string percent(double share);
/// "+1.2" for 0.012: percentage points.
std::string points(double difference);
/// For machines: the shortest text that is this number; empty where there is none.
std::string shortest(double value);
/// "1 unit", "12 units".
std::string counted(std::int64_t value, std::string_view one, std::string_view many);

/// A cell as people read it; empty for an empty one.
std::string cellText(const Cell& cell, Format format);
/// The same for machines: numbers in full.
std::string cellValue(const Cell& cell);

/// ISO 8601 in UTC: "2026-11-23T14:40:00Z".
std::string isoTime(std::int64_t secondsSinceEpoch);
/// "23 November 2026, 14:40 UTC" of an ISO time; any other text as it is.
std::string readableTime(const std::string& iso);

} // namespace brera::report
