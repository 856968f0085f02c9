// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "places/printable.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace brera::cli {

namespace {
constexpr int kBarWidth = 28;
constexpr std::chrono::seconds kPlainInterval{5};

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, value < 10 ? "%.1f" : "%.0f", value);
    return text;
}

/// Printable but for tabs and line ends, which tables and long messages have.
std::string harmless(const std::string& text) {
    std::string result = printable(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\t' || text[i] == '\n') {
            result[i] = text[i];
        }
    }
    return result;
}
} // namespace

Console::Console() : m_terminal(::isatty(STDERR_FILENO) != 0) {
}

void Console::line(const std::string& text) {
    if (!m_json) {
        endBar();
        std::printf("%s\n", harmless(text).c_str());
        std::fflush(stdout);
    }
}

void Console::object(const nlohmann::json& object) {
    if (m_json) {
        endBar();
        // Bytes that are no UTF-8 (file names) must not make the output fail.
        std::printf("%s\n",
                    object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
        std::fflush(stdout);
    }
}

void Console::remark(const std::string& text) {
    endBar();
    std::fprintf(stderr, "%s\n", harmless(text).c_str());
}

Progress Console::progress() {
    return [this](const ProgressUpdate& update) { show(update); };
}

void Console::show(const ProgressUpdate& update) {
    const bool newStage = update.stage != m_lastStage;
    if (newStage) {
        endBar();
        m_lastStage = update.stage;
    }
    std::string facts;
    if (update.total > 0) {
        facts = std::to_string(update.done) + "/" + std::to_string(update.total);
    }
    if (update.perSecond > 0) {
        facts += "  " + number(update.perSecond) + "/s";
    }
    if (update.secondsLeft >= 0 && update.done < update.total) {
        facts += "  " + clockText(update.secondsLeft) + " left";
    }
    if (!update.note.empty()) {
        facts += "  " + update.note;
    }
    if (m_terminal && update.total > 0) {
        const double share = static_cast<double>(update.done) / static_cast<double>(update.total);
        const int full = static_cast<int>(std::lround(share * kBarWidth));
        std::string bar;
        for (int i = 0; i < kBarWidth; ++i) {
            bar += i < full ? "█" : "░";
        }
        std::fprintf(stderr, "\r\x1b[K%s %s %s", update.stage.c_str(), bar.c_str(), facts.c_str());
        std::fflush(stderr);
        m_barShown = true;
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    const bool last = update.total > 0 && update.done == update.total;
    if (newStage || last || now - m_lastPlain >= kPlainInterval) {
        m_lastPlain = now;
        std::fprintf(stderr, "%s%s%s\n", update.stage.c_str(), facts.empty() ? "" : ": ",
                     facts.c_str());
    }
}

void Console::endBar() {
    if (m_barShown) {
        std::fputc('\n', stderr);
        m_barShown = false;
    }
}

std::string printable(std::string text) {
    return places::printable(std::move(text));
}

std::string clockText(double seconds) {
    const auto total = static_cast<long>(std::lround(seconds));
    char text[32];
    if (total >= 3600) {
        std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", total / 3600, total / 60 % 60,
                      total % 60);
    } else {
        std::snprintf(text, sizeof text, "%ld:%02ld", total / 60, total % 60);
    }
    return text;
}

} // namespace brera::cli
