// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

namespace brera::gui {

/// The program outlives an error that nobody has foreseen: it is logged and told instead.
class Application final : public QApplication {
    Q_OBJECT
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override;

Q_SIGNALS:
    /// At most once a second: what fails in painting fails again and again.
    void failed(const QString& message);

private:
    void tell(const QString& what);

    QElapsedTimer m_told;
};

} // namespace brera::gui
