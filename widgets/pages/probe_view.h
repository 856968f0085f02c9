// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless Qt's headers came before.
#include <QDateTime>
#include <QImage>
#include <QSize>
#include <QString>
#include <QStringList>

#include "probing/paste.h"
#include "probing/reading.h"

#include <optional>
#include <vector>

namespace brera::widgets {

/// A picture that someone brought.
struct ProbePicture {
    QString name; ///< the file's, or "Clipboard"
    QString file; ///< full path
    QImage frame; ///< what the network sees of it, in the file's own resolution
    QString known; ///< the class the project's data set gives it; empty elsewhere
};

/// A unit's answer with what is known of it.
struct ResponseEntry {
    probing::UnitResponse response;
    QString description; ///< empty without one
};

/// Everything the page shows of a picture.
struct ProbeView {
    ProbePicture picture;
    QSize input;                       ///< what the network saw
    QStringList classes;               ///< by output
    std::vector<double> probabilities; ///< by output
    int target = 0;                    ///< the output that contributions are of
    std::vector<ResponseEntry> units;
};

/// How units answer to the picture with a piece on it.
struct PastedView {
    probing::Placement placement; ///< of that piece
    QImage frame;                 ///< what the network sees, the piece included
    std::vector<ResponseEntry> units;
};

/// A second picture, to cut from.
struct SourceView {
    ProbePicture picture;
    std::vector<ResponseEntry> units; ///< for their masks
};

/// A pair that the project keeps.
struct PairEntry {
    qint64 id = 0;
    QString name;
    QDateTime created;
    probing::PastedPair pair;
};

/// The classes a unit raises and lowers.
struct WeightsView {
    struct Row {
        QString name;
        double effect = 0;
    };
    UnitId unit;
    std::vector<Row> raised;
    std::vector<Row> lowered;
    bool fixed = false; ///< the same on every picture
    QString problem;    ///< why there are none; empty when all is well
};

} // namespace brera::widgets
