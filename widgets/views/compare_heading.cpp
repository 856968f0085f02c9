// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/compare_heading.h"

#include "plots/plot_colours.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/compare_delegate.h"

#include <QListView>
#include <QPainter>

namespace brera::widgets {
namespace {

constexpr int kSwatch = 10;

} // namespace

CompareHeading::CompareHeading(const QListView& list, QWidget* parent)
    : QWidget(parent), m_list(list) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CompareHeading::setNames(const QString& first, const QString& second) {
    m_first = first;
    m_second = second;
    setAccessibleName(tr("%1 at the left, %2 at the right").arg(first, second));
    update();
}

QSize CompareHeading::sizeHint() const {
    return {40 * kGrid, 4 * kGrid};
}

void CompareHeading::paintEvent(QPaintEvent*) {
    const Tokens& tokens = tokensFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
    painter.fillRect(QRect(0, 0, width(), 1), tokens.line);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    const QRect row(0, 0, m_list.viewport()->width(), height());
    for (const CompareSide side : {CompareSide::First, CompareSide::Second}) {
        const bool isFirst = side == CompareSide::First;
        const QRect place = CompareDelegate::halfRect(row, side);
        const QColor colour = plots::seriesColour(isFirst ? 0 : 1, isDark(palette()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRect(place.left(), (height() - kSwatch) / 2, kSwatch, kSwatch), 3,
                                3);
        const QRect words(place.left() + kSwatch + kGrid, 0, place.width() - kSwatch - kGrid,
                          height());
        painter.setPen(colour);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(isFirst ? m_first : m_second,
                                                          Qt::ElideMiddle, words.width()));
    }
}

} // namespace brera::widgets
