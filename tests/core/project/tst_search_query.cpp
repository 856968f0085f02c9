// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search_query.h"

#include <QTest>

using namespace brera::project;

namespace {

/// (and a "b c" (or d* ~e) (not layer:f))
std::string shown(const QueryNode& node) {
    const auto list = [&](const char* name) {
        std::string text = std::string("(") + name;
        for (const auto& part : node.parts) {
            text += " " + shown(part);
        }
        return text + ")";
    };
    switch (node.kind) {
    case QueryNode::Kind::Words:
        return node.text.find(' ') == std::string::npos ? node.text : "\"" + node.text + "\"";
    case QueryNode::Kind::Prefix:
        return node.text + "*";
    case QueryNode::Kind::Widened:
        return "~" + node.text;
    case QueryNode::Kind::Layer:
        return "layer:" + node.text;
    case QueryNode::Kind::Tag:
        return "tag:" + node.text;
    case QueryNode::Kind::And:
        return list("and");
    case QueryNode::Kind::Or:
        return list("or");
    case QueryNode::Kind::Not:
        return list("not");
    }
    return {};
}

} // namespace

class SearchQueryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void queriesAreUnderstood_data() {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("tree");
        const auto row = [](const char* query, const char* tree) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(tree);
        };
        row("dog", "dog");
        row("  red\tdog\n", "(and red dog)");
        row("red AND dog", "(and red dog)");
        row("red OR dog cat", "(or red (and dog cat))");
        row("red dog OR cat AND fish", "(or (and red dog) (and cat fish))");
        row("(red OR blue) dog", "(and (or red blue) dog)");
        row("red(blue)", "(and red blue)");
        row("dog NOT cat", "(and dog (not cat))");
        row("dog AND NOT cat", "(and dog (not cat))");
        row("NOT cat", "(not cat)");
        row("NOT NOT cat", "(not (not cat))");
        row("NOT (cat OR dog) fish", "(and (not (or cat dog)) fish)");
        row("\"top left corner\"", "\"top left corner\"");
        row("\"top\tleft\"", "\"top left\"");
        row("\"top\"\"left\"", "(and top left)");
        row("5\"disk\"", "(and 5 disk)");
        row("sky*", "sky*");
        row("\"blue sk\"*", "blue sk*");
        row("layer:layer4", "layer:layer4");
        row("layer:layer1.0.relu#2", "layer:layer1.0.relu#2");
        row("layer:\"my layer\" dog", "(and layer:my layer dog)");
        row("tag:face OR tag:\"small face\"", "(or tag:face tag:small face)");
        row("~animal", "~animal");
        row("~\"hot dog\"", "~hot dog");
        row("and or not", "(and and or not)"); // small letters are words
        row("colour:red", "colour:red");
        row("Layer:x", "Layer:x");
        row("t-shirt", "t-shirt");
        row("-dog", "-dog");
        row("café 犬", "(and café 犬)");
        row("((((((((((dog))))))))))", "dog");
    }

    void queriesAreUnderstood() {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, tree);
        const auto parsed = parseQuery(query.toStdString());
        QVERIFY(!parsed.literal);
        QVERIFY(parsed.root.has_value());
        QCOMPARE(QByteArray::fromStdString(shown(*parsed.root)), tree);
    }

    void malformedOnesAreTakenLiterally_data() {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("tree");
        const auto row = [](const char* query, const char* tree) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(tree);
        };
        row("\"red dog", "(and \"red dog)");
        row("red \"", "(and red \")");
        row("(red dog", "(and (red dog)");
        row("red) dog", "(and red) dog)");
        row("()", "(and ())");
        row("red AND", "(and red AND)");
        row("OR red", "(and OR red)");
        row("red OR OR dog", "(and red OR OR dog)");
        row("red AND OR dog", "(and red AND OR dog)");
        row("NOT", "(and NOT)");
        row("layer:", "(and layer:)");
        row("tag: face", "(and tag: face)");
        row("tag:\"face", "(and tag:\"face)");
        row("tag:\"\"", "(and tag:\"\")");
        row("~", "(and ~)");
        row("*", "(and *)");
        row("sky * x", "(and sky * x)");
        row("dog (", "(and dog ()");
    }

    void malformedOnesAreTakenLiterally() {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, tree);
        const auto parsed = parseQuery(query.toStdString());
        QVERIFY(parsed.literal);
        QCOMPARE(QByteArray::fromStdString(shown(*parsed.root)), tree);
    }

    void nothingIsNoQuery() {
        for (const char* query : {"", " ", "\t \n"}) {
            QVERIFY(!parseQuery(query).root);
            QVERIFY(!parseQuery(query).literal);
        }
        QVERIFY(!parseQuery(std::string(3, '\0')).root);
    }

    void nestingHasAnEnd() {
        const std::string deep(30'000, '(');
        QVERIFY(parseQuery(deep).literal);
        QVERIFY(parseQuery(deep + "dog" + std::string(30'000, ')')).literal);
        std::string nots;
        for (std::size_t i = 1; i < kMostQueryParts; ++i) {
            nots += "NOT ";
        }
        QVERIFY(parseQuery(nots + "dog").literal);
    }

    void lengthHasAnEnd() {
        const auto many = [](std::size_t words, const char* between) {
            std::string query = "w0";
            for (std::size_t i = 1; i < words; ++i) {
                query += between + std::string("w") + std::to_string(i);
            }
            return query;
        };
        for (const char* between : {" ", " OR ", " NOT ", " ~", " (x) OR "}) {
            const bool pairs = std::string(between).find('x') != std::string::npos;
            const auto fits = kMostQueryParts / (pairs ? 2 : 1);
            const auto parsed = parseQuery(many(fits, between));
            QVERIFY2(!parsed.tooLong && !parsed.literal && parsed.root, between);
            const auto over = parseQuery(many(fits + 1, between));
            QVERIFY2(over.tooLong && !over.literal && !over.root, between);
        }
        // Malformed ones too.
        QVERIFY(parseQuery(many(kMostQueryParts, " ") + " (").tooLong);
        QVERIFY(parseQuery(many(kMostQueryParts - 1, " ") + " (").literal);
        const std::string word(kMostQueryBytes, 'a');
        QVERIFY(parseQuery(word).root.has_value());
        QVERIFY(parseQuery(word + 'a').tooLong);
        std::string attack;
        for (int i = 0; i < 20'000; ++i) {
            attack += "text OR ";
        }
        QVERIFY(parseQuery(attack + "a").tooLong);
    }

    void equalPartsAreKeptOnce_data() {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("tree");
        const auto row = [](const char* query, const char* tree) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(tree);
        };
        row("dog dog", "dog");
        row("dog OR cat OR dog OR dog", "(or dog cat)");
        row("~dog OR dog OR ~dog OR dog*", "(or ~dog dog dog*)");
        row("(a OR b) (a OR b) c", "(and (or a b) c)");
        row("NOT a NOT a", "(not a)");
    }

    void equalPartsAreKeptOnce() {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, tree);
        QCOMPARE(QByteArray::fromStdString(shown(*parseQuery(query.toStdString()).root)), tree);
    }

    void zeroBytesPartWords() {
        using namespace std::string_literals;
        QCOMPARE(shown(*parseQuery("red\0dog"s).root), std::string("(and red dog)"));
        QCOMPARE(shown(*parseQuery("\"red\0dog\""s).root), std::string("\"red dog\""));
    }
};

QTEST_GUILESS_MAIN(SearchQueryTest)
#include "tst_search_query.moc"
