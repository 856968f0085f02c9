// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include "widgets/theme/tokens.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QStyle>
#include <QStyleFactory>

namespace brera::widgets {
namespace {

/// Where the desktop names no font of its own, fontconfig's last resort is replaced by one that was
/// drawn for small sizes on screens.
void chooseFont() {
    const QString family = QStringLiteral("Inter");
    const QFont font = QApplication::font();
    if (QFontInfo(font).family().startsWith(QStringLiteral("DejaVu")) &&
        QFontDatabase::hasFamily(family)) {
        QFont better = font;
        better.setFamilies({family, font.family()});
        better.setPointSizeF(font.pointSizeF() + 0.5);
        QApplication::setFont(better);
    }
}

/// The outlines of fields are what shows that one can write there: three to one against both
/// sides (WCAG 2.1, 1.4.11).
QColor fieldLine(const Tokens& tokens) {
    return &tokens == &darkTokens() ? QColor(0x74, 0x74, 0x7a) : QColor(0x94, 0x94, 0x90);
}

QPalette paletteOf(const Tokens& tokens) {
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.window);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.window);
    palette.setColor(QPalette::ToolTipBase, tokens.surface);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::Button, tokens.surface);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.problem);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::Light, tokens.surface);
    palette.setColor(QPalette::Midlight, tokens.raised);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.muted);
    palette.setColor(QPalette::Shadow, QColor(0, 0, 0));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faint = tokens.muted;
        faint.setAlphaF(0.6F);
        palette.setColor(QPalette::Disabled, role, faint);
    }
    return palette;
}

QString styleSheetOf(const Tokens& tokens) {
    QFile file(QStringLiteral(":/brera/style/brera.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    const auto put = [&sheet](const char* name, const QColor& color) {
        sheet.replace(QLatin1Char('@') + QLatin1String(name) + QLatin1Char('@'), color.name());
    };
    put("window", tokens.window);
    put("surface", tokens.surface);
    put("raised", tokens.raised);
    put("line", tokens.line);
    put("field", fieldLine(tokens));
    put("text", tokens.text);
    put("muted", tokens.muted);
    put("accent", tokens.accent);
    put("onAccent", tokens.onAccent);
    put("accentSoft", tokens.accentSoft);
    put("notice", tokens.notice);
    put("problem", tokens.problem);
    sheet.replace(QStringLiteral("@tone@"),
                  &tokens == &darkTokens() ? QStringLiteral("dark") : QStringLiteral("light"));
    return sheet;
}

} // namespace

std::optional<ThemeMode> themeModeFromName(const QString& name) {
    for (const ThemeMode mode : {ThemeMode::System, ThemeMode::Light, ThemeMode::Dark}) {
        if (name == themeModeName(mode)) {
            return mode;
        }
    }
    return {};
}

QString themeModeName(ThemeMode mode) {
    switch (mode) {
    case ThemeMode::Light:
        return QStringLiteral("light");
    case ThemeMode::Dark:
        return QStringLiteral("dark");
    case ThemeMode::System:
        break;
    }
    return QStringLiteral("system");
}

Theme::Theme(QApplication& application, QObject* parent)
    : QObject(parent), m_application(application), m_systemIsDark(isDark(application.palette())) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    chooseFont();
}

void Theme::setMode(ThemeMode mode) {
    m_mode = mode;
    const bool dark = mode == ThemeMode::System ? m_systemIsDark : mode == ThemeMode::Dark;
    const Tokens& tokens = dark ? darkTokens() : lightTokens();
    QApplication::setPalette(paletteOf(tokens));
    m_application.setStyleSheet(styleSheetOf(tokens));
    Q_EMIT changed();
}

} // namespace brera::widgets
