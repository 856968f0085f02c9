// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "ablation/project_ablation.h"
#include "ablation/stored.h"
#include "base/progress.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::gui {

/// A labelled set as a person names it.
struct EvaluationSource {
    QString name;
    QString folder;     ///< or CSV file; empty for the project's own images
    bool drawn = false; ///< the demo's adversarial images, drawn when they are needed

    bool operator==(const EvaluationSource&) const = default;
};

/// A set that can be measured, shared by the threads that do.
struct EvaluationSet {
    std::string name;
    std::shared_ptr<ablation::ProjectAblation> ablation; ///< of this set alone
    ablation::Figures before;                            ///< nothing switched off
    ablation::Conditions conditions;                     ///< what its figures depend on
    std::vector<std::string> classNames;
    QString note; ///< which folders have no class

    ablation::Evaluator& evaluator() const { return *ablation->evaluators().front(); }
};

/// What a project says of being ablated before its network is opened.
struct AblationLook {
    QString problem;             ///< why no unit can be switched off at all; empty when they can
    bool labelled = false;       ///< whether its own images have labels
    bool demo = false;           ///< its images are the demo's, which has adversarial ones too
    std::int64_t textUnits = 0;  ///< how many are described as text, a word or a letter
    std::vector<UnitId> removed; ///< units the network has lost for good
};

/// Looks at the files of a project; never throws what a person should be told: that is `problem`.
AblationLook lookAtAblation(const std::filesystem::path& project);

/// The sets a project is watched on unless a person chooses others.
QList<EvaluationSource> defaultSources(const AblationLook& look);

/// Opens the network once more for a set and measures it as it is. Takes a while.
/// @throws ProjectError, DataError, ModelError; Cancelled.
std::shared_ptr<const EvaluationSet> openEvaluationSet(const std::filesystem::path& project,
                                                       const EvaluationSource& source, bool mean,
                                                       std::stop_token stop,
                                                       const Progress& progress);

} // namespace brera::gui
