// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/priority.h"

#include "base/error.h"

#include <condition_variable>
#include <mutex>

namespace brera {

namespace {

/// The cores belong to the process, and so does the word who may use them now.
struct Requests {
    std::mutex mutex;
    std::condition_variable_any ended;
    int running = 0;
};

Requests& requests() {
    static Requests all;
    return all;
}

thread_local int ofThisThread = 0;

} // namespace

Interactive::Interactive() {
    const std::lock_guard lock(requests().mutex);
    ++requests().running;
    ++ofThisThread;
}

Interactive::~Interactive() {
    {
        const std::lock_guard lock(requests().mutex);
        --requests().running;
        --ofThisThread;
    }
    requests().ended.notify_all();
}

void giveWay(const std::stop_token& stop) {
    if (ofThisThread == 0) {
        auto& all = requests();
        std::unique_lock lock(all.mutex);
        all.ended.wait(lock, stop, [&] { return all.running == 0; });
    }
    if (stop.stop_requested()) {
        throw Cancelled();
    }
}

bool interactiveRunning() {
    const std::lock_guard lock(requests().mutex);
    return requests().running > 0;
}

} // namespace brera
