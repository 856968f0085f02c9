// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"

#include "base/error.h"
#include "project/csv.h"
#include "report/drawing.h"
#include "report/text.h"
#include "report/write.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace brera;
using namespace brera::report;
using namespace brera::report::test;

namespace {

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// A tool of the system that must be there: packaging/packages.txt lists it.
Outcome runTool(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(-1);
    return {process.error() == QProcess::UnknownError ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

/// What a browser would make of character references.
QString unescaped(QString html) {
    return html.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&quot;"), QStringLiteral("\""))
        .replace(QStringLiteral("&#39;"), QStringLiteral("'"))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

/// One report with all hostile texts: a section each.
Report hostileReport() {
    Report all;
    for (const auto& text : hostileTexts()) {
        Report one = reportSaying(text);
        if (all.sections.empty()) {
            all = std::move(one);
            continue;
        }
        all.sections.push_back(std::move(one.sections.front()));
        all.missing.push_back(one.missing.front());
        all.limitations.push_back(text);
        all.plots.push_back(one.plots.front());
        all.tables.push_back(one.tables.front());
    }
    return all;
}

} // namespace

/// Reports as files, and that no text in them is ever more than a text.
class TestReportWriters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void htmlKeepsTextsTexts() {
        const auto html = written(hostileReport(), "hostile.html");
        // What the texts contain is there, and only as characters.
        QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        QVERIFY(!html.contains("<script"));
        QVERIFY(!html.contains("onload=alert(1)>"));
        QCOMPARE(html.count("<style>"), 1);
        QCOMPARE(html.count("</style>"), 1);
        QCOMPARE(html.count("</body>"), 1);
        QVERIFY(!html.contains("<!--"));
        const auto page = QString::fromUtf8(html);
        for (const auto& text : hostileTexts()) {
            const auto said = QString::fromStdString(clean(text));
            QVERIFY2(unescaped(page).contains(said), qPrintable(said));
        }
        // No element has an attribute that Brera does not write.
        static const QRegularExpression tags(QStringLiteral("<[a-zA-Z][^>]*>"));
        static const QRegularExpression attributes(QStringLiteral("\\s([a-zA-Z-]+)=\"[^\"]*\""));
        const QSet<QString> known{"lang",        "charset",    "http-equiv", "content",
                                  "name",        "rel",        "href",       "class",
                                  "id",          "viewBox",    "width",      "height",
                                  "role",        "aria-label", "x",          "y",
                                  "rx",          "fill",       "stroke",     "stroke-width",
                                  "d",           "src",        "alt",        "title",
                                  "scope",       "r",          "cx",         "cy",
                                  "text-anchor", "font-size",  "transform"};
        const QString body = page.mid(page.indexOf(QStringLiteral("</style>")));
        auto found = tags.globalMatch(body);
        int elements = 0;
        while (found.hasNext()) {
            const QString tag = found.next().captured();
            ++elements;
            auto each = attributes.globalMatch(tag);
            while (each.hasNext()) {
                const QString name = each.next().captured(1);
                QVERIFY2(known.contains(name), qPrintable(tag));
            }
        }
        QVERIFY(elements > 500);
    }

