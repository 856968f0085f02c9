// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/curve_work.h"

#include "ablation/controls.h"
#include "ablation/stored_importances.h"
#include "base/error.h"
#include "gui/shared_project.h"
#include "project/project.h"
#include "project/search.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace brera::gui {
namespace {

using widgets::CurveOrder;
using widgets::CurveRequest;
using widgets::CurveView;

constexpr int kShowMilliseconds = 120;
/// Of the random orders: the same ones every time, so that they can be gone on with.
constexpr std::uint64_t kSeed = 1;

// Origins, as they are kept in the project.
constexpr const char* kByLoss = "by loss";
constexpr const char* kByAccuracy = "by accuracy";
constexpr const char* kAsGiven = "in their own order";
constexpr const char* kAllUnits = "all units";

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::gui::CurveWork)
};

/// Whether the plan is of a curve itself, not of one of its controls.
bool isMain(const ablation::CurvePlan& plan) {
    return !ablation::isRandom(plan) && plan.origin != kAllUnits;
}

const char* originOf(CurveOrder order) {
    switch (order) {
    case CurveOrder::ByLoss:
        return kByLoss;
    case CurveOrder::ByAccuracy:
        return kByAccuracy;
    case CurveOrder::AsGiven:
        return kAsGiven;
    }
    return kAsGiven;
}

QString orderText(const std::string& origin) {
    if (origin == kByLoss) {
        return Words::tr("by loss");
    }
    if (origin == kByAccuracy) {
        return Words::tr("by accuracy");
    }
    return origin == kAsGiven ? Words::tr("in their own order") : QString::fromStdString(origin);
}

QString detailOf(const CurveView& view, std::int64_t step, ablation::Replacement replacement) {
    QStringList parts{widgets::unitsText(view.most)};
    if (step > 1) {
        parts.append(Words::tr("%1 a step").arg(step));
    }
    parts.append(view.order);
    if (view.trials > 0) {
        parts.append(Words::tr("beside %1 random orders of the same units").arg(view.trials));
    }
    if (view.all) {
        parts.append(Words::tr("and all units of the network %1").arg(view.order));
    }
    parts.append(replacement == ablation::Replacement::Mean ? Words::tr("means in their place")
                                                            : Words::tr("zero in their place"));
    return parts.join(QStringLiteral(", "));
}

std::vector<UnitId> unitsOf(project::Project& project, const CurveRequest& request) {
    std::vector<UnitId> units;
    if (!request.query.isEmpty()) {
        const auto found = project::search(project, request.query.toStdString(),
                                           std::numeric_limits<std::int64_t>::max(), {});
        for (const auto& hit : found.hits) {
            units.push_back(hit.unit);
        }
        return units;
    }
    if (!request.everything && request.layer.isEmpty()) {
        return request.units;
    }
    for (const LayerShape& layer : project.layers()) {
        if (request.everything || layer.path == request.layer.toStdString()) {
            for (const project::UnitHead& head : project.units(layer.path)) {
                units.push_back({layer.path, head.unit});
            }
        }
    }
    return units;
}

/// For looking at what there is, beside whoever has the writer.
ablation::ProjectAccess readingAccess(const std::shared_ptr<SharedProject>& project) {
    ablation::ProjectAccess access;
    access.read = [project](const ablation::ProjectAccess::Use& use) {
        project->with([&](project::Project& open) { use(open); });
    };
    return access;
}

/// For a job that has the writer; what others want to write comes between its own.
ablation::ProjectAccess lentAccess(project::Project& writer, const std::function<void()>& pause) {
    ablation::ProjectAccess access = ablation::directAccess(writer);
    if (access.write) {
        access.write = [write = std::move(access.write), pause](ablation::ProjectAccess::Use use) {
            write(std::move(use));
            pause();
        };
    }
    return access;
}

/// One curve with its controls, being measured.
class CurveWork {
public:
    CurveWork(project::Project& project, const ablation::ProjectAccess& access,
              const EvaluationSets& sets, const CurveRequest& request,
              const std::set<UnitId>& removed, const std::function<void(const CurveView&)>& sink,
              std::stop_token stop, const Progress& progress)
        : m_project(project), m_request(request), m_removed(removed), m_sink(sink),
          m_stop(std::move(stop)), m_progress(progress), m_ledger(access, conditionsOf(sets)) {
        for (const auto& set : sets) {
            m_evaluators.push_back(&set->evaluator());
            m_view.sets.push_back(QString::fromStdString(set->name));
        }
    }

