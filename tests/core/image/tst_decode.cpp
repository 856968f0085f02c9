// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/picture_io.h"

#include "support.h"

#include <QtEndian>
#include <QtTest>

#include <set>

using namespace brera;
using namespace brera::test;
using image::decode;
using image::DecodeOptions;

namespace {

/// Rows of every file in a folder that has its pixels beside it.
void addRows(const std::string& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(dataPath(folder))) {
        names.insert(entry.path().filename().string());
    }
    for (const std::string& name : names) {
        if (names.contains(name + ".npy")) {
            QTest::newRow(name.c_str())
                << QString::fromStdString(dataPath(folder + "/" + name).string());
        }
    }
}

/// The header of a PNG that declares any size and holds no pixels.
QByteArray pngHeader(quint32 width, quint32 height) {
    QByteArray body("IHDR");
    body.append(8, '\0');
    qToBigEndian(width, body.data() + 4);
    qToBigEndian(height, body.data() + 8);
    body += QByteArray("\x08\x02\x00\x00\x00", 5);
    quint32 crc = ~0U; // as in the PNG specification, annex D
    for (const char c : body) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 1U) != 0 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
        }
    }
    QByteArray check(4, '\0');
    qToBigEndian(~crc, check.data());
    return QByteArray("\x89PNG\r\n\x1a\n\0\0\0\x0d", 12) + body + check + QByteArray(64, '\0');
}

QByteArray oracleFile(const char* name) {
    return contentOf(dataPath(std::string("oracle/decode/") + name));
}

} // namespace

class DecodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asPillowDoes_data();
    void asPillowDoes();
    void turnsByExifOnlyWhenAsked_data();
    void turnsByExifOnlyWhenAsked();
    void contentDecidesNotTheName();
    void refusesWhatIsNoImage();
    void refusesEveryTruncation_data();
    void refusesEveryTruncation();
    void refusesTooManyPixelsByTheHeader_data();
    void refusesTooManyPixelsByTheHeader();
    void limitsAreOptions();
    void refusesWithoutPermission();
    void survivesDamage_data();
    void survivesDamage();
    void writesPngThatReadsBack();
    void writingFailsWithAReason();
};

void DecodeTest::asPillowDoes_data() {
    QTest::addColumn<QString>("path");
    addRows("oracle/decode");
    addRows("image/kinds");
}

void DecodeTest::asPillowDoes() {
    QFETCH(QString, path);
    const std::string file = path.toStdString();
    const bool lossy =
        path.contains(QLatin1String("jp")) || path.endsWith(QLatin1String("photo.webp"));
    const Picture picture = decode(file);
    const int allowed = lossy ? 2 : 0;
    const int found = difference(picture, file + ".npy");
    QVERIFY2(found <= allowed, qPrintable(QString::number(found)));
}

void DecodeTest::turnsByExifOnlyWhenAsked_data() {
    QTest::addColumn<QString>("path");
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const std::string name = "exif" + std::to_string(orientation) + ".jpg";
        QTest::newRow(name.c_str())
            << QString::fromStdString(dataPath("image/kinds/" + name).string());
    }
    for (const char* name : {"exif6.png", "exif6.webp"}) {
        QTest::newRow(name) << QString::fromStdString(
            dataPath(std::string("image/kinds/") + name).string());
    }
}

void DecodeTest::turnsByExifOnlyWhenAsked() {
    QFETCH(QString, path);
    const std::string file = path.toStdString();
    DecodeOptions options;
    options.applyOrientation = true;
    QVERIFY(difference(decode(file, options), file + ".upright.npy") <= 2);
    QVERIFY(difference(decode(file), file + ".npy") <= 2);
}

void DecodeTest::contentDecidesNotTheName() {
    const Folder folder;
    const auto path = folder.write("really a bitmap.jpg", oracleFile("photo.bmp"));
    QCOMPARE(difference(decode(path), dataPath("oracle/decode/photo.bmp.npy")), 0);
}

