// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame_geometry.h"

#include "image/preprocess.h"

#include <nlohmann/json.hpp>

namespace brera::gui {

widgets::FrameGeometry geometryOf(const project::ProjectInputs& inputs) {
    widgets::FrameGeometry geometry;
    geometry.input = {inputs.inputWidth, inputs.inputHeight};
    const auto preprocessing = nlohmann::json::parse(inputs.preprocessing, nullptr, false);
    if (preprocessing.is_object()) {
        geometry.preprocessing = image::preprocessingFromJson(preprocessing);
    }
    return geometry;
}

} // namespace brera::gui
