// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_window.h"

#include "gui/cheat_sheet.h"
#include "gui/header_bar.h"
#include "gui/main_menu.h"
#include "gui/mode_bar.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/describe_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/probe_page.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/dock_area.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>

using namespace brera;
using namespace brera::test;
using namespace brera::widgets;

/// What is around the pages: menus, modes, panels, messages, names and the order of the focus.
class TestWindowChrome : public test::SampleWindow {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dress(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void themesDressTheWindow() {
        QVERIFY(isDark(m_window->palette()));
        m_theme->setMode(ThemeMode::Light);
        QVERIFY(!isDark(m_window->palette()));
        m_theme->setMode(ThemeMode::Dark);
        QCOMPARE(themeModeFromName(QStringLiteral("light")), std::optional(ThemeMode::Light));
        QVERIFY(!themeModeFromName(QStringLiteral("purple")));
    }

    void theSheetListsEveryShortcut() {
        openSample();
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto* sheet = m_window->findChild<gui::CheatSheet*>();
        QVERIFY(sheet && sheet->isVisible());
        QStringList keys;
        for (const QLabel* label : sheet->findChildren<QLabel*>(QStringLiteral("key"))) {
            keys.append(label->text());
        }
        int shortcuts = 0;
        for (const QAction* action : m_window->actions()) {
            for (const QKeySequence& each : action->shortcuts()) {
                const QString text = each.toString(QKeySequence::NativeText);
                QVERIFY2(keys.join(QLatin1Char(' ')).contains(text), qPrintable(text));
                ++shortcuts;
            }
        }
        QVERIFY(shortcuts > 10);
        for (const auto* text : {"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "P", "Y", "F10"}) {
            QVERIFY2(keys.contains(QString::fromLatin1(text)), text);
        }
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(!sheet->isVisible());
    }

    void theLanguageIsMarkedAndKept() {
        QMenu* menu = subMenu(QStringLiteral("Language"));
        QVERIFY(action(*menu, QStringLiteral("As the system"))->isChecked());
        choose(*menu, QStringLiteral("Italiano"));
        QCOMPARE(m_settings->language(), QStringLiteral("it"));
        QVERIFY(m_window->problem().contains(QStringLiteral("next start")));
        m_window.reset();
        makeWindow();
        menu = subMenu(QStringLiteral("Language"));
        QVERIFY(action(*menu, QStringLiteral("Italiano"))->isChecked());
        QVERIFY(!action(*menu, QStringLiteral("As the system"))->isChecked());
    }

    void messagesCanBeClosed() {
        Banner* notice = m_window->noticeBanner();
        notice->tell(QStringLiteral("said"));
        QTest::mouseClick(notice->closeButton(), Qt::LeftButton);
        QVERIFY(!notice->isVisible());
        notice->tell(QStringLiteral("said"), QStringLiteral("Do it"));
        notice->actionButton()->setFocus();
        QTest::keyClick(notice->actionButton(), Qt::Key_Escape);
        QVERIFY(!notice->isVisible());
    }

    void modesLeadToThePages() {
        openSample();
        gui::ModeBar& modes = *m_window->header()->modes();
        const QList<std::pair<gui::Mode, QWidget*>> pages{
            {gui::Mode::Compare, m_window->comparePage()},
            {gui::Mode::Probe, m_window->probePage()},
            {gui::Mode::Ablation, m_window->ablationPage()},
            {gui::Mode::Gallery, m_window->galleryPage()}};
        for (const auto& [mode, page] : pages) {
            QTest::mouseClick(modes.button(mode), Qt::LeftButton);
            QCOMPARE(m_window->currentPage(), page);
            for (const auto& [other, ignored] : pages) {
                QCOMPARE(modes.button(other)->isChecked(), other == mode);
            }
        }
        for (const auto& [mode, page] : pages) {
            QTest::keyClick(m_window.get(),
                            static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(mode)),
                            Qt::ControlModifier);
            QTRY_COMPARE(m_window->currentPage(), page);
        }
    }

    void modesWaitForTheImages() {
        openSample(false);
        gui::ModeBar& modes = *m_window->header()->modes();
        for (const auto mode : {gui::Mode::Probe, gui::Mode::Ablation, gui::Mode::Compare}) {
            QVERIFY(!modes.button(mode)->isEnabled());
            QTest::mouseClick(modes.button(mode), Qt::LeftButton);
            QTest::keyClick(m_window.get(),
                            static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(mode)),
                            Qt::ControlModifier);
            QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
        }
        QVERIFY(modes.button(gui::Mode::Gallery)->isChecked());
    }