    void htmlNeedsNothingBesideIt() {
        const auto html = written(reportSaying("plain"), "alone.html");
        QVERIFY(html.contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'"));
        QVERIFY(!html.contains("http://") && !html.contains("https://"));
        static const QRegularExpression links(QStringLiteral("(?:src|href)=\"([^\"]*)\""));
        auto found = links.globalMatch(QString::fromUtf8(html));
        while (found.hasNext()) {
            const QString link = found.next().captured(1);
            QVERIFY2(link.startsWith("data:") || link.startsWith('#'), qPrintable(link));
        }
        const auto start = html.indexOf("data:image/jpeg;base64,") + 23;
        const auto jpeg = QByteArray::fromBase64(html.mid(start, html.indexOf('"', start) - start));
        QCOMPARE(QImage::fromData(jpeg).size(), QSize(16, 16));
    }

    void htmlIsValid() {
        for (const auto& [name, report] :
             {std::pair("hostile", hostileReport()), std::pair("plain", reportSaying("plain")),
              std::pair("empty", Report{})}) {
            const auto path = file(QString::fromLatin1(name) + ".html");
            write(report, path);
            const auto outcome =
                runTool("tidy", {"-errors", "-quiet", "-utf8", QString::fromStdString(path)});
            QVERIFY2(outcome.code == 0, outcome.err.left(4000));
        }
    }

    void controlsNeverReachAPage() {
        for (const auto* name : {"controls.html", "controls.csv"}) {
            const auto bytes = written(hostileReport(), name);
            for (const char byte : bytes) {
                const auto code = static_cast<unsigned char>(byte);
                QVERIFY(code >= 0x20 || byte == '\n' || byte == '\t' || byte == '\r');
                QVERIFY(code != 0x7f);
            }
            QVERIFY(!bytes.contains("\xc2\x85"));
            QCOMPARE(QString::fromUtf8(bytes).toUtf8(), bytes); // valid UTF-8
        }
    }

    void csvIsReadBack() {
        const auto path = file("hostile.csv");
        const auto report = hostileReport();
        write(report, path);
        const auto rows = project::csv::read(path);
        const auto texts = hostileTexts();
        QCOMPARE(rows.size(), 1 + texts.size() * 3); // the head, two units and a counterpart
        const auto columns = rows.front().size();
        const auto column = [&](const char* name) {
            const auto found = std::find(rows.front().begin(), rows.front().end(), name);
            return static_cast<std::size_t>(found - rows.front().begin());
        };
        for (std::size_t i = 1; i < rows.size(); ++i) {
            QCOMPARE(rows[i].size(), columns);
            const auto said = clean(texts[(i - 1) / 3]);
            const auto& description = rows[i][column("description")];
            QVERIFY2(description == said || description == '\'' + said, description.c_str());
            QCOMPARE(rows[i][column("logp_d")], std::string("-12.25"));
        }
        // Nothing that a spreadsheet would run: numbers apart, no field starts like a formula.
        for (const auto& row : rows) {
            for (const auto& field : row) {
                const auto text = QString::fromStdString(field).trimmed();
                bool number = false;
                text.toDouble(&number);
                const bool formula = !text.isEmpty() && QStringLiteral("=+-@").contains(text[0]);
                QVERIFY2(number || !formula, field.c_str());
            }
        }
        QFile raw(QString::fromStdString(path));
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QVERIFY(raw.readLine().endsWith("\r\n"));
    }

    void csvOfACurveIsItsPoints() {
        auto report = reportSaying("plain");
        report.numbers = 0;
        const auto csv = written(report, "points.csv");
        QCOMPARE(csv, QByteArray("text,number,count\r\nplain,-0.5,12345\r\nplain,,\r\n"));
    }

    void csvOfAnAuditHasTheCountsOfLayers() {
        auto report = reportSaying("conv1");
        report.kind = Kind::Audit;
        report.tables = {{"layers",
                          "By layer",
                          {{"layer", "Layer", Format::Text}, {"confirmed", "Yes", Format::Count}},
                          {{std::string("conv1"), std::int64_t{3}}}}};
        written(report, "audit.csv");
        const auto rows = project::csv::read(file("audit.csv"));
        QCOMPARE(rows.front().back(), std::string("layer_confirmed"));
        QCOMPARE(rows[1].size(), rows.front().size());
        QCOMPARE(rows[1].back(), std::string("3"));
    }

    void jsonFactsHaveTypes() {
        auto report = reportSaying("plain");
        report.facts = {{"data",
                         "Images",
                         {{"images", "Number", "1,234 images", false, std::int64_t{1234}},
                          {"quantile", "", "0.99", false, 0.99},
                          {"folder", "Folder", "pictures"}}}};
        const auto json = QJsonDocument::fromJson(written(report, "facts.json")).object();
        const auto facts = json["facts"]["data"].toObject();
        QCOMPARE(facts["images"]["value"].toInt(), 1234);
        QCOMPARE(facts["images"]["text"].toString(), QString("1,234 images"));
        QCOMPARE(facts["quantile"]["value"].toDouble(), 0.99);
        QCOMPARE(facts["folder"]["value"].toString(), QString("pictures"));
        QCOMPARE(json["kind"].toString(), QString("search"));
        // A fact without a label is for machines alone.
        QVERIFY(!written(report, "facts.html").contains("0.99"));
        report.facts[0].facts[1].label = "Quantile";
        QVERIFY(written(report, "facts.html").contains("0.99"));
    }

    void jsonKeepsEveryLetter() {
        for (const auto& text : hostileTexts()) {
            const auto json =
                QJsonDocument::fromJson(written(reportSaying(text), "letters.json")).object();
            const auto unit = json["sections"][0]["units"][0].toObject();
            if (QString::fromStdString(text).toStdString() == text) { // valid UTF-8
                QCOMPARE(unit["description"].toString().toStdString(), text);
                QCOMPARE(unit["tags"][0].toString().toStdString(), text);
                QCOMPARE(json["title"].toString().toStdString(), text);
            } else {
                QVERIFY(unit["description"].toString().contains(QChar::ReplacementCharacter));
            }
            QCOMPARE(unit["scores"]["wpmi"].toDouble(), -1.05);
            QCOMPARE(unit["verdicts"][0]["verdict"].toString(), QString("confirmed"));
            QCOMPARE(json["sections"][0]["units"][1]["counterparts"].toArray().size(), 1);
            QCOMPARE(json["tables"][0]["rows"][0]["count"].toInt(), 12345);
            QVERIFY(json["tables"][0]["rows"][0]["number"].toDouble() == -0.5);
        }
    }

    void pdfIsRenderedAndReadBack() {
        const auto path = QString::fromStdString(file("hostile.pdf"));
        write(hostileReport(), path.toStdString());
        const auto text = runTool("pdftotext", {"-layout", path, "-"});
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.contains(kScript), text.out.left(2000));
        QVERIFY(text.out.contains("<span foreground=\"red\">markup of Pango</span> &bogus;"));
        const auto fonts = runTool("pdffonts", {path});
        const auto lines = fonts.out.split('\n');
        QVERIFY(lines.size() > 3);
        for (qsizetype i = 2; i + 1 < lines.size(); ++i) { // emb sub uni
            static const QRegularExpression embedded(
                QStringLiteral("\\s(yes)\\s+(yes|no)\\s+yes\\s"));
            QVERIFY2(embedded.match(QString::fromUtf8(lines[i])).hasMatch(), lines[i]);
        }
        const auto rendered = QString::fromStdString(file("page"));
        const auto pages = runTool("pdftoppm", {"-png", "-r", "40", path, rendered});
        QCOMPARE(pages.code, 0);
        QVERIFY2(pages.err.isEmpty(), pages.err);
        const QDir folder(m_directory.path());
        const auto images = folder.entryList({"page-*.png"});
        QVERIFY(images.size() > 3);
        const auto info = runTool("pdfinfo", {path});
        QVERIFY2(info.out.contains(QByteArray::number(images.size())), info.out);
        QVERIFY(info.out.contains("A4"));
        QVERIFY2(info.out.contains("JavaScript:      no"), info.out);
    }

