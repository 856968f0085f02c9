// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>

namespace brera {

enum class LogLevel { Debug, Info, Warning, Error };

/// Receives every log line of the core; called from any thread.
using LogSink = std::function<void(LogLevel, std::string_view)>;

/// Set once by the program at its start; without it the core is silent.
void setLogSink(LogSink sink);

void log(LogLevel level, std::string_view message);

} // namespace brera
