// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace brera::gui {

/// The line at the top of the window: the way home, the project's name, the menu.
class HeaderBar final : public QFrame {
    Q_OBJECT
public:
    explicit HeaderBar(QWidget* parent = nullptr);

    /// Empty when there is no project.
    void setProject(const QString& name, const QString& tip);
    /// What the menu button opens.
    void setMenu(QMenu* menu);

Q_SIGNALS:
    void homeRequested();

private:
    QToolButton* m_home;
    QLabel* m_project;
    QToolButton* m_menu;
};

} // namespace brera::gui
