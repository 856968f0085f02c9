// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/figure_export.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace brera::plots {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::plots::FigureExport)
};

} // namespace

QString figureFilters() {
    return Words::tr("Picture (*.png)") + QStringLiteral(";;") +
           Words::tr("Vector drawing (*.svg)") + QStringLiteral(";;") +
           Words::tr("Table of the numbers (*.csv)");
}

std::optional<FigureFormat> figureFormatOf(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QStringLiteral("png")) {
        return FigureFormat::Png;
    }
    if (ending == QStringLiteral("svg")) {
        return FigureFormat::Svg;
    }
    if (ending == QStringLiteral("csv")) {
        return FigureFormat::Csv;
    }
    return {};
}

QString withFigureEnding(const QString& path, const QString& filter) {
    if (figureFormatOf(path)) {
        return path;
    }
    for (const char* ending : {".svg", ".csv", ".png"}) {
        if (filter.contains(QLatin1String(ending))) {
            return path + QLatin1String(ending);
        }
    }
    return path + QStringLiteral(".png");
}

QString writeFigure(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (bytes.isEmpty()) {
        return Words::tr("%1 was not written: the figure cannot be drawn.").arg(path);
    }
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Words::tr("%1 cannot be written: %2. Choose another folder.")
            .arg(path, file.errorString());
    }
    return {};
}

QString csvField(const QString& text) {
    QString field = text;
    if (!field.isEmpty() && QStringLiteral("=+-@\t\r").contains(field.front())) {
        field.prepend(QLatin1Char('\''));
    }
    const bool quote = field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"')) ||
                       field.contains(QLatin1Char('\n')) || field.contains(QLatin1Char('\r'));
    if (!quote) {
        return field;
    }
    field.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + field + QLatin1Char('"');
}

} // namespace brera::plots
