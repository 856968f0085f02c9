// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_options.h"
#include "commands.h"
#include "console.h"

#include "ablation/stored.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace brera::cli {

void addImportance(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("importance", "What accuracy and loss become without each unit alone");
    const auto options = std::make_shared<AblationOptions>();
    options->addProject(*command);
    options->addUnits(*command);
    options->addSets(*command);
    command->callback([options, &console] {
        auto project = options->openToKeep(console);
        const auto units = options->units(project);
        ablation::ProjectAblation ablation(project, options->job());
        remarkUnmatched(console, ablation);
        ablation::Ledger ledger(ablation::directAccess(project),
                                ablation.conditions(console.stopToken(), console.progress()));
        auto& evaluator = *ablation.evaluators().front();
        const auto whole = ledger.baseline(evaluator, 0, console.stopToken(), console.progress());
        const auto importances =
            ledger.importances(evaluator, 0, units, {}, console.stopToken(), console.progress());
        remarkFound(console, ledger);
        auto rows = nlohmann::json::array();
        console.line("unit\taccuracy change\tloss change");
        for (const auto& each : importances) {
            const double accuracy = each.without.top1() - whole.top1();
            const double loss = each.without.loss() - whole.loss();
            char text[64];
            std::snprintf(text, sizeof text, "\t%+.4f\t%+.6f", accuracy, loss);
            console.line(each.unit.toString() + text);
            rows.push_back({{"unit", each.unit.toString()},
                            {"accuracy_change", accuracy},
                            {"loss_change", loss}});
        }
        console.object({{"set", ablation.setNames().front()},
                        {"baseline", toJson(whole)},
                        {"units", rows},
                        {"measured", ledger.measured()},
                        {"found", ledger.found()}});
    });
}

} // namespace brera::cli
