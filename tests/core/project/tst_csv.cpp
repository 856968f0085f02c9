// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include "project/csv.h"

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

class CsvTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsComeBack() {
        const Scene scene(0);
        const auto file = scene.folder() / "a.csv";
        const std::vector<std::string> fields{"plain", "a, b", "say \"hi\"", "two\nlines",
                                              "\"",    "",     " x ",        "café"};
        std::string line;
        for (const auto& field : fields) {
            line += (line.empty() ? "" : ",") + csv::field(field);
        }
        csv::write(file, line + "\n");
        const auto rows = csv::read(file);
        QCOMPARE(rows.size(), std::size_t(1));
        QVERIFY(rows[0] == fields);
    }

    void fieldsAreQuotedOnlyWhereTheyMust() {
        QCOMPARE(csv::field("the top of fruit"), std::string("the top of fruit"));
        QCOMPARE(csv::field("a,b"), std::string("\"a,b\""));
        QCOMPARE(csv::field("5\" wide"), std::string("\"5\"\" wide\""));
    }

    void cellsAreNoFormulas() {
        QCOMPARE(csv::cell("the top of fruit"), std::string("the top of fruit"));
        QCOMPARE(csv::cell("layer4/3"), std::string("layer4/3"));
        QCOMPARE(csv::cell(""), std::string());
        QCOMPARE(csv::cell("a = b"), std::string("a = b"));
        QCOMPARE(csv::cell("=1+1"), std::string("'=1+1"));
        QCOMPARE(csv::cell("  @SUM(A1)"), std::string("'  @SUM(A1)"));
        QCOMPARE(csv::cell("-2,3"), std::string("\"'-2,3\""));
        QCOMPARE(csv::cell("\t=1"), std::string("'\t=1"));
        QCOMPARE(csv::cell("\xc2\xa0+1"), std::string("'\xc2\xa0+1"));
        QCOMPARE(csv::cell("\xef\xbc\x9d" "1"), std::string("'\xef\xbc\x9d" "1"));
        // What import reads back is left as it is.
        QCOMPARE(csv::field("=1+1"), std::string("=1+1"));
    }

    void lineEndsAndMarksDoNotMatter() {
        const Scene scene(0);
        const auto file = scene.folder() / "a.csv";
        writeFile(file, "\xef\xbb\xbflayer,unit\r\n\r\n1,2\r\n\n3,\"4\"");
        const auto rows = csv::read(file);
        QVERIFY(rows == (std::vector<csv::Row>{{"layer", "unit"}, {"1", "2"}, {"3", "4"}}));
    }

    void brokenFilesAreNamed() {
        const Scene scene(0);
        EXPECT_ERROR(DataError, csv::read(scene.folder() / "none.csv"), "none.csv");
        writeFile(scene.folder() / "open.csv", "a,b\nc,\"d\n");
        EXPECT_ERROR(DataError, csv::read(scene.folder() / "open.csv"), "quote in row 2");
        EXPECT_ERROR(DataError, csv::write(scene.folder() / "no" / "a.csv", "x"),
                     "cannot be written");
    }
};

QTEST_GUILESS_MAIN(CsvTest)
#include "tst_csv.moc"
