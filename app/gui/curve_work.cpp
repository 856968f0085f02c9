// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/curve_work.h"

#include "base/error.h"
#include "gui/shared_project.h"
#include "project/project.h"
#include "project/search.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>
#include <atomic>
#include <limits>
#include <string_view>

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
constexpr std::string_view kRandom = "random";

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::gui::CurveWork)
};

bool isRandom(const std::string& origin) {
    return origin.compare(0, kRandom.size(), kRandom) == 0;
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

/// One curve with its controls, being measured.
class CurveWork {
public:
    CurveWork(const std::shared_ptr<SharedProject>& project, const EvaluationSets& sets,
              const CurveRequest& request, const std::set<UnitId>& removed,
              const std::function<void(const CurveView&)>& sink, std::stop_token stop,
              const Progress& progress)
        : m_project(project), m_request(request), m_removed(removed), m_sink(sink),
          m_stop(std::move(stop)), m_progress(progress),
          m_ledger(accessTo(project), conditionsOf(sets)) {
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
        const std::vector<UnitId> order = ordered(units);
        std::vector<UnitId> all;
        if (m_request.sortAll) {
            CurveRequest everything;
            everything.everything = true;
            all = ordered(resolve(everything));
        }
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
        const std::int64_t points = (m_view.most + m_request.step - 1) / m_request.step + 1;
        m_meter.emplace(m_progress, "measuring the curve",
                        points * (1 + m_request.trials + (m_request.sortAll ? 1 : 0)));
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
        std::vector<UnitId> units;
        m_project->with([&](project::Project& project) { units = unitsOf(project, request); });
        std::erase_if(units, [&](const UnitId& unit) { return m_removed.count(unit) > 0; });
        return units;
    }

    std::vector<UnitId> ordered(const std::vector<UnitId>& units) {
        if (m_request.order == CurveOrder::AsGiven) {
            return units;
        }
        return ablation::leastImportantFirst(
            m_ledger.importances(*m_evaluators.front(), 0, units, {}, m_stop, m_progress),
            m_request.order == CurveOrder::ByLoss);
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
        const std::vector<CurveView> kept = keptCurves(m_project);
        QString name = wanted;
        for (int number = 2;; ++number) {
            const auto same = std::find_if(
                kept.begin(), kept.end(), [&](const CurveView& view) { return view.name == name; });
            if (same == kept.end() || same->curve.order == order) {
                return name;
            }
            name = Words::tr("%1 (%2)").arg(wanted).arg(number);
        }
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
            const std::string origin = std::string(kRandom) + ' ' + std::to_string(++trial) + '/' +
                                       std::to_string(m_request.trials);
            measure(m_view.controls.emplace_back(), origin, order);
        }
    }

    void show(bool now) {
        if (now || !m_shown.isValid() || m_shown.hasExpired(kShowMilliseconds)) {
            m_shown.start();
            m_sink(m_view);
        }
    }

    std::shared_ptr<SharedProject> m_project;
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

ablation::ProjectAccess accessTo(std::shared_ptr<SharedProject> project) {
    ablation::ProjectAccess access;
    access.read = [project](const ablation::ProjectAccess::Use& use) {
        project->with([&](project::Project& open) { use(open); });
    };
    if (project->readOnlyReason().empty()) {
        access.write = [project](ablation::ProjectAccess::Use write) {
            static std::atomic<std::uint64_t> number{0}; // no two writes replace one another
            project->post("measurement " + std::to_string(++number), std::move(write));
            if (const auto problems = project->writeQueued(); !problems.empty()) {
                throw ProjectError(problems.front());
            }
        };
    }
    return access;
}

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
    const ablation::Ledger ledger(accessTo(project), sets.front()->conditions);
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

void measureImportances(const std::shared_ptr<SharedProject>& project, const EvaluationSets& sets,
                        const std::function<void(const UnitId&, double)>& sink,
                        const std::stop_token& stop, const Progress& progress) {
    ablation::Ledger ledger(accessTo(project), sets.front()->conditions);
    std::vector<UnitId> units;
    CurveRequest everything;
    everything.everything = true;
    project->with([&](project::Project& open) { units = unitsOf(open, everything); });
    ledger.importances(
        sets.front()->evaluator(), 0, units,
        [&](const ablation::Importance& importance) {
            sink(importance.unit, importanceOf(*sets.front(), importance.without));
        },
        stop, progress);
}

std::vector<CurveView> keptCurves(const std::shared_ptr<SharedProject>& project) {
    std::vector<ablation::StoredCurve> stored;
    project->with([&](project::Project& open) { stored = ablation::storedCurves(open); });
    std::vector<CurveView> views;
    std::map<QString, const ablation::StoredCurve*> chosen;
    for (ablation::StoredCurve& curve : stored) {
        const QString name = QString::fromStdString(curve.plan.name);
        auto view = std::find_if(views.begin(), views.end(),
                                 [&](const CurveView& each) { return each.name == name; });
        if (view == views.end()) {
            view = views.insert(views.end(), CurveView{});
            view->name = name;
            view->complete = true;
        }
        view->members.push_back(curve.id);
        view->complete = view->complete && curve.complete;
        if (isRandom(curve.plan.origin)) {
            view->controls.push_back(std::move(curve.curve));
            ++view->trials;
        } else if (curve.plan.origin == kAllUnits) {
            view->all = std::move(curve.curve);
            view->all->order = curve.plan.order;
        } else if (chosen.count(name) == 0) {
            chosen[name] = &curve;
        }
    }
    // Controls whose curve is gone are of no use to anybody.
    std::erase_if(views, [&](const CurveView& view) { return chosen.count(view.name) == 0; });
    for (CurveView& view : views) {
        const ablation::StoredCurve& curve = *chosen[view.name];
        view.id = curve.id;
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
        view.detail = detailOf(view, curve.plan.options.step, curve.conditions.replacement);
    }
    return views;
}

CurveView measureCurveOf(const std::shared_ptr<SharedProject>& project, const EvaluationSets& sets,
                         const CurveRequest& request, const std::set<UnitId>& removed,
                         const std::function<void(const CurveView&)>& sink,
                         const std::stop_token& stop, const Progress& progress) {
    return CurveWork(project, sets, request, removed, sink, stop, progress).run();
}

} // namespace brera::gui
