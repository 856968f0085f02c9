// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace brera {

/// What a long job tells about itself.
struct ProgressUpdate {
    std::string stage;        ///< what is being done, for a person: "extracting"
    std::int64_t done = 0;    ///< things finished so far, those of earlier sittings included
    std::int64_t total = 0;   ///< things in all; 0 when unknown
    double perSecond = 0;     ///< recent rate; 0 while unknown
    double secondsLeft = -1;  ///< negative while unknown
    std::string note;         ///< a fact worth showing beside the bar; may be empty
};

/// Called on the job's own thread; may be empty.
using Progress = std::function<void(const ProgressUpdate&)>;

/// Throttles progress to about ten calls a second and works out rate and time left.
class ProgressMeter {
public:
    /// `start` things were already done before this sitting and do not count for the rate.
    ProgressMeter(Progress sink, std::string stage, std::int64_t total, std::int64_t start = 0);

    void advance(std::int64_t count = 1);
    void note(std::string text);
    /// Reports at once, whatever the throttle says.
    void flush();

    std::int64_t done() const { return m_done; }

private:
    using Clock = std::chrono::steady_clock;

    Progress m_sink;
    ProgressUpdate m_update;
    std::int64_t m_done;
    std::int64_t m_start;
    Clock::time_point m_began;
    Clock::time_point m_lastReport;
    Clock::time_point m_windowBegan;
    std::int64_t m_windowDone;
};

} // namespace brera
