// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <stop_token>
#include <string>

namespace brera::cli {

/// What the program ends with; scripts rely on these.
enum ExitCode { kDone = 0, kFailed = 1, kUsage = 2, kStopped = 130 };

/// Standard output carries results only, standard error everything else.
class Console {
public:
    Console();

    /// With --json: one object on standard output and no other line there.
    void setJson(bool json) { m_json = json; }
    bool json() const { return m_json; }

    /// A line of the result; nothing with --json. What a terminal would obey becomes spaces, here
    /// and in remarks: texts come from files of anybody.
    void line(const std::string& text);
    /// The result as an object; nothing without --json.
    void object(const nlohmann::json& object);
    /// A remark on standard error.
    void remark(const std::string& text);
    /// A bar with rate and time left on a terminal, a plain line now and then elsewhere.
    Progress progress();

    /// Asked to stop by Ctrl+C or SIGTERM.
    std::stop_token stopToken() const { return m_stop.get_token(); }
    std::stop_source& stopSource() { return m_stop; }

private:
    void show(const ProgressUpdate& update);
    void endBar();

    bool m_json = false;
    bool m_terminal;
    bool m_barShown = false;
    std::string m_lastStage;
    std::chrono::steady_clock::time_point m_lastPlain;
    std::stop_source m_stop;
};

/// On one line, as long as `text`: what a terminal would obey becomes spaces.
std::string printable(std::string text);

/// "1:05", "2:03:10".
std::string clockText(double seconds);

} // namespace brera::cli
