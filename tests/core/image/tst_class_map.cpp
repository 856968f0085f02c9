// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/dataset.h"

#include "support.h"

#include <QtTest>

#include <numeric>

using namespace brera;
using namespace brera::test;
using image::mapClasses;
using image::readClassList;

namespace {
using Names = std::vector<std::string>;
using Outputs = std::vector<int>;
} // namespace

class ClassMapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldersAreOutputsOnlyWhenTheirNumberAgrees();
    void namesMatchWhateverTheirSpelling();
    void wordNetIdsMatch();
    void ambiguousNamesMatchNothing();
    void listMustFitTheNetwork();
    void readsClassLists();
    void refusesBrokenClassLists();
    void shippedImageNetList();
};

void ClassMapTest::foldersAreOutputsOnlyWhenTheirNumberAgrees() {
    const Names folders{"apple", "bear", "car"};
    const auto all = mapClasses(folders, {}, 3);
    QCOMPARE(all.outputOfFolder, (Outputs{0, 1, 2}));
    QVERIFY(all.unmatched.empty());
    QCOMPARE(all.names, folders);
    const auto none = mapClasses(folders, {}, 1000);
    QCOMPARE(none.outputOfFolder, (Outputs{-1, -1, -1}));
    QCOMPARE(none.unmatched, folders);
    QVERIFY(none.names.empty());
}

void ClassMapTest::namesMatchWhateverTheirSpelling() {
    const auto map = mapClasses({"Great_White-Shark", "TINCA TINCA", "unicorn", "cock"},
                                {"tench, Tinca tinca", "great white shark", "cock"}, 3);
    QCOMPARE(map.outputOfFolder, (Outputs{1, 0, -1, 2}));
    QCOMPARE(map.unmatched, (Names{"unicorn"}));
    QCOMPARE(map.names, (Names{"tench", "great white shark", "cock"}));
}

void ClassMapTest::wordNetIdsMatch() {
    const Names list{"n01440764 tench, Tinca tinca", "goldfish, n01443537", "n01484850"};
    const auto map =
        mapClasses({"n01440764", "n01443537", "n01484850-shark", "n99999999", "goldfish"}, list, 3);
    QCOMPARE(map.outputOfFolder, (Outputs{0, 1, 2, -1, 1}));
    QCOMPARE(map.names, (Names{"tench", "goldfish", "n01484850"}));
    QCOMPARE(map.unmatched, (Names{"n99999999"}));
}

void ClassMapTest::ambiguousNamesMatchNothing() {
    // ImageNet has a bird and a machine of this name; the second names tell them apart.
    const Names list{"crane, wading bird", "crane, lifting device", "maillot",
                     "maillot, tank suit"};
    const auto map = mapClasses({"crane", "lifting_device", "maillot", "tank suit"}, list, 4);
    QCOMPARE(map.outputOfFolder, (Outputs{-1, 1, 2, 3}));
    QCOMPARE(map.unmatched, (Names{"crane"}));
}

void ClassMapTest::listMustFitTheNetwork() {
    const QString reason = reasonOf([] { return mapClasses({"a"}, {"a", "b"}, 10); });
    QVERIFY2(reason.contains(QLatin1String("2 names")), qPrintable(reason));
    QVERIFY2(reason.contains(QLatin1String("10")), qPrintable(reason));
}

void ClassMapTest::readsClassLists() {
    const Folder folder;
    const auto path = folder.write("classes.txt", "\xef\xbb\xbfone\r\n  two words \r\nthree\n\n\n");
    QCOMPARE(readClassList(path), (Names{"one", "two words", "three"}));
}

void ClassMapTest::refusesBrokenClassLists() {
    const Folder folder;
    const auto reason = [&folder](const QByteArray& text) {
        const auto path = folder.write("classes.txt", text);
        return reasonOf([&path] { return readClassList(path); });
    };
    QVERIFY(reason("").contains(QLatin1String("empty")));
    QVERIFY(reason("\n \n").contains(QLatin1String("empty")));
    // A gap would move every class after it.
    QVERIFY(reason("one\n\nthree\n").contains(QLatin1String("line 2")));
    QVERIFY(reason(QByteArray("one\0two\n", 8)).contains(QLatin1String("not text")));
    QVERIFY(reasonOf([&folder] {
                return readClassList(folder.at("none.txt"));
            }).contains(QLatin1String("no such")));
    QVERIFY(!reasonOf([&folder] { return readClassList(folder.path()); }).isEmpty());
}

void ClassMapTest::shippedImageNetList() {
    const Names list = readClassList(dataPath("../../resources/classes/imagenet.txt"));
    QCOMPARE(list.size(), std::size_t{1000});
    const auto map =
        mapClasses({"tench", "Golden_Retriever", "toilet tissue", "dalmatian"}, list, 1000);
    QCOMPARE(map.outputOfFolder, (Outputs{0, 207, 999, 251}));
    // A dog and a garment.
    QCOMPARE(mapClasses({"Cardigan", "cardigan", "CARDIGAN"}, list, 1000).outputOfFolder,
             (Outputs{264, 474, -1}));
    // Every output answers to its own name.
    const auto all = mapClasses(map.names, list, 1000);
    Outputs inOrder(1000);
    std::iota(inOrder.begin(), inOrder.end(), 0);
    QCOMPARE(all.outputOfFolder, inOrder);
}

QTEST_GUILESS_MAIN(ClassMapTest)
#include "tst_class_map.moc"
