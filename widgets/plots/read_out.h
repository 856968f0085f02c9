// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPen>
#include <QWidget>

namespace brera::plots {

/// A small panel over a plot that tells the figures under the cursor. Takes no mouse events.
class ReadOut final : public QWidget {
public:
    struct Row {
        QPen pen; ///< of the series' line
        QString name;
        QString value;
    };

    explicit ReadOut(QWidget* parent);

    void setRows(const QString& head, const QList<Row>& rows);
    /// Beside the column `x` of `area`, on the side with more room.
    void place(int x, const QRect& area);
    /// Everything it says, a line each.
    QString text() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_head;
    QList<Row> m_rows;
};

} // namespace brera::plots
