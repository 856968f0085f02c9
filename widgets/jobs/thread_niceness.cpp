// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/thread_niceness.h"

#include <sys/resource.h>
#include <unistd.h>

namespace brera::widgets {

void setThreadNiceness(Niceness niceness) {
    // Being refused only means staying as fast as everyone else.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), static_cast<int>(niceness));
}

} // namespace brera::widgets
