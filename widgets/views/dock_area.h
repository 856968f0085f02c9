// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

class QAction;
class QDockWidget;

namespace brera::widgets {

/// A page whose panels stand around its centre as docks: they can be moved, tabbed, made windows of
/// their own, closed and put back.
class DockArea final : public QMainWindow {
    Q_OBJECT
public:
    explicit DockArea(QWidget* parent = nullptr);

    /// `name` stands for the panel in the saved layout, `title` is what people read.
    QDockWidget* addPanel(const QString& name, const QString& title, QWidget* content,
                          Qt::DockWidgetArea area, int width);
    /// One that shows or hides each panel, in the order in which they were added.
    QList<QAction*> panelActions() const;
    /// All panels where they were at first.
    void resetPanels();

    QByteArray saveLayout() const;
    /// A layout of other panels, or one that cannot be read, changes nothing.
    void restoreLayout(const QByteArray& layout);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Panel {
        QDockWidget* dock;
        Qt::DockWidgetArea area;
        int width;
    };

    QList<Panel> m_panels;
    QList<QDockWidget*> m_parked; ///< windows of their own, out of sight with the page
    QByteArray m_layout;          ///< as it was before they were
};

} // namespace brera::widgets
