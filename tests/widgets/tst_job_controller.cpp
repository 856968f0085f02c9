// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "widgets/jobs/job_controller.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace brera;
using namespace brera::widgets;

namespace {

/// Works until it is asked to stop.
int workUntilStopped(std::stop_token stop) {
    while (!stop.stop_requested()) {
        std::this_thread::yield();
    }
    throw Cancelled();
}

} // namespace

class TestJobController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deliversOnTheCallersThread() {
        JobController jobs;
        std::optional<int> result;
        std::thread::id deliveredOn;
        std::thread::id workedOn;
        jobs.start<int>(
            QStringLiteral("a"), this,
            [&](std::stop_token, const Progress&) {
                workedOn = std::this_thread::get_id();
                return 42;
            },
            [&](Outcome<int> outcome) {
                deliveredOn = std::this_thread::get_id();
                QCOMPARE(outcome.end, JobEnd::Done);
                result = outcome.value;
            });
        QTRY_COMPARE(result, std::optional<int>(42));
        QCOMPARE(deliveredOn, std::this_thread::get_id());
        QVERIFY(workedOn != deliveredOn);
        QVERIFY(!jobs.isBusy());
    }

    void runsTheSetupFirst() {
        std::atomic<int> setups = 0;
        JobController jobs([&] { ++setups; });
        bool ended = false;
        jobs.start<int>(
            QStringLiteral("a"), this,
            [&](std::stop_token, const Progress&) { return setups.load(); },
            [&](Outcome<int> outcome) {
                QCOMPARE(*outcome.value, 1);
                ended = true;
            });
        QTRY_VERIFY(ended);
    }

    void errorsBecomeMessages() {
        JobController jobs;
        QString message;
        jobs.start<int>(
            QStringLiteral("a"), this,
            [](std::stop_token, const Progress&) -> int { throw DataError("no such folder"); },
            [&](Outcome<int> outcome) {
                QCOMPARE(outcome.end, JobEnd::Failed);
                QVERIFY(!outcome.value);
                message = outcome.message;
            });
        QTRY_COMPARE(message, QStringLiteral("no such folder"));
    }

    void cancelEndsAsCancelled() {
        JobController jobs;
        std::latch began(1);
        std::optional<JobEnd> end;
        jobs.start<int>(
            QStringLiteral("a"), this,
            [&](std::stop_token stop, const Progress&) {
                began.count_down();
                return workUntilStopped(stop);
            },
            [&](Outcome<int> outcome) { end = outcome.end; });
        began.wait();
        QVERIFY(jobs.isRunning(QStringLiteral("a")));
        QVERIFY(!jobs.isRunning(QStringLiteral("b")));
        jobs.cancel(QStringLiteral("a"));
        QTRY_COMPARE(end, std::optional(JobEnd::Cancelled));
        QVERIFY(!jobs.isRunning(QStringLiteral("a")));
    }

    void aLaterJobReplacesTheFormer() {
        JobController jobs;
        QList<int> delivered;
        std::latch release(1);
        jobs.start<int>(
            QStringLiteral("a"), this,
            [&](std::stop_token, const Progress&) {
                // It does not notice the stop, and ends after its successor.
                release.wait();
                return 1;
            },
            [&](Outcome<int>) { delivered.append(1); });
        jobs.start<int>(
            QStringLiteral("a"), this, [](std::stop_token, const Progress&) { return 2; },
            [&](Outcome<int> outcome) { delivered.append(*outcome.value); });
        QTRY_COMPARE(delivered, QList<int>{2});
        release.count_down();
        QTRY_VERIFY(!jobs.isBusy());
        QCOMPARE(delivered, QList<int>{2});
    }

    void droppedResultsNeverArrive() {
        JobController jobs;
        bool delivered = false;
        jobs.start<int>(
            QStringLiteral("a"), this, [](std::stop_token, const Progress&) { return 1; },
            [&](Outcome<int>) { delivered = true; });
        jobs.drop(QStringLiteral("a"));
        QTRY_VERIFY(!jobs.isBusy());
        QVERIFY(!delivered);
    }

    void aContextThatIsGoneHearsNothing() {
        JobController jobs;
        auto context = std::make_unique<QObject>();
        bool delivered = false;
        std::latch release(1);
        jobs.start<int>(
            QStringLiteral("a"), context.get(),
            [&](std::stop_token, const Progress&) {
                release.wait();
                return 1;
            },
            [&](Outcome<int>) { delivered = true; });
        context.reset();
        release.count_down();
        QTRY_VERIFY(!jobs.isBusy());
        QVERIFY(!delivered);
    }

    void progressArrivesInOrder() {
        JobController jobs;
        QList<qint64> seen;
        connect(&jobs, &JobController::progressed, this,
                [&](const QString& channel, const ProgressUpdate& update) {
                    QCOMPARE(channel, QStringLiteral("a"));
                    seen.append(update.done);
                });
        bool ended = false;
        jobs.start<Nothing>(
            QStringLiteral("a"), this,
            [](std::stop_token, const Progress& progress) {
                for (int done = 1; done <= 3; ++done) {
                    ProgressUpdate update;
                    update.done = done;
                    progress(update);
                }
                return Nothing{};
            },
            [&](const Outcome<Nothing>&) { ended = true; });
        QTRY_VERIFY(ended);
        QCOMPARE(seen, (QList<qint64>{1, 2, 3}));
    }

    void destructionCancelsAndWaits() {
        std::atomic<bool> ended = false;
        std::latch began(1);
        {
            JobController jobs;
            jobs.start<int>(
                QStringLiteral("a"), this,
                [&](std::stop_token stop, const Progress&) {
                    began.count_down();
                    while (!stop.stop_requested()) {
                        std::this_thread::yield();
                    }
                    ended = true;
                    return 0;
                },
                [](const Outcome<int>&) { QFAIL("delivered after the end"); });
            began.wait();
        }
        QVERIFY(ended);
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestJobController)
#include "tst_job_controller.moc"
