// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QMenu>

#include <utility>

class QActionGroup;
class QUndoStack;

namespace brera::gui {

/// The window's one menu, with the shortcuts of what it offers.
class MainMenu final : public QMenu {
    Q_OBJECT
public:
    MainMenu(const widgets::Theme& theme, QUndoStack& undo, QWidget* parent);

    /// Whether there are units to describe.
    void setDescribeEnabled(bool enabled);
    /// Whether there are units to compare with another project's.
    void setCompareEnabled(bool enabled);
    void setAblationEnabled(bool enabled);
    void setReportEnabled(bool enabled);
    /// What shows and hides the gallery's panels.
    void setPanels(const QList<QAction*>& panels);
    void setPanelsEnabled(bool enabled);
    /// The language that was chosen, by its code; empty: the system's.
    void setLanguage(const QString& code);
    /// Undo and Redo.
    std::pair<QAction*, QAction*> undoActions() const { return {m_undo, m_redo}; }

Q_SIGNALS:
    void newRequested();
    void openRequested();
    void homeRequested();
    void describeRequested();
    void compareRequested();
    void ablationRequested();
    void reportRequested();
    void probeRequested();
    void probeClipboardRequested();
    void themeChosen(brera::widgets::ThemeMode mode);
    /// A language's code; empty: the system's.
    void languageChosen(const QString& code);
    void panelsReset();
    void shortcutsRequested();
    void quitRequested();

private:
    void addLanguages();
    void addThemes(const widgets::Theme& theme);
    void showAbout();

    QAction* m_undo;
    QAction* m_redo;
    QAction* m_describe;
    QAction* m_compare;
    QAction* m_ablation;
    QAction* m_report;
    QMenu* m_panels;
    QActionGroup* m_languages;
};

} // namespace brera::gui
