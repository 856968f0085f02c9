// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

namespace brera::gui {

class MainWindow;

/// Waits until a window has drawn all it has to draw, writes it to a PNG and ends the program: 0
/// when it is written, 1 with a message on standard error when the window came to nothing.
class Screenshot final : public QObject {
    Q_OBJECT
public:
    /// `page`: see CommandLine.
    Screenshot(MainWindow& window, QString file, QString page, QObject* parent = nullptr);

private:
    void look();
    bool reachPage();
    void fail(const QString& message);

    MainWindow& m_window;
    QString m_file;
    QString m_page;
    QTimer m_timer;
    int m_looks = 0;
    int m_quiet = 0;
    bool m_reached = false;
};

} // namespace brera::gui
