// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/edit_bench.h"

#include "base/error.h"
#include "base/log.h"
#include "demo/edit_recipe.h"
#include "project/search.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace brera::demo {

namespace {

using ablation::Figures;
using project::Measurement;

constexpr const char* kImportanceKind = "demo-edit-importance";
constexpr const char* kCurveKind = "demo-edit-curve";

nlohmann::json toJson(const Figures& figures) {
    return {figures.images, figures.correct, figures.lossSum};
}

Figures figuresFrom(const nlohmann::json& json) {
    Figures figures;
    figures.images = json.at(0);
    figures.correct = json.at(1);
    // JSON knows no infinity: a loss that is none is null.
    figures.lossSum = json.at(2).is_null() ? std::nan("") : json.at(2).get<double>();
    return figures;
}

/// What `read` makes of a stored text; nothing when it is damaged: it is measured again.
template <typename Read>
auto stored(const std::string& text, const Read& read)
    -> std::optional<decltype(read(nlohmann::json()))> {
    try {
        return read(nlohmann::json::parse(text));
    } catch (const nlohmann::json::exception&) {
        log(LogLevel::Warning, "a stored measurement is damaged and will be made again");
        return {};
    }
}

/// What is kept of them: equal whether just measured or read again.
Figures kept(const Figures& figures) {
    return figuresFrom(toJson(figures));
}

project::Project openedAlone(const std::filesystem::path& path) {
    auto opened = project::Project::open(path);
    if (opened.isReadOnly()) {
        throw ProjectError("cannot keep measurements in " + path.string() + ": " +
                           opened.readOnlyReason());
    }
    return opened;
}

ablation::AblationJob jobOf(const project::Project& project, const std::stop_token& stop,
                            const Progress& progress) {
    ablation::AblationJob job;
    job.sets = evaluationSets(project.inputs().datasetRoot, stop, progress);
    return job;
}

} // namespace

EditBench::EditBench(const std::filesystem::path& project, std::string version,
                     std::stop_token stop, const Progress& progress)
    : m_project(openedAlone(project)), m_experiments(m_project), m_version(std::move(version)),
      m_stop(std::move(stop)), m_progress(progress),
      m_ablation(m_project, jobOf(m_project, m_stop, progress)),
      m_evaluators(m_ablation.evaluators()) {
}

std::vector<UnitId> EditBench::units() const {
    std::vector<UnitId> all;
    for (const auto& layer : m_project.layers()) {
        for (std::int64_t unit = 0; unit < layer.units; ++unit) {
            all.push_back({layer.path, unit});
        }
    }
    return all;
}

std::vector<UnitId> EditBench::matching(const std::string& query) const {
    const auto found =
        project::search(m_project, query, std::numeric_limits<std::int64_t>::max(), {});
    std::vector<UnitId> result;
    for (const auto& unit : units()) {
        if (std::ranges::find(found.hits, unit, &project::SearchHit::unit) != found.hits.end()) {
            result.push_back(unit);
        }
    }
    return result;
}

ablation::Evaluator& EditBench::evaluator(std::size_t set) {
    m_evaluators[set]->baseline(m_stop, m_progress);
    return *m_evaluators[set];
}

std::string EditBench::inputs(const std::string& what) const {
    const auto inputs = m_project.inputs();
    return nlohmann::json{{"network", inputs.networkHash},
                          {"images", inputs.datasetHash},
                          {"version", m_version},
                          {"what", what}}
        .dump();
}

