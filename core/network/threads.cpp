// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/threads.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <thread>

namespace brera::network {

void setComputeThreads(int threads) {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(threads > 0 ? threads : cores);
}

void initComputeThread() {
    at::init_num_threads();
}

} // namespace brera::network
