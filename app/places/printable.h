// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace brera::places {

/// On its way to a terminal: control characters, which a terminal would obey, become spaces.
std::string printable(std::string text);

} // namespace brera::places
