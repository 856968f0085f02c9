// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_options.h"
#include "commands.h"
#include "console.h"
#include "wording.h"

#include "ablation/stored.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {

/// One set's figures: with nothing switched off, and without each unit.
struct SetImportance {
    std::string set;
    ablation::Figures whole;
    std::vector<ablation::Importance> units;
};

nlohmann::json toJson(const SetImportance& of) {
    auto rows = nlohmann::json::array();
    for (const auto& each : of.units) {
        rows.push_back({{"unit", each.unit.toString()},
                        {"accuracy_change", each.without.top1() - of.whole.top1()},
                        {"loss_change", each.without.loss() - of.whole.loss()}});
    }
    return {{"set", of.set}, {"baseline", cli::toJson(of.whole)}, {"units", std::move(rows)}};
}

void print(Console& console, const std::vector<SetImportance>& sets) {
    std::string head = "unit";
    for (const auto& set : sets) {
        const auto name = sets.size() > 1 ? printable(set.set) + ": " : std::string();
        head += '\t' + name + "accuracy change\t" + name + "loss change";
    }
    console.line(head);
    for (std::size_t i = 0; i < sets.front().units.size(); ++i) {
        std::string line = printable(sets.front().units[i].unit.toString());
        for (const auto& set : sets) {
            const auto& without = set.units[i].without;
            line += formatted("\t%+.4f\t%+.6f", without.top1() - set.whole.top1(),
                              without.loss() - set.whole.loss());
        }
        console.line(line);
    }
}

} // namespace

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
        std::vector<SetImportance> sets;
        const auto evaluators = ablation.evaluators();
        for (std::size_t set = 0; set < evaluators.size(); ++set) {
            auto& evaluator = *evaluators[set];
            sets.push_back(
                {ablation.setNames()[set],
                 ledger.baseline(evaluator, set, console.stopToken(), console.progress()),
                 ledger.importances(evaluator, set, units, {}, console.stopToken(),
                                    console.progress())});
        }
        remarkFound(console, ledger);
        print(console, sets);
        // The first set's own, and all of them.
        auto json = toJson(sets.front());
        json["sets"] = nlohmann::json::array();
        for (const auto& set : sets) {
            json["sets"].push_back(toJson(set));
        }
        json["measured"] = ledger.measured();
        json["found"] = ledger.found();
        console.object(json);
    });
}

} // namespace brera::cli
