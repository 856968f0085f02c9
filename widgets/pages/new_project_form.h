// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/preprocess.h"
#include "widgets/models/module_model.h"

#include <QMetaType>
#include <QSize>
#include <QString>

#include <string>
#include <vector>

namespace brera::widgets {

/// What a person has filled in.
struct NewProjectForm {
    QString network;
    bool trusted = false;
    QString images;
    QString classList; ///< may be empty
    image::Preprocessing preprocessing;
    std::vector<std::string> layers;
    QString device = QStringLiteral("auto");
    QString project;
    int k = 15;
    double quantile = 0.99;
    int batch = 16;
};

/// What looking at a network file brought.
struct NetworkReport {
    QString problem;      ///< empty when it opens
    bool refused = false; ///< by the gate: someone who knows the file may trust it
    QString description;  ///< "TorchScript, traced"
    QSize input;          ///< width and height it runs on; the wish where that works
    qint64 outputs = 0;   ///< 0 when unknown
    std::vector<ModuleRow> modules;
};

/// What looking at the images brought.
struct ImagesReport {
    QString problem;
    qint64 images = 0;
    std::vector<std::string> folders;
    QSize first; ///< of the first image that can be read
};

struct ClassesReport {
    QString problem;
    std::vector<std::string> names;
};

/// How a field stands, in words.
struct FieldState {
    enum Kind { Blank, Checking, Good, Note, Bad };

    Kind kind = Blank;
    QString text;

    bool operator==(const FieldState&) const = default;
};

/// The checks of the form, one a field. They look at values only, except checkProjectPath, which
/// asks whether a file or folder is there.
FieldState checkNetwork(const NetworkReport& report, QSize wished);
FieldState checkImages(const ImagesReport& report);
FieldState checkClasses(const ClassesReport& classes, const ImagesReport& images, qint64 outputs);
FieldState checkPreprocessing(const image::Preprocessing& preprocessing);
FieldState checkLayers(const ModuleModel& modules);
FieldState checkProjectPath(const QString& path);

/// The network's input by the preprocessing, or by the first image where that leaves sizes alone;
/// empty when neither says.
QSize wishedInput(const image::Preprocessing& preprocessing, QSize firstImage);
/// A project file in `folder` that is not there yet, named after what it is made of; empty until
/// that is known.
QString suggestedProject(const QString& folder, const QString& network, const QString& images);

} // namespace brera::widgets
