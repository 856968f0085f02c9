// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"
#include "widgets/pages/description_view.h"

#include <optional>
#include <string>

/// Reading descriptions from a project; called on worker threads.
namespace brera::gui {

/// What a project says of its descriptions as a whole.
struct DescriptionState {
    std::optional<DescriptionRun> run; ///< empty before the first description
    std::optional<double> pmiLambda;
    project::Progressed described;
};

DescriptionState readState(const project::Project& project);
widgets::LayerDescriptions readLayer(const project::Project& project, const std::string& layer);
widgets::DescriptionView readView(const project::Project& project, const UnitId& unit);

} // namespace brera::gui
