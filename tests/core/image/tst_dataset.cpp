// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/dataset.h"

#include "support.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <fcntl.h>

using namespace brera;
using namespace brera::test;
using image::Dataset;
using image::listDataset;
using image::mapClasses;

namespace {

std::vector<std::string> paths(const Dataset& dataset) {
    std::vector<std::string> result;
    for (const auto& image : dataset.images) {
        result.push_back(image.path);
    }
    return result;
}

using Names = std::vector<std::string>;

} // namespace

class DatasetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordersAsTorchvision();
    void walksAsPythonSorts();
    void flatFolder();
    void keepsEmptyClassesInCount();
    void recordsSizeAndTime();
    void linksDoNotLoop();
    void linksToNowhereAreListed();
    void namesFolderWithoutPermission();
    void emptyFolderSaysWhatIsExpected();
    void wrongPaths();
    void manifest();
    void manifestWithoutHeader();
    void manifestErrors();
};

void DatasetTest::ordersAsTorchvision() {
    const Dataset dataset = listDataset(dataPath("oracle/images"));
    const auto expected =
        QJsonDocument::fromJson(contentOf(dataPath("oracle/dataset.json"))).object();
    const QJsonArray files = expected.value(QLatin1String("files")).toArray();
    const QJsonArray labels = expected.value(QLatin1String("labels")).toArray();
    const QJsonArray classes = expected.value(QLatin1String("classes")).toArray();
    QCOMPARE(static_cast<qsizetype>(dataset.images.size()), files.size());
    for (qsizetype i = 0; i < files.size(); ++i) {
        const auto& image = dataset.images[static_cast<std::size_t>(i)];
        QCOMPARE(QString::fromStdString("images/" + image.path), files.at(i).toString());
        QCOMPARE(image.folder, labels.at(i).toInt());
    }
    QCOMPARE(static_cast<qsizetype>(dataset.folders.size()), classes.size());
    for (qsizetype i = 0; i < classes.size(); ++i) {
        QCOMPARE(QString::fromStdString(dataset.folders[static_cast<std::size_t>(i)]),
                 classes.at(i).toString());
    }
}

void DatasetTest::walksAsPythonSorts() {
    const Folder folder;
    for (const char* name :
         {"b/1.jpg", "b/B.JPG", "b/a.png", "b/10.jpg", "b/2.jpg", "b/notes.txt", "b/x/1.webp",
          "b/x-y/1.jpg", "b/x/z/1.tiff", "B/1.bmp", "a b/1.jpeg", "a/1.pgm"}) {
        folder.write(name, "x");
    }
    const Dataset dataset = listDataset(folder.path());
    QCOMPARE(dataset.folders, (Names{"B", "a", "a b", "b"}));
    // sorted(os.walk(…)): whole folder paths as text, so x-y stands before x/z.
    QCOMPARE(paths(dataset),
             (Names{"B/1.bmp", "a/1.pgm", "a b/1.jpeg", "b/1.jpg", "b/10.jpg", "b/2.jpg", "b/B.JPG",
                    "b/a.png", "b/x/1.webp", "b/x-y/1.jpg", "b/x/z/1.tiff"}));
}

void DatasetTest::flatFolder() {
    const Folder folder;
    folder.write("2.png", "x");
    folder.write("10.png", "x");
    folder.write("empty/readme.txt", "x");
    const Dataset dataset = listDataset(folder.path());
    QCOMPARE(paths(dataset), (Names{"10.png", "2.png"}));
    QCOMPARE(dataset.images.front().folder, -1);
    QVERIFY(dataset.folders.empty());
}

void DatasetTest::keepsEmptyClassesInCount() {
    const Folder folder;
    folder.write("a/1.png", "x");
    folder.write("c/1.png", "x");
    folder.write("loose.png", "x"); // as in torchvision, not part of the set
    std::filesystem::create_directories(folder.at("b"));
    std::filesystem::create_directories(folder.at(".cache"));
    const Dataset dataset = listDataset(folder.path());
    QCOMPARE(dataset.folders, (Names{"a", "b", "c"}));
    QCOMPARE(paths(dataset), (Names{"a/1.png", "c/1.png"}));
    QCOMPARE(dataset.images[1].folder, 2);
}

