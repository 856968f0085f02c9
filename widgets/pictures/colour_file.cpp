// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictures/colour_file.h"

#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace brera::widgets {
namespace {

constexpr quint32 kMagic = 0x42724331; // "BrC1"
constexpr quint32 kMostColours = 50'000'000;

} // namespace

MeanColours readColours(const QString& file) {
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly)) {
        return {};
    }
    QDataStream stream(&in);
    quint32 magic = 0;
    quint32 count = 0;
    stream >> magic >> count;
    if (magic != kMagic || count > kMostColours) {
        return {};
    }
    MeanColours colours;
    for (quint32 place = 0; place < count && stream.status() == QDataStream::Ok; ++place) {
        qint64 image = 0;
        quint32 colour = 0;
        stream >> image >> colour;
        colours[image] = colour;
    }
    return stream.status() == QDataStream::Ok ? colours : MeanColours();
}

void writeColours(const QString& file, const MeanColours& colours) {
    QDir().mkpath(QFileInfo(file).absolutePath());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        return;
    }
    QDataStream stream(&out);
    stream << kMagic << static_cast<quint32>(colours.size());
    for (const auto& [image, colour] : colours) {
        stream << static_cast<qint64>(image) << static_cast<quint32>(colour);
    }
    if (stream.status() == QDataStream::Ok) {
        out.commit();
    }
}

} // namespace brera::widgets
