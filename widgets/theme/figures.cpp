// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/figures.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

qreal digitWidth(const QFontMetricsF& metrics) {
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    }
    return widest;
}

} // namespace

qreal figuresWidth(const QFontMetricsF& metrics, const QString& text) {
    const qreal digit = digitWidth(metrics);
    qreal width = 0;
    for (const QChar character : text) {
        width += character.isDigit() ? digit : metrics.horizontalAdvance(character);
    }
    return width;
}

void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text) {
    const QFontMetricsF metrics(painter.font(), painter.device());
    const qreal digit = digitWidth(metrics);
    const qreal slack = rect.width() - figuresWidth(metrics, text);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight) {
        x += slack;
    } else if (alignment & Qt::AlignHCenter) {
        x += slack / 2;
    }
    const qreal y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (const QChar character : text) {
        const qreal advance = metrics.horizontalAdvance(character);
        const qreal cell = character.isDigit() ? digit : advance;
        painter.drawText(QPointF(x + (cell - advance) / 2, y), QString(character));
        x += cell;
    }
}

QString activationText(double value) {
    if (!std::isfinite(value)) {
        return QStringLiteral("–");
    }
    const double size = std::abs(value);
    if (size >= 1e6 || (size > 0 && size < 1e-3)) {
        return QLocale().toString(value, 'e', 2);
    }
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', size > 0 && size < 1 ? 3 : 2);
}

QString percentText(double share) {
    return QLocale().toString(std::llround(share * 100)) + QLocale().percent();
}

QString countText(qint64 value) {
    return QLocale().toString(value);
}

QString durationText(double seconds) {
    if (seconds < 0) {
        return {};
    }
    const auto all = static_cast<qint64>(std::llround(seconds));
    const qint64 hours = all / 3600;
    const QString tail = QStringLiteral("%1:%2")
                             .arg(all / 60 % 60, hours > 0 ? 2 : 1, 10, QLatin1Char('0'))
                             .arg(all % 60, 2, 10, QLatin1Char('0'));
    return hours > 0 ? QStringLiteral("%1:%2").arg(hours).arg(tail) : tail;
}

} // namespace brera::widgets
