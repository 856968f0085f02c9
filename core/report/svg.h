// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace brera::report {

struct Plot;

/// A plot as an <svg> element of an HTML page: colours are classes (ink-…, band-…, axis, grid,
/// words) for the page's style sheet; nothing in it is active.
std::string svg(const Plot& plot, double width);

} // namespace brera::report
