// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/cheat_sheet.h"
#include "gui/command_line.h"
#include "gui/extraction_controller.h"
#include "gui/header_bar.h"
#include "gui/main_menu.h"
#include "gui/main_window.h"
#include "gui/mode_bar.h"
#include "gui/network_inspector.h"
#include "gui/settings.h"
#include "support/drop.h"
#include "support/sample_project.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/describe_page.h"
#include "widgets/pages/extraction_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/new_project_page.h"
#include "widgets/pages/probe_page.h"
#include "widgets/pages/start_page.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/dock_area.h"
#include "widgets/views/path_field.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace brera;
using namespace brera::widgets;

namespace {

const QString kData = QStringLiteral(BRERA_TEST_DATA "/oracle/");

/// The oracle's network on the oracle's images, in a folder of its own.
NewProjectForm oracleForm(const QString& folder) {
    NewProjectForm form;
    form.network = kData + QStringLiteral("network_traced.pt");
    form.images = kData + QStringLiteral("images");
    form.project = folder + QStringLiteral("/oracle.brera");
    form.preprocessing = image::preset("imagenet224").preprocessing;
    form.preprocessing.resize = 64;
    form.preprocessing.cropHeight = 64;
    form.preprocessing.cropWidth = 64;
    form.layers = {"layer4"};
    form.device = QStringLiteral("cpu");
    return form;
}

} // namespace

