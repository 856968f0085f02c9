// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/parallel.h"

#include "base/error.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace brera::demo {

int workerCount(int threads) {
    return threads > 0 ? threads
                       : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void forEachIndex(std::int64_t count, int threads,
                  const std::function<void(std::int64_t index, int worker)>& work,
                  std::stop_token stop, ProgressMeter& meter) {
    constexpr std::chrono::milliseconds kReportInterval{50};
    const int workers = workerCount(threads);
    std::atomic<std::int64_t> next{0};
    std::atomic<std::int64_t> done{0};
    std::mutex mutex;
    std::condition_variable ended;
    int running = workers;      // guarded by mutex
    std::exception_ptr failure; // guarded by mutex

    const auto serve = [&](int worker) {
        try {
            for (std::int64_t index; !stop.stop_requested() && (index = next++) < count; ++done) {
                work(index, worker);
            }
        } catch (...) {
            next = count;
            const std::scoped_lock lock(mutex);
            if (!failure) {
                failure = std::current_exception();
            }
        }
        const std::scoped_lock lock(mutex);
        --running;
        ended.notify_all();
    };
    {
        std::vector<std::jthread> pool;
        for (int worker = 0; worker < workers; ++worker) {
            pool.emplace_back(serve, worker);
        }
        std::int64_t reported = 0;
        std::unique_lock lock(mutex);
        while (running > 0) {
            ended.wait_for(lock, kReportInterval, [&] { return running == 0; });
            lock.unlock();
            const std::int64_t now = done;
            meter.advance(now - reported);
            reported = now;
            lock.lock();
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    if (stop.stop_requested() && done < count) {
        throw Cancelled();
    }
    meter.flush();
}

} // namespace brera::demo
