// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "base/unit_id.h"
#include "demo/renderer.h"
#include "demo/world.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

/// The paper's audit with nobody asked: the recorded truth confirms what descriptions claim.
namespace brera::demo {

/// Whether a recorded concept (truthOf) is about people's faces: the class or a coloured one of it.
bool isFace(int which);

/// A unit that its description or the truth says is about faces.
struct FaceUnit {
    UnitId unit;
    std::string text;
    bool described = false; ///< found by the audit's search
    bool face = false;      ///< its masks are about faces, by the recorded truth
    double share = 0;       ///< of its masks that lies on faces
};

struct FaceCounts {
    std::string layer;
    std::int64_t units = 0;     ///< of the layer
    std::int64_t described = 0; ///< by a description with a word of the audit
    std::int64_t confirmed = 0; ///< of those: by the recorded truth too
    std::int64_t face = 0;      ///< by the recorded truth, however described
};

struct FaceAudit {
    std::vector<FaceCounts> layers;
    FaceCounts total; ///< `layer` is empty
    std::vector<FaceUnit> units;
};

/// Audits a demo project, finished and described, by the shipped audit *faces*.
/// @param looksAt the edition its images are of (EditionPlan::looksAt).
/// @throws ProjectError, also when the project is not finished; DataError when its images are not
/// those of the demo world; Cancelled.
FaceAudit auditFaces(const Renderer& renderer, Edition looksAt, const project::Project& project,
                     std::stop_token stop, const Progress& progress);

} // namespace brera::demo
