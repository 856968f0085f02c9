// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace brera::gui {

/// The line at the top of the window: the way home, the project's name, the search field, the menu.
class HeaderBar final : public QFrame {
    Q_OBJECT
public:
    explicit HeaderBar(QWidget* parent = nullptr);

    /// Empty when there is no project.
    void setProject(const QString& name, const QString& tip);
    /// What the menu button opens.
    void setMenu(QMenu* menu);
    /// The words in the search field; nothing is told of it.
    void setSearch(const QString& query);
    void focusSearch();
    QLineEdit* searchField() const { return m_search; }

Q_SIGNALS:
    void homeRequested();
    /// As someone types.
    void searchEdited(const QString& query);
    /// Enter or the arrow down: on to what was found.
    void searchEntered();
    void searchLeft();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* m_home;
    QLabel* m_project;
    QLineEdit* m_search;
    QToolButton* m_menu;
};

} // namespace brera::gui
