// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace brera::widgets {

/// What stands where nothing is to be seen: what that means and what to do next.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// An empty action hides its button.
    void tell(const QString& title, const QString& text, const QString& action = {},
              const QString& other = {});
    QString title() const;

Q_SIGNALS:
    void actionRequested();
    void otherRequested();

private:
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_action;
    QPushButton* m_other;
};

} // namespace brera::widgets
