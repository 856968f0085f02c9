// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

#include <string>
#include <vector>

/// Reports whose texts try to be more than texts.
namespace brera::report::test {

inline constexpr const char* kScript = "<script>alert(1)</script>";

/// Texts that end elements, attributes, style sheets and comments, start formulas, turn letters
/// around, or are no valid UTF-8.
std::vector<std::string> hostileTexts();

/// A report with `text` wherever a stranger's text can stand: names, descriptions, notes, tags,
/// sources, paths, problems, captions of plots and tables. Two units, one with a counterpart.
Report reportSaying(const std::string& text);

/// A tiny JPEG.
std::vector<std::uint8_t> smallJpeg();

} // namespace brera::report::test
