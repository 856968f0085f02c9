// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/world.h"

#include <nlohmann/json_fwd.hpp>

namespace brera::demo {

/// All that is known about a sample, its id map included (as runs of equal ids in row order: id,
/// length, id, length …), but not the picture.
nlohmann::json toJson(const Sample& sample);

} // namespace brera::demo