/// From a network and images to the gallery, and what can go wrong on the way.
class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(ThemeMode::Dark);
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
        m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
        makeWindow();
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void beginsOnTheStartPage() {
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->startPage()));
        QVERIFY(m_window->problem().isEmpty());
    }

    void themesDressTheWindow() {
        QVERIFY(isDark(m_window->palette()));
        m_theme->setMode(ThemeMode::Light);
        QVERIFY(!isDark(m_window->palette()));
        m_theme->setMode(ThemeMode::Dark);
        QCOMPARE(themeModeFromName(QStringLiteral("light")), std::optional(ThemeMode::Light));
        QVERIFY(!themeModeFromName(QStringLiteral("purple")));
    }

    void theFormLearnsFromRealFiles() {
        m_window->newProject();
        NewProjectPage& page = *m_window->newProjectPage();
        page.networkField()->setPath(kData + QStringLiteral("network_scripted.pt"));
        page.imagesField()->setPath(kData + QStringLiteral("images"));
        QTRY_VERIFY_WITH_TIMEOUT(page.networkState().kind != FieldState::Blank &&
                                     page.networkState().kind != FieldState::Checking,
                                 60000);
        QVERIFY2(page.networkState().kind == FieldState::Good,
                 qPrintable(page.networkState().text));
        QTRY_COMPARE(page.imagesState().kind, FieldState::Good);
        QVERIFY(page.imagesState().text.contains(QStringLiteral("200")));
        QVERIFY(page.modules()->rowCount() > 5);
        QVERIFY(!page.form().layers.empty());
        m_window->goHome();
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->startPage()));
    }

    void badFilesAreExplained() {
        m_window->newProject();
        NewProjectPage& page = *m_window->newProjectPage();
        page.networkField()->setPath(kData + QStringLiteral("dataset.json"));
        page.imagesField()->setPath(m_folder->path());
        page.classesField()->setPath(m_folder->filePath(QStringLiteral("none.txt")));
        QTRY_COMPARE_WITH_TIMEOUT(page.networkState().kind, FieldState::Bad, 30000);
        QTRY_COMPARE(page.imagesState().kind, FieldState::Bad);
        QTRY_COMPARE(page.classesState().kind, FieldState::Bad);
        QVERIFY(!page.networkState().text.isEmpty());
        QVERIFY(!page.imagesState().text.isEmpty());
        QVERIFY(!page.isReady());
    }

    void extractsAndOpensTheProject() {
        QSignalSpy failed(m_window->extraction(), &gui::ExtractionController::failed);
        m_window->extraction()->start(gui::jobOf(oracleForm(m_folder->path())));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->extractionPage()));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_window->currentPage() == m_window->galleryPage() || failed.count() > 0, 120000);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
        QTRY_COMPARE(m_window->galleryPage()->units()->rowCount(), 24);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), 30000);
    }

    void aCancelledExtractionGoesOn() {
        QSignalSpy progressed(m_window->extraction(), &gui::ExtractionController::progressed);
        QSignalSpy cancelled(m_window->extraction(), &gui::ExtractionController::cancelled);
        m_window->extraction()->start(gui::jobOf(oracleForm(m_folder->path())));
        QTRY_VERIFY_WITH_TIMEOUT(progressed.count() > 0, 60000);
        Q_EMIT m_window->extractionPage()->cancelRequested();
        QTRY_VERIFY_WITH_TIMEOUT(cancelled.count() == 1, 60000);
        QVERIFY(!m_window->extractionPage()->isRunning());
        QVERIFY(!m_window->extraction()->isRunning());
        Q_EMIT m_window->extractionPage()->againRequested();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->currentPage(),
                                  static_cast<QWidget*>(m_window->galleryPage()), 120000);
    }

    void aFailedExtractionSaysWhy() {
        NewProjectForm form = oracleForm(m_folder->path());
        form.layers = {"layer9"};
        QSignalSpy failed(m_window->extraction(), &gui::ExtractionController::failed);
        m_window->extraction()->start(gui::jobOf(form));
        QTRY_VERIFY_WITH_TIMEOUT(failed.count() == 1, 60000);
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("layer9")));
        QVERIFY(!QFile::exists(form.project));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->extractionPage()));
    }

    void closingWhileExtractingIsClean() {
        QSignalSpy progressed(m_window->extraction(), &gui::ExtractionController::progressed);
        m_window->extraction()->start(gui::jobOf(oracleForm(m_folder->path())));
        QTRY_VERIFY_WITH_TIMEOUT(progressed.count() > 0, 60000);
        m_window->close();
        m_window.reset();
    }

    void anUnfinishedProjectOffersToGoOn() {
        test::SampleOptions options;
        options.finished = false;
        const QString file = QString::fromStdString(
            test::makeSampleProject(m_folder->path().toStdString(), options).string());
        m_window->openProject(file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
        QCOMPARE(m_window->galleryPage()->units()->rowCount(), 0);
        QSignalSpy failed(m_window->extraction(), &gui::ExtractionController::failed);
        // Its network is no network, so going on ends with a message and nothing lost.
        Q_EMIT m_window->galleryPage()->emptyActionRequested();
        QTRY_VERIFY_WITH_TIMEOUT(failed.count() == 1, 60000);
        QVERIFY(QFile::exists(file));
    }

    void anUnfinishedProjectIsAmongTheRecentOnes() {
        const NewProjectForm form = oracleForm(m_folder->path());
        m_window->extraction()->start(gui::jobOf(form));
        QTRY_VERIFY_WITH_TIMEOUT(!m_settings->recent().isEmpty(), 60000);
        QCOMPARE(m_settings->recent().first().path, form.project);
        QVERIFY(m_settings->recent().first().summary.contains(QStringLiteral("unfinished")));
        m_window->close();
        m_window.reset();
        makeWindow();
        // One that was stopped before anything was measured is not there at all.
        QListView* list = m_window->startPage()->list();
        QCOMPARE(list->model()->rowCount(), QFile::exists(form.project) ? 1 : 0);
        openSample(false);
        QVERIFY(m_settings->recent().first().summary.contains(QStringLiteral("unfinished")));
        m_window->goHome();
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
    }

    void picturesNeedAProjectToBeDroppedOn() {
        QVERIFY(!test::dropFile(*m_window, kData + QStringLiteral("images/bird/000.png")));
        openSample();
        QVERIFY(test::dropFile(*m_window, kData + QStringLiteral("images/bird/000.png")));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->probePage()));
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
        auto* dock = m_window->galleryPage()->docks()->findChild<QDockWidget*>(
            QStringLiteral("searches"));
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
        QVERIFY(tabsTo([this](const QWidget* widget) {
            return widget == m_window->galleryPage()->grid();
        }));
        QVERIFY(tabsTo([this](const QWidget* widget) {
            return m_window->galleryPage()->inspector()->isAncestorOf(widget);
        }));
    }

    void argumentsAreChecked() {
        const auto parse = [](const QStringList& arguments) {
            return gui::parseCommandLine(QStringList{QStringLiteral("brera")} + arguments);
        };
        QVERIFY(parse({}).problem.isEmpty());
        QCOMPARE(parse({QStringLiteral("a.brera")}).project, QStringLiteral("a.brera"));
        QVERIFY(parse({QStringLiteral("--demo")}).demo);
        QCOMPARE(parse({QStringLiteral("--theme"), QStringLiteral("dark")}).theme,
                 std::optional(ThemeMode::Dark));
        QVERIFY(!parse({QStringLiteral("--theme"), QStringLiteral("pink")}).problem.isEmpty());
        QVERIFY(!parse({QStringLiteral("--frobnicate")}).problem.isEmpty());
        QVERIFY(!parse({QStringLiteral("--size"), QStringLiteral("big")}).problem.isEmpty());
        QCOMPARE(parse({QStringLiteral("--size"), QStringLiteral("800x600")}).size,
                 QSize(800, 600));
        QVERIFY(!parse({QStringLiteral("a"), QStringLiteral("b")}).problem.isEmpty());
        QVERIFY(!parse({QStringLiteral("--help")}).answer.isEmpty());
    }

private:
    void makeWindow() {
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void openSample(bool finished = true) {
        test::SampleOptions options;
        options.described = finished;
        options.finished = finished;
        const QString file = m_folder->filePath(QStringLiteral("sample.brera"));
        if (!QFile::exists(file)) {
            test::makeSampleProject(m_folder->path().toStdString(), options);
        }
        QVERIFY(test::dropFile(*m_window, file));
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
        QTRY_COMPARE(m_window->galleryPage()->units()->rowCount(), finished ? 24 : 0);
        QTRY_VERIFY(m_window->isSettled());
    }

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

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
