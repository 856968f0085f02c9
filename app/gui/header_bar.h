// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QMenu;
class QToolButton;

namespace brera::widgets {
class FiguresLabel;
}

namespace brera::gui {

class ModeBar;

/// The line at the top of the window: the way home, the project's name and pages, the search field,
/// reports, the menu.
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
    ModeBar* modes() const { return m_modes; }
    QToolButton* reportButton() const { return m_report; }

Q_SIGNALS:
    void homeRequested();
    void reportRequested();
    /// As someone types.
    void searchEdited(const QString& query);
    /// Enter or the arrow down: on to what was found.
    void searchEntered();
    void searchLeft();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* m_home;
    widgets::FiguresLabel* m_project;
    ModeBar* m_modes;
    QLineEdit* m_search;
    QToolButton* m_report;
    QToolButton* m_menu;
};

} // namespace brera::gui
