// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <cstdint>
#include <functional>
#include <stop_token>

namespace brera::demo {

/// Calls work(index, worker) for index 0 … count − 1 on several threads (0 = one a core), worker
/// counting them from 0, and advances the meter on the calling thread. Ends when all is done.
/// @throws Cancelled when stopped, else the first exception that `work` threw; no call is running
/// by then.
void forEachIndex(std::int64_t count, int threads,
                  const std::function<void(std::int64_t index, int worker)>& work,
                  std::stop_token stop, ProgressMeter& meter);

/// Threads that forEachIndex uses when asked for so many.
int workerCount(int threads);

} // namespace brera::demo
