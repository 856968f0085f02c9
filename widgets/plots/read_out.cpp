// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/read_out.h"

#include "plots/plot_colours.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace brera::plots {
namespace {

constexpr int kPadding = 8;
constexpr int kSwatch = 20;
constexpr int kGap = 8;
constexpr int kFromCursor = 12;

} // namespace

ReadOut::ReadOut(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setObjectName(QStringLiteral("readOut"));
    hide();
}

void ReadOut::setRows(const QString& head, const QList<Row>& rows) {
    m_head = head;
    m_rows = rows;
    resize(sizeHint());
    update();
}

void ReadOut::place(int x, const QRect& area) {
    const int right = x + kFromCursor;
    const int left = x - kFromCursor - width();
    const bool fits = right + width() <= area.right();
    const int wanted = fits || left < area.left() ? right : left;
    move(std::clamp(wanted, area.left(), std::max(area.left(), area.right() - width())),
         area.top() + kPadding);
    show();
    raise();
}

QString ReadOut::text() const {
    QStringList lines{m_head};
    for (const Row& row : m_rows) {
        lines << row.name + QStringLiteral(": ") + row.value;
    }
    return lines.join(QLatin1Char('\n'));
}

QSize ReadOut::sizeHint() const {
    const QFontMetrics metrics(font());
    int names = 0;
    int values = 0;
    for (const Row& row : m_rows) {
        names = std::max(names, metrics.horizontalAdvance(row.name));
        values = std::max(values, metrics.horizontalAdvance(row.value));
    }
    const int inside =
        std::max(metrics.horizontalAdvance(m_head), kSwatch + kGap + names + 2 * kGap + values);
    const int lines = static_cast<int>(m_rows.size()) + 1;
    return {inside + 2 * kPadding, lines * (metrics.height() + 2) + 2 * kPadding};
}

void ReadOut::paintEvent(QPaintEvent*) {
    const FigureColours colours = figureColours(palette());
    const QFontMetrics metrics(font());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.grid, 1));
    painter.setBrush(colours.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    QRect line(kPadding, kPadding, width() - 2 * kPadding, metrics.height() + 2);
    painter.setPen(colours.muted);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_head);
    for (const Row& row : m_rows) {
        line.translate(0, line.height());
        painter.setPen(row.pen);
        const int middle = line.center().y();
        painter.drawLine(line.left(), middle, line.left() + kSwatch, middle);
        painter.setPen(colours.text);
        painter.drawText(line.adjusted(kSwatch + kGap, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, row.name);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, row.value);
    }
}

} // namespace brera::plots
