// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace brera::report {

/// The style sheet of an HTML report: the window's colours, on a grid of 8 px.
std::string_view htmlStyle();
/// Brera's sign as an <svg> element.
std::string_view htmlSign();

} // namespace brera::report
