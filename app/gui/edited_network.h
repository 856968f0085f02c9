// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "gui/evaluation_source.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace brera::gui {

/// Measures the network without the units on every set and writes it, the accuracies among its
/// metadata. @returns what came of it, in a line.
/// @throws ProjectError, DataError, ModelError; Cancelled.
QString writeEditedNetwork(const std::filesystem::path& project,
                           const std::vector<std::shared_ptr<const EvaluationSet>>& sets,
                           const std::vector<UnitId>& units, const QString& path,
                           std::stop_token stop);

} // namespace brera::gui
