// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"
#include "gui/project_session.h"
#include "gui/settings.h"
#include "support/sample_project.h"
#include "widgets/pages/description_panel.h"
#include "widgets/pages/exemplar_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/start_page.h"
#include "widgets/theme/theme.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/drop_zone.h"
#include "widgets/views/exemplar_canvas.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/own_words_edit.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace brera;
using namespace brera::widgets;

namespace {

int brightPixels(const QImage& picture) {
    int bright = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            bright += qGray(picture.pixel(x, y)) > 120 ? 1 : 0;
        }
    }
    return bright;
}

/// Dimming takes from it, a larger mask less.
qint64 lightOf(const QImage& picture) {
    qint64 light = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            light += qGray(picture.pixel(x, y));
        }
    }
    return light;
}

} // namespace

/// The window on a project, driven by keys and mouse.
class TestGallery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
        m_file =
            QString::fromStdString(test::makeSampleProject(m_folder.path().toStdString()).string());
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(ThemeMode::Light);
    }

    void init() {
        m_settings = std::make_unique<gui::Settings>(m_folder.filePath(QStringLiteral("s.ini")));
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        QFile::remove(m_folder.filePath(QStringLiteral("s.ini")));
    }

    void showsTheLastLayerWithPictures() {
        open();
        QCOMPARE(page().currentLayer(), QStringLiteral("layer4"));
        QCOMPARE(page().units()->rowCount(), 24);
        QCOMPARE(page().layerList()->model()->rowCount(), 2);
        const auto pictures =
            page().units()->index(0).data(UnitModel::PicturesRole).value<CardPictures>();
        QCOMPARE(pictures.patches.size(), qsizetype{kCardPatches});
        for (const QImage& patch : pictures.patches) {
            QVERIFY(!patch.isNull());
            QVERIFY(brightPixels(patch) > 0);
        }
        QVERIFY(pictures.failure.isEmpty());
    }

    void theInspectorShowsAllExemplars() {
        open();
        const Inspector& inspector = *page().inspector();
        QCOMPARE(inspector.unit(), (UnitId{"layer4", 0}));
        QCOMPARE(inspector.model()->rowCount(), 15);
        for (int row = 0; row < 15; ++row) {
            QVERIFY(!shown(row).isNull());
        }
        QVERIFY(inspector.model()
                    ->index(1)
                    .data(Qt::AccessibleDescriptionRole)
                    .toString()
                    .contains(QStringLiteral("odd/0001.png")));
        QVERIFY(inspector.model()
                    ->index(1)
                    .data(Qt::AccessibleDescriptionRole)
                    .toString()
                    .contains(QStringLiteral("odd numbers")));
    }

    void arrowsMoveAndTheInspectorFollows() {
        open();
        QTest::keyClick(page().grid(), Qt::Key_Right);
        QTRY_COMPARE(page().inspector()->unit(), (UnitId{"layer4", 1}));
        QTest::keyClick(page().grid(), Qt::Key_End);
        QTRY_COMPARE(page().inspector()->unit(), (UnitId{"layer4", 23}));
    }

    void enterOpensEscapeGoesBack() {
        open();
        QTest::keyClick(page().grid(), Qt::Key_Return);
        QVERIFY(page().isExemplarOpen());
        QCOMPARE(page().exemplarPage()->row(), 0);
        QVERIFY(page().exemplarPage()->hasFocus());
        QTest::keyClick(page().exemplarPage(), Qt::Key_Right);
        QCOMPARE(page().exemplarPage()->row(), 1);
        QTest::keyClick(page().exemplarPage(), Qt::Key_Left);
        QTest::keyClick(page().exemplarPage(), Qt::Key_Left);
        QCOMPARE(page().exemplarPage()->row(), 0);
        QTRY_VERIFY(!page().exemplarPage()->canvas()->picture().isNull());
        QTest::keyClick(page().exemplarPage(), Qt::Key_Escape);
        QVERIFY(!page().isExemplarOpen());
        QVERIFY(page().grid()->hasFocus());
    }

    void picturesEndWhereTheFieldsDo() {
        open();
        for (const int width : {1280, 1341, 1402}) {
            m_window->resize(width, 800);
            const CardGridView& grid = *page().inspector()->grid();
            const QRect last = grid.visualRect(grid.model()->index(grid.columns() - 1, 0));
            const QWidget& field = *page().inspector()->description()->own();
            const int pictures = rightEdge(*grid.viewport(), last.right());
            const int fields = rightEdge(field, field.width() - 1);
            // Equal cards may leave a pixel or two for every gap.
            QVERIFY2(pictures <= fields && fields - pictures < grid.columns(),
                     qPrintable(QStringLiteral("%1 and %2").arg(pictures).arg(fields)));
        }
    }

    void theTabsStandStill() {
        open();
        auto* tabs = page().inspector()->findChild<QTabWidget*>(QStringLiteral("inspectorTabs"));
        const int top = tabs->mapTo(page().inspector(), QPoint()).y();
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QCoreApplication::processEvents();
            QCOMPARE(tabs->mapTo(page().inspector(), QPoint()).y(), top);
        }
    }

    void classesAreOfferedForTheLastLayerAndElsewhereSayWhyNot() {
        open();
        auto* tabs = page().inspector()->findChild<QTabWidget*>(QStringLiteral("inspectorTabs"));
        constexpr int kClasses = 3;
        QVERIFY(tabs->isTabEnabled(kClasses));
        tabs->setCurrentIndex(kClasses);
        page().layerList()->setCurrentIndex(page().layerList()->model()->index(0, 0));
        QTRY_COMPARE(page().inspector()->unit(), (UnitId{"conv1", 0}));
        QVERIFY(!tabs->isTabEnabled(kClasses));
        QVERIFY(tabs->tabBar()->isTabVisible(kClasses));
        QVERIFY(tabs->currentIndex() != kClasses);
        QVERIFY(tabs->tabToolTip(kClasses).contains(QStringLiteral("last layer")));
    }

    void aSmallWindowsInspectorIsOneColumn() {
        open();
        m_window->resize(720, 480);
        Inspector& inspector = *page().inspector();
        const CardGridView& grid = *inspector.grid();
        auto* scroll = inspector.findChild<QScrollArea*>();
        const auto* tabs = inspector.findChild<QTabWidget*>(QStringLiteral("inspectorTabs"));
        const QWidget& column = *scroll->widget();
        QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0 &&
                    scroll->verticalScrollBar()->maximum() ==
                        column.height() - scroll->viewport()->height() &&
                    grid.height() == grid.contentHeight() && tabs->y() > grid.geometry().bottom() &&
                    tabs->geometry().bottom() < column.height());
        // All pictures whole, none scrolled within the column.
        QCOMPARE(grid.verticalScrollBar()->maximum(), 0);
        const QRect last = grid.visualRect(grid.model()->index(grid.model()->rowCount() - 1, 0));
        QVERIFY(grid.viewport()->rect().contains(last));
        const QTabBar& bar = *tabs->tabBar();
        for (const auto* arrow : bar.findChildren<QToolButton*>()) {
            QVERIFY2(!arrow->isVisible(), "tab names are cut");
        }
        // The wheel moves nothing that passes under it.
        const int tab = tabs->currentIndex();
        QWheelEvent wheel(QPointF(5, 5), bar.mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(tabs->tabBar(), &wheel);
        QCOMPARE(tabs->currentIndex(), tab);
        QVERIFY2(!wheel.isAccepted(), "the column is scrolled instead");
        // The keyboard brings what it goes to into sight.
        inspector.grid()->setFocus();
        QTest::keyClick(inspector.grid(), Qt::Key_End);
        QTRY_VERIFY(scroll->verticalScrollBar()->value() > 0);
        const QPoint middle =
            grid.viewport()->mapTo(&inspector, grid.visualRect(grid.currentIndex()).center());
        QVERIFY(inspector.rect().contains(middle));
        m_window->resize(1280, 800);
        QTRY_COMPARE(scroll->verticalScrollBar()->maximum(), 0);
        QVERIFY(grid.verticalScrollBar()->maximum() > 0);
    }

    void anExemplarsPageSaysWhichAndLeadsBack() {
        open();
        page().openExemplar(1);
        QStringList texts;
        for (const auto* label : page().exemplarPage()->findChildren<FiguresLabel*>()) {
            texts.append(label->text());
        }
        const QString all = texts.join(QLatin1Char('\n'));
        QVERIFY2(all.contains(QStringLiteral("layer4/0")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("exemplar 2 of 15")), qPrintable(all));
        auto* back = page().exemplarPage()->findChild<QPushButton*>(QStringLiteral("back"));
        for (const QSize size : {QSize(720, 480), QSize(1280, 800)}) {
            m_window->resize(size);
            QCoreApplication::processEvents();
            QVERIFY(page().exemplarPage()->rect().contains(back->geometry()));
        }
        QTest::mouseClick(back, Qt::LeftButton);
        QVERIFY(!page().isExemplarOpen());
    }

    void theThresholdSliderRedrawsMasks() {
        open();
        auto* slider = page().inspector()->findChild<QSlider*>(QStringLiteral("threshold"));
        QVERIFY(slider);
        const int before = brightPixels(shown(0));
        QVERIFY(before > 0);
        const qint64 light = lightOf(shown(0));
        slider->setValue(slider->maximum());
        QCOMPARE(brightPixels(shown(0)), 0);
        slider->setValue(slider->minimum() + 50);
        QVERIFY2(lightOf(shown(0)) > light, "a lower threshold must leave a larger mask");
        for (QPushButton* button : page().inspector()->findChildren<QPushButton*>()) {
            if (button->objectName() == QStringLiteral("quiet")) {
                button->click();
            }
        }
        QCOMPARE(brightPixels(shown(0)), before);
        QCOMPARE(page().inspector()->model()->threshold(), 0.5);
    }

    void theSliderReachesTheLargePicture() {
        open();
        page().openExemplar(0);
        QTRY_VERIFY(m_window->isSettled());
        auto* slider = page().inspector()->findChild<QSlider*>(QStringLiteral("threshold"));
        const qint64 before = lightOf(page().exemplarPage()->canvas()->picture());
        slider->setValue(slider->minimum() + 20);
        QVERIFY(lightOf(page().exemplarPage()->canvas()->picture()) > before);
    }

    void heatMapAndOpacityChangeThePictures() {
        open();
        const QImage mask = shown(0);
        page().inspector()->findChild<QCheckBox*>(QStringLiteral("heatMap"))->click();
        const QImage heat = shown(0);
        QVERIFY(heat != mask);
        page().inspector()->findChild<QCheckBox*>(QStringLiteral("heatMap"))->click();
        QCOMPARE(shown(0), mask);
        page().inspector()->findChild<QSlider*>(QStringLiteral("maskOpacity"))->setValue(0);
        // Far from the disc, what was dimmed is as bright as its image.
        QVERIFY(qGray(shown(0).pixel(1, 1)) > qGray(mask.pixel(1, 1)) * 2);
    }

    void layersChangeTheGrid() {
        open();
        page().layerList()->setCurrentIndex(page().layerList()->model()->index(0, 0));
        QTRY_COMPARE(page().units()->rowCount(), 8);
        QTRY_COMPARE(page().inspector()->unit(), (UnitId{"conv1", 0}));
        QTRY_VERIFY(m_window->isSettled());
    }

    void sizeAndOrderAreRemembered() {
        open();
        GalleryLook look = page().look();
        look.patchEdge = 90;
        look.order = UnitOrder::ByActivation;
        look.mask.heat = true;
        page().setLook(look);
        page().layerList()->setCurrentIndex(page().layerList()->model()->index(0, 0));
        QTRY_COMPARE(page().units()->rowCount(), 8);
        m_window->close();
        m_window.reset();
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        QCOMPARE(page().look().patchEdge, 90);
        QCOMPARE(page().look().order, UnitOrder::ByActivation);
        QVERIFY(page().look().mask.heat);
        open();
        QCOMPARE(page().currentLayer(), QStringLiteral("conv1"));
        QCOMPARE(page().units()->order(), UnitOrder::ByActivation);
    }

    void theRecentListRemembersProjects() {
        open();
        m_window->goHome();
        QTRY_VERIFY(m_window->isSettled());
        QListView* list = m_window->startPage()->list();
        QCOMPARE(list->model()->rowCount(), 1);
        // What one most likely wants is the primary: the demo until there are projects.
        QCOMPARE(m_window->startPage()->newButton()->objectName(), QStringLiteral("primary"));
        QVERIFY(m_window->startPage()->demoButton()->objectName().isEmpty());
        QVERIFY(list->model()->index(0, 0).data(RecentModel::OpenedRole).toString().contains(
            QStringLiteral("today")));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        m_window->goHome();
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(list->model()->rowCount(), 0);
        QCOMPARE(m_window->startPage()->demoButton()->objectName(), QStringLiteral("primary"));
    }

    void aProjectCanBeDroppedOnTheStartPage() {
        StartPage& start = *m_window->startPage();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_file)});
        QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QApplication::sendEvent(&start, &enter);
        QVERIFY(enter.isAccepted() && start.dropZone()->isActive());
        QDragLeaveEvent leave;
        QApplication::sendEvent(&start, &leave);
        QVERIFY(!start.dropZone()->isActive());
        QDragEnterEvent again(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QApplication::sendEvent(&start, &again);
        QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&start, &drop);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
    }

    void aSecondWindowReadsOnly() {
        open();
        gui::Settings settings(m_folder.filePath(QStringLiteral("second.ini")));
        gui::MainWindow second(settings, *m_theme);
        second.show();
        second.openProject(m_file);
        QTRY_COMPARE(second.currentPage(), static_cast<QWidget*>(second.galleryPage()));
        QVERIFY(second.readOnlyBanner()->isVisible());
        QVERIFY(!m_window->readOnlyBanner()->isVisible());
        QTRY_COMPARE(second.galleryPage()->units()->rowCount(), 24);
    }

    void aBrokenFileSaysWhyAndStaysHome() {
        const QString broken = m_folder.filePath(QStringLiteral("broken.brera"));
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not a project");
        file.close();
        m_window->openProject(broken);
        QTRY_VERIFY(!m_window->problem().isEmpty());
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->startPage()));
    }

    void movedImagesAreFoundAgain() {
        QTemporaryDir own;
        const QString file =
            QString::fromStdString(test::makeSampleProject(own.path().toStdString()).string());
        QVERIFY(QDir(own.path()).rename(QStringLiteral("images"), QStringLiteral("elsewhere")));
        m_window->openProject(file);
        QTRY_VERIFY(m_window->movedBanner()->isVisible());
        QTRY_VERIFY(m_window->isSettled());
        const auto pictures =
            page().units()->index(0).data(UnitModel::PicturesRole).value<CardPictures>();
        QVERIFY(!pictures.failure.isEmpty());

        m_window->session()->reroot(own.path());
        QTRY_VERIFY(m_window->movedBanner()->text() != QString());
        m_window->session()->reroot(own.filePath(QStringLiteral("elsewhere")));
        QTRY_VERIFY(!m_window->movedBanner()->isVisible());
        QTRY_VERIFY(m_window->isSettled() && page().units()->rowCount() == 24);
        QTRY_VERIFY(!shown(0).isNull());
        m_window->goHome();
        QTRY_VERIFY(m_window->isSettled());
    }

    void staleResultsAreSaid() {
        QTemporaryDir own;
        const QString file =
            QString::fromStdString(test::makeSampleProject(own.path().toStdString()).string());
        QFile network(own.filePath(QStringLiteral("network.pt")));
        QVERIFY(network.open(QIODevice::WriteOnly));
        network.write("other weights");
        network.close();
        m_window->openProject(file);
        QTRY_VERIFY(m_window->staleBanner()->isVisible());
        QVERIFY(m_window->staleBanner()->text().contains(QStringLiteral("network")));
        m_window->goHome();
        QTRY_VERIFY(m_window->isSettled());
    }

    void closingWhilePicturesAreMadeIsClean() {
        m_window->openProject(m_file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        m_window->close();
        m_window.reset();
    }

    void tenThousandUnitsOpen() {
        QTemporaryDir own;
        test::SampleOptions options;
        options.layers = {{"wide", 10000, 4, 4}};
        options.exemplars = 5;
        options.images = 12;
        const QString file = QString::fromStdString(
            test::makeSampleProject(own.path().toStdString(), options).string());
        m_window->openProject(file);
        QTRY_COMPARE(page().units()->rowCount(), 10000);
        QTRY_VERIFY(m_window->isSettled());
        QTest::keyClick(page().grid(), Qt::Key_End);
        QTRY_COMPARE(page().inspector()->unit(), (UnitId{"wide", 9999}));
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(!page()
                     .units()
                     ->index(9999)
                     .data(UnitModel::PicturesRole)
                     .value<CardPictures>()
                     .patches.front()
                     .isNull());
        m_window->goHome();
        QTRY_VERIFY(m_window->isSettled());
    }

private:
    GalleryPage& page() { return *m_window->galleryPage(); }

    int rightEdge(const QWidget& part, int x) {
        return part.mapTo(page().inspector(), QPoint(x, 0)).x();
    }

    QImage shown(int row) {
        return page()
            .inspector()
            ->model()
            ->index(row)
            .data(ExemplarModel::PictureRole)
            .value<QImage>();
    }

    void open() {
        m_window->openProject(m_file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        QTRY_VERIFY(page().units()->rowCount() > 0);
        QTRY_VERIFY(page().inspector()->model()->rowCount() == 15);
        QTRY_VERIFY(m_window->isSettled());
    }

    QTemporaryDir m_folder;
    QString m_file;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
};

QTEST_MAIN(TestGallery)
#include "tst_gallery.moc"