void DatasetTest::recordsSizeAndTime() {
    const Folder folder;
    const auto path = folder.write("1.png", "12345");
    const timespec times[2] = {{1'600'000'000, 123}, {1'700'000'000, 456}};
    QCOMPARE(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
    const Dataset dataset = listDataset(folder.path());
    QCOMPARE(dataset.images.front().bytes, std::int64_t{5});
    QCOMPARE(dataset.images.front().modified, std::int64_t{1'700'000'000'000'000'456});
}

void DatasetTest::linksDoNotLoop() {
    const Folder folder;
    const Folder elsewhere;
    folder.write("a/1.png", "x");
    elsewhere.write("2.png", "x");
    std::filesystem::create_directory_symlink(folder.at("a"), folder.at("a/itself"));
    std::filesystem::create_directory_symlink(folder.path(), folder.at("a/top"));
    std::filesystem::create_directory_symlink(elsewhere.path(), folder.at("a/other"));
    QCOMPARE(paths(listDataset(folder.path())), (Names{"a/1.png", "a/other/2.png"}));
}

void DatasetTest::linksToNowhereAreListed() {
    const Folder folder;
    folder.write("1.png", "x");
    std::filesystem::create_symlink("nowhere", folder.at("2.png"));
    QCOMPARE(paths(listDataset(folder.path())), (Names{"1.png", "2.png"}));
}

void DatasetTest::namesFolderWithoutPermission() {
    const Folder folder;
    ::chmod(folder.path().c_str(), 0755);
    folder.write("a/1.png", "x");
    folder.write("a/closed/1.png", "x");
    const Permissions none(folder.at("a/closed"), 0);
    const WithoutPrivileges nobody;
    const QString reason = reasonOf([&] { return listDataset(folder.path()); });
    QVERIFY2(reason.contains(QLatin1String("a/closed")), qPrintable(reason));
    QVERIFY2(reason.contains(QLatin1String("Permission denied")), qPrintable(reason));
}

void DatasetTest::emptyFolderSaysWhatIsExpected() {
    const Folder folder;
    folder.write("notes.txt", "x");
    folder.write("sub/notes.txt", "x");
    const QString reason = reasonOf([&] { return listDataset(folder.path()); });
    for (const char* part : {"no images", "sub-folder for each class", "CSV", ".webp"}) {
        QVERIFY2(reason.contains(QLatin1String(part)), qPrintable(reason));
    }
}

void DatasetTest::wrongPaths() {
    const Folder folder;
    QVERIFY(reasonOf([&] {
                return listDataset(folder.at("missing"));
            }).contains(QLatin1String("no such")));
    const auto one = folder.write("one.png", "x");
    QVERIFY(reasonOf([&] { return listDataset(one); }).contains(QLatin1String("one image")));
    const auto binary = folder.write("network.pt", QByteArray("PK\3\4\0\0\0\0", 8));
    QVERIFY(reasonOf([&] { return listDataset(binary); }).contains(QLatin1String("not text")));
}

void DatasetTest::manifest() {
    const Folder folder;
    folder.write("a.png", "12");
    folder.write("sub/b, c.png", "123");
    const auto csv = folder.write(
        "list.csv", "\xef\xbb\xbfLabel,Path\r\n10,a.png\r\n\"9\",\"sub/b, c.png\"\r\n,\"gone "
                    "\"\"x\"\".png\"\r\n\r\n10,a.png");
    const Dataset dataset = listDataset(csv);
    QCOMPARE(dataset.root, folder.path());
    QCOMPARE(paths(dataset), (Names{"a.png", "sub/b, c.png", "gone \"x\".png", "a.png"}));
    QCOMPARE(dataset.folders, (Names{"9", "10"})); // whole numbers sort by value
    QCOMPARE(dataset.images[0].folder, 1);
    QCOMPARE(dataset.images[1].folder, 0);
    QCOMPARE(dataset.images[2].folder, -1);
    QCOMPARE(dataset.images[1].bytes, std::int64_t{3});
    QCOMPARE(dataset.images[2].bytes, std::int64_t{0});
}

void DatasetTest::manifestWithoutHeader() {
    const Folder folder;
    folder.write("a.png", "1");
    folder.write("b.png", "1");
    const Dataset plain = listDataset(folder.write("plain.csv", "b.png,dog\na.png,cat\n"));
    QCOMPARE(paths(plain), (Names{"b.png", "a.png"}));
    QCOMPARE(plain.folders, (Names{"cat", "dog"}));
    QCOMPARE(plain.images[0].folder, 1);
    const Dataset paths_only = listDataset(folder.write("paths.txt", "a.png\nb.png"));
    QCOMPARE(paths(paths_only), (Names{"a.png", "b.png"}));
    QVERIFY(paths_only.folders.empty());
    const Dataset foreign = listDataset(folder.write("foreign.csv", "Bild,Klasse\na.png,Hund\n"));
    QCOMPARE(paths(foreign), (Names{"a.png"}));
}

void DatasetTest::manifestErrors() {
    const Folder folder;
    folder.write("a.png", "1");
    const auto reason = [&folder](const QByteArray& text) {
        const auto path = folder.write("list.csv", text);
        return reasonOf([&path] { return listDataset(path); });
    };
    QVERIFY(reason("path,label\n").contains(QLatin1String("lists no images")));
    QVERIFY(reason("").contains(QLatin1String("lists no images")));
    QVERIFY(reason("a.png,1\n\"a.png,2\n").contains(QLatin1String("line 2: a quote")));
    QVERIFY(reason("a.png,1\n\"a.png\"x,2\n").contains(QLatin1String("after a closing quote")));
    QVERIFY(
        reason("path,label\na.png,1\n,2\n").contains(QLatin1String("line 3: there is no path")));
    QVERIFY(reason("x.png,1\ny.png,1\n").contains(QLatin1String("none of the 2 files")));
}

QTEST_GUILESS_MAIN(DatasetTest)
#include "tst_dataset.moc"
