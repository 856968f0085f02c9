// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFontMetricsF;
class QPainter;
class QRectF;

/// Numbers in tabular figures: every digit takes the width of the widest, so that columns stand
/// still while their values change, in any font.
namespace brera::widgets {

qreal figuresWidth(const QFontMetricsF& metrics, const QString& text);

/// Draws one line of text in the painter's font and pen; alignment: left, right or horizontal
/// centre, always centred vertically.
void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text);

/// An activation with two decimals, so that columns are even; with three below 1, in exponent form
/// below a thousandth and from a million on.
QString activationText(double value);
/// "38%" for 0.38.
QString percentText(double share);
/// 12,345 in the current locale.
QString countText(qint64 value);
/// "0:07", "1:10", "2:03:04"; empty for a negative number.
QString durationText(double seconds);

} // namespace brera::widgets
