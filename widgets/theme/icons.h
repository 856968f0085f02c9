// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>

class QAbstractButton;
class QPalette;
class QWidget;

namespace brera::widgets {

/// An icon of resources/icons in the palette's text colour (the accent where it is switched on).
/// `name` is the file's name without ".svg"; an unknown name gives an empty icon.
QIcon themedIcon(const QString& name, const QPalette& palette);

/// The same drawing in one colour, `edge` logical pixels wide and high.
QPixmap themedPixmap(const QString& name, const QColor& color, int edge, qreal devicePixelRatio);

/// Gives a button an icon that refreshIcons() draws again.
void setThemedIcon(QAbstractButton& button, const QString& name);
/// Draws the icons of every button inside `root` in the palette's colours.
void refreshIcons(const QWidget& root);

} // namespace brera::widgets
