// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include "project/file_check.h"
#include "project/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

class SchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsAreTakenInOrderAndOnce() {
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
        const std::vector<Migration> two{{1, "CREATE TABLE a(x); INSERT INTO a VALUES (1)"},
                                         {2, "ALTER TABLE a ADD COLUMN y DEFAULT 5"}};
        migrate(database, std::span(two).first(1));
        QCOMPARE(schemaVersionOf(database), 1);
        migrate(database, two);
        QCOMPARE(schemaVersionOf(database), 2);
        migrate(database, two);
        QCOMPARE(database.execAndGet("SELECT sum(x + y) FROM a").getInt(), 6);
    }

    void aStepThatFailsLeavesTheOlderVersion() {
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
        const std::vector<Migration> steps{
            {1, "CREATE TABLE a(x)"}, {2, "CREATE TABLE b(x); INSERT INTO nowhere VALUES (1)"}};
        QVERIFY_EXCEPTION_THROWN(migrate(database, steps), SQLite::Exception);
        QCOMPARE(schemaVersionOf(database), 1);
        QCOMPARE(database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt(), 1);
    }

    void versionsRunWithoutGaps() {
        int version = 0;
        for (const auto& step : migrations()) {
            QCOMPARE(step.version, ++version);
        }
        QCOMPARE(schemaVersion(), version);
    }

    void versionsOutsideOurRangeAreExplained() {
        EXPECT_ERROR(ProjectError, checkVersion(schemaVersion() + 1, "p"), "newer Brera");
        EXPECT_ERROR(ProjectError, checkVersion(0, "p"), "damaged");
        checkVersion(schemaVersion(), "p");
        checkVersion(1, "p");
    }
};

QTEST_GUILESS_MAIN(SchemaTest)
#include "tst_schema.moc"
