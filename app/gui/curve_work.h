// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ablation/stored.h"
#include "gui/evaluation_source.h"
#include "widgets/models/ablation_view.h"

#include <functional>
#include <memory>
#include <set>
#include <stop_token>
#include <vector>

/// Long measurements for the window: importances and curves. While they run they have the project's
/// writer, and what they measure is kept as it comes.
namespace brera::gui {

class SharedProject;

using EvaluationSets = std::vector<std::shared_ptr<const EvaluationSet>>;

/// All sets' conditions as one; of the first alone for importances.
ablation::Conditions conditionsOf(const EvaluationSets& sets);

/// Change of the first set's loss without each unit.
using UnitImportances = std::map<UnitId, double>;
double importanceOf(const EvaluationSet& set, const ablation::Figures& without);

/// Those the project knows of, of all its layers.
UnitImportances knownImportances(const std::shared_ptr<SharedProject>& project,
                                 const EvaluationSets& sets);
/// What the project keeps of the set of this name (of the one measured last when it is empty),
/// without the network or the images being opened.
UnitImportances keptImportances(const std::shared_ptr<SharedProject>& project,
                                const std::string& set, bool mean);
/// Measures those of every unit of the project that is not known yet.
void measureImportances(const std::shared_ptr<SharedProject>& project, const EvaluationSets& sets,
                        const std::function<void(const UnitId&, double)>& sink,
                        const std::stop_token& stop, const Progress& progress);

/// What the project keeps of curves: those of one name are a curve and its controls. Newest first.
std::vector<widgets::CurveView> keptCurves(const std::shared_ptr<SharedProject>& project);

/// Measures a curve and its controls. `sink` is shown what there is, now and then.
/// @throws DataError for no units; Cancelled, with what was measured kept.
widgets::CurveView measureCurveOf(const std::shared_ptr<SharedProject>& project,
                                  const EvaluationSets& sets, const widgets::CurveRequest& request,
                                  const std::set<UnitId>& removed,
                                  const std::function<void(const widgets::CurveView&)>& sink,
                                  const std::stop_token& stop, const Progress& progress);

} // namespace brera::gui
