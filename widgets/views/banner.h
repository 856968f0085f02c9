// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace brera::widgets {

/// One line above a page that says what a person should know, with at most one thing to do about
/// it.
class Banner final : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);

    /// Shows the text; an empty action hides the button.
    void tell(const QString& text, const QString& action = {});
    QString text() const;

Q_SIGNALS:
    void actionRequested();

private:
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace brera::widgets