void DecodeTest::refusesWhatIsNoImage() {
    const Folder folder;
    const auto refused = [](const std::filesystem::path& path, const char* reason) {
        const QString message = reasonOf([&path] { return decode(path); });
        QVERIFY2(message.contains(QString::fromUtf8(reason)), qPrintable(message));
        QVERIFY2(message.contains(QString::fromStdString(path.string())), qPrintable(message));
    };
    refused(folder.write("text.jpg", "The cat sat on the mat.\n"), "is not an image");
    refused(folder.write("pixels.png", "Pixels are not here"), "is not an image");
    refused(folder.write("empty.png", ""), "is empty");
    refused(folder.at("missing.png"), "No such file");
    refused(folder.path(), "is a folder");
    refused(folder.write("riff.webp", "RIFF\x10\0\0\0WEBPVP8 "), "WebP");
    QCOMPARE(::mkfifo(folder.at("pipe.png").c_str(), 0600), 0);
    refused(folder.at("pipe.png"), "not an ordinary file");
}

void DecodeTest::refusesEveryTruncation_data() {
    QTest::addColumn<QByteArray>("content");
    for (const char* name : {"photo.jpg", "cmyk.jpg", "grey.jpg", "photo.webp", "photo.bmp",
                             "photo.tiff", "palette.png", "rgba.png", "bit.png"}) {
        QTest::newRow(name) << oracleFile(name);
    }
    for (const char* name : {"interlaced.png", "progressive.jpg", "lossless.webp", "animated.webp",
                             "tiff_lzw.tiff", "tiled.tiff", "rle8.bmp", "p6.ppm"}) {
        QTest::newRow(name) << contentOf(dataPath(std::string("image/kinds/") + name));
    }
}

void DecodeTest::refusesEveryTruncation() {
    QFETCH(QByteArray, content);
    const Folder folder;
    (void)decode(folder.write("whole", content));
    // Some formats end in bytes that no picture needs; from nine tenths downwards pixels are
    // missing.
    for (const int tenths : {9, 7, 5, 3, 1}) {
        const auto path = folder.write("cut", content.left(content.size() * tenths / 10));
        const QString reason = reasonOf([&path] { return decode(path); });
        QVERIFY2(!reason.isEmpty(), qPrintable(QString::number(tenths) + " tenths were accepted"));
    }
    const QByteArray kind = content.left(2);
    if (kind == "\xff\xd8" || kind == "\x89P") {
        const auto path = folder.write("cut", content.left(content.size() - 2));
        QVERIFY(reasonOf([&path] { return decode(path); }).contains(QLatin1String("truncated")));
    }
}

