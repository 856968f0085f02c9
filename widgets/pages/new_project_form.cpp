// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/new_project_form.h"

#include "image/dataset.h"
#include "widgets/theme/figures.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kLargestSide = 4096;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::widgets::NewProjectForm)
};

QString sizeText(QSize size) {
    return QStringLiteral("%1 × %2").arg(size.height()).arg(size.width());
}

QString listed(const std::vector<std::string>& names) {
    constexpr std::size_t kNamed = 4;
    QStringList list;
    for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i) {
        list.append(QString::fromStdString(names[i]));
    }
    if (names.size() > kNamed) {
        list.append(QStringLiteral("…"));
    }
    return list.join(QStringLiteral(", "));
}

} // namespace

FieldState checkNetwork(const NetworkReport& report, QSize wished) {
    if (!report.problem.isEmpty()) {
        return {FieldState::Bad, report.problem};
    }
    if (!wished.isEmpty() && report.input != wished) {
        return {FieldState::Bad,
                Words::tr("The network does not run on %1; it runs on %2. Choose another "
                          "preprocessing.")
                    .arg(sizeText(wished), sizeText(report.input))};
    }
    QString text = report.description;
    text += QStringLiteral(" · ") + Words::tr("input %1").arg(sizeText(report.input));
    if (report.outputs > 0) {
        text += QStringLiteral(" · ") + Words::tr("%1 outputs").arg(countText(report.outputs));
    }
    return {FieldState::Good, text};
}

FieldState checkImages(const ImagesReport& report) {
    if (!report.problem.isEmpty()) {
        return {FieldState::Bad, report.problem};
    }
    if (report.folders.empty()) {
        return {FieldState::Good, Words::tr("%1 images").arg(countText(report.images))};
    }
    return {FieldState::Good, Words::tr("%1 images in %2 folders")
                                  .arg(countText(report.images),
                                       countText(static_cast<qint64>(report.folders.size())))};
}

FieldState checkClasses(const ClassesReport& classes, const ImagesReport& images, qint64 outputs) {
    if (!classes.problem.isEmpty()) {
        return {FieldState::Bad, classes.problem};
    }
    const auto names = static_cast<qint64>(classes.names.size());
    const auto folders = static_cast<qint64>(images.folders.size());
    if (names > 0 && outputs > 0 && names != outputs) {
        return {FieldState::Bad,
                Words::tr("The list has %1 names, the network %2 outputs. One name a line, in the "
                          "order of the outputs.")
                    .arg(countText(names), countText(outputs))};
    }
    if (folders == 0) {
        return {FieldState::Note, Words::tr("The images have no labels, so none are checked.")};
    }
    const image::ClassMap map = image::mapClasses(images.folders, classes.names, outputs);
    if (names == 0) {
        if (outputs > 0 && folders == outputs) {
            return {FieldState::Good,
                    Words::tr("The %1 folders are taken as the outputs, in order.")
                        .arg(countText(folders))};
        }
        return {FieldState::Note,
                Words::tr("Without a list the folders name no outputs; images go without labels.")};
    }
    if (map.unmatched.empty()) {
        return {FieldState::Good,
                Words::tr("All %1 folders match a class.").arg(countText(folders))};
    }
    return {FieldState::Note, Words::tr("%1 of %2 folders match no class: %3")
                                  .arg(countText(static_cast<qint64>(map.unmatched.size())),
                                       countText(folders), listed(map.unmatched))};
}

FieldState checkPreprocessing(const image::Preprocessing& preprocessing) {
    for (const float deviation : preprocessing.normalization.deviation) {
        if (!(deviation > 0)) {
            return {FieldState::Bad, Words::tr("A deviation must be larger than 0.")};
        }
    }
    if ((preprocessing.cropHeight == 0) != (preprocessing.cropWidth == 0)) {
        return {FieldState::Bad, Words::tr("Crop needs both sides, or neither.")};
    }
    if (std::max({preprocessing.resize, preprocessing.cropHeight, preprocessing.cropWidth}) >
        kLargestSide) {
        return {FieldState::Bad, Words::tr("Sides are at most %1 pixels.").arg(kLargestSide)};
    }
    if (preprocessing.resize > 0 &&
        std::max(preprocessing.cropHeight, preprocessing.cropWidth) > preprocessing.resize) {
        return {
            FieldState::Note,
            Words::tr("The crop is larger than the resized picture; its border will be black.")};
    }
    if (preprocessing.resize == 0 && preprocessing.cropHeight == 0) {
        return {FieldState::Note, Words::tr("All images must have one size.")};
    }
    return {FieldState::Good, {}};
}

FieldState checkLayers(const ModuleModel& modules) {
    if (modules.rowCount() == 0) {
        return {}; // the empty list itself says what to do
    }
    const auto layers = static_cast<qint64>(modules.checkedPaths().size());
    if (layers == 0) {
        return {FieldState::Bad, Words::tr("Check at least one module.")};
    }
    return {FieldState::Good, Words::tr("%1 layers with %2 units")
                                  .arg(countText(layers), countText(modules.checkedUnits()))};
}

FieldState checkProjectPath(const QString& path) {
    if (path.isEmpty()) {
        return {FieldState::Blank, Words::tr("Where the results are kept.")};
    }
    const QFileInfo file(path);
    if (file.isDir() || file.fileName() == QStringLiteral(".brera")) {
        return {FieldState::Bad, Words::tr("This is a folder; give the file a name too.")};
    }
    if (!path.endsWith(QStringLiteral(".brera"))) {
        return {FieldState::Bad, Words::tr("The name must end in .brera.")};
    }
    if (file.exists()) {
        return {FieldState::Bad,
                Words::tr("This project exists. Open it, or choose another name.")};
    }
    QFileInfo folder(file.absolutePath());
    bool made = true;
    while (!folder.exists() && !folder.isRoot()) {
        folder = QFileInfo(folder.absolutePath());
        made = false;
    }
    if (!folder.isDir() || !folder.isWritable()) {
        return {FieldState::Bad, Words::tr("You may not write in %1. Choose another folder.")
                                     .arg(folder.absoluteFilePath())};
    }
    return {FieldState::Good, made ? QString() : Words::tr("The folder will be made.")};
}

QSize wishedInput(const image::Preprocessing& preprocessing, QSize firstImage) {
    if (preprocessing.cropHeight > 0 && preprocessing.cropWidth > 0) {
        return {preprocessing.cropWidth, preprocessing.cropHeight};
    }
    if (preprocessing.resize == 0 || firstImage.isEmpty()) {
        return firstImage;
    }
    // torchvision: the shorter side becomes `resize`, the longer one keeps the proportion, cut off.
    const int shorter = std::min(firstImage.width(), firstImage.height());
    const auto scaled = [&](int side) {
        return side == shorter ? preprocessing.resize : preprocessing.resize * side / shorter;
    };
    return {scaled(firstImage.width()), scaled(firstImage.height())};
}

QString suggestedProject(const QString& folder, const QString& network, const QString& images) {
    if (network.isEmpty() || images.isEmpty()) {
        return {};
    }
    const QString name = Words::tr("%1 on %2")
                             .arg(QFileInfo(network).completeBaseName(),
                                  QFileInfo(QDir::cleanPath(images)).completeBaseName());
    const QString base = folder + QLatin1Char('/') + name;
    QString file = base + QStringLiteral(".brera");
    for (int number = 2; QFileInfo::exists(file); ++number) {
        file = QStringLiteral("%1 %2.brera").arg(base).arg(number);
    }
    return file;
}

} // namespace brera::widgets