    void panelsAreClosedAndPutBack() {
        openSample();
        auto* dock =
            m_window->galleryPage()->docks()->findChild<QDockWidget*>(QStringLiteral("searches"));
        QVERIFY(dock && dock->isVisible());
        // Its buttons are there under the pointer.
        QWidget* title = dock->titleBarWidget();
        QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), title->mapToGlobal(QPointF(5, 5)));
        QApplication::sendEvent(title, &enter);
        auto* button = title->findChildren<QToolButton*>().last();
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!dock->isVisible());
        QMenu* menu = subMenu(QStringLiteral("Panels"));
        QVERIFY(!action(*menu, QStringLiteral("Searches"))->isChecked());
        choose(*menu, QStringLiteral("Searches"));
        QVERIFY(dock->isVisible());
        choose(*menu, QStringLiteral("Searches"));
        QVERIFY(!dock->isVisible());
        choose(*menu, QStringLiteral("Put all back"));
        QVERIFY(dock->isVisible());
    }

    void placesAreRemembered() {
        const QSize size(760, 560);
        m_window->resize(size);
        openSample();
        choose(*subMenu(QStringLiteral("Panels")), QStringLiteral("Layers"));
        m_window->close();
        m_window.reset();
        makeWindow();
        QCOMPARE(m_window->size(), size);
        openSample();
        QMenu* menu = subMenu(QStringLiteral("Panels"));
        QVERIFY(!action(*menu, QStringLiteral("Layers"))->isChecked());
        QVERIFY(!m_window->galleryPage()->layerList()->isVisible());
        QVERIFY(action(*menu, QStringLiteral("Unit"))->isChecked());
    }

    void everythingHasAName() {
        QStringList nameless;
        const auto walk = [&](const char* page) {
            for (const QString& widget : namelessWidgets()) {
                nameless.append(QString::fromLatin1(page) + QStringLiteral(": ") + widget);
            }
        };
        walk("start");
        m_window->newProject();
        walk("new project");
        openSample();
        walk("gallery");
        m_window->galleryPage()->openExemplar(0);
        walk("exemplar");
        m_window->describeUnits();
        walk("describe");
        for (const auto mode : {gui::Mode::Probe, gui::Mode::Ablation, gui::Mode::Compare}) {
            QTest::mouseClick(m_window->header()->modes()->button(mode), Qt::LeftButton);
            walk(qPrintable(m_window->header()->modes()->button(mode)->text()));
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }

    void tabLeadsFromTheSearchToTheUnits() {
        openSample();
        QTest::keyClick(m_window.get(), Qt::Key_Slash);
        QVERIFY(m_window->header()->searchField()->hasFocus());
        QVERIFY(tabsTo(
            [this](const QWidget* widget) { return widget == m_window->galleryPage()->grid(); }));
        QVERIFY(tabsTo([this](const QWidget* widget) {
            return m_window->galleryPage()->inspector()->isAncestorOf(widget);
        }));
    }

private:
    QMenu* subMenu(const QString& title) {
        for (QAction* each : m_window->findChild<gui::MainMenu*>()->actions()) {
            if (each->menu() != nullptr && each->text() == title) {
                return each->menu();
            }
        }
        return nullptr;
    }

    static QAction* action(const QMenu& menu, const QString& text) {
        for (QAction* each : menu.actions()) {
            if (each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }

    /// As a person does, with the mouse.
    static void choose(QMenu& menu, const QString& text) {
        menu.popup(QPoint(10, 10));
        QTest::mouseClick(&menu, Qt::LeftButton, {},
                          menu.actionGeometry(action(menu, text)).center());
        QVERIFY(!menu.isVisible());
    }

    /// Tab after Tab, until the focus is there; false when it never is.
    template <typename There>
    bool tabsTo(const There& there) {
        for (int step = 0; step < 80; ++step) {
            QWidget* focus = QApplication::focusWidget();
            if (focus != nullptr && there(focus)) {
                return true;
            }
            QTest::keyClick(focus, Qt::Key_Tab);
        }
        return false;
    }

    /// What someone who cannot see the window would not know what to make of.
    QStringList namelessWidgets() const {
        QStringList found;
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            const bool inner = widget->objectName().startsWith(QStringLiteral("qt_")) ||
                               qobject_cast<const QLineEdit*>(widget->parentWidget()) ||
                               qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) ||
                               qobject_cast<const QComboBox*>(widget->parentWidget()) ||
                               qobject_cast<const QTabBar*>(widget->parentWidget()) ||
                               qobject_cast<const QAbstractItemView*>(widget->parentWidget()) ||
                               qobject_cast<const QScrollBar*>(widget);
            if (inner || !widget->isVisible()) {
                continue;
            }
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool input = qobject_cast<const QLineEdit*>(widget) ||
                               qobject_cast<const QComboBox*>(widget) ||
                               qobject_cast<const QAbstractSlider*>(widget) ||
                               qobject_cast<const QAbstractSpinBox*>(widget) ||
                               qobject_cast<const QPlainTextEdit*>(widget) ||
                               qobject_cast<const QAbstractItemView*>(widget);
            const bool named = !widget->accessibleName().isEmpty();
            const QString what = QString::fromLatin1(widget->metaObject()->className()) +
                                 QLatin1Char(' ') + widget->objectName();
            if (button != nullptr && button->text().isEmpty() && !named) {
                found.append(what);
            } else if (button != nullptr && button->toolTip().isEmpty() &&
                       button->text().isEmpty()) {
                found.append(what + QStringLiteral(" (no tooltip)"));
            } else if (input && !named) {
                found.append(what);
            }
        }
        return found;
    }
};

QTEST_MAIN(TestWindowChrome)
#include "tst_window_chrome.moc"
