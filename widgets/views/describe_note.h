// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace brera::widgets {

/// The line above the cards about their descriptions: where they come from, or how to get some.
class DescribeNote final : public QWidget {
    Q_OBJECT
public:
    explicit DescribeNote(QWidget* parent = nullptr);

    /// An empty action hides the button, two empty texts the line.
    void tell(const QString& text, const QString& tip = {}, const QString& action = {});
    QString text() const;

Q_SIGNALS:
    void actionRequested();

private:
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace brera::widgets