void DecodeTest::refusesTooManyPixelsByTheHeader_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("png") << pngHeader(40'000, 40'000);
    QByteArray bmp = oracleFile("photo.bmp");
    qToLittleEndian<quint32>(40'000, bmp.data() + 18);
    qToLittleEndian<quint32>(40'000, bmp.data() + 22);
    QTest::newRow("bmp") << bmp;
    QByteArray jpeg = oracleFile("photo.jpg");
    const auto frame = jpeg.indexOf("\xff\xc0");
    QVERIFY(frame > 0);
    qToBigEndian<quint16>(40'000, jpeg.data() + frame + 5);
    qToBigEndian<quint16>(40'000, jpeg.data() + frame + 7);
    QTest::newRow("jpeg") << jpeg;
    QTest::newRow("pnm") << QByteArray("P6 40000 40000 255\n");
    QByteArray tiff = contentOf(dataPath("image/kinds/planar.tiff"));
    const auto directory = static_cast<qsizetype>(qFromLittleEndian<quint32>(tiff.constData() + 4));
    qToLittleEndian<quint16>(40'000,
                             tiff.data() + directory + 2 + 8); // width and height come first
    qToLittleEndian<quint16>(40'000, tiff.data() + directory + 14 + 8);
    QTest::newRow("tiff") << tiff;
}

void DecodeTest::refusesTooManyPixelsByTheHeader() {
    QFETCH(QByteArray, content);
    const Folder folder;
    const auto path = folder.write("bomb", content);
    const QString reason = reasonOf([&path] { return decode(path); });
    QVERIFY2(reason.contains(QString::fromUtf8("40000×40000")), qPrintable(reason));
}

void DecodeTest::limitsAreOptions() {
    const auto path = dataPath("oracle/decode/photo.bmp"); // 96×80
    DecodeOptions options;
    options.maxPixels = 96 * 80;
    QCOMPARE(decode(path, options).width, 96);
    options.maxPixels = 96 * 80 - 1;
    QVERIFY(reasonOf([&] { return decode(path, options); }).contains(QLatin1String("too large")));
    options = {};
    options.maxFileBytes = 1000;
    QVERIFY(
        reasonOf([&] { return decode(path, options); }).contains(QLatin1String("limit is 1000")));
}

void DecodeTest::refusesWithoutPermission() {
    const Folder folder;
    ::chmod(folder.path().c_str(), 0755);
    const auto path = folder.write("secret.png", oracleFile("rgba.png"));
    const Permissions none(path, 0);
    const WithoutPrivileges nobody;
    const QString reason = reasonOf([&path] { return decode(path); });
    QVERIFY2(reason.contains(QLatin1String("Permission denied")), qPrintable(reason));
}

void DecodeTest::survivesDamage_data() {
    refusesEveryTruncation_data();
}

void DecodeTest::survivesDamage() {
    QFETCH(QByteArray, content);
    const Folder folder;
    DecodeOptions options;
    options.maxPixels = 1 << 20;
    quint32 state = 12345;
    const auto random = [&state] { return (state = state * 1664525U + 1013904223U) >> 8; };
    for (int round = 0; round < 60; ++round) {
        QByteArray damaged = content;
        for (int i = 0; i < 4; ++i) {
            const auto at = static_cast<qsizetype>(random() % static_cast<quint32>(content.size()));
            damaged[at] = static_cast<char>(random());
        }
        const auto path = folder.write("damaged", damaged);
        try {
            const Picture picture = decode(path, options);
            QCOMPARE(picture.rgb.size(), static_cast<std::size_t>(picture.width) *
                                             static_cast<std::size_t>(picture.height) * 3);
        } catch (const DataError& error) {
            QVERIFY(!QString::fromUtf8(error.what()).isEmpty());
        }
    }
}

void DecodeTest::writesPngThatReadsBack() {
    const Folder folder;
    const Picture picture = decode(dataPath("oracle/decode/photo.bmp"));
    image::writePng(folder.at("again.png"), picture);
    QCOMPARE(difference(decode(folder.at("again.png")), dataPath("oracle/decode/photo.bmp.npy")),
             0);
    QVERIFY(!std::filesystem::exists(folder.at("again.png.part")));
}

void DecodeTest::writingFailsWithAReason() {
    const Folder folder;
    const Picture picture = decode(dataPath("oracle/decode/one.png"));
    const auto missing = folder.at("no/such/folder/a.png");
    QVERIFY(reasonOf([&] {
                image::writePng(missing, picture);
                return 0;
            }).contains(QLatin1String("cannot be written")));
    Picture broken = picture;
    broken.rgb.pop_back();
    QVERIFY(!reasonOf([&] {
                 image::writePng(folder.at("a.png"), broken);
                 return 0;
             }).isEmpty());
    QVERIFY(!std::filesystem::exists(folder.at("a.png")));
    // A disk without room.
    std::filesystem::create_symlink("/dev/full", folder.at("full.png.part"));
    const QString full = reasonOf([&] {
        image::writePng(folder.at("full.png"), picture);
        return 0;
    });
    QVERIFY2(full.contains(QLatin1String("No space left")), qPrintable(full));
    QVERIFY(!std::filesystem::exists(folder.at("full.png")));
}

QTEST_GUILESS_MAIN(DecodeTest)
#include "tst_decode.moc"
