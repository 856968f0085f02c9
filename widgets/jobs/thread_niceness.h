// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace brera::widgets {

/// How much the calling thread, and every thread it starts from now on, stands back for others.
enum class Niceness {
    Pictures = 5, ///< gives way to the window
    Compute = 10  ///< gives way to the window and to what it waits for
};

/// Takes effect on Linux, where niceness belongs to a thread. An idle machine works as fast as
/// before.
void setThreadNiceness(Niceness niceness);

} // namespace brera::widgets
