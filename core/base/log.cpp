// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <mutex>
#include <utility>

namespace brera {

namespace {
// The one piece of process-wide state in the core: where the log goes.
struct Channel {
    std::mutex mutex;
    LogSink sink;
};

Channel& channel() {
    static Channel instance;
    return instance;
}
} // namespace

void setLogSink(LogSink sink) {
    const std::lock_guard lock(channel().mutex);
    channel().sink = std::move(sink);
}

void log(LogLevel level, std::string_view message) {
    const std::lock_guard lock(channel().mutex);
    if (channel().sink) {
        channel().sink(level, message);
    }
}

} // namespace brera
