// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/extraction_job.h"
#include "gui/header_bar.h"
#include "gui/main_window.h"
#include "gui/mode_bar.h"
#include "gui/probe_session.h"
#include "gui/settings.h"
#include "image/picture_io.h"
#include "probing/image_probe.h"
#include "widgets/models/pair_model.h"
#include "widgets/models/prediction_model.h"
#include "widgets/models/probe_text.h"
#include "widgets/models/response_model.h"
#include "widgets/models/weight_model.h"
#include "widgets/pages/exemplar_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/output_weights_panel.h"
#include "widgets/pages/paste_panel.h"
#include "widgets/pages/probe_page.h"
#include "widgets/pages/probe_side.h"
#include "widgets/pages/start_page.h"
#include "widgets/theme/theme.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/probe_canvas.h"
#include "widgets/views/region_canvas.h"
#include "widgets/views/response_delegate.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

#include <algorithm>
#include <cmath>

using namespace brera;
using namespace brera::widgets;

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");

void send(QWidget& widget, QEvent::Type type, const QPointF& place, Qt::MouseButtons held) {
    QMouseEvent event(type, place, widget.mapToGlobal(place),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, held,
                      Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

/// Presses at the first place, moves over the others, lets go at the last.
void drag(QWidget& widget, const QList<QPointF>& places) {
    send(widget, QEvent::MouseButtonPress, places.first(), Qt::LeftButton);
    for (const QPointF& place : places) {
        send(widget, QEvent::MouseMove, place, Qt::LeftButton);
    }
    send(widget, QEvent::MouseButtonRelease, places.last(), Qt::NoButton);
}

/// A place of a picture by its shares.
QPointF at(const QRectF& picture, double x, double y) {
    return {picture.left() + x * picture.width(), picture.top() + y * picture.height()};
}

} // namespace

/// Probing in the real window, with a real network.
class TestProbe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(ThemeMode::Light);
        QVERIFY(m_shared.isValid());
        m_classes = QDir(kOracle + "images").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QFile classes(m_shared.filePath("classes.txt"));
        QVERIFY(classes.open(QIODevice::WriteOnly));
        classes.write(m_classes.join('\n').toUtf8() + '\n');
        classes.close();
        exemplars::ExtractionJob job;
        job.network = (kOracle + "network_scripted.pt").toStdString();
        job.images = (kOracle + "images").toStdString();
        job.project = m_shared.filePath("probe.brera").toStdString();
        job.classList = m_shared.filePath("classes.txt").toStdString();
        job.layers = {"layer1", "layer4"};
        job.preprocessing = {64, 64, 64, {{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}}};
        exemplars::runExtraction(job, {}, {});
        m_text = m_shared.filePath("text.jpg");
        QFile text(m_text);
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("this is no picture");
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->filePath("cache").toUtf8());
        m_settings = std::make_unique<gui::Settings>(m_folder->filePath("s.ini"));
        QVERIFY(QFile::copy(m_shared.filePath("probe.brera"), file()));
        makeWindow();
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void aDroppedPictureIsProbed() {
        open();
        dropOn(QPointF(300, 300), picture(2));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        QTRY_VERIFY_WITH_TIMEOUT(page().hasPicture(), 20000);
        const auto project =
            project::Project::open(file().toStdString(), project::OpenMode::ReadOnly);
        const probing::ImageProbe probe(project);
        const auto logits = probe.logits(image::decode(picture(2).toStdString()));
        const auto top = probing::topPredictions(logits, 1).front();
        // Five, and all where someone asks.
        side().allButton()->setChecked(false);
        QCOMPARE(page().predictions()->rowCount(), 5);
        QTest::mouseClick(side().allButton(), Qt::LeftButton);
        QCOMPARE(page().predictions()->rowCount(), 10);
        const auto first = page().predictions()->index(0);
        QCOMPARE(first.data(PredictionModel::OutputRole).toInt(), top.output);
        QVERIFY(std::abs(first.data(PredictionModel::BeforeRole).toDouble() - top.probability) <
                1e-4);
        QVERIFY(first.data(PredictionModel::WinnerRole).toBool());
        QVERIFY(!first.data(PredictionModel::AfterRole).isValid());
        QCOMPARE(page().responses()->rowCount(), 32);
        // The first unit's heat map is on the picture.
        QVERIFY(page().canvas()->picture() != QImage());
        const QImage heated = page().canvas()->picture();
        side().responseList()->setCurrentIndex(page().responses()->index(5));
        QVERIFY(page().canvas()->picture() != heated);
        QTest::keyClick(&page(), Qt::Key_Escape);
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
    }

    void picturesThatAreNoneAreNamed() {
        open();
        dropOn(QPointF(300, 300), m_text);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), 20000);
        QVERIFY(!page().hasPicture());
        const auto labels = page().findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains("text.jpg");
        }));
        probe(1);
        m_window->probePicture(m_text);
        QTRY_VERIFY(page().problem().contains("text.jpg"));
        QVERIFY(page().hasPicture()); // the one before stays
        probe(3);
        QVERIFY(page().problem().isEmpty());
    }

    void withoutAProjectItIsSaidSo() {
        m_window->probePicture(picture(0));
        QVERIFY(m_window->problem().contains("project"));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->startPage()));
    }

    void aCopiedPictureIsProbed() {
        open();
        QApplication::clipboard()->setText("no picture");
        QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
        QVERIFY(m_window->problem().contains("copied"));
        QApplication::clipboard()->setImage(QImage(picture(7)));
        QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(page().hasPicture(), 20000);
        QVERIFY(m_window->problem().isEmpty());
        const auto pasted = shares();
        probe(7);
        const auto opened = shares();
        for (std::size_t i = 0; i < opened.size(); ++i) {
            QVERIFY(std::abs(pasted[i] - opened[i]) < 1e-6);
        }
    }

    void unitsCarryAndAreSwitchedOff() {
        open();
        probe(4);
        side().orderBox()->setCurrentIndex(1);
        QCOMPARE(page().responses()->order(), ResponseOrder::Carried);
        QVERIFY(side().classBox()->isVisible());
        const auto given = [&](int row) {
            return page().responses()->index(row).data(ResponseModel::ContributionRole).toDouble();
        };
        QVERIFY(given(0) > 0 && given(0) >= given(1) && given(1) >= given(31));
        // By mouse: the tick of the second row.
        const QRect row = side().responseList()->visualRect(page().responses()->index(1));
        QTest::mouseClick(side().responseList()->viewport(), Qt::LeftButton, {},
                          ResponseDelegate::tickRect(row).center());
        QCOMPARE(page().responses()->ablated().size(), std::size_t{1});
        QTRY_VERIFY(page().predictions()->isChanged());
        // By keyboard: the first one too.
        side().responseList()->setFocus();
        side().responseList()->setCurrentIndex(page().responses()->index(0));
        QTest::keyClick(side().responseList(), Qt::Key_Space);
        QCOMPARE(page().responses()->ablated().size(), std::size_t{2});
        QTRY_VERIFY(m_window->isSettled());
        const auto project =
            project::Project::open(file().toStdString(), project::OpenMode::ReadOnly);
        const auto expected = probing::probabilities(probing::ImageProbe(project).logits(
            image::decode(picture(4).toStdString()), page().responses()->ablated()));
        for (int place = 0; place < 10; ++place) {
            const auto index = page().predictions()->index(place);
            const auto output =
                static_cast<std::size_t>(index.data(PredictionModel::OutputRole).toInt());
            QVERIFY(std::abs(index.data(PredictionModel::AfterRole).toDouble() - expected[output]) <
                    1e-5);
        }
        // They stay off for the next picture, until all are switched on again.
        probe(5);
        QTRY_VERIFY(page().predictions()->isChanged());
        QVERIFY(side().restoreButton()->isVisible());
        QTest::mouseClick(side().restoreButton(), Qt::LeftButton);
        QVERIFY(!side().restoreButton()->isVisible());
        QVERIFY(!page().predictions()->isChanged());
        QVERIFY(page().responses()->ablated().empty());
    }

    void anotherClassCanBeLookedAt() {
        open();
        probe(4);
        side().orderBox()->setCurrentIndex(2);
        const double before =
            page().responses()->index(0).data(ResponseModel::ContributionRole).toDouble();
        const int other = (side().classBox()->currentIndex() + 3) % 10;
        side().classBox()->setFocus();
        while (side().classBox()->currentIndex() != other) {
            QTest::keyClick(side().classBox(),
                            side().classBox()->currentIndex() < other ? Qt::Key_Down : Qt::Key_Up);
        }
        QVERIFY(side().note()->text().contains(side().classBox()->currentText()));
        QTRY_VERIFY(m_window->isSettled());
        const double after =
            page().responses()->index(0).data(ResponseModel::ContributionRole).toDouble();
        QVERIFY(after != before);
        QVERIFY(after <=
                page().responses()->index(9).data(ResponseModel::ContributionRole).toDouble());
    }

    void aPieceIsCutCarriedMovedAndKept() {
        open();
        probe(11);
        const auto before = shares();
        QTest::mouseClick(page().findChild<QPushButton*>("cutAndPaste"), Qt::LeftButton);
        PastePanel& panel = *page().pastePanel();
        QVERIFY(panel.isVisible());
        QVERIFY(page().keepButton()->isVisible() && !page().keepButton()->isEnabled());
        dropOn(panel.mapTo(m_window.get(), QPointF(60, 160)), picture(87));
        QTRY_VERIFY(panel.hasSource());
        RegionCanvas& from = *panel.canvas();
        ProbeCanvas& onto = *page().canvas();
        const QRectF source = from.pictureRect();
        drag(from, {at(source, 0.2, 0.2), at(source, 0.5, 0.6), at(source, 0.9, 0.8)});
        QVERIFY(from.region().has_value());
        QVERIFY(std::abs(from.region()->width - 0.7) < 0.02);
        // Carried over to the other picture, held in its middle.
        const QPointF place =
            from.mapFromGlobal(onto.mapToGlobal(at(onto.pictureRect(), 0.5, 0.4)));
        drag(from, {from.regionRect().center(), (from.regionRect().center() + place) / 2, place});
        QVERIFY(onto.hasPiece());
        QVERIFY(std::abs(onto.placement().x - 0.5) < 0.02);
        QVERIFY(std::abs(onto.placement().y - 0.4) < 0.02);
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(page().predictions()->isChanged());
        const auto carried = afterwards();
        // Moved, then made larger by its corner.
        drag(onto, {onto.pieceRect().center(), at(onto.pictureRect(), 0.6, 0.6)});
        QVERIFY(std::abs(onto.placement().x - 0.6) < 0.02);
        const double scale = onto.placement().scale;
        drag(onto, {onto.pieceRect().bottomRight(), at(onto.pictureRect(), 1.0, 1.0)});
        QVERIFY(onto.placement().scale > scale);
        QTest::keyClick(&onto, Qt::Key_Left);
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(afterwards() != carried);
        // The prediction is that of the pasted picture, by a way of its own.
        const auto project =
            project::Project::open(file().toStdString(), project::OpenMode::ReadOnly);
        const probing::ImageProbe probe(project);
        const auto pasted = probing::paste(image::decode(picture(11).toStdString()),
                                           image::decode(picture(87).toStdString()),
                                           onto.placement(), probe.preprocessing());
        const auto expected = probing::probabilities(probe.logits(pasted));
        const auto shown = afterwards();
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(std::abs(shown[i] - expected[i]) < 1e-5);
        }
        QVERIFY(page().keepButton()->isEnabled());
        QTest::mouseClick(page().keepButton(), Qt::LeftButton);
        QTRY_COMPARE(panel.pairs()->rowCount(), 1);
        // Taken away, all is as before; kept, it comes back, also another day.
        QTest::keyClick(&onto, Qt::Key_Delete);
        QVERIFY(!onto.hasPiece());
        QVERIFY(!page().predictions()->isChanged());
        QCOMPARE(shares(), before);
        m_window->goHome();
        open();
        this->probe(0);
        page().setPasteOpen(true);
        QTRY_COMPARE(panel.pairs()->rowCount(), 1);
        panel.pairList()->setCurrentIndex(panel.pairs()->index(0));
        panel.pairList()->setFocus();
        QTest::keyClick(panel.pairList(), Qt::Key_Return);
        QTRY_VERIFY(onto.hasPiece());
        QTRY_VERIFY(m_window->isSettled());
        const auto again = afterwards();
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(std::abs(again[i] - expected[i]) < 1e-5);
        }
        // Renamed in its place, deleted, and had back.
        QTest::keyClick(panel.pairList(), Qt::Key_F2);
        auto* editor = panel.pairList()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        QTest::keyClicks(editor, "my pair");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(panel.pairs()->pair(0).name, QStringLiteral("my pair"));
        QTRY_VERIFY(m_window->isSettled());
        panel.pairList()->setCurrentIndex(panel.pairs()->index(0));
        QTest::keyClick(panel.pairList(), Qt::Key_Delete);
        QTRY_COMPARE(panel.pairs()->rowCount(), 0);
        m_window->undoStack()->undo();
        QTRY_COMPARE(panel.pairs()->rowCount(), 1);
        QCOMPARE(panel.pairs()->pair(0).name, QStringLiteral("my pair"));
        QCOMPARE(panel.pairs()->pair(0).pair.placement, onto.placement());
        panel.pairList()->setCurrentIndex(panel.pairs()->index(0));
        panel.pairMenu()->actions().last()->trigger();
        QTRY_COMPARE(panel.pairs()->rowCount(), 0);
    }

    void unitsDescribeWhatIsShown() {
        open();
        probe(11);
        page().setPasteOpen(true);
        m_window->probing()->loadSource(picture(87));
        PastePanel& panel = *page().pastePanel();
        QTRY_VERIFY(panel.hasSource());
        ProbeCanvas& onto = *page().canvas();
        // Both pictures stand level.
        const auto top = [this](const QWidget& widget) {
            return widget.mapTo(m_window.get(), QPoint(0, 0)).y();
        };
        QTRY_COMPARE(onto.height(), panel.canvas()->height());
        QCOMPARE(top(onto), top(*panel.canvas()));
        const UnitId unit = page().responses()->entry(0).response.unit;
        const float bare = page().responses()->entry(0).response.activation;
        QVERIFY(side().described() == Described::Picture);
        drag(*panel.canvas(), {at(panel.canvas()->pictureRect(), 0.1, 0.1),
                               at(panel.canvas()->pictureRect(), 0.9, 0.9)});
        panel.canvas()->setFocus();
        QTest::keyClick(panel.canvas(), Qt::Key_Return);
        QTRY_VERIFY(side().described() == Described::Pasted);
        QTRY_VERIFY(m_window->isSettled());
        const auto project =
            project::Project::open(file().toStdString(), project::OpenMode::ReadOnly);
        const probing::ImageProbe probe(project);
        const auto both = probing::paste(image::decode(picture(11).toStdString()),
                                         image::decode(picture(87).toStdString()),
                                         onto.placement(), probe.preprocessing());
        const auto reading = probe.read(both);
        const auto expected =
            std::find_if(reading.units.begin(), reading.units.end(),
                         [&](const auto& each) { return each.unit == unit; });
        const auto shown = [&] {
            return page().responses()->entry(page().responses()->rowOf(unit)).response.activation;
        };
        QVERIFY(std::abs(shown() - expected->activation) < 1e-4F * std::abs(bare));
        QVERIFY(onto.hasPastedFrame());
        // While it is dragged the list is of before; it follows when the drag ends.
        const QPointF middle = onto.pieceRect().center();
        send(onto, QEvent::MouseButtonPress, middle, Qt::LeftButton);
        send(onto, QEvent::MouseMove, middle + QPointF(40, 30), Qt::LeftButton);
        QVERIFY(side().described() == Described::Earlier);
        QVERIFY(!onto.hasPastedFrame());
        send(onto, QEvent::MouseButtonRelease, middle + QPointF(40, 30), Qt::NoButton);
        QTRY_VERIFY(side().described() == Described::Pasted);
        QTRY_VERIFY(m_window->isSettled());
        // Another class is looked at on the pasted picture, too.
        Q_EMIT side().classBox()->activated(3);
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(side().described() == Described::Pasted);
        QTest::keyClick(&onto, Qt::Key_Delete);
        QVERIFY(side().described() == Described::Picture);
        QCOMPARE(shown(), bare);
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(side().described() == Described::Picture);
    }

    void unitsCanGiveTheirMeanInstead() {
        open();
        probe(4);
        page().responses()->setAblated({"layer4", 2}, true);
        QTRY_VERIFY(m_window->isSettled());
        const auto zeroed = afterwards();
        side().replacementBox()->setFocus();
        QTest::keyClick(side().replacementBox(), Qt::Key_Down);
        QTRY_VERIFY(m_window->isSettled());
        const auto project =
            project::Project::open(file().toStdString(), project::OpenMode::ReadOnly);
        probing::ProbeOptions options;
        options.means = true;
        const std::vector<UnitId> units{{"layer4", 2}};
        const auto expected = probing::probabilities(
            probing::ImageProbe(project, options)
                .logits(image::decode(picture(4).toStdString()), units, probing::Instead::Mean));
        const auto shown = afterwards();
        QVERIFY(shown != zeroed);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(std::abs(shown[i] - expected[i]) < 1e-5);
        }
    }

    void withoutAPictureItSaysWhatToDo() {
        open();
        QTest::mouseClick(m_window->header()->modes()->button(gui::Mode::Probe), Qt::LeftButton);
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        QVERIFY(!page().hasPicture());
        QPushButton* example = nullptr;
        for (auto* button : page().findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text().contains("example")) {
                example = button;
            }
        }
        QVERIFY(example != nullptr);
        QTest::mouseClick(example, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page().hasPicture(), 20000);
        // Its class is known, as of every picture of the project's own.
        QVERIFY(page().title().contains(m_classes.first()));
        QVERIFY(page().title().contains(QFileInfo(picture(0)).fileName()));
    }

    void theHeatMapKeepsThePicture() {
        open();
        probe(2);
        auto* heat = page().findChild<QCheckBox*>("heatMap");
        auto* strength = page().findChild<QSlider*>("heatStrength");
        QVERIFY(heat != nullptr && strength != nullptr && heat->isChecked());
        const QImage heated = page().canvas()->picture();
        QTest::mouseClick(heat, Qt::LeftButton, {}, {8, heat->height() / 2});
        QVERIFY(!heat->isChecked());
        QVERIFY(page().canvas()->picture() != heated);
        const QImage masked = page().canvas()->picture();
        strength->setFocus();
        QTest::keyClick(strength, Qt::Key_Home);
        QCOMPARE(strength->value(), 0);
        QVERIFY(page().canvas()->picture() != masked);
    }

    void ordersAreChosenByKeyboard() {
        open();
        probe(4);
        side().orderBox()->setFocus();
        QTest::keyClick(side().orderBox(), Qt::Key_Down);
        QCOMPARE(page().responses()->order(), ResponseOrder::Carried);
        // Bars fill the room: the first row's is the longest there is.
        const auto share = [this](int row) {
            return page().responses()->index(row).data(ResponseModel::ShareRole).toDouble();
        };
        QCOMPARE(share(0), 1.0);
        QTest::keyClick(side().orderBox(), Qt::Key_Down);
        QCOMPARE(page().responses()->order(), ResponseOrder::SpokeAgainst);
        QVERIFY(side().classBox()->isVisible());
        side().orderBox()->setCurrentIndex(0);
        double longest = 0;
        for (int row = 0; row < 24; ++row) {
            longest = std::max(longest, std::abs(share(row)));
        }
        QCOMPARE(longest, 1.0);
    }

    void aUnitsMaskCanBeCut() {
        open();
        probe(11);
        page().setPasteOpen(true);
        m_window->probing()->loadSource(picture(30));
        PastePanel& panel = *page().pastePanel();
        QTRY_VERIFY(panel.hasSource());
        QVERIFY(panel.maskBox()->isEnabled());
        panel.maskBox()->click();
        QVERIFY(panel.mask().has_value());
        QVERIFY(panel.canvas()->region().has_value());
        const QImage piece = panel.canvas()->piece();
        bool through = false;
        bool held = false;
        for (int y = 0; y < piece.height(); ++y) {
            for (int x = 0; x < piece.width(); ++x) {
                (qAlpha(piece.pixel(x, y)) > 0 ? through : held) = true;
            }
        }
        QVERIFY(held);
        panel.canvas()->setFocus();
        QTest::keyClick(panel.canvas(), Qt::Key_Return);
        QVERIFY(page().canvas()->hasPiece());
        QTRY_VERIFY(page().predictions()->isChanged());
        m_window->probing()->loadSource(m_text);
        QTRY_VERIFY(m_window->isSettled());
        const auto labels = panel.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains("text.jpg");
        }));
        Q_UNUSED(through);
    }

    void lastLayersSayWhichClassesTheyMove() {
        open();
        Inspector& inspector = *m_window->galleryPage()->inspector();
        QTRY_COMPARE(inspector.unit().layer, std::string("layer4"));
        inspector.showWeights();
        QTRY_VERIFY_WITH_TIMEOUT(inspector.weights()->raised()->rowCount() > 0, 20000);
        QVERIFY(inspector.weights()->note().contains("Output weights"));
        const QAbstractItemModelTester tester(inspector.weights()->raised());
        const QString first = inspector.weights()->raised()->index(0).data().toString();
        QVERIFY(m_classes.contains(first));
        // The next unit's follow by themselves.
        m_window->galleryPage()->grid()->setCurrentIndex(
            m_window->galleryPage()->units()->index(3));
        QTRY_COMPARE(inspector.unit(), (UnitId{"layer4", 3}));
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(inspector.weights()->raised()->rowCount() > 0);
        m_window->galleryPage()->layerList()->setCurrentIndex(
            m_window->galleryPage()->layerList()->model()->index(0, 0));
        QTRY_COMPARE(inspector.unit().layer, std::string("layer1"));
        QVERIFY(!inspector.weights()->isVisible());
    }

    void exemplarsCanBeProbed() {
        open();
        m_window->galleryPage()->openExemplar(0);
        auto* button =
            m_window->galleryPage()->exemplarPage()->findChild<QAbstractButton*>("probe");
        QVERIFY(button != nullptr);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page().hasPicture(), 20000);
        // It is the unit's best exemplar: nothing among the project's images fires more.
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        const int row = page().responses()->rowOf(m_window->galleryPage()->inspector()->unit());
        QVERIFY(page().responses()->index(row).data(ResponseModel::PercentileRole).toDouble() >
                0.99);
    }

    void leavingAndClosingWhileItRunsIsClean() {
        open();
        m_window->probePicture(picture(3));
        m_window->goHome();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), 20000);
        open();
        QVERIFY(!page().hasPicture());
        m_window->probePicture(picture(3));
        m_window->close();
        m_window.reset();
        makeWindow();
        m_window->probeWhenOpen(picture(9));
        m_window->openProject(file());
        QTRY_VERIFY_WITH_TIMEOUT(page().hasPicture(), 20000);
    }

    void newcomersAreListedBelow() {
        PredictionModel model;
        const QAbstractItemModelTester tester(&model);
        QStringList names;
        std::vector<double> before;
        for (int output = 0; output < 50; ++output) {
            names.append(QString::number(output));
            before.push_back(std::exp2(-output - 1));
        }
        model.setBefore(names, before);
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(model.hasMore());
        std::vector<double> after(50, 0.01);
        after[40] = 0.51;
        model.setAfter(after);
        QVERIFY(model.rowCount() > 5);
        QCOMPARE(model.index(5).data(PredictionModel::OutputRole).toInt(), 40);
        QVERIFY(model.index(5).data(PredictionModel::WinnerRole).toBool());
        QCOMPARE(model.index(0).data(PredictionModel::OutputRole).toInt(), 0);
        model.setAllShown(true);
        QCOMPARE(model.rowCount(), 50);
        QVERIFY(!model.hasMore());
        model.setAllShown(false);
        QVERIFY(model.rowCount() > 5);
        model.setAfter({});
        QCOMPARE(model.rowCount(), 5);
    }

    void figuresPromiseNoMoreThanTheyKnow() {
        QCOMPARE(percentileText(0.99999), QLocale().toString(99.9, 'f', 1) + "%");
        QCOMPARE(percentileText(1), QStringLiteral("100%"));
        QCOMPARE(percentileText(-1), QStringLiteral("–"));
        QVERIFY(probabilityText(1e-7).startsWith('<'));
        QVERIFY(signedText(-1.5).startsWith(QChar(0x2212)));
        QVERIFY(!signedText(-0.001).startsWith(QChar(0x2212)));
    }

