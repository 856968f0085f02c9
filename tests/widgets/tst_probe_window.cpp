// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe_window.h"

#include "gui/header_bar.h"
#include "gui/mode_bar.h"
#include "image/picture_io.h"
#include "probing/image_probe.h"
#include "widgets/models/prediction_model.h"
#include "widgets/models/probe_text.h"
#include "widgets/models/response_model.h"
#include "widgets/models/weight_model.h"
#include "widgets/pages/exemplar_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/output_weights_panel.h"
#include "widgets/pages/start_page.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/probe_canvas.h"
#include "widgets/views/response_delegate.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace brera;
using namespace brera::test;
using namespace brera::widgets;

/// Probing in the real window, with a real network.
class TestProbe : public test::ProbeWindow {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { makeProject(); }
    void init() { begin(); }
    void cleanup() { end(); }

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
};

QTEST_MAIN(TestProbe)
#include "tst_probe_window.moc"
