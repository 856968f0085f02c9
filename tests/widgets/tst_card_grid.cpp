// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/card_grid_view.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTest>

using namespace brera::widgets;

namespace {

QStringList names(int count) {
    QStringList list;
    for (int place = 0; place < count; ++place) {
        list.append(QString::number(place));
    }
    return list;
}

} // namespace

class TestCardGrid : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_model.setStringList(names(100));
        m_view = std::make_unique<CardGridView>();
        m_view->setModel(&m_model);
        m_view->setSpacing(10, 10);
        m_view->setCardSize(100, [](int width) { return width / 2; });
        m_view->resize(450, 300);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->setCurrentIndex(m_model.index(0));
    }

    void fillsTheWidth() {
        // (viewport − 2 · 10 + 10) / (100 + 10)
        const int room = m_view->viewport()->width() - 20;
        const int columns = (room + 10) / 110;
        QCOMPARE(m_view->columns(), columns);
        const QRect first = m_view->visualRect(m_model.index(0));
        const QRect last = m_view->visualRect(m_model.index(columns - 1));
        QCOMPARE(first.topLeft(), QPoint(10, 10));
        QVERIFY(m_view->viewport()->width() - last.right() - 1 - 10 < columns);
        QCOMPARE(first.height(), first.width() / 2);
        QCOMPARE(m_view->visualRect(m_model.index(columns)).left(), 10);
    }

    void everyCardIsFoundWhereItIs() {
        for (const int row : {0, 1, 7, 50, 99}) {
            m_view->scrollTo(m_model.index(row));
            const QRect rect = m_view->visualRect(m_model.index(row));
            QVERIFY(m_view->viewport()->rect().contains(rect));
            QCOMPARE(m_view->indexAt(rect.center()).row(), row);
            QVERIFY(!m_view->indexAt(rect.topLeft() - QPoint(5, 0)).isValid() ||
                    m_view->indexAt(rect.topLeft() - QPoint(5, 0)).row() != row);
        }
    }

    void arrowsWalkTheGrid() {
        const int columns = m_view->columns();
        const auto press = [&](Qt::Key key) {
            QTest::keyClick(m_view.get(), key);
            return m_view->currentIndex().row();
        };
        QCOMPARE(press(Qt::Key_Left), 0);
        QCOMPARE(press(Qt::Key_Right), 1);
        QCOMPARE(press(Qt::Key_Down), 1 + columns);
        QCOMPARE(press(Qt::Key_Up), 1);
        QCOMPARE(press(Qt::Key_Up), 1);
        QCOMPARE(press(Qt::Key_End), 99);
        QCOMPARE(press(Qt::Key_Down), 99);
        QCOMPARE(press(Qt::Key_Right), 99);
        QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_model.index(99))));
        QCOMPARE(press(Qt::Key_Home), 0);
        const int page = press(Qt::Key_PageDown);
        QVERIFY(page > columns);
        QCOMPARE(page % columns, 0);
        QCOMPARE(press(Qt::Key_PageUp), 0);
    }

    void enterActivates() {
        QSignalSpy activated(m_view.get(), &QAbstractItemView::activated);
        m_view->setCurrentIndex(m_model.index(3));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.front().front().toModelIndex().row(), 3);
    }

    void aClickSelects() {
        const QRect rect = m_view->visualRect(m_model.index(2));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, rect.center());
        QCOMPARE(m_view->currentIndex().row(), 2);
        QVERIFY(m_view->selectionModel()->isSelected(m_model.index(2)));
    }

    void tellsWhatCanBeSeen() {
        const auto [first, last] = m_view->visibleRows();
        QCOMPARE(first, 0);
        QVERIFY(last >= m_view->columns() && last < 50);
        QSignalSpy changed(m_view.get(), &CardGridView::visibleChanged);
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
        QTRY_VERIFY(changed.count() > 0);
        QCOMPARE(m_view->visibleRows().second, 99);
        QVERIFY(m_view->visibleRows().first > 50);
    }

    void emptyAndFilledAgain() {
        m_model.setStringList({});
        QCOMPARE(m_view->visibleRows(), std::pair(-1, -1));
        QCOMPARE(m_view->verticalScrollBar()->maximum(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QVERIFY(!m_view->currentIndex().isValid());
        m_model.setStringList(names(10000));
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QTRY_COMPARE(m_view->visibleRows().second, 9999);
    }

    void resizingKeepsTheCurrentCardInPlace() {
        m_view->setCurrentIndex(m_model.index(60));
        m_view->resize(900, 300);
        QTRY_VERIFY(m_view->columns() > 6);
        m_view->scrollTo(m_model.index(60));
        QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_model.index(60))));
    }

private:
    QStringListModel m_model;
    std::unique_ptr<CardGridView> m_view;
};

QTEST_MAIN(TestCardGrid)
#include "tst_card_grid.moc"
