// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/unit_reader.h"

#include "base/error.h"
#include "project/project.h"
#include "report/collect.h"
#include "report/tiles.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

namespace brera::report {

namespace {

/// Units whose maps are in memory at a time: within so many, every image is decoded once.
constexpr std::size_t kAtOnce = 1000;

/// What is said of the units of one layer.
struct LayerTexts {
    std::map<std::int64_t, project::Description> descriptions;
    std::multimap<std::int64_t, Saying> sayings;
};

class UnitReader {
public:
    UnitReader(project::Project& project, const std::string& audit, const CollectOptions& options)
        : m_project(project), m_options(options) {
        const project::Audits audits(project);
        if (audit.empty()) {
            for (auto& [name, verdict] : audits.verdicts()) {
                m_judgements[verdict.unit].push_back({name, verdict.verdict, verdict.decided});
            }
        } else {
            for (const auto& verdict : audits.verdicts(audit)) {
                m_judgements[verdict.unit].push_back({audit, verdict.verdict, verdict.decided});
            }
        }
    }

    void read(Unit& unit, std::vector<TileRequest>& requests) {
        readTexts(unit);
        if (const auto found = m_judgements.find(unit.id); found != m_judgements.end()) {
            unit.judgements = found->second;
        }
        unit.note = m_project.note(unit.id.layer, unit.id.index);
        unit.tags = m_project.tags(unit.id.layer, unit.id.index);
        auto details = m_project.unit(unit.id.layer, unit.id.index);
        const auto& known = details.statistics;
        const double top = details.exemplars.empty()
                               ? static_cast<double>(known.maximum)
                               : static_cast<double>(details.exemplars.front().activation);
        if (known.values > 0) {
            unit.statistics = Statistics{top,
                                         known.threshold,
                                         known.rankErrorBound,
                                         known.mean,
                                         static_cast<double>(known.minimum),
                                         static_cast<double>(known.maximum),
                                         known.values};
        }
        const auto count =
            std::min(details.exemplars.size(), static_cast<std::size_t>(m_options.exemplars));
        unit.tiles.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            auto& exemplar = details.exemplars[i];
            auto& tile = unit.tiles[i];
            tile.image = exemplar.image;
            tile.path = pathOf(exemplar.image);
            tile.activation = exemplar.activation;
            if (m_options.pictures) {
                requests.push_back({&tile, std::move(exemplar.map), known.threshold});
            }
        }
    }

private:
    void readTexts(Unit& unit) {
        const auto& texts = textsOf(unit.id.layer);
        const auto described = texts.descriptions.find(unit.id.index);
        if (described != texts.descriptions.end()) {
            const auto& description = described->second;
            unit.text = description.text;
            unit.human = description.human;
            unit.machineText = description.machineText;
            if (std::isfinite(description.logpGivenExemplars)) {
                unit.scores = Scores{static_cast<double>(description.logpGivenExemplars),
                                     static_cast<double>(description.logp), description.wpmi};
            }
        }
        const auto [first, last] = texts.sayings.equal_range(unit.id.index);
        for (auto saying = first; saying != last; ++saying) {
            if (unit.text.empty()) { // as in a search: without any, what an annotation says
                unit.text = saying->second.text;
                unit.source = saying->second.source;
                continue;
            }
            unit.sayings.push_back(saying->second);
        }
    }

    const LayerTexts& textsOf(const std::string& layer) {
        const auto [found, isNew] = m_texts.try_emplace(layer);
        if (isNew) {
            for (auto& description : m_project.descriptions(layer)) {
                found->second.descriptions.emplace(description.unit, std::move(description));
            }
            for (auto& annotation : m_project.annotations(layer)) {
                if (annotation.source != project::kHumanSource) { // those are descriptions already
                    found->second.sayings.emplace(
                        annotation.unit,
                        Saying{std::move(annotation.source), std::move(annotation.text)});
                }
            }
        }
        return found->second;
    }

    const std::string& pathOf(std::int64_t image) {
        const auto [found, isNew] = m_paths.try_emplace(image);
        if (isNew) {
            found->second = m_project.image(image).path;
        }
        return found->second;
    }

    project::Project& m_project;
    const CollectOptions& m_options;
    std::map<UnitId, std::vector<Judgement>> m_judgements;
    std::map<std::string, LayerTexts> m_texts;
    std::unordered_map<std::int64_t, std::string> m_paths;
};

void addMissing(const Unit& unit,
                std::map<std::pair<std::string, std::int64_t>, MissingImage>& all) {
    for (const auto& tile : unit.tiles) {
        if (!tile.problem.empty()) {
            all.try_emplace({unit.network, tile.image},
                            MissingImage{tile.image, tile.path, tile.problem});
        }
    }
    for (const auto& counterpart : unit.counterparts) {
        addMissing(counterpart, all);
    }
}

} // namespace

void readUnits(project::Project& project, const std::vector<Unit*>& units, const std::string& audit,
               const CollectOptions& options, const std::stop_token& stop,
               const Progress& progress) {
    UnitReader reader(project, audit, options);
    for (std::size_t first = 0; first < units.size(); first += kAtOnce) {
        const std::size_t last = std::min(units.size(), first + kAtOnce);
        std::vector<TileRequest> requests;
        for (std::size_t i = first; i < last; ++i) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            reader.read(*units[i], requests);
        }
        drawTiles(project, std::move(requests), options, stop, progress);
    }
}

std::vector<MissingImage> missingImages(const std::vector<Section>& sections) {
    std::map<std::pair<std::string, std::int64_t>, MissingImage> all;
    for (const auto& section : sections) {
        for (const auto& unit : section.units) {
            addMissing(unit, all);
        }
    }
    std::vector<MissingImage> result;
    for (auto& [key, image] : all) {
        result.push_back(std::move(image));
    }
    return result;
}

} // namespace brera::report
