// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/edited_network.h"

#include "ablation/curve.h"
#include "base/priority.h"
#include "network/edited.h"
#include "project/project.h"
#include "widgets/models/ablation_view.h"

#include <QCoreApplication>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace brera::gui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::gui::EditedNetwork)
};

nlohmann::json toJson(const ablation::Figures& figures) {
    return {{"images", figures.images},
            {"top1", figures.top1()},
            {"top5", figures.top5()},
            {"loss", figures.loss()}};
}

} // namespace

QString writeEditedNetwork(const std::filesystem::path& project,
                           const std::vector<std::shared_ptr<const EvaluationSet>>& sets,
                           const std::vector<UnitId>& units, const QString& path,
                           std::stop_token stop) {
    const Interactive request;
    const auto inputs = project::Project::open(project, project::OpenMode::ReadOnly).inputs();
    const auto off = ablation::firstOf(units, static_cast<std::int64_t>(units.size()));
    auto accuracy = nlohmann::json::object();
    QStringList changes;
    for (const auto& set : sets) {
        const ablation::Figures after = set->evaluator().measure(off, stop);
        const double change = after.top1() - set->before.top1();
        accuracy[set->name] = {
            {"before", toJson(set->before)}, {"after", toJson(after)}, {"change", change}};
        changes.append(Words::tr("%1 %2 → %3")
                           .arg(QString::fromStdString(set->name),
                                widgets::accuracyText(set->before.top1()),
                                widgets::accuracyText(after.top1())));
    }
    std::string listed;
    for (const UnitId& unit : units) {
        listed += (listed.empty() ? "" : ",") + unit.toString();
    }
    const nlohmann::json why{{"units", listed},
                             {"network", inputs.networkPath.filename().string()},
                             {"network_hash", inputs.networkHash},
                             {"accuracy", accuracy}};
    network::saveEdited(sets.front()->ablation->network(), off,
                        {3, inputs.inputHeight, inputs.inputWidth}, why.dump(), path.toStdString());
    return Words::tr("%1 removed; %2")
        .arg(widgets::unitsText(static_cast<qint64>(units.size())),
             changes.join(QStringLiteral(", ")));
}

} // namespace brera::gui
