// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/// brera-cli as a script sees it: arguments in; exit code, standard output and standard error out.
namespace brera::test {

struct Outcome {
    int code = -1; ///< −1 when it was killed
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// Waits for the end, however long that takes.
inline Outcome finish(QProcess& process) {
    process.waitForFinished(-1);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

inline Outcome run(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(BRERA_CLI), arguments);
    return finish(process);
}

} // namespace brera::test