    void emptyReportsAreFiles() {
        for (const auto* name : {"none.html", "none.pdf", "none.csv", "none.json"}) {
            QVERIFY(!written(Report{}, name).isEmpty());
        }
        QCOMPARE(runTool("pdftoppm", {"-png", QString::fromStdString(file("none.pdf")),
                                      QString::fromStdString(file("none"))})
                     .code,
                 0);
    }

    void longFactsAndLimitationsBreakAcrossPages() {
        auto report = reportSaying("plain");
        std::string text;
        for (int i = 0; i < 1500; ++i) {
            text += "fact" + std::to_string(i) + ' ';
        }
        report.facts[0].facts[0].value = text;
        report.limitations = {text, "the last of them"};
        const auto path = QString::fromStdString(file("facts.pdf"));
        write(report, path.toStdString());
        const auto read = runTool("pdftotext", {path, "-"});
        QCOMPARE(read.out.count("fact1499"), 2);
        QVERIFY(read.out.contains("the last of them"));
    }

    void manyVerdictsStandBesideALongDescription() {
        auto report = reportSaying("plain");
        auto& unit = report.sections.front().units.front();
        unit.matches.clear();
        unit.judgements.clear();
        for (int i = 0; i < 12; ++i) {
            unit.judgements.push_back(
                {"audit " + std::to_string(i), project::Verdict::Confirmed, 1});
        }
        unit.text.clear();
        for (int i = 0; i < 40; ++i) {
            unit.text += "word" + std::to_string(i) + ' ';
        }
        const auto path = QString::fromStdString(file("badges.pdf"));
        write(report, path.toStdString());
        // Left of all badges, the description; in their column, nothing else.
        const auto boxes = runTool("pdftotext", {"-bbox", path, "-"});
        static const QRegularExpression words(
            QStringLiteral("xMin=\"([0-9.]+)\".*xMax=\"([0-9.]+)\".*>([^<]+)</word>"));
        double right = 0;
        double left = 1000;
        int badges = 0;
        auto found = words.globalMatch(QString::fromUtf8(boxes.out));
        while (found.hasNext()) {
            const auto each = found.next();
            if (each.captured(3).startsWith("word")) {
                right = std::max(right, each.captured(2).toDouble());
            } else if (each.captured(3) == "audit") {
                left = std::min(left, each.captured(1).toDouble());
                ++badges;
            }
        }
        QCOMPARE(badges, 12);
        QVERIFY2(right > 0 && right < left, qPrintable(QString("%1 %2").arg(right).arg(left)));
    }

