// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/curve.h"
#include "ablation/stored.h"
#include "base/unit_id.h"

#include <map>
#include <string>
#include <vector>

namespace brera::ablation {

/// What a project keeps of its units' importances on one labelled set.
struct StoredImportances {
    Conditions::Set set;
    Replacement replacement = Replacement::Zero;
    std::map<UnitId, double> rises; ///< of the loss without each unit alone
};

/// Those of the project's network and preprocessing, the set measured last first: neither the
/// network nor the images are looked at, so whether the set's images are still the same is not
/// known. Sets whose accuracy with nothing switched off was not kept, and damaged measurements, are
/// left out. @throws ProjectError.
std::vector<StoredImportances> storedImportances(project::Project& project);

} // namespace brera::ablation
