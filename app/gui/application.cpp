// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/application.h"

#include "base/log.h"

#include <exception>
#include <string>

namespace brera::gui {
namespace {

constexpr int kQuietMilliseconds = 1000;

} // namespace

bool Application::notify(QObject* receiver, QEvent* event) {
    try {
        return QApplication::notify(receiver, event);
    } catch (const std::exception& error) {
        log(LogLevel::Error, std::string("unforeseen: ") + error.what());
        // Later, and from whichever thread: nothing may be thrown from here.
        QMetaObject::invokeMethod(
            this, [this, what = QString::fromUtf8(error.what())] { tell(what); },
            Qt::QueuedConnection);
    }
    return false;
}

void Application::tell(const QString& what) {
    if (m_told.isValid() && !m_told.hasExpired(kQuietMilliseconds)) {
        return;
    }
    m_told.start();
    Q_EMIT failed(tr("Something went wrong: %1").arg(what));
}

} // namespace brera::gui