    void longTextsBreakAcrossPages() {
        auto report = reportSaying("plain");
        std::string text;
        for (int i = 0; i < 4000; ++i) {
            text += "word" + std::to_string(i) + ' ';
        }
        report.sections.front().units.front().note = text;
        report.sections.front().units.front().text = text;
        const auto path = QString::fromStdString(file("long.pdf"));
        write(report, path.toStdString());
        const auto read = runTool("pdftotext", {path, "-"});
        QVERIFY(read.out.contains("word0 "));
        QVERIFY(read.out.contains("word3999"));
    }

    void endlessWordsBreakAcrossPages() {
        auto report = reportSaying("plain");
        // Letters of several bytes must not be torn.
        std::string text;
        for (int i = 0; i < 15'000; ++i) {
            text += i % 3 == 0 ? "A" : i % 3 == 1 ? "\xc3\xa9" : "\xe2\x82\xac";
        }
        auto& unit = report.sections.front().units.front();
        unit.text = std::string(2'000'000, 'C');
        unit.matches = {{0, 3}, {990, 1010}, {1'999'990, 2'000'000}};
        unit.note = std::string(2'000'000, 'B');
        report.sections.front().units.back().note = text + " last";
        const auto path = QString::fromStdString(file("endless.pdf"));
        write(report, path.toStdString());
        const auto read = QString::fromUtf8(runTool("pdftotext", {path, "-"}).out);
        QVERIFY(read.contains(QStringLiteral("last")));
        QVERIFY(!read.contains(QChar(QChar::ReplacementCharacter)));
        QVERIFY(read.count(QStringLiteral("\u20ac")) >= 5000);
        QVERIFY2(read.count(QLatin1Char('B')) >= 99'000,
                 qPrintable(QString::number(read.count(QLatin1Char('B')))));
        const auto info = QString::fromUtf8(runTool("pdfinfo", {path}).out);
        const auto pages =
            QRegularExpression("Pages:\\s+(\\d+)").match(info).captured(1).toInt();
        QVERIFY2(pages > 10 && pages < 80, qPrintable(info));
    }

