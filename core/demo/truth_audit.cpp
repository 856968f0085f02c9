// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/truth_audit.h"

#include "audit/presets.h"
#include "base/error.h"
#include "demo/concepts.h"
#include "demo/drawn_images.h"
#include "demo/grounding.h"
#include "demo/masked_units.h"
#include "project/project.h"
#include "project/search.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>
#include <map>
#include <set>

namespace brera::demo {

namespace {

int faceClass() {
    static const int face = findConcept(ConceptKind::Class, "face");
    return face;
}

/// The demo world's number of every image of the project: its files are called after them.
std::vector<std::int64_t> imageNumbers(const project::Project& project) {
    std::vector<std::int64_t> numbers;
    for (const auto& image : project.images()) {
        const std::string name = std::filesystem::path(image.path).stem().string();
        std::int64_t number = -1;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (error != std::errc{} || end != name.data() + name.size() || number < 0) {
            throw DataError(project.path().string() + " shows " + image.path +
                            ", which is no image of the demo world");
        }
        numbers.push_back(number);
    }
    return numbers;
}

std::set<UnitId> foundByAudit(const project::Project& project) {
    const auto result = project::search(project, audit::preset("faces").query,
                                        std::numeric_limits<std::int64_t>::max(), project::Widen());
    std::set<UnitId> found;
    for (const auto& hit : result.hits) {
        found.insert(hit.unit);
    }
    return found;
}

void add(FaceCounts& counts, const FaceUnit& unit) {
    counts.described += unit.described;
    counts.confirmed += unit.described && unit.face;
    counts.face += unit.face;
}

} // namespace

bool isFace(int which) {
    if (which < 0) {
        return false;
    }
    return which == faceClass() ||
           concepts()[static_cast<std::size_t>(which)].second == faceClass();
}

FaceAudit auditFaces(const Renderer& renderer, Edition looksAt, const project::Project& project,
                     std::stop_token stop, const Progress& progress) {
    if (project.status() != project::ExtractionStatus::Complete || !project.descriptionRun()) {
        throw ProjectError(project.path().string() +
                           " is not extracted and described to the end; do that first");
    }
    const auto numbers = imageNumbers(project);
    std::int64_t images = 0;
    for (const std::int64_t number : numbers) {
        images = std::max(images, number + 1);
    }
    const DrawnImages drawn(renderer, {looksAt, Split::Validation, 0, images}, stop, progress);
    const auto found = foundByAudit(project);

    FaceAudit result;
    const auto layers = project.layers();
    for (const auto& layer : layers) {
        result.total.units += layer.units;
    }
    ProgressMeter meter(progress, "comparing with the truth", result.total.units);
    for (const auto& layer : layers) {
        FaceCounts& counts = result.layers.emplace_back();
        counts.layer = layer.path;
        counts.units = layer.units;
        std::map<std::int64_t, std::string> texts;
        for (auto& description : project.descriptions(layer.path)) {
            texts.emplace(description.unit, std::move(description.text));
        }
        for (const auto& head : project.units(layer.path)) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            MaskedUnit masked{layer.path, head.unit,
                              project.exemplars(layer.path, head.unit, kExemplars), head.threshold};
            for (Exemplar& exemplar : masked.exemplars) {
                exemplar.image = numbers.at(static_cast<std::size_t>(exemplar.image));
            }
            const ConceptCounts regions = conceptsOf(masked, drawn);
            FaceUnit unit;
            unit.unit = {layer.path, head.unit};
            unit.text = texts[head.unit];
            unit.described = found.contains(unit.unit);
            unit.face = isFace(truthOf(regions, drawn.counts()));
            unit.share = regions.share(faceClass());
            add(counts, unit);
            add(result.total, unit);
            if (unit.described || unit.face) {
                result.units.push_back(std::move(unit));
            }
            meter.advance();
        }
    }
    meter.flush();
    return result;
}

} // namespace brera::demo
