// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "widgets/models/ablation_view.h"

class QAction;
class QBoxLayout;
class QComboBox;
class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace brera::widgets {

class FiguresLabel;
class SetFigures;
class TrayModel;

/// The bar below the gallery: the units that are switched off, as chips, and what that does to the
/// accuracy on every evaluation set. Says what a person wants; is given what there is.
class AblationTray final : public QFrame {
    Q_OBJECT
public:
    explicit AblationTray(QWidget* parent = nullptr);

    void setView(const AblationView& view);
    /// The window's own, with their shortcuts.
    void setUndoActions(QAction* undo, QAction* redo);
    /// Whether the ablation page, which the tray leads to, is the one in sight. In a narrow window
    /// it is one line there: what the units do, which the page lists, in place of the units.
    void setPageOpen(bool open);

    QListView* chips() const { return m_chips; }
    TrayModel* model() const { return m_model; }
    SetFigures* figures() const { return m_figures; }
    QComboBox* replacementBox() const { return m_replacement; }
    QPushButton* clearButton() const { return m_clear; }
    QPushButton* pageButton() const { return m_page; }
    QPushButton* saveButton() const { return m_save; }
    /// What stands where there are no chips: how to begin, or why that is not possible.
    QString hint() const;

Q_SIGNALS:
    void removeRequested(const std::vector<brera::UnitId>& units);
    void clearRequested();
    void unitActivated(const brera::UnitId& unit);
    void meanRequested(bool mean);
    void pageRequested();
    void saveRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeUnits();
    QWidget* makeFigures();
    void connectParts();
    void makeMore();
    /// What is visible, by what there is, where one is and how wide the window is.
    void arrange();

    TrayModel* m_model;
    QListView* m_chips;
    FiguresLabel* m_count;
    QLabel* m_hint;
    QToolButton* m_undo;
    QToolButton* m_redo;
    QPushButton* m_clear;
    SetFigures* m_figures;
    QLabel* m_busy;
    QComboBox* m_replacement;
    QPushButton* m_page;
    QPushButton* m_save;
    QToolButton* m_more; ///< what there is no room for in one line
    QAction* m_saveMore = nullptr;
    QAction* m_meanMore = nullptr;
    QBoxLayout* m_first = nullptr; ///< the line of units
    QWidget* m_second = nullptr;   ///< the line of figures
    bool m_empty = true;
    bool m_possible = true;
    bool m_open = false; ///< the ablation page is in sight
    bool m_narrow = false;
    QString m_problem;
};

} // namespace brera::widgets
