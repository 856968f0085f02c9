// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

namespace brera {

/// A request that a person is waiting for. While one lives, background jobs of the process stand
/// still at their next giveWay(), so that the request has all cores. Requests do not wait for one
/// another. Belongs to the thread that made it.
class Interactive {
public:
    Interactive();
    ~Interactive();
    Interactive(const Interactive&) = delete;
    Interactive& operator=(const Interactive&) = delete;
};

/// Long jobs call this between batches, with no lock held that a request may need. Waits while
/// another thread's Interactive lives; returns at once on a thread that has one itself.
/// @throws Cancelled when stop is requested, also while it waits.
void giveWay(const std::stop_token& stop);

/// Whether anybody's Interactive lives.
bool interactiveRunning();

} // namespace brera
