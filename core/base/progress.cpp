// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/progress.h"

#include <utility>

namespace brera {

namespace {
constexpr std::chrono::milliseconds kInterval{100};
constexpr std::chrono::seconds kWindow{5};

double seconds(std::chrono::steady_clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}
} // namespace

ProgressMeter::ProgressMeter(Progress sink, std::string stage, std::int64_t total,
                             std::int64_t start)
    : m_sink(std::move(sink)), m_done(start), m_start(start), m_began(Clock::now()),
      m_lastReport(m_began - kInterval), m_windowBegan(m_began), m_windowDone(start) {
    m_update.stage = std::move(stage);
    m_update.total = total;
}

void ProgressMeter::advance(std::int64_t count) {
    m_done += count;
    if (Clock::now() - m_lastReport >= kInterval) {
        flush();
    }
}

void ProgressMeter::note(std::string text) {
    m_update.note = std::move(text);
}

void ProgressMeter::flush() {
    if (!m_sink) {
        return;
    }
    const auto now = Clock::now();
    m_lastReport = now;
    // The rate follows the last few seconds, so that a slow start does not haunt the estimate.
    const double elapsed = seconds(now - m_windowBegan);
    if (elapsed > 0.2) {
        const double recent = static_cast<double>(m_done - m_windowDone) / elapsed;
        const double overall = static_cast<double>(m_done - m_start) / seconds(now - m_began);
        m_update.perSecond = elapsed < 1 ? overall : recent;
        if (now - m_windowBegan > kWindow) {
            m_windowBegan = now;
            m_windowDone = m_done;
        }
    }
    m_update.done = m_done;
    m_update.secondsLeft = m_update.perSecond > 0 && m_update.total > 0
                               ? static_cast<double>(m_update.total - m_done) / m_update.perSecond
                               : -1;
    m_sink(m_update);
}

} // namespace brera
