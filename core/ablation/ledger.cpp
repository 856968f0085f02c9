// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/stored_text.h"
#include "base/error.h"
#include "base/log.h"
#include "project/experiments.h"
#include "project/project.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace brera::ablation {

namespace {

/// Units of one pass where the activations are not kept: what a kill may lose. The pass runs the
/// network's beginning once more, which is a small part of what this many tails take.
constexpr std::size_t kUnitsAtOnce = 64;
constexpr auto kFlushAfter = std::chrono::milliseconds(500);

using project::Experiments;
using project::Measurement;
using project::Project;

/// What the project holds of an experiment; begins none.
std::vector<Measurement> storedOf(const ProjectAccess& access, std::string_view kind,
                                  const std::string& inputs) {
    std::vector<Measurement> stored;
    access.read([&](Project& project) {
        const Experiments experiments(project);
        if (const auto id = experiments.find(kind, inputs)) {
            stored = experiments.measurements(*id);
        }
    });
    return stored;
}

/// Nothing when the text is damaged: it is measured again.
std::optional<Figures> readFigures(const std::string& text, const std::string& what) {
    try {
        return figuresFromJson(text);
    } catch (const DataError&) {
        log(LogLevel::Warning, "the stored " + what + " is damaged and will be measured again");
        return {};
    }
}

/// Hands measurements to the project as they come. What is still held when it goes is written, too.
class Recorder {
public:
    Recorder(const ProjectAccess& access, std::string kind, std::string inputs, std::string name)
        : m_access(access), m_experiment(std::make_shared<Experiment>()) {
        m_experiment->kind = std::move(kind);
        m_experiment->inputs = std::move(inputs);
        m_experiment->name = std::move(name);
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    ~Recorder() {
        try {
            flush();
        } catch (const std::exception& error) {
            log(LogLevel::Warning, error.what());
        }
    }

    void add(std::int64_t number, std::string text) {
        m_held.emplace_back(number, std::move(text));
        if (std::chrono::steady_clock::now() - m_flushed >= kFlushAfter) {
            flush();
        }
    }

    void flush() {
        m_flushed = std::chrono::steady_clock::now();
        if (!m_held.empty()) {
            write([held = std::exchange(m_held, {})](Experiments& experiments, std::int64_t id) {
                experiments.record(id, held);
            });
        }
    }

    void complete() {
        flush();
        write([](Experiments& experiments, std::int64_t id) { experiments.setComplete(id); });
    }

private:
    /// Shared with writes that wait in a queue. Begun by the first of them; when somebody removes
    /// the experiment after that, the later ones say so.
    struct Experiment {
        std::string kind, inputs, name;
        std::optional<std::int64_t> id;
    };

    template <typename Work>
    void write(Work work) {
        if (m_access.write) {
            m_access.write([experiment = m_experiment, work = std::move(work)](Project& project) {
                Experiments experiments(project);
                if (!experiment->id) {
                    experiment->id =
                        experiments.begin(experiment->kind, experiment->inputs, experiment->name);
                }
                work(experiments, *experiment->id);
            });
        }
    }

    const ProjectAccess& m_access;
    std::shared_ptr<Experiment> m_experiment;
    std::vector<Measurement> m_held;
    std::chrono::steady_clock::time_point m_flushed = std::chrono::steady_clock::now();
};

bool sameMeasurements(const Conditions& a, const Conditions& b) {
    return a.network == b.network && a.preprocessing == b.preprocessing &&
           a.replacement == b.replacement &&
           std::ranges::equal(a.sets, b.sets, {}, &Conditions::Set::hash, &Conditions::Set::hash);
}

/// Points of stored curves that are points of this order, too.
std::vector<CurvePoint> pointsOf(const std::vector<StoredCurve>& curves,
                                 const Conditions& conditions, const std::vector<UnitId>& order) {
    std::vector<CurvePoint> points;
    for (const auto& stored : curves) {
        if (!sameMeasurements(stored.conditions, conditions)) {
            continue;
        }
        const auto end = std::ranges::mismatch(stored.plan.order, order).in2;
        for (const auto& point : stored.curve.points) {
            if (point.count <= end - order.begin()) {
                points.push_back(point);
            }
        }
    }
    return points;
}

/// Progress in units of all layers, out of that of one part of a layer.
Progress inUnits(const Progress& progress, std::int64_t before, std::int64_t part,
                 std::int64_t all) {
    if (!progress) {
        return {};
    }
    return [=](ProgressUpdate update) {
        if (update.total > 0 && update.stage.starts_with("importance")) {
            const double each = static_cast<double>(part) / static_cast<double>(update.total);
            const double units = static_cast<double>(update.done) * each;
            update.done = before + static_cast<std::int64_t>(units);
            update.total = all;
            update.perSecond *= each;
            update.secondsLeft = update.perSecond > 0
                                     ? static_cast<double>(all - update.done) / update.perSecond
                                     : -1;
        }
        progress(update);
    };
}

} // namespace

ProjectAccess directAccess(project::Project& project) {
    ProjectAccess access;
    access.read = [&project](const ProjectAccess::Use& use) { use(project); };
    if (!project.isReadOnly()) {
        access.write = [&project](const ProjectAccess::Use& use) { use(project); };
    }
    return access;
}

std::map<std::int64_t, Figures> Ledger::knownImportances(const std::string& layer,
                                                         std::size_t set) const {
    std::map<std::int64_t, Figures> known;
    const auto inputs = importanceInputs(m_conditions, set, layer);
    for (const auto& [unit, text] : storedOf(m_access, kImportanceKind, inputs)) {
        if (auto figures =
                readFigures(text, "importance of " + layer + "/" + std::to_string(unit))) {
            known[unit] = std::move(*figures);
        }
    }
    return known;
}

Figures Ledger::baseline(Evaluator& evaluator, std::size_t set, std::stop_token stop,
                         const Progress& progress) {
    const auto inputs = baselineInputs(m_conditions, set);
    const auto& name = m_conditions.sets[set].name;
    const auto stored = storedOf(m_access, kBaselineKind, inputs);
    if (!stored.empty()) {
        if (auto figures = readFigures(stored.front().second, "accuracy on " + name)) {
            ++m_found;
            return *figures;
        }
    }
    const Figures figures = evaluator.baseline(stop, progress);
    Recorder recorder(m_access, kBaselineKind, inputs, name);
    recorder.add(0, toJsonText(figures));
    recorder.complete();
    ++m_measured;
    return figures;
}

std::vector<Importance> Ledger::importances(Evaluator& evaluator, std::size_t set,
                                            const std::vector<UnitId>& units,
                                            const ImportanceSink& sink, std::stop_token stop,
                                            const Progress& progress) {
    std::map<UnitId, Figures> results;
    UnitSet missing;
    std::map<std::string, std::int64_t> knownOfLayer;
    std::int64_t done = 0;
    for (const auto& [layer, numbers] : firstOf(units, static_cast<std::int64_t>(units.size()))) {
        const auto known = knownImportances(layer, set);
        knownOfLayer[layer] = static_cast<std::int64_t>(known.size());
        for (const auto unit : numbers) {
            if (const auto found = known.find(unit); found != known.end()) {
                const UnitId id{layer, unit};
                if (results.emplace(id, found->second).second) {
                    ++done;
                    if (sink) {
                        sink({id, found->second});
                    }
                }
            } else {
                missing[layer].push_back(unit);
            }
        }
    }
    m_found += done;
    const auto all = static_cast<std::int64_t>(units.size());
    for (auto& [layer, numbers] : missing) {
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        Recorder recorder(m_access, kImportanceKind, importanceInputs(m_conditions, set, layer),
                          layer + " on " + m_conditions.sets[set].name);
        for (std::size_t first = 0; first < numbers.size(); first += kUnitsAtOnce) {
            const auto count = std::min(kUnitsAtOnce, numbers.size() - first);
            const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(first);
            evaluator.importances(
                layer, {begin, begin + static_cast<std::ptrdiff_t>(count)},
                [&](std::int64_t unit, const Figures& figures) {
                    const UnitId id{layer, unit};
                    recorder.add(unit, toJsonText(figures));
                    ++m_measured;
                    results[id] = figures;
                    if (sink) {
                        sink({id, figures});
                    }
                },
                stop, inUnits(progress, done, static_cast<std::int64_t>(count), all));
            recorder.flush();
            done += static_cast<std::int64_t>(count);
        }
        if (knownOfLayer[layer] + static_cast<std::int64_t>(numbers.size()) ==
            evaluator.units(layer)) {
            recorder.complete();
        }
    }
    std::vector<Importance> importances;
    for (const auto& unit : units) {
        importances.push_back({unit, results.at(unit)});
    }
    return importances;
}

Curve Ledger::curve(std::span<Evaluator* const> evaluators, const CurvePlan& plan,
                    std::stop_token stop, const PointSink& sink) {
    if (evaluators.size() != m_conditions.sets.size()) {
        throw DataError("a curve needs an evaluator for each of its sets");
    }
    const auto inputs = curveInputs(m_conditions, plan);
    Curve begun;
    std::set<std::int64_t> kept; // counts that are there under these very inputs
    m_access.read([&](Project& project) {
        const auto curves = storedCurves(project);
        begun.points = pointsOf(curves, m_conditions, plan.order);
        for (const auto& stored : curves) {
            if (curveInputs(stored.conditions, stored.plan) == inputs) {
                for (const auto& point : stored.curve.points) {
                    kept.insert(point.count);
                }
            }
        }
    });
    std::set<std::int64_t> known;
    for (const auto& point : begun.points) {
        known.insert(point.count);
    }
    Recorder recorder(m_access, kCurveKind, inputs, plan.name);
    auto curve = measureCurve(
        evaluators, plan.order, plan.options, stop,
        [&](const CurvePoint& point) {
            if (!kept.contains(point.count)) {
                recorder.add(point.count, pointText(point));
            }
            if (known.contains(point.count)) {
                ++m_found;
            } else {
                ++m_measured;
                recorder.flush();
            }
            if (sink) {
                sink(point);
            }
        },
        begun);
    recorder.complete();
    return curve;
}

} // namespace brera::ablation