    void cancelledReportsLeaveNothing() {
        std::stop_source stop;
        stop.request_stop();
        for (const auto* name : {"stopped.html", "stopped.pdf", "stopped.csv", "stopped.json"}) {
            const auto path = file(name);
            {
                QFile before(QString::fromStdString(path));
                QVERIFY(before.open(QIODevice::WriteOnly));
                before.write("what was there before");
            }
            bool cancelled = false;
            try {
                write(reportSaying("plain"), path, stop.get_token());
            } catch (const Cancelled&) {
                cancelled = true;
            }
            QVERIFY(cancelled);
            QFile after(QString::fromStdString(path));
            QVERIFY(after.open(QIODevice::ReadOnly));
            QCOMPARE(after.readAll(), QByteArray("what was there before"));
            QVERIFY(QDir(m_directory.path()).entryList({"*.part"}).isEmpty());
        }
    }

    void whatCannotBeWrittenIsSaid() {
        for (const auto* name : {"no/such/folder.html", "no/such/folder.pdf", "no/such/folder.csv",
                                 "no/such/folder.json"}) {
            QVERIFY(problemOf(name).contains("cannot be written"));
        }
        QVERIFY(problemOf("report.docx").contains(".html, .pdf, .csv or .json"));
        QVERIFY(problemOf("report").contains(".html, .pdf, .csv or .json"));
        QCOMPARE(fileKindOf("REPORT.PDF"), FileKind::Pdf);
        if (QFile::exists("/dev/full")) { // the disk is full
            QVERIFY(QFile::link("/dev/full", QString::fromStdString(file("full.html"))));
            QVERIFY(problemOf("full.html").contains("cannot be written"));
        }
    }

    void matchesAreWholeLetters() {
        const std::string text = "a 红 rose";
        const auto whole = parts(text, {{0, 1}, {2, 5}, {6, 10}});
        QCOMPARE(whole.size(), std::size_t{5});
        QVERIFY(whole[2].matched && whole[2].text == "红");
        QCOMPARE(parts(text, {{2, 4}, {3, 5}, {1, 2}, {9, 99}, {-1, 3}}).size(), std::size_t{1});
    }

    void numbersAreReadable() {
        QCOMPARE(figure(0), std::string("0"));
        QCOMPARE(figure(12.345), std::string("12.35"));
        QCOMPARE(figure(0.00016), std::string("0.0001600"));
        QCOMPARE(figure(0.012345), std::string("0.01235"));
        QCOMPARE(points(0.0123), std::string("+1.2"));
        QCOMPARE(points(-0.05), std::string("−5.0"));
        QCOMPARE(points(0), std::string("0.0"));
        QCOMPARE(figure(-0.5), std::string("−0.5000"));
        QCOMPARE(figure(123456.7), std::string("123457"));
        QCOMPARE(figure(std::numeric_limits<double>::quiet_NaN()), std::string("–"));
        QCOMPARE(count(1234567), std::string("1,234,567"));
        QCOMPARE(count(-123), std::string("−123"));
        QCOMPARE(percent(0.8125), std::string("81.2%"));
        QCOMPARE(decimals(-0.001, 2), std::string("0.00"));
        QCOMPARE(readableTime("2026-11-23T14:40:00Z"), std::string("23 November 2026, 14:40 UTC"));
        QCOMPARE(isoTime(1'795'444'800), std::string("2026-11-23T14:40:00Z"));
        QCOMPARE(ticks(0, 1, 5), (std::vector<double>{0, .5, 1}));
        QCOMPARE(ticks(3, 3, 5).size() > 1, true);
    }

private:
    std::string file(const QString& name) const { return m_directory.filePath(name).toStdString(); }

    QByteArray written(const Report& report, const QString& name) const {
        write(report, file(name));
        QFile result(QString::fromStdString(file(name)));
        return result.open(QIODevice::ReadOnly) ? result.readAll() : QByteArray();
    }

    QString problemOf(const QString& name) const {
        try {
            write(reportSaying("plain"), file(name));
        } catch (const DataError& error) {
            return QString::fromUtf8(error.what());
        }
        return QStringLiteral("(nothing was thrown)");
    }

    QTemporaryDir m_directory;
};

QTEST_GUILESS_MAIN(TestReportWriters)
#include "tst_report_writers.moc"
