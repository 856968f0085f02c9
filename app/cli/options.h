// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/preprocess.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace brera::cli {

/// --preset, or --resize, --crop, --mean and --std on top of it.
class PreprocessingOptions {
public:
    void add(CLI::App& command, const std::string& defaultPreset);
    /// @throws DataError when the values make no sense.
    image::Preprocessing value() const;

private:
    std::string m_preset;
    std::optional<int> m_resize;
    std::optional<int> m_crop;
    std::vector<float> m_mean;
    std::vector<float> m_deviation;
};

} // namespace brera::cli