    CurveView run() {
        const std::vector<UnitId> units = resolve(m_request);
        if (units.empty()) {
            throw DataError(
                m_request.query.isEmpty()
                    ? Words::tr("There are no units to switch off.").toStdString()
                    : Words::tr("No description matches “%1”.").arg(m_request.query).toStdString());
        }
        std::vector<UnitId> all;
        if (m_request.sortAll) {
            CurveRequest everything;
            everything.everything = true;
            all = resolve(everything);
        }
        // One piece of work to whoever waits: importances for the orders, then the curves' points.
        const auto count = static_cast<std::int64_t>(units.size());
        const std::int64_t ranked = m_request.order == CurveOrder::AsGiven
                                        ? 0
                                        : count + static_cast<std::int64_t>(all.size());
        const std::int64_t points = (count + m_request.step - 1) / m_request.step + 1;
        m_meter.emplace(m_progress, "measuring the curve",
                        ranked + points * (1 + m_request.trials + (m_request.sortAll ? 1 : 0)));
        const std::vector<UnitId> order = ordered(units);
        all = ordered(all);
        m_view.id = -1;
        m_view.name = nameFor(order);
        m_view.order = orderText(originOf(m_request.order));
        m_view.trials = m_request.trials;
        m_view.most = static_cast<qint64>(order.size());
        if (m_request.sortAll) {
            m_view.all.emplace();
        }
        m_view.detail = detailOf(m_view, m_request.step, m_ledger.conditions().replacement);
        m_view.curve.order = order;
        show(true);
        measure(m_view.curve, originOf(m_request.order), order);
        if (m_view.all) {
            measure(*m_view.all, kAllUnits, all);
        }
        measureControls(units);
        m_meter->flush();
        m_view.complete = true;
        return m_view;
    }

private:
    std::vector<UnitId> resolve(const CurveRequest& request) {
        std::vector<UnitId> units = unitsOf(m_project, request);
        std::erase_if(units, [&](const UnitId& unit) { return m_removed.count(unit) > 0; });
        return units;
    }

    std::vector<UnitId> ordered(const std::vector<UnitId>& units) {
        if (m_request.order == CurveOrder::AsGiven) {
            return units;
        }
        const auto all = static_cast<std::int64_t>(units.size());
        std::int64_t done = 0;
        const auto reach = [&](std::int64_t now) {
            if (now > done) {
                m_meter->advance(now - done);
                done = now;
            }
        };
        const auto importances = m_ledger.importances(*m_evaluators.front(), 0, units, {}, m_stop,
                                                      [&](const ProgressUpdate& update) {
                                                          if (update.total == all) {
                                                              reach(std::min(update.done, all));
                                                          }
                                                      });
        reach(all);
        return ablation::leastImportantFirst(importances, m_request.order == CurveOrder::ByLoss);
    }

    /// A name that no other curve has, unless it is this very one that goes on.
    QString nameFor(const std::vector<UnitId>& order) {
        QString wanted = m_request.name;
        if (wanted.isEmpty()) {
            wanted = m_request.everything ? Words::tr("All units")
                     : !m_request.layer.isEmpty()
                         ? m_request.layer
                         : widgets::unitsText(static_cast<qint64>(order.size()));
        }
        const std::vector<ablation::StoredCurve> kept = ablation::storedCurves(m_project);
        QString name = wanted;
        for (int number = 2;; ++number) {
            const auto other =
                std::find_if(kept.begin(), kept.end(), [&](const ablation::StoredCurve& curve) {
                    return curve.plan.name == name.toStdString() && isMain(curve.plan) &&
                           !isSame(curve, order);
                });
            if (other == kept.end()) {
                return name;
            }
            name = Words::tr("%1 (%2)").arg(wanted).arg(number);
        }
    }

    bool isSame(const ablation::StoredCurve& curve, const std::vector<UnitId>& order) const {
        const ablation::Conditions& now = m_ledger.conditions();
        return curve.plan.order == order && curve.plan.options.step == m_request.step &&
               curve.plan.origin == originOf(m_request.order) &&
               curve.conditions.replacement == now.replacement &&
               curve.conditions.sets.size() == now.sets.size() && isCurrent(curve, now);
    }

    /// `curve` is part of the view.
    void measure(ablation::Curve& curve, const std::string& origin,
                 const std::vector<UnitId>& order) {
        curve.order = order;
        const ablation::CurvePlan plan{
            m_view.name.toStdString(), origin, order, {m_request.step, m_view.most}};
        curve = m_ledger.curve(m_evaluators, plan, m_stop, [&](const ablation::CurvePoint& point) {
            curve.points.push_back(point);
            m_meter->advance();
            show(false);
        });
        show(true);
    }

    void measureControls(const std::vector<UnitId>& units) {
        int trial = 0;
        for (const auto& order : ablation::randomOrders(units, m_request.trials, kSeed)) {
            const std::string origin = ablation::randomOrigin(kSeed, ++trial);
            measure(m_view.controls.emplace_back(), origin, order);
        }
    }

    void show(bool now) {
        if (now || !m_shown.isValid() || m_shown.hasExpired(kShowMilliseconds)) {
            m_shown.start();
            m_sink(m_view);
        }
    }

    project::Project& m_project;
    const CurveRequest& m_request;
    const std::set<UnitId>& m_removed;
    const std::function<void(const CurveView&)>& m_sink;
    std::stop_token m_stop;
    const Progress& m_progress;
    ablation::Ledger m_ledger;
    std::vector<ablation::Evaluator*> m_evaluators;
    std::optional<ProgressMeter> m_meter;
    CurveView m_view;
    QElapsedTimer m_shown;
};

} // namespace

