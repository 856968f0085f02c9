// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "base/error.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace brera::cli {

void PreprocessingOptions::add(CLI::App& command, const std::string& defaultPreset) {
    m_preset = defaultPreset;
    std::string names;
    for (const auto& preset : image::presets()) {
        names += (names.empty() ? "" : ", ") + preset.name;
    }
    command.add_option("--preset", m_preset, "Preprocessing: " + names)->capture_default_str();
    command.add_option("--resize", m_resize, "Shorter side in pixels (0: as it is)")
        ->check(CLI::Range(0, 8192));
    command.add_option("--crop", m_crop, "Centre crop in pixels (0: none)")
        ->check(CLI::Range(0, 8192));
    command.add_option("--mean", m_mean, "Mean of each channel: r,g,b")
        ->delimiter(',')
        ->expected(3);
    command.add_option("--std", m_deviation, "Standard deviation of each channel: r,g,b")
        ->delimiter(',')
        ->expected(3);
}

image::Preprocessing PreprocessingOptions::value() const {
    auto result = image::preset(m_preset).preprocessing;
    if (m_resize) {
        result.resize = *m_resize;
    }
    if (m_crop) {
        result.cropHeight = *m_crop;
        result.cropWidth = *m_crop;
    }
    std::copy(m_mean.begin(), m_mean.end(), result.normalization.mean);
    std::copy(m_deviation.begin(), m_deviation.end(), result.normalization.deviation);
    if (std::any_of(m_deviation.begin(), m_deviation.end(),
                    [](float value) { return !(value > 0); })) {
        throw DataError("--std must be positive in every channel");
    }
    return result;
}

} // namespace brera::cli
