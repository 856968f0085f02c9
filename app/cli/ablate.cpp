// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_options.h"
#include "commands.h"
#include "console.h"
#include "wording.h"

#include "ablation/class_shifts.h"
#include "ablation/curve.h"
#include "network/edited.h"
#include "network/network.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace brera::cli {

namespace {

using ablation::Figures;

std::string listed(const std::vector<UnitId>& units) {
    std::string text;
    for (const auto& unit : units) {
        text += (text.empty() ? "" : ",") + unit.toString();
    }
    return text;
}

struct BeforeAndAfter {
    std::string set;
    Figures before;
    Figures after;
};

std::vector<BeforeAndAfter> measured(ablation::ProjectAblation& ablation,
                                     const std::vector<UnitId>& units, Console& console) {
    const auto all = ablation::firstOf(units, static_cast<std::int64_t>(units.size()));
    std::vector<BeforeAndAfter> result;
    const auto evaluators = ablation.evaluators();
    for (std::size_t i = 0; i < evaluators.size(); ++i) {
        const auto before = evaluators[i]->baseline(console.stopToken(), console.progress());
        result.push_back(
            {ablation.setNames()[i], before, evaluators[i]->measure(all, console.stopToken())});
    }
    return result;
}

nlohmann::json toJson(const std::vector<BeforeAndAfter>& sets) {
    auto json = nlohmann::json::object();
    for (const auto& set : sets) {
        json[set.set] = {{"before", cli::toJson(set.before)},
                         {"after", cli::toJson(set.after)},
                         {"change", set.after.top1() - set.before.top1()}};
    }
    return json;
}

void print(Console& console, const std::vector<BeforeAndAfter>& sets) {
    for (const auto& set : sets) {
        console.line(printable(set.set) +
                     formatted(": %s -> %s (%+.1f points), top 5 %s -> %s, loss %.4f -> %.4f, "
                               "%lld images",
                               percent(set.before.top1()).c_str(),
                               percent(set.after.top1()).c_str(),
                               (set.after.top1() - set.before.top1()) * 100,
                               percent(set.before.top5()).c_str(),
                               percent(set.after.top5()).c_str(), set.before.loss(),
                               set.after.loss(), static_cast<long long>(set.before.images)));
    }
}

/// The classes whose accuracy changed most, largest loss first.
nlohmann::json classChanges(const BeforeAndAfter& set, const std::vector<std::string>& names) {
    struct Change {
        std::size_t output;
        double change;
    };
    std::vector<Change> changes;
    for (std::size_t i = 0; i < set.before.classes.size(); ++i) {
        const auto& before = set.before.classes[i];
        if (before.images > 0) {
            changes.push_back(
                {i, static_cast<double>(set.after.classes[i].correct - before.correct) /
                        static_cast<double>(before.images)});
        }
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& a, const auto& b) { return a.change < b.change; });
    auto json = nlohmann::json::array();
    for (const auto& change : changes) {
        const auto& before = set.before.classes[change.output];
        json.push_back({{"output", change.output},
                        {"class", change.output < names.size() ? names[change.output] : ""},
                        {"images", before.images},
                        {"before", before.correct},
                        {"after", set.after.classes[change.output].correct}});
    }
    return json;
}

std::string className(int output, const std::vector<std::string>& names) {
    const auto place = static_cast<std::size_t>(output);
    return place < names.size() && !names[place].empty() ? names[place]
                                                         : "output " + std::to_string(output);
}

/// What the images of each class are taken for now, most images first.
nlohmann::json shiftsJson(const std::vector<ablation::ClassShift>& shifts,
                          const std::vector<std::string>& names) {
    auto json = nlohmann::json::array();
    for (const auto& shift : shifts) {
        json.push_back({{"class", className(shift.label, names)},
                        {"before", className(shift.before, names)},
                        {"after", className(shift.after, names)},
                        {"images", shift.images}});
    }
    return json;
}

void printShifts(Console& console, const std::vector<ablation::ClassShift>& shifts,
                 const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 5;
    for (std::size_t i = 0; i < std::min(kShown, shifts.size()); ++i) {
        const auto& shift = shifts[i];
        console.line("  " + std::to_string(shift.images) + " of " +
                     printable(className(shift.label, names)) + ": " +
                     printable(className(shift.before, names)) + " -> " +
                     printable(className(shift.after, names)));
    }
}

struct EditArguments {
    AblationOptions options;
    std::string out;
    std::string why;
};

} // namespace

void addAblate(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand(
        "ablate", "Accuracy with units switched off, beside the network as it is");
    const auto options = std::make_shared<AblationOptions>();
    options->addProject(*command);
    options->addUnits(*command);
    options->addSets(*command);
    command->callback([options, &console] {
        const auto project = options->open();
        const auto units = options->units(project);
        ablation::ProjectAblation ablation(project, options->job());
        remarkUnmatched(console, ablation);
        const auto sets = measured(ablation, units, console);
        console.line(counted(units.size(), "unit: ", "units: ") + listed(units));
        nlohmann::json classes;
        nlohmann::json predictions;
        const auto all = ablation::firstOf(units, static_cast<std::int64_t>(units.size()));
        for (std::size_t i = 0; i < sets.size(); ++i) {
            classes[sets[i].set] = classChanges(sets[i], ablation.classNames());
            const auto shifts =
                ablation::classShifts(*ablation.evaluators()[i], all, console.stopToken());
            predictions[sets[i].set] = shiftsJson(shifts, ablation.classNames());
            print(console, {sets[i]});
            printShifts(console, shifts, ablation.classNames());
        }
        console.object({{"units", listed(units)},
                        {"sets", toJson(sets)},
                        {"classes", classes},
                        {"predictions", predictions}});
    });
}

void addEdit(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("edit", "Save a TorchScript network with units removed for good");
    const auto arguments = std::make_shared<EditArguments>();
    arguments->options.addProject(*command);
    arguments->options.addUnits(*command);
    arguments->options.addSets(*command);
    command->add_option("--out", arguments->out, "The file to write, NAME.pt")->required();
    command->add_option("--why", arguments->why, "Kept in the file: why these units are removed");
    command->callback([arguments, &console] {
        const auto project = arguments->options.open();
        const auto units = arguments->options.units(project);
        ablation::ProjectAblation ablation(project, arguments->options.job());
        remarkUnmatched(console, ablation);
        const auto sets = measured(ablation, units, console);
        const auto inputs = project.inputs();
        const nlohmann::json why{{"reason", arguments->why},
                                 {"search", arguments->options.search()},
                                 {"units", listed(units)},
                                 {"network", inputs.networkPath.filename().string()},
                                 {"network_hash", inputs.networkHash},
                                 {"accuracy", toJson(sets)}};
        network::saveEdited(
            ablation.network(), ablation::firstOf(units, static_cast<std::int64_t>(units.size())),
            {3, inputs.inputHeight, inputs.inputWidth},
            why.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), arguments->out);
        print(console, sets);
        console.line(arguments->out + ": " + counted(units.size(), "unit", "units") + " removed");
        console.object(
            {{"file", arguments->out}, {"units", listed(units)}, {"sets", toJson(sets)}});
    });
}

} // namespace brera::cli
