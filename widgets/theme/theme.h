// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

#include <optional>

class QApplication;

namespace brera::widgets {

enum class ThemeMode { System, Light, Dark };

/// "system", "light" or "dark"; empty for anything else.
std::optional<ThemeMode> themeModeFromName(const QString& name);
QString themeModeName(ThemeMode mode);

/// Dresses the application: Fusion, a palette and a style sheet made from the tokens.
class Theme final : public QObject {
    Q_OBJECT
public:
    /// Keeps the palette the system gave, which System mode follows.
    explicit Theme(QApplication& application, QObject* parent = nullptr);

    ThemeMode mode() const { return m_mode; }
    void setMode(ThemeMode mode);

Q_SIGNALS:
    void changed();

private:
    QApplication& m_application;
    bool m_systemIsDark;
    ThemeMode m_mode = ThemeMode::System;
};

} // namespace brera::widgets
