// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_project.h"

#include "ablation/stored.h"
#include "ablation/stored_text.h"
#include "base/error.h"
#include "project/audits.h"
#include "project/experiments.h"
#include "project/project.h"
#include "report/collect.h"
#include "report/write.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace brera;
using namespace brera::report;

namespace {

const std::string kScript = "<script>alert(1)</script>";

template <typename Work>
QString problemOf(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return QStringLiteral("(nothing was thrown)");
}

ablation::Figures figuresOf(std::int64_t correct) {
    ablation::Figures figures;
    figures.images = 100;
    figures.correct = correct;
    figures.correctFive = 100;
    figures.lossSum = 50;
    return figures;
}

} // namespace

/// Reports collected from a project.
class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        test::SampleOptions options;
        options.described = true;
        m_file = test::makeSampleProject(m_directory.path().toStdString(), options);
        auto project = open();
        project.setHumanDescription("layer4", 2, kScript);
        project.setNote("layer4", 2, "a note\nwith " + kScript);
        project.setTags("layer4", 2, {"disc", kScript});
        project::Audits audits(project);
        audits.save({"discs", "red OR script"});
        audits.setVerdict("discs", {"layer4", 2}, project::Verdict::Confirmed);
        audits.setVerdict("discs", {"layer4", 3}, project::Verdict::Rejected);
        audits.setVerdict("discs", {"conv1", 0}, project::Verdict::Unsure);
        audits.setVerdict("discs", {"conv1", 1}, project::Verdict::Confirmed); // "a green disc"
    }

    void layersShowAllTheirUnits() {
        auto project = open();
        const auto report = collected(project, {Subject::Kind::Layer, "layer4", {}});
        QCOMPARE(report.sections.size(), std::size_t{1});
        const auto& units = report.sections.front().units;
        QCOMPARE(units.size(), std::size_t{24});
        QCOMPARE(units[0].id.toString(), std::string("layer4/0"));
        QCOMPARE(units[0].text, std::string("a red disc"));
        QVERIFY(units[0].scores.has_value());
        QCOMPARE(units[0].scores->given, -1.5);
        QCOMPARE(units[0].scores->alone, -8.0);
        QVERIFY(std::abs(units[0].scores->wpmi - 0.1) < 1e-6);
        QCOMPARE(units[0].statistics->threshold, 0.5);
        QCOMPARE(units[0].statistics->topActivation, 1.0);
        // A person's words stand before the machine's, notes and tags beside them.
        QCOMPARE(units[2].text, kScript);
        QVERIFY(units[2].human);
        QCOMPARE(units[2].machineText, std::string("a blue disc"));
        QCOMPARE(units[2].note, "a note\nwith " + kScript);
        QCOMPARE(units[2].judgements.front().audit, std::string("discs"));
        QVERIFY(report.missing.empty());
        QVERIFY(!report.limitations.empty());
        QVERIFY(
            std::any_of(report.limitations.begin(), report.limitations.end(), [](const auto& text) {
                return text.find("generated annotations") != std::string::npos;
            }));
    }

    void tilesShowTheMaskedExemplar() {
        auto project = open();
        CollectOptions options;
        options.exemplars = 3;
        options.tileSize = 80;
        const Subject subject{Subject::Kind::Units, {}, {{"conv1", 4}}};
        const auto report = collect(project, subject, options, {}, {}, {});
        const auto& tiles = report.sections.front().units.front().tiles;
        QCOMPARE(tiles.size(), std::size_t{3});
        QCOMPARE(tiles[1].image, 5);
        QCOMPARE(tiles[1].path, std::string("odd/0005.png"));
        const auto& bytes = tiles[0].jpeg;
        const auto image = QImage::fromData(bytes.data(), static_cast<int>(bytes.size()));
        QCOMPARE(image.size(), QSize(80, 80));
        // The disc is as bright as it was, the ground behind it dimmed.
        QVERIFY(qGray(image.pixel(40, 40)) > 2 * qGray(image.pixel(2, 2)));
        // However many threads draw.
        options.threads = 1;
        const auto alone = collect(project, subject, options, {}, {}, {});
        QCOMPARE(alone.sections.front().units.front().tiles[0].jpeg, bytes);
    }

    void searchesMarkWhatTheyFound() {
        auto project = open();
        const auto report = collected(project, {Subject::Kind::Search, "red", {}});
        QCOMPARE(report.sections.size(), std::size_t{2});
        QCOMPARE(report.sections[0].title, std::string("conv1"));
        for (const auto& section : report.sections) {
            for (const auto& unit : section.units) {
                QCOMPARE(unit.text, std::string("a red disc"));
                QCOMPARE(unit.matches, (std::vector<std::pair<int, int>>{{2, 5}}));
            }
        }
        QCOMPARE(report.plots.front().categories.size(), std::size_t{2});
        QCOMPARE(report.plots.front().bars.front().values, (std::vector<double>{3, 8}));
        const auto nothing = collected(project, {Subject::Kind::Search, "zebra", {}});
        QCOMPARE(unitCount(nothing), std::size_t{0});
        for (const auto* name : {"none.html", "none.pdf", "none.csv", "none.json"}) {
            write(nothing, file(name));
            QVERIFY(QFile::exists(QString::fromStdString(file(name))));
        }
    }

    void auditsCountVerdicts() {
        auto project = open();
        const auto report = collected(project, {Subject::Kind::Audit, "discs", {}});
        const auto& units = report.sections[1].units;
        QCOMPARE(units.front().id.toString(), std::string("layer4/2")); // confirmed ones first
        QCOMPARE(units.back().id.toString(), std::string("layer4/3"));
        QCOMPARE(units.back().judgements.front().verdict, project::Verdict::Rejected);
        QVERIFY(units.back().judgements.front().decided > 0);
        QCOMPARE(judgementText(report, units.back().judgements.front()), std::string("rejected"));
        const auto& bars = report.plots.front().bars;
        QCOMPARE(bars[0].values, (std::vector<double>{0, 1})); // confirmed
        QCOMPARE(bars[1].values, (std::vector<double>{1, 0})); // unsure
        QCOMPARE(bars[3].values, (std::vector<double>{0, 1})); // rejected
        const auto& facts = report.facts.back().facts;
        QVERIFY(std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
            return fact.key == "elsewhere" && fact.value == "1";
        }));
        // A preset that nobody has saved is there all the same.
        QVERIFY(collected(project, {Subject::Kind::Audit, "faces", {}}).kind == Kind::Audit);
        // What somebody judged before the search was another one is there to be read.
        const auto& last = report.sections.back();
        QCOMPARE(last.title, std::string("Judged, no longer found"));
        QCOMPARE(last.units.size(), std::size_t{1});
        QCOMPARE(last.units.front().id.toString(), std::string("conv1/1"));
        QCOMPARE(last.units.front().judgements.front().verdict, project::Verdict::Confirmed);
        QVERIFY(!last.units.front().tiles.empty());
        QVERIFY2(report.about.find(" in 2 layers") != std::string::npos, report.about.c_str());
    }

    void malformedQueriesAreSaidToBe() {
        auto project = open();
        const auto literal = [&](const std::string& query) {
            const auto report = collected(project, {Subject::Kind::Search, query, {}});
            return factOf(report, "report", "literal").value.find("malformed") != std::string::npos;
        };
        QVERIFY(literal("(red"));
        QVERIFY(!literal("red"));
    }

    void coversTellOptionsAndDates() {
        auto project = open();
        const auto report = collected(project, {Subject::Kind::Layer, "conv1", {}});
        const auto& made = factOf(report, "report", "made");
        QCOMPARE(std::get<std::string>(made.data), report.made);
        const auto& extracted = factOf(report, "data", "extracted");
        QCOMPARE(std::get<std::string>(extracted.data).size(), report.made.size());
        QVERIFY(std::get<std::string>(extracted.data) <= report.made);
        QVERIFY(!factOf(report, "descriptions", "described_at").value.empty());
        QVERIFY(!factOf(report, "data", "normalization").value.empty());
        QCOMPARE(std::get<std::int64_t>(factOf(report, "network", "units").data), std::int64_t{32});
        QCOMPARE(std::get<double>(factOf(report, "descriptions", "lambda").data), 0.2);
        QCOMPARE(factOf(report, "report", "project").value, std::string("sample.brera"));
    }

    void curvesArePlotted() {
        auto project = open();
        storeCurve(project, {"least important first", "by loss", {80, 82, 60}});
        // Controls have the name of their curve, and come after it.
        storeCurve(project, {"least important first", ablation::randomOrigin(1, 1), {80, 70, 50}});
        storeCurve(project, {"least important first", ablation::randomOrigin(1, 2), {80, 60, 40}});
        storeCurve(project, {"least important first", "all units", {80, 1, 1}}); // the window's
        const auto report = collected(project, {Subject::Kind::Curve, "least important first", {}});
        QCOMPARE(factOf(report, "report", "origin").value, std::string("by loss"));
        QCOMPARE(factOf(report, "report", "ordered_on").value, std::string("validation"));
        const auto& plot = report.plots.front();
        QCOMPARE(plot.lines.size(), std::size_t{2});
        QCOMPARE(plot.lines[1].band.at(1).low, 0.6);
        QCOMPARE(plot.lines[1].band.at(1).high, 0.7);
        QCOMPARE(plot.lines[0].points.at(2).y, 0.6);
        QCOMPARE(plot.baselines.front().value, 0.8);
        QCOMPARE(plot.marks.front().x, 1.0); // the stop rule
        QCOMPARE(std::get<std::int64_t>(factOf(report, "report", "stop_rule_validation").data),
                 std::int64_t{1});
        QCOMPARE(report.numbers.value_or(9), std::size_t{0});
        const auto& rows = report.tables.front().rows;
        QCOMPARE(rows.size(), std::size_t{3});
        QCOMPARE(std::get<std::string>(rows[2][1]), std::string("layer4/5"));
        QCOMPARE(std::get<double>(rows[1][2]), 0.82);
        const auto& units = report.sections.front().units;
        QCOMPARE(units.size(), std::size_t{2});
        QCOMPARE(units[0].id.toString(), std::string("conv1/1"));
        QVERIFY(report.about.find("with 1 off") != std::string::npos);
        write(report, file("curve.html"));
        write(report, file("curve.pdf"));
    }

    void controlsAreOfTheSameStepsAndSeed() {
        auto project = open();
        const auto step = [](StoredPlan plan) {
            plan.step = 2;
            return plan;
        };
        storeCurve(project, step({"by two", "in their own order", {80, -1, 60}}));
        storeCurve(project, step({"by two", ablation::randomOrigin(3, 1), {80, -1, 50}}));
        storeCurve(project, step({"by two", ablation::randomOrigin(3, 2), {80, -1, 30}}));
        storeCurve(project, step({"by two", ablation::randomOrigin(4, 1), {80, -1, 5}}));
        storeCurve(project, {"by one", ablation::randomOrigin(3, 1), {80, 70, 1}});
        const auto report = collected(project, {Subject::Kind::Curve, "by two", {}});
        const auto& band = report.plots.front().lines.at(1).band;
        QCOMPARE(band.size(), std::size_t{2});
        QCOMPARE(band[1].x, 2.0);
        QCOMPARE(band[1].low, 0.3);
        QCOMPARE(band[1].high, 0.5);
        QCOMPARE(std::get<std::int64_t>(factOf(report, "report", "controls").data),
                 std::int64_t{2});
    }

    void setsOfOneNameAreToldApart() {
        auto project = open();
        StoredPlan plan{"twice", "in their own order", {80, 70, 60}};
        plan.sets = {{"val", "abc"}, {"val", "def"}};
        storeCurve(project, plan);
        const auto report = collected(project, {Subject::Kind::Curve, "twice", {}});
        std::set<std::string> keys;
        for (const auto& column : report.tables.front().columns) {
            QVERIFY2(keys.insert(column.key).second, column.key.c_str());
        }
        QVERIFY(keys.contains("val_top1") && keys.contains("val (2)_top1"));
    }

    void chosenUnitsShowWhatTheyDo() {
        auto project = open();
        const auto bare = collected(project, {Subject::Kind::Units, {}, {{"layer4", 7}}});
        QVERIFY(bare.plots.empty() && bare.tables.empty());
        // A curve that has switched off just these units knows, in whatever order it did.
        StoredPlan plan{"of the tray", "in their own order", {80, 82, 60}};
        plan.sets = {{"tray", "xyz"}};
        storeCurve(project, plan);
        auto report = collected(project, {Subject::Kind::Units, {}, {{"layer4", 5}, {"conv1", 1}}});
        const auto row = [&](const std::string& set) {
            const auto& rows = report.tables.front().rows;
            const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& cells) {
                return std::get<std::string>(cells.front()) == set;
            });
            return found != rows.end() ? *found : std::vector<Cell>(7);
        };
        QCOMPARE(std::get<double>(row("tray")[2]), 0.8);
        QCOMPARE(std::get<double>(row("tray")[3]), 0.6);
        QVERIFY(factOf(report, "report", "accuracy_from").value.find("of the tray") !=
                std::string::npos);
        // What was measured for the report goes before that.
        report = collected(project, {Subject::Kind::Units,
                                     {},
                                     {{"layer4", 5}, {"conv1", 1}},
                                     {{"mine", 50, {.5, 1, 2}, {.25, 1, 3}, true}}});
        QCOMPARE(report.tables.front().rows.size(), std::size_t{1});
        QCOMPARE(std::get<double>(row("mine")[4]), -0.25);
        QCOMPARE(factOf(report, "report", "replacement").value,
                 std::string("holding them at their mean"));
        QVERIFY(report.about.find("50.0% to 25.0%") != std::string::npos);
        write(report, file("tray.html"));
        write(report, file("tray.pdf"));
    }

    void comparisonsPairUnits() {
        const auto folder = QDir(m_directory.filePath("second"));
        QVERIFY(folder.mkpath("."));
        test::SampleOptions options;
        options.described = true;
        const auto other = test::makeSampleProject(folder.path().toStdString(), options);
        auto first = open();
        auto second = project::Project::open(other, project::OpenMode::ReadOnly);
        ComparisonSubject subject;
        subject.by = audit::MatchBy::Exemplars;
        subject.threshold = audit::kMatchOverlap;
        subject.compared.query = "red";
        subject.compared.leastShared = 5;
        const auto comparison = audit::compare(first, second, subject.compared, {}, {}, {});
        const auto report = collectComparison(first, second, comparison, subject, {}, {}, {});
        QVERIFY(!report.sections.empty());
        QCOMPARE(report.sections.front().title, std::string("Matched units"));
        const auto& unit = report.sections.front().units.front();
        QCOMPARE(unit.counterparts.size(), std::size_t{1});
        QVERIFY(!unit.counterparts.front().tiles.empty());
        QVERIFY(unit.network != unit.counterparts.front().network); // both are sample.brera
        QCOMPARE(report.plots.front().bars.size(), std::size_t{2});
        QCOMPARE(factOf(report, "report", "first_project").value, std::string("sample.brera"));
        QCOMPARE(factOf(report, "report", "across_layers").value,
                 std::string("units match within layers of the same name, where there are any"));
        QVERIFY(!factOf(report, "report", "brera").value.empty());
        for (const auto* name : {"pair.html", "pair.pdf", "pair.csv", "pair.json"}) {
            write(report, file(name));
        }
        // With a bar that nothing passes, each unit shows the nearest of the other network.
        subject.threshold = 1.5;
        const auto apart = collectComparison(first, second, comparison, subject, {}, {}, {});
        QCOMPARE(apart.sections.size(), std::size_t{2});
        for (const auto& section : apart.sections) {
            const auto& alone = section.units.front();
            QCOMPARE(alone.counterparts.size(), std::size_t{1});
            const auto& nearest = alone.counterparts.front();
            QVERIFY(nearest.network != alone.network);
            QVERIFY(!nearest.text.empty() && !nearest.tiles.empty());
            QVERIFY2(nearest.relation.starts_with("nearest"), nearest.relation.c_str());
        }
    }

    void missingImagesLeaveGapsAndAreListed() {
        auto project = open();
        const auto lost = m_directory.filePath("images/even/0004.png");
        QVERIFY(QFile::rename(lost, lost + ".away"));
        const auto report = collected(project, {Subject::Kind::Layer, "conv1", {}});
        QVERIFY(QFile::rename(lost + ".away", lost));
        QCOMPARE(report.missing.size(), std::size_t{1});
        QCOMPARE(report.missing.front().path, std::string("even/0004.png"));
        // Why, without the folders of this computer.
        QVERIFY(report.missing.front().problem.find(m_directory.path().toStdString()) ==
                std::string::npos);
        QVERIFY(report.sections.front().units[4].tiles[0].jpeg.empty());
        QVERIFY(!report.sections.front().units[4].tiles[1].jpeg.empty());
        write(report, file("gaps.html"));
        write(report, file("gaps.pdf"));
        QFile html(QString::fromStdString(file("gaps.html")));
        QVERIFY(html.open(QIODevice::ReadOnly));
        const auto page = html.readAll();
        QVERIFY(page.contains("image missing"));
        QVERIFY(page.contains("even/0004.png"));
        QVERIFY(!page.contains(m_directory.path().toUtf8()));
    }

    void whatDoesNotExistIsNamed() {
        auto project = open();
        const auto problem = [&](const Subject& subject) {
            return problemOf([&] { collected(project, subject); });
        };
        QVERIFY(problem({Subject::Kind::Layer, "layer9", {}}).contains("conv1, layer4"));
        QVERIFY(problem({Subject::Kind::Audit, "cats", {}}).contains("discs"));
        QVERIFY(problem({Subject::Kind::Curve, "no such", {}}).contains("there is no curve"));
        QVERIFY(problem({Subject::Kind::Units, {}, {{"layer4", 999}}}).contains("999"));
        QVERIFY(problem({Subject::Kind::Units, {}, {{"nowhere", 0}}}).contains("nowhere"));
        CollectOptions options;
        options.tileSize = 4;
        QVERIFY(problemOf([&] {
                    collect(project, {Subject::Kind::Layer, "conv1", {}}, options, {}, {}, {});
                }).contains("16 to 512"));
    }

    void collectingCanBeStopped() {
        auto project = open();
        std::stop_source stop;
        bool cancelled = false;
        try {
            // From the first report of progress on: in the middle of drawing.
            collect(project, {Subject::Kind::Layer, "layer4", {}}, {}, {}, stop.get_token(),
                    [&](const ProgressUpdate&) { stop.request_stop(); });
            stop.request_stop();
            collect(project, {Subject::Kind::Layer, "layer4", {}}, {}, {}, stop.get_token(), {});
        } catch (const Cancelled&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
    }

private:
    project::Project open() const { return project::Project::open(m_file); }

    std::string file(const char* name) const { return m_directory.filePath(name).toStdString(); }

    static Report collected(project::Project& project, const Subject& subject) {
        return collect(project, subject, {}, {}, {}, {});
    }

    /// A fact of the cover; an empty one where there is none.
    static Fact factOf(const Report& report, const std::string& group, const std::string& key) {
        for (const auto& each : report.facts) {
            for (const auto& fact : each.facts) {
                if (each.key == group && fact.key == key) {
                    return fact;
                }
            }
        }
        return {};
    }

    struct StoredPlan {
        std::string name;
        std::string origin;
        std::vector<std::int64_t> correct; ///< by count; −1: there is no such point
        std::int64_t step = 1;
        std::vector<ablation::Conditions::Set> sets = {{"validation", "abc"}};
    };

    /// A finished curve of two units, as core/ablation keeps it.
    static void storeCurve(project::Project& project, const StoredPlan& stored) {
        ablation::Conditions conditions;
        conditions.network = project.inputs().networkHash;
        conditions.sets = stored.sets;
        ablation::CurvePlan plan;
        plan.name = stored.name;
        plan.origin = stored.origin;
        plan.options.step = stored.step;
        plan.order = {{"conv1", 1}, {"layer4", 5}};
        project::Experiments experiments(project);
        const auto id = experiments.begin(ablation::kCurveKind,
                                          ablation::curveInputs(conditions, plan), stored.name);
        std::vector<project::Measurement> points;
        for (std::size_t count = 0; count < stored.correct.size(); ++count) {
            const auto off = static_cast<std::int64_t>(count);
            if (stored.correct[count] >= 0) {
                const std::vector<ablation::Figures> sets(stored.sets.size(),
                                                          figuresOf(stored.correct[count]));
                points.emplace_back(off, ablation::pointText({off, sets}));
            }
        }
        experiments.record(id, points);
        experiments.setComplete(id);
    }

    QTemporaryDir m_directory;
    std::filesystem::path m_file;
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