std::vector<ablation::Importance> EditBench::importances(const std::vector<UnitId>& units) {
    std::map<UnitId, Figures> known;
    std::vector<std::string> layers; // in the order of their first unit
    std::map<std::string, std::vector<std::int64_t>> numbers;
    for (const auto& unit : units) {
        if (numbers[unit.layer].empty()) {
            layers.push_back(unit.layer);
        }
        numbers[unit.layer].push_back(unit.index);
    }
    for (const auto& layer : layers) {
        const auto experiment =
            m_experiments.begin(kImportanceKind, inputs(layer), "importance of " + layer);
        for (const auto& [unit, text] : m_experiments.measurements(experiment)) {
            if (const auto figures = stored(text, figuresFrom)) {
                known[{layer, unit}] = *figures;
            }
        }
        std::vector<std::int64_t> missing;
        std::ranges::copy_if(numbers[layer], std::back_inserter(missing), [&](std::int64_t unit) {
            return !known.contains({layer, unit});
        });
        if (!missing.empty()) {
            measureLayer(layer, missing, experiment, known);
        }
    }
    std::vector<ablation::Importance> result;
    for (const auto& unit : units) {
        result.push_back({unit, known.at(unit)});
    }
    return result;
}

void EditBench::measureLayer(const std::string& layer, const std::vector<std::int64_t>& missing,
                             std::int64_t experiment, std::map<UnitId, Figures>& known) {
    constexpr std::size_t kSlice = 16;
    std::vector<Measurement> fresh;
    const auto commit = [&] {
        m_experiments.record(experiment, fresh);
        fresh.clear();
    };
    try {
        evaluator(kValidation)
            .importances(
                layer, missing,
                [&](std::int64_t unit, const Figures& figures) {
                    known[{layer, unit}] = kept(figures);
                    fresh.emplace_back(unit, toJson(figures).dump());
                    if (fresh.size() >= kSlice) {
                        commit();
                    }
                },
                m_stop, m_progress);
    } catch (const Cancelled&) {
        commit();
        throw;
    }
    commit();
}

ablation::CurvePoint EditBench::measure(const std::vector<UnitId>& order, std::int64_t count) {
    ablation::CurvePoint point{count, {}};
    const auto off = ablation::firstOf(order, count);
    for (std::size_t set = 0; set < m_evaluators.size(); ++set) {
        point.sets.push_back(kept(evaluator(set).measure(off, m_stop)));
    }
    return point;
}

ablation::Curve EditBench::follow(const std::string& name, std::vector<UnitId> order,
                                  std::int64_t most, double broken) {
    nlohmann::json names = nlohmann::json::array();
    for (const auto& unit : order) {
        names.push_back(unit.toString());
    }
    const auto experiment = m_experiments.begin(kCurveKind, inputs(names.dump()), name);
    std::map<std::int64_t, ablation::CurvePoint> known;
    for (const auto& [count, text] : m_experiments.measurements(experiment)) {
        const auto sets = stored(text, [](const nlohmann::json& json) {
            std::vector<Figures> all;
            for (const auto& each : json) {
                all.push_back(figuresFrom(each));
            }
            return all;
        });
        if (sets && sets->size() == m_evaluators.size()) {
            known[count] = {count, *sets};
        }
    }
    ablation::Curve curve;
    curve.order = std::move(order);
    const auto last = std::min(most, static_cast<std::int64_t>(curve.order.size()));
    ProgressMeter meter(m_progress, name, last + 1);
    for (std::int64_t count = 0; count <= last; ++count) {
        const auto found = known.find(count);
        if (found != known.end()) {
            curve.points.push_back(found->second);
        } else {
            auto point = measure(curve.order, count);
            auto sets = nlohmann::json::array();
            for (const auto& figures : point.sets) {
                sets.push_back(toJson(figures));
            }
            const std::vector<Measurement> fresh{{count, sets.dump()}};
            m_experiments.record(experiment, fresh);
            curve.points.push_back(std::move(point));
        }
        meter.advance();
        const auto accuracy = [&](const ablation::CurvePoint& point) {
            return point.sets[kValidation].top1();
        };
        if (accuracy(curve.points.front()) - accuracy(curve.points.back()) > broken) {
            break;
        }
    }
    meter.flush();
    return curve;
}

} // namespace brera::demo