ablation::Conditions conditionsOf(const EvaluationSets& sets) {
    ablation::Conditions conditions = sets.front()->conditions;
    for (std::size_t set = 1; set < sets.size(); ++set) {
        conditions.sets.push_back(sets[set]->conditions.sets.front());
    }
    return conditions;
}

double importanceOf(const EvaluationSet& set, const ablation::Figures& without) {
    return without.loss() - set.before.loss();
}

UnitImportances knownImportances(const std::shared_ptr<SharedProject>& project,
                                 const EvaluationSets& sets) {
    const ablation::Ledger ledger(readingAccess(project), sets.front()->conditions);
    std::vector<LayerShape> layers;
    project->with([&](const project::Project& open) { layers = open.layers(); });
    UnitImportances known;
    for (const LayerShape& layer : layers) {
        for (const auto& [unit, figures] : ledger.knownImportances(layer.path, 0)) {
            known[{layer.path, unit}] = importanceOf(*sets.front(), figures);
        }
    }
    return known;
}

UnitImportances keptImportances(const std::shared_ptr<SharedProject>& project,
                                const std::string& set, bool mean) {
    std::vector<ablation::StoredImportances> stored;
    project->with([&](project::Project& open) { stored = ablation::storedImportances(open); });
    const auto replacement = mean ? ablation::Replacement::Mean : ablation::Replacement::Zero;
    for (ablation::StoredImportances& each : stored) {
        if (each.replacement == replacement && (set.empty() || each.set.name == set)) {
            return std::move(each.rises);
        }
    }
    return {};
}

void measureImportances(const std::shared_ptr<SharedProject>& project, const EvaluationSets& sets,
                        const std::function<void(const UnitId&, double)>& sink,
                        const std::stop_token& stop, const Progress& progress) {
    project->lend([&](project::Project& writer, const std::function<void()>& pause) {
        ablation::Ledger ledger(lentAccess(writer, pause), sets.front()->conditions);
        // Kept beside them, so that another sitting knows the changes before it opens the network.
        ledger.baseline(sets.front()->evaluator(), 0, stop, progress);
        CurveRequest everything;
        everything.everything = true;
        ledger.importances(
            sets.front()->evaluator(), 0, unitsOf(writer, everything),
            [&](const ablation::Importance& importance) {
                sink(importance.unit, importanceOf(*sets.front(), importance.without));
            },
            stop, progress);
    });
}

std::vector<CurveView> keptCurves(const std::shared_ptr<SharedProject>& project) {
    std::vector<ablation::StoredCurve> stored;
    project->with([&](project::Project& open) { stored = ablation::storedCurves(open); });
    std::vector<CurveView> views;
    for (const ablation::StoredCurve& curve : stored) {
        const QString name = QString::fromStdString(curve.plan.name);
        const bool known = std::any_of(views.begin(), views.end(), [&](const CurveView& each) {
            return each.name == name;
        });
        if (known || !isMain(curve.plan)) {
            continue; // controls whose curve is gone are of no use to anybody
        }
        CurveView& view = views.emplace_back();
        view.name = name;
        view.id = curve.id;
        view.complete = true;
        view.order = orderText(curve.plan.origin);
        view.date =
            QLocale().toString(QDateTime::fromSecsSinceEpoch(curve.created), QLocale::ShortFormat);
        const auto all = static_cast<std::int64_t>(curve.plan.order.size());
        view.most = curve.plan.options.most > 0 ? std::min(curve.plan.options.most, all) : all;
        for (const auto& set : curve.conditions.sets) {
            view.sets.push_back(QString::fromStdString(set.name));
        }
        view.curve = curve.curve;
        view.curve.order = curve.plan.order;
        // Curves of one name go together; only those that were measured alike are drawn together.
        for (const ablation::StoredCurve& other : stored) {
            if (other.plan.name != curve.plan.name) {
                continue;
            }
            view.members.push_back(other.id);
            if (!ablation::isMeasuredAlike(curve, other)) {
                continue;
            }
            view.complete = view.complete && other.complete;
            if (other.plan.origin == kAllUnits && !view.all) {
                view.all = other.curve;
                view.all->order = other.plan.order;
            }
        }
        for (const ablation::StoredCurve* control : ablation::controlsOf(curve, stored)) {
            view.controls.push_back(control->curve);
        }
        view.trials = static_cast<int>(view.controls.size());
        view.detail = detailOf(view, curve.plan.options.step, curve.conditions.replacement);
    }
    return views;
}

CurveView measureCurveOf(const std::shared_ptr<SharedProject>& project, const EvaluationSets& sets,
                         const CurveRequest& request, const std::set<UnitId>& removed,
                         const std::function<void(const CurveView&)>& sink,
                         const std::stop_token& stop, const Progress& progress) {
    CurveView view;
    project->lend([&](project::Project& writer, const std::function<void()>& pause) {
        view = CurveWork(writer, lentAccess(writer, pause), sets, request, removed, sink, stop,
                         progress)
                   .run();
    });
    return view;
}

} // namespace brera::gui
