// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_project.h"
#include "widgets/pictures/thumbnail_service.h"
#include "widgets/theme/figures.h"
#include "widgets/views/job_bar.h"

#include <QFontMetricsF>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace brera;
using namespace brera::widgets;

namespace {

FrameGeometry sampleGeometry() {
    return {{test::kSampleSide, test::kSampleSide, test::kSampleSide, Normalization{}},
            {test::kSampleSide, test::kSampleSide}};
}

std::vector<CardRequest> requests(const char* layer, int from, int to) {
    std::vector<CardRequest> made;
    for (int unit = from; unit < to; ++unit) {
        made.push_back({{layer, unit}, 0.5});
    }
    return made;
}

} // namespace

class TestThumbnails : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_file = test::makeSampleProject(m_folder.path().toStdString()); }

    void makesWhatIsWanted() {
        ThumbnailService service(2);
        service.open(m_file, std::make_shared<PictureStore>(sampleGeometry()));
        QSignalSpy settled(&service, &ThumbnailService::settled);
        QVERIFY(!service.find({"layer4", 3}));
        service.want(requests("layer4", 0, 6), 40, 2.0);
        QVERIFY(!service.isIdle());
        QTRY_VERIFY(service.isIdle());
        QCOMPARE(settled.count(), 1);
        const CardPictures* card = service.find({"layer4", 3});
        QVERIFY(card);
        QCOMPARE(card->patches.size(), qsizetype{kCardPatches});
        QCOMPARE(card->patches.front().size(), QSize(80, 80));
        QVERIFY(qAlpha(card->tiles.front()) == 255);
        QVERIFY(card->failure.isEmpty());

        // What is there is not made again, another size is.
        service.want(requests("layer4", 0, 6), 40, 2.0);
        QVERIFY(service.isIdle());
        service.want(requests("layer4", 3, 4), 50, 1.0);
        QVERIFY(!service.isIdle());
        QCOMPARE(service.find({"layer4", 3})->patches.front().width(), 80);
        QTRY_VERIFY(service.isIdle());
        QCOMPARE(service.find({"layer4", 3})->patches.front().width(), 50);
    }

    void aNewWishDropsTheOldOne() {
        ThumbnailService service(1);
        service.open(m_file, std::make_shared<PictureStore>(sampleGeometry()));
        service.want(requests("layer4", 0, 24), 40, 1.0);
        service.want(requests("conv1", 0, 2), 40, 1.0);
        QTRY_VERIFY(service.isIdle());
        QVERIFY(service.find({"conv1", 0}));
        QVERIFY(service.find({"conv1", 1}));
        // At most the one card that was being made when the wish changed.
        int made = 0;
        for (int unit = 0; unit < 24; ++unit) {
            made += service.find({"layer4", unit}) ? 1 : 0;
        }
        QVERIFY(made <= 1);
    }

    void forgetsWithinItsBudgetButKeepsColours() {
        // Five patches of 64 × 64 pixels are 80 kB.
        ThumbnailService service(2, std::size_t{200} << 10);
        service.open(m_file, std::make_shared<PictureStore>(sampleGeometry()));
        service.want(requests("layer4", 0, 10), 64, 1.0);
        QTRY_VERIFY(service.isIdle());
        int whole = 0;
        for (int unit = 0; unit < 10; ++unit) {
            const CardPictures* card = service.find({"layer4", unit});
            QVERIFY(card);
            QCOMPARE(card->tiles.size(), qsizetype{kCardPatches});
            whole += card->patches.front().isNull() ? 0 : 1;
        }
        QCOMPARE(whole, 2);
    }

    void missingThingsAreSaidNotThrown() {
        ThumbnailService service(1);
        service.open(m_folder.path().toStdString() + "/none.brera",
                     std::make_shared<PictureStore>(sampleGeometry()));
        service.want(requests("layer4", 0, 1), 40, 1.0);
        QTRY_VERIFY(service.isIdle());
        QVERIFY(!service.find({"layer4", 0})->failure.isEmpty());

        service.open(m_file, std::make_shared<PictureStore>(sampleGeometry()));
        QVERIFY(!service.find({"layer4", 0}));
        service.want(requests("layer9", 0, 1), 40, 1.0);
        QTRY_VERIFY(service.isIdle());
        QVERIFY(!service.find({"layer9", 0})->failure.isEmpty());
    }

    void closingDropsEverything() {
        ThumbnailService service(2);
        service.open(m_file, std::make_shared<PictureStore>(sampleGeometry()));
        QSignalSpy ready(&service, &ThumbnailService::ready);
        service.want(requests("layer4", 0, 24), 40, 1.0);
        service.close();
        QVERIFY(service.isIdle());
        QTest::qWait(100);
        QCOMPARE(ready.count(), 0);
        QVERIFY(!service.find({"layer4", 0}));
    }

    void progressIsToldInWords() {
        ProgressUpdate update;
        QCOMPARE(JobBar::progressText(update), QString());
        update.done = 312;
        update.total = 600;
        update.perSecond = 41.25;
        update.secondsLeft = 70.2;
        const QString text = JobBar::progressText(update);
        QVERIFY2(text.startsWith(QStringLiteral("312 of 600")), qPrintable(text));
        QVERIFY2(text.endsWith(QStringLiteral("1:10 left")), qPrintable(text));
    }

    void figuresKeepTheirPlace() {
        const QFontMetricsF metrics(qApp->font());
        QCOMPARE(figuresWidth(metrics, QStringLiteral("1111")),
                 figuresWidth(metrics, QStringLiteral("8888")));
        QCOMPARE(durationText(-1), QString());
        QCOMPARE(durationText(7), QStringLiteral("0:07"));
        QCOMPARE(durationText(7384), QStringLiteral("2:03:04"));
        QCOMPARE(activationText(12.3456).size(), 5);
        QCOMPARE(activationText(0.5).size(), 5);
        QVERIFY(activationText(1e9).contains(QLatin1Char('e')));
        QCOMPARE(activationText(qQNaN()), QStringLiteral("–"));
    }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_file;
};

QTEST_MAIN(TestThumbnails)
#include "tst_thumbnails.moc"
