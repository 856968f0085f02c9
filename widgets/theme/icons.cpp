// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include "widgets/theme/tokens.h"

#include <QAbstractButton>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace brera::widgets {
namespace {

constexpr int kEdge = 20;
constexpr const char* kIconProperty = "themedIcon";

} // namespace

QPixmap themedPixmap(const QString& name, const QColor& color, int edge, qreal devicePixelRatio) {
    QFile file(QStringLiteral(":/brera/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(drawing);
    QPixmap pixmap(QSize(edge, edge) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, edge, edge));
    return pixmap;
}

QIcon themedIcon(const QString& name, const QPalette& palette) {
    const Tokens& tokens = tokensFor(palette);
    QColor faint = tokens.muted;
    faint = QColor::fromHslF(faint.hslHueF() < 0 ? 0 : faint.hslHueF(), faint.hslSaturationF(),
                             (faint.lightnessF() + tokens.window.lightnessF()) / 2);
    QIcon icon;
    for (const qreal ratio : {1.0, 2.0}) {
        const QPixmap normal = themedPixmap(name, tokens.text, kEdge, ratio);
        if (normal.isNull()) {
            return {};
        }
        icon.addPixmap(normal, QIcon::Normal, QIcon::Off);
        icon.addPixmap(themedPixmap(name, tokens.accent, kEdge, ratio), QIcon::Normal, QIcon::On);
        icon.addPixmap(themedPixmap(name, faint, kEdge, ratio), QIcon::Disabled, QIcon::Off);
    }
    return icon;
}

void setThemedIcon(QAbstractButton& button, const QString& name) {
    button.setProperty(kIconProperty, name);
    button.setIcon(themedIcon(name, button.palette()));
}

void refreshIcons(const QWidget& root) {
    for (QAbstractButton* button : root.findChildren<QAbstractButton*>()) {
        const QString name = button->property(kIconProperty).toString();
        if (!name.isEmpty()) {
            button->setIcon(themedIcon(name, button->palette()));
        }
    }
}

} // namespace brera::widgets
