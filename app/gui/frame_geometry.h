// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"
#include "widgets/pictures/picture_store.h"

namespace brera::gui {

/// How a project's pictures became network input; the whole picture where it does not say.
widgets::FrameGeometry geometryOf(const project::ProjectInputs& inputs);

} // namespace brera::gui
