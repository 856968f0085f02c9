// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe_window.h"

#include "gui/probe_session.h"
#include "image/picture_io.h"
#include "probing/image_probe.h"
#include "widgets/models/pair_model.h"
#include "widgets/models/prediction_model.h"
#include "widgets/models/response_model.h"
#include "widgets/pages/paste_panel.h"
#include "widgets/views/probe_canvas.h"
#include "widgets/views/region_canvas.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QToolButton>
#include <QUndoStack>

#include <algorithm>
#include <cmath>

using namespace brera;
using namespace brera::test;
using namespace brera::widgets;

namespace {

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

/// Cutting, pasting and kept pairs in the real window, with a real network.
class TestPaste : public test::ProbeWindow {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { makeProject(); }
    void init() { begin(); }
    void cleanup() { end(); }

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
                                         image::decode(picture(87).toStdString()), onto.placement(),
                                         probe.preprocessing());
        const auto reading = probe.read(both);
        const auto expected = std::find_if(reading.units.begin(), reading.units.end(),
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
};

QTEST_MAIN(TestPaste)
#include "tst_paste_window.moc"
