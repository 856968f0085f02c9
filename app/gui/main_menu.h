// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QMenu>

namespace brera::gui {

/// The window's one menu, with the shortcuts of what it offers.
class MainMenu final : public QMenu {
    Q_OBJECT
public:
    explicit MainMenu(const widgets::Theme& theme, QWidget* parent);

    /// Whether there are units to describe.
    void setDescribeEnabled(bool enabled);

Q_SIGNALS:
    void newRequested();
    void openRequested();
    void homeRequested();
    void describeRequested();
    void themeChosen(brera::widgets::ThemeMode mode);
    void quitRequested();

private:
    void addThemes(const widgets::Theme& theme);
    void showAbout();

    QAction* m_describe;
};

} // namespace brera::gui
