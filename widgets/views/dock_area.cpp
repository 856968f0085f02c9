// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/dock_area.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QToolButton>

#include <utility>

namespace brera::widgets {
namespace {

/// Layouts of other versions are of other panels.
constexpr int kLayoutVersion = 1;

/// What stands over a panel: its name, by which it can be dragged, and two buttons that appear
/// under the pointer and under the keyboard's focus.
class DockTitle final : public QWidget {
public:
    explicit DockTitle(QDockWidget& dock)
        : QWidget(&dock), m_float(new QToolButton(this)), m_close(new QToolButton(this)) {
        setObjectName(QStringLiteral("dockTitle"));
        setAttribute(Qt::WA_StyledBackground);
        auto* name = new QLabel(dock.windowTitle(), this);
        name->setObjectName(QStringLiteral("section"));
        name->setTextFormat(Qt::PlainText);
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(2 * kGrid + 2, kGrid, kGrid, 0);
        layout->setSpacing(0);
        layout->addWidget(name, 1);
        const auto prepare = [&](QToolButton* button, const char* icon, const QString& tip) {
            setThemedIcon(*button, QLatin1String(icon));
            button->setObjectName(QStringLiteral("dockButton"));
            button->setIconSize({kGrid + kGrid / 2, kGrid + kGrid / 2});
            button->setToolTip(tip);
            button->setAccessibleName(tip);
            button->setFocusPolicy(Qt::TabFocus);
            QSizePolicy policy = button->sizePolicy();
            policy.setRetainSizeWhenHidden(true);
            button->setSizePolicy(policy);
            button->hide();
            layout->addWidget(button);
        };
        prepare(m_float, "float", QDockWidget::tr("A window of its own, or back"));
        prepare(m_close, "close", QDockWidget::tr("Close; the menu “Panels” brings it back"));
        connect(m_float, &QToolButton::clicked, &dock,
                [&dock] { dock.setFloating(!dock.isFloating()); });
        connect(m_close, &QToolButton::clicked, &dock, &QDockWidget::close);
    }

protected:
    void enterEvent(QEnterEvent* event) override {
        QWidget::enterEvent(event);
        showButtons(true);
    }
    void leaveEvent(QEvent* event) override {
        QWidget::leaveEvent(event);
        showButtons(false);
    }

private:
    void showButtons(bool shown) {
        m_float->setVisible(shown);
        m_close->setVisible(shown);
    }

    QToolButton* m_float;
    QToolButton* m_close;
};

} // namespace

DockArea::DockArea(QWidget* parent) : QMainWindow(parent) {
    setWindowFlags(Qt::Widget);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

QDockWidget* DockArea::addPanel(const QString& name, const QString& title, QWidget* content,
                                Qt::DockWidgetArea area, int width) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setTitleBarWidget(new DockTitle(*dock));
    dock->setWidget(content);
    m_panels.append({dock, area, width});
    addDockWidget(area, dock);
    resizeDocks({dock}, {width}, Qt::Horizontal);
    return dock;
}

QList<QAction*> DockArea::panelActions() const {
    QList<QAction*> actions;
    for (const Panel& panel : m_panels) {
        actions.append(panel.dock->toggleViewAction());
    }
    return actions;
}

void DockArea::resetPanels() {
    QList<QDockWidget*> docks;
    QList<int> widths;
    for (const Panel& panel : m_panels) {
        panel.dock->setFloating(false);
        removeDockWidget(panel.dock);
    }
    for (const Panel& panel : m_panels) {
        addDockWidget(panel.area, panel.dock);
        panel.dock->show();
        docks.append(panel.dock);
        widths.append(panel.width);
    }
    resizeDocks(docks, widths, Qt::Horizontal);
    m_parked.clear();
}

QByteArray DockArea::saveLayout() const {
    return m_parked.isEmpty() ? saveState(kLayoutVersion) : m_layout;
}

void DockArea::restoreLayout(const QByteArray& layout) {
    restoreState(layout, kLayoutVersion);
}

void DockArea::hideEvent(QHideEvent* event) {
    QMainWindow::hideEvent(event);
    if (event->spontaneous()) {
        return;
    }
    const QByteArray layout = saveState(kLayoutVersion);
    for (const Panel& panel : m_panels) {
        if (panel.dock->isFloating() && panel.dock->isVisible()) {
            m_parked.append(panel.dock);
        }
    }
    m_layout = layout;
    for (QDockWidget* dock : m_parked) {
        dock->hide();
    }
}

void DockArea::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    for (QDockWidget* dock : std::exchange(m_parked, {})) {
        dock->show();
    }
}

} // namespace brera::widgets
