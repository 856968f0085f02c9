// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/stored.h"

#include <vector>

/// Which of a project's curves belong together.
namespace brera::ablation {

/// Whether two curves can be laid over each other: the same network, preprocessing, replacement and
/// sets, measured at the same counts.
bool isMeasuredAlike(const StoredCurve& one, const StoredCurve& other);

/// Random orders of the curve's units, measured alike: of the seed that has most of them, the
/// newest of those. @param all newest first.
std::vector<const StoredCurve*> controlsOf(const StoredCurve& curve,
                                           const std::vector<StoredCurve>& all);

} // namespace brera::ablation
