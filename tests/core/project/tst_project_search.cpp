// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"

#include "project/search.h"

#include <algorithm>
#include <set>
#include <stop_token>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

namespace {

/// Six layers' worth of names, a description for most units.
const std::vector<LayerShape> kLayers{
    {"conv1", 4, 1, 1}, {"layer1.0.relu#2", 4, 1, 1}, {"layer 4", 4, 1, 1}};

std::vector<std::string> meanings(std::string_view word) {
    if (word == "animal") {
        // By its stem, "texting" is a "text", as the fish "whiting" is "white": no base of it.
        return {"dog", "cat", "hot dog", "aardvark", "x\"y", "flower", "texting"};
    }
    return {std::string(word)};
}

class Gallery {
public:
    Gallery()
        : m_project(
              Project::create(m_scene.project(), m_scene.inputs(), kLayers, m_scene.images())) {
        auto store = m_project.descriptionStore();
        store->begin(smallRun());
        store->commit("conv1", {unitSaying(0, "a red dog"), unitSaying(1, "the blue sky"),
                                unitSaying(2, "dogs and cats"), unitSaying(3, "red flowers")});
        store->commit("layer1.0.relu#2",
                      {unitSaying(0, "the dog 's nose"), unitSaying(1, "a t - shirt"),
                       unitSaying(2, "café"), unitSaying(3, "beautiful flowering")});
        store->commit("layer 4",
                      {unitSaying(0, "a beauty"), unitSaying(1, "text in the top left corner")});
        store->finish();
        m_project.setTags("conv1", 0, {"face", "small one"});
        m_project.setTags("layer 4", 1, {"face"});
        m_project.setNote("layer 4", 1, "looks at running shoes");
        m_project.setHumanDescription("layer 4", 0, "a running skirt");
    }

    Project& project() { return m_project; }
    SearchResult result(std::string_view query, std::int64_t limit = 100) const {
        return search(m_project, query, limit, meanings);
    }
    /// Units in layer order: "0/1" is unit 1 of the first layer.
    std::string units(std::string_view query) const {
        auto hits = result(query).hits;
        std::vector<std::pair<std::ptrdiff_t, std::int64_t>> order;
        for (const auto& hit : hits) {
            const auto layer = std::ranges::find(kLayers, hit.unit.layer, &LayerShape::path);
            order.emplace_back(layer - kLayers.begin(), hit.unit.index);
        }
        std::ranges::sort(order);
        std::string text;
        for (const auto& [layer, unit] : order) {
            text += (text.empty() ? "" : " ") + std::to_string(layer) + "/" + std::to_string(unit);
        }
        return text;
    }

private:
    Scene m_scene;
    Project m_project;
};

/// The hit's text with [ ] around what matched.
std::string marked(const SearchHit& hit) {
    auto text = hit.text;
    for (auto match = hit.matches.rbegin(); match != hit.matches.rend(); ++match) {
        text.insert(static_cast<std::size_t>(match->second), "]");
        text.insert(static_cast<std::size_t>(match->first), "[");
    }
    return text;
}

} // namespace

class SearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void queriesFindUnits_data() {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("units");
        const auto row = [](const char* query, const char* units) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(units);
        };
        row("dog", "0/0 0/2 1/0");
        row("DOGS", "0/0 0/2 1/0"); // stems, any case
        row("red dog", "0/0");
        row("red OR sky", "0/0 0/1 0/3");
        row("red OR sky NOT flowers", "0/0 0/1 0/3"); // NOT and AND bind tighter
        row("(red OR sky) NOT flowers", "0/0 0/1");
        row("dog NOT (red OR nose)", "0/2");
        row("\"red dog\"", "0/0");
        row("\"dog red\"", "");
        row("\"top left\" corner", "2/1");
        row("\"dog face\"", "");   // description and tag: no phrase across them
        row("\"face small\"", ""); // two tags
        row("dog face", "0/0");
        row("nose", "1/0");
        row("t-shirt", "1/1");
        row("cafe", "1/2");
        row("CAFÉ", "1/2");
        row("caf*", "1/2");
        row("sk*", "0/1 2/0");
        row("flow*", "0/3 1/3");
        row("beauti*", "1/3 2/0");
        row("beautifu*", "1/3 2/0"); // the word, with its stem's family
        row("beautifx*", "");
        row("shoe*", "2/1");
        row("\"blue sk\"*", "0/1");
        row("running", "2/0 2/1"); // a person's words and a note
        row("beauty", "1/3 2/0");  // the machine's words under a person's
        row("face", "0/0 2/1");
        row("tag:face", "0/0 2/1");
        row("tag:FACE dog", "0/0");
        row("tag:\"small one\"", "0/0");
        row("tag:small", "");
        row("tag:dog", "");
        row("small", "0/0");
        row("layer:conv1", "0/0 0/1 0/2 0/3");
        row("layer:conv1 dog", "0/0 0/2");
        row("layer:layer1.0.relu#2 NOT dog", "1/1 1/2 1/3");
        row("layer:layer1.0.relu", "");
        row("layer:\"layer 4\"", "2/0 2/1");
        row("(layer:conv1 red) OR tag:face", "0/0 0/3 2/1");
        row("NOT dog", "0/1 0/3 1/1 1/2 1/3 2/0 2/1");
        row("NOT NOT dog", "0/0 0/2 1/0");
        row("NOT layer:conv1 NOT the", "1/1 1/2 1/3 2/0");
        row("0", ""); // the index's own keys are not words
        row("12", "");
        row("keys", "");
        row("description:dog", "");
        row("~animal", "0/0 0/2 0/3 1/0 1/3"); // the flowering one too, by its stem
        row("~animal NOT ~dog", "0/3 1/3");
        row("~nothing", "");
        row("!!! dog ...", "0/0 0/2 1/0");
        row("!!!", "");
        row("NOT !!!", "");
        row("\"\" dog", "0/0 0/2 1/0");
        row("dog NEAR cat", "");
        row("a", "0/0 1/1 2/0");
        row("cats dogs", "0/2");
        row("犬", "");
    }

    void queriesFindUnits() {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, units);
        const Gallery gallery;
        QCOMPARE(QByteArray::fromStdString(gallery.units(query.toStdString())), units);
        QVERIFY(!gallery.result(query.toStdString()).literal);
    }

    void malformedQueriesAreLiteral() {
        const Gallery gallery;
        QVERIFY(gallery.result("\"red dog").literal);
        QCOMPARE(gallery.units("\"red dog"), std::string("0/0"));
        QCOMPARE(gallery.units("(red dog"), std::string("0/0"));
        QCOMPARE(gallery.units("dogs AND"), std::string("0/2")); // it says "dogs and cats"
        QCOMPARE(gallery.units("dog OR"), std::string(""));
        QCOMPARE(gallery.units("tag: face"), std::string("")); // no text says tag
        QVERIFY(gallery.result("tag: face").literal);
    }

    void nobodyGetsBeyondTheQuery() {
        Gallery gallery;
        for (const char* query : {"'; DROP TABLE texts; --",
                                  "\"; DROP TABLE texts; --",
                                  "x' OR '1'='1",
                                  "\" OR \"\" : \"",
                                  "{description} : dog",
                                  "- keys : dog",
                                  "^dog",
                                  "dog + cat",
                                  "NEAR(red dog, 2)",
                                  "search MATCH 'dog'",
                                  "keys:0",
                                  "keys : 0",
                                  "* *",
                                  "dog\\",
                                  "%",
                                  "\x01\x02",
                                  "\xff\xfe dog\xc3",
                                  "a:b:c",
                                  "layer:\"\";",
                                  "tag:'",
                                  "~';--",
                                  "\"a\"\"b"}) {
            gallery.result(query);
        }
        QCOMPARE(gallery.units("dog"), std::string("0/0 0/2 1/0"));
        QCOMPARE(gallery.units("keys:0"), std::string(""));
        QCOMPARE(gallery.units("{description} : dog"), std::string(""));
        gallery.project().setTags("conv1", 1, {"x\" OR \"", "'; --", "日本"});
        QCOMPARE(gallery.units("tag:日本"), std::string("0/1"));
        QCOMPARE(gallery.units("tag:\"'; --\""), std::string("0/1"));
        gallery.project().setNote("conv1", 1, std::string("before\0after", 12));
        QCOMPARE(gallery.units("before"), std::string("0/1"));
    }

    void longQueriesAreOnlyLong() {
        const Gallery gallery;
        std::string all;
        std::string any = "dog";
        std::string letters(60'000, 'x');
        for (int i = 0; i < 499; ++i) {
            all += "dog ";
            any += " OR w" + std::to_string(i);
        }
        QCOMPARE(gallery.units(all), std::string("0/0 0/2 1/0"));
        QCOMPARE(gallery.units(any), std::string("0/0 0/2 1/0"));
        QCOMPARE(gallery.units(letters), std::string(""));
        QCOMPARE(gallery.units("((((((dog OR x) y OR dog) red OR z) dog OR x) dog))"),
                 std::string("0/0"));
        QCOMPARE(gallery.units(std::string(50, '(') + "dog" + std::string(50, ')')),
                 std::string("0/0 0/2 1/0"));
    }

    void matchesAreMarked() {
        Gallery gallery;
        const auto first = [&](std::string_view query) {
            const auto hits = gallery.result(query).hits;
            return hits.empty() ? std::string("(no hit)") : marked(hits.front());
        };
        QCOMPARE(first("red dogs"), std::string("a [red] [dog]"));
        QCOMPARE(first("\"a red\" \"red dog\""), std::string("[a red dog]"));
        QCOMPARE(first("nose dog*"), std::string("the [dog]'s [nose]"));
        QCOMPARE(first("café"), std::string("[café]"));
        QCOMPARE(first("t-shirt"), std::string("a [t-shirt]"));
        QCOMPARE(first("beautifu* flowering"), std::string("[beautiful] [flowering]"));
        QCOMPARE(first("~animal cats"), std::string("[dogs] and [cats]"));
        QCOMPARE(first("corner NOT text NOT dog"), std::string("(no hit)"));
        QCOMPARE(first("corner NOT dog"), std::string("text in the top left [corner]"));
        QCOMPARE(first("NOT NOT corner"), std::string("text in the top left [corner]"));
        QCOMPARE(first("tag:face corner"), std::string("text in the top left [corner]"));
        QCOMPARE(first("shoes"), std::string("text in the top left corner")); // in its note
        QCOMPARE(first("skirt"), std::string("a running [skirt]"));
        gallery.project().setHumanDescription("conv1", 1, "日本 の 犬, noël\n犬");
        QCOMPARE(first("犬"), std::string("日本 の [犬], noël\n[犬]"));
    }

    void whatOthersSayIsShownWhereThereIsNothingElse() {
        Gallery gallery;
        gallery.project().setAnnotations(
            "layer 4", {{3, "a purple thing", "people", 1}, {1, "purple letters", "people", 1}});
        const auto hits = gallery.result("purple").hits;
        QCOMPARE(hits.size(), std::size_t(2));
        std::vector<std::string> texts{marked(hits[0]), marked(hits[1])};
        std::ranges::sort(texts);
        QCOMPARE(texts[0], std::string("a [purple] thing"));
        QCOMPARE(texts[1], std::string("text in the top left corner"));
    }

    void theBestComeFirstAndTiesInOrder() {
        const Gallery gallery;
        const auto result = gallery.result("dog OR nose");
        QCOMPARE(result.hits.front().unit.toString(), std::string("layer1.0.relu#2/0"));
        const auto all = gallery.result("layer:conv1 OR layer:\"layer 4\"");
        // Filters rank nobody.
        QCOMPARE(all.hits.front().unit.toString(), std::string("conv1/0"));
        QCOMPARE(all.hits.back().unit.toString(), std::string("layer 4/1"));
        for (std::size_t i = 1; i < result.hits.size(); ++i) {
            QVERIFY(result.hits[i - 1].rank <= result.hits[i].rank);
        }
    }

    void countsAreOfAllHits() {
        const Gallery gallery;
        const auto result = gallery.result("dog", 1);
        QCOMPARE(result.hits.size(), std::size_t(1));
        QCOMPARE(result.total, 3);
        QVERIFY(result.byLayer == (std::vector<std::pair<std::string, std::int64_t>>{
                                      {"conv1", 2}, {"layer1.0.relu#2", 1}}));
        QVERIFY(gallery.result("dog", 0).hits.empty());
        QCOMPARE(gallery.result("dog", 0).total, 3);
        QVERIFY(gallery.result("dog", -5).hits.empty());
        for (const char* nothing : {"", "   ", "\n"}) {
            const auto none = gallery.result(nothing);
            QVERIFY(none.hits.empty() && none.byLayer.empty() && none.total == 0 && !none.literal);
        }
    }

    void wideningNeedsNobody() {
        Gallery gallery;
        const auto& project = gallery.project();
        QCOMPARE(search(project, "~dog", 10, {}).total, 3);
        const auto fails = [](std::string_view) -> std::vector<std::string> {
            throw DataError("no dictionary");
        };
        EXPECT_ERROR(DataError, search(project, "~dog", 10, fails), "no dictionary");
        QCOMPARE(search(project, "dog", 10, fails).total, 3);
    }

    void aDamagedIndexIsSaidSo() {
        const Scene scene;
        {
            auto project = scene.create();
            describe(project, "conv", {"a dog"});
        }
        const auto copy = scene.folder() / "copy.brera";
        for (const char* sql :
             {"UPDATE search_data SET block = x'00ffffff'", "UPDATE search_docsize SET sz = x''",
              "DELETE FROM search_data", "UPDATE words_data SET block = zeroblob(30)",
              "UPDATE search_idx SET pgno = 77"}) {
            std::filesystem::copy_file(scene.project(), copy,
                                       std::filesystem::copy_options::overwrite_existing);
            alter(copy, sql);
            const auto project = Project::open(copy, OpenMode::ReadOnly);
            for (const char* query : {"dog", "do*", "~dog", "NOT cat"}) {
                try {
                    search(project, query, 10, meanings);
                } catch (const ProjectError&) {
                    // Saying so is one of the two right answers, finding what is left the other.
                }
            }
        }
        std::filesystem::remove(copy);
        {
            auto project = Project::open(scene.project());
            project.setNote("fc", 0, "x");
        }
        alter(scene.project(), "DROP TRIGGER texts_updated; PRAGMA foreign_keys = OFF;"
                               "INSERT INTO texts VALUES (8589934592, 'a dog', '', '', '', '0')");
        EXPECT_ERROR(ProjectError, search(Project::open(scene.project()), "dog", 10, meanings),
                     "damaged");
    }

    void longSearchesAreRefused() {
        Gallery gallery;
        std::string attack;
        for (int i = 0; i < 20'000; ++i) {
            attack += "text OR ";
        }
        EXPECT_ERROR(DataError, gallery.result(attack + "a"), "too long");
        // Of as many as may be, equal ones are one.
        std::string same = "dog";
        for (std::size_t i = 1; i < 500; ++i) {
            same += " OR dog";
        }
        QCOMPARE(gallery.units(same), gallery.units("dog"));
    }

    void wideningHasAnEnd() {
        Gallery gallery;
        int calls = 0;
        const Widen widen = [&](std::string_view word) {
            ++calls;
            std::vector<std::string> words(150'000);
            for (std::size_t i = 0; i < words.size(); ++i) {
                words[i] = "q" + std::to_string(i);
            }
            words.front() = "sky";
            words.push_back(std::string(word));
            return words;
        };
        std::string query = "~red";
        for (int i = 0; i < 200; ++i) {
            query += " OR ~nothing" + std::to_string(i);
        }
        const auto found = search(gallery.project(), query + " OR ~cat", 100, widen);
        QVERIFY(calls >= 1 && calls < 4);
        std::set<std::int64_t> units;
        for (const auto& hit : found.hits) {
            if (hit.unit.layer == "conv1") {
                units.insert(hit.unit.index);
            }
        }
        // The first was widened; the last is still the word itself.
        QVERIFY(units == (std::set<std::int64_t>{0, 1, 2, 3}));
    }

    void searchesCanBeStopped() {
        Gallery gallery;
        std::stop_source stop;
        const Widen widen = [&](std::string_view word) {
            stop.request_stop();
            return std::vector<std::string>(1000, std::string(word));
        };
        QVERIFY_EXCEPTION_THROWN(
            search(gallery.project(), "~dog OR ~cat", 100, widen, stop.get_token()), Cancelled);
        QVERIFY_EXCEPTION_THROWN(search(gallery.project(), "dog", 100, {}, stop.get_token()),
                                 Cancelled);
        // The handle is as good as before.
        QCOMPARE(gallery.units("sky"), std::string("0/1"));
    }
};

QTEST_GUILESS_MAIN(SearchTest)
#include "tst_project_search.moc"
