// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>

class QPainter;
class QRect;
class QString;
class QStyleOptionViewItem;

namespace brera::widgets {

struct Tokens;

/// Background and border of a card, by whether it is selected, focused or under the pointer.
void paintCardFrame(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& tokens);

/// What a bar runs on: seen on a card, whether that is selected or not.
QColor trackColour(const Tokens& tokens);

/// A picture in a place of logical pixels, pixel by pixel where it was made for this screen; a flat
/// tile where there is none.
void paintPicture(QPainter& painter, const QRect& place, const QImage& picture, const QColor& tile);

/// An icon of resources/icons in one colour, filling a square place. Kept between calls.
void paintIcon(QPainter& painter, const QRect& place, const QString& name, const QColor& colour);

} // namespace brera::widgets
