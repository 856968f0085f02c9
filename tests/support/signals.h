// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>

#include <csignal>

namespace brera::test {

/// Reads what `process` says on standard error until it has said `text` `times` times or has ended.
inline void waitUntilSaid(QProcess& process, const QByteArray& text, int times = 1) {
    QByteArray said;
    while (process.state() != QProcess::NotRunning && said.count(text) < times) {
        process.waitForReadyRead(50);
        said += process.readAllStandardError();
    }
}

/// Sends `signal` to `process`; false where it has already ended (its id is then 0, which kill(2)
/// would take for this whole process group).
inline bool sendSignal(const QProcess& process, int signal) {
    const auto id = static_cast<pid_t>(process.processId());
    return id > 0 && ::kill(id, signal) == 0;
}

} // namespace brera::test