private:
    ProbePage& page() { return *m_window->probePage(); }
    ProbeSide& side() { return *page().side(); }
    QString file() const { return m_folder->filePath("probe.brera"); }

    /// The images in the project's order.
    QString picture(int number) const {
        const QString folder = kOracle + "images/" + m_classes[number / 20];
        return folder + '/' + QDir(folder).entryList({"*.png"}, QDir::Files).at(number % 20);
    }

    std::vector<double> shares(PredictionModel::Role role = PredictionModel::BeforeRole) {
        std::vector<double> result(10);
        for (int row = 0; row < page().predictions()->rowCount(); ++row) {
            const auto index = page().predictions()->index(row);
            result[static_cast<std::size_t>(index.data(PredictionModel::OutputRole).toInt())] =
                index.data(role).toDouble();
        }
        return result;
    }
    std::vector<double> afterwards() { return shares(PredictionModel::AfterRole); }

    void makeWindow() {
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1280, 860);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        side().allButton()->setChecked(true); // shares() looks at all rows
        for (QAbstractItemModel* model :
             {static_cast<QAbstractItemModel*>(page().predictions()),
              static_cast<QAbstractItemModel*>(page().responses()),
              static_cast<QAbstractItemModel*>(page().pastePanel()->pairs())}) {
            new QAbstractItemModelTester(model, m_window.get());
        }
    }

    void open() {
        m_window->openProject(file());
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
        QTRY_VERIFY(m_window->galleryPage()->inspector()->model()->rowCount() > 0);
        QTRY_VERIFY(m_window->isSettled());
    }

    void probe(int number) {
        m_window->probePicture(picture(number));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled() && page().hasPicture(), 20000);
    }

    void dropOn(const QPointF& place, const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &drop);
    }

    QTemporaryDir m_shared;
    QStringList m_classes;
    QString m_text;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
};

QTEST_MAIN(TestProbe)
#include "tst_probe_window.moc"
