// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ablation/curve.h"
#include "ablation/figures.h"
#include "base/unit_id.h"

#include <optional>
#include <string>
#include <vector>

/// The whole values that the tray and the ablation page show.
namespace brera::widgets {

/// A labelled set of images and how the network does on it.
struct SetView {
    QString name;
    QString folder;  ///< empty for the project's own images
    QString problem; ///< why nothing can be measured on it; empty when it can
    QString note;    ///< what a person should know of it, such as folders without a class
    std::optional<ablation::Figures> before; ///< nothing switched off; empty until measured
    std::optional<ablation::Figures> after;  ///< without the tray's units; empty until exact
    std::optional<double> estimate;          ///< accuracy without them, from the images so far
};

/// What is known of switching units off in the open project.
struct AblationView {
    QString problem; ///< why no unit can be switched off; empty when they can
    QString busy;    ///< what has to be done before anything can be measured; empty when ready
    bool readOnly = false; ///< nothing that is measured can be kept
    bool mean = false;     ///< units stay at their mean in place of zero
    std::vector<UnitId> units;
    std::vector<SetView> sets;
    std::vector<std::string> classNames; ///< of the outputs; may be empty
    qint64 ranked = 0;                   ///< units whose importance is known
    qint64 allUnits = 0;                 ///< of the project
    QString jobProblem;      ///< why nothing long can be started right now; empty when it can
    bool textPreset = false; ///< whether units are described as text
};

enum class CurveOrder { ByLoss, ByAccuracy, AsGiven };

/// A curve that is to be measured.
struct CurveRequest {
    QString name;              ///< as it is listed; empty: told from the rest
    QString query;             ///< units that a search finds, where it is not empty
    QString layer;             ///< else those of a layer
    bool everything = false;   ///< else those of all layers
    std::vector<UnitId> units; ///< else these
    CurveOrder order = CurveOrder::ByLoss;
    int step = 1;
    int trials = 0;       ///< random orders of the same units
    bool sortAll = false; ///< all units of the network in the same order, as a second control
    bool mean = false;    ///< see AblationView
};

/// A curve that was measured, with its controls; while it runs, as far as it is.
struct CurveView {
    qint64 id = 0;
    QString name;
    QString order;  ///< "by loss"
    QString date;   ///< when it was begun
    QString detail; ///< in a line: how many units, which step, what replaces them
    std::vector<QString> sets;
    ablation::Curve curve;
    std::optional<ablation::Curve> all;    ///< where it was asked for, points or none
    int trials = 0;                        ///< random orders that were asked for
    std::vector<ablation::Curve> controls; ///< those that there are
    qint64 most = 0;                       ///< the last count
    std::vector<qint64> members;           ///< ids of everything that is kept of it
    bool complete = false;
};

/// A curve in the list of those that were measured.
struct CurveEntry {
    qint64 id = 0;
    QString name;
    QString date;
    bool complete = false;
};

/// "81.2%" for 0.812.
QString accuracyText(double accuracy);
/// "▲0.3", "▼1.2" or "±0.0" for a change of accuracy, in points.
QString changeText(double change);
/// "13 units", by number.
QString unitsText(qint64 count);

} // namespace brera::widgets
