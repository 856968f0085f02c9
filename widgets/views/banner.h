// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace brera::widgets {

/// One line above a page that says what a person should know, with at most one thing to do about
/// it. A person may close it, by its button or with Esc.
class Banner final : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);

    /// Shows the text; an empty action hides the button.
    void tell(const QString& text, const QString& action = {});
    QString text() const;
    QPushButton* actionButton() const { return m_action; }
    QToolButton* closeButton() const { return m_close; }

Q_SIGNALS:
    void actionRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLabel* m_text;
    QPushButton* m_action;
    QToolButton* m_close;
};

} // namespace brera::widgets
