// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "wording.h"

#include "ablation/project_ablation.h"
#include "image/picture_io.h"
#include "probing/distributions.h"
#include "probing/image_probe.h"
#include "probing/paste.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <map>
#include <memory>

namespace brera::cli {

namespace {

using probing::Reading;
using probing::UnitResponse;
using Descriptions = std::map<UnitId, std::string>;

struct ProbeArguments {
    std::string project;
    std::string image;
    std::string className;
    std::string ablate;
    std::size_t top = 10;
    bool mean = false;
    std::string paste;
    std::vector<double> region{0, 0, 1, 1};
    std::vector<double> place{0.5, 0.5};
    double scale = 1;
    probing::ProbeOptions options;
};

Descriptions descriptionsOf(const project::Project& project) {
    Descriptions descriptions;
    for (const auto& layer : project.layers()) {
        for (const auto& each : project.descriptions(layer.path)) {
            descriptions[{layer.path, each.unit}] = each.text;
        }
    }
    return descriptions;
}

std::string describe(const Descriptions& descriptions, const UnitId& unit) {
    const auto found = descriptions.find(unit);
    return found == descriptions.end() ? std::string() : found->second;
}

nlohmann::json predictionsJson(const probing::ImageProbe& probe, const std::vector<float>& logits,
                               std::size_t count) {
    auto list = nlohmann::json::array();
    for (const auto& each : probing::topPredictions(logits, count)) {
        list.push_back({{"output", each.output},
                        {"class", probe.className(each.output)},
                        {"logit", each.logit},
                        {"probability", each.probability}});
    }
    return list;
}

nlohmann::json unitsJson(const Reading& reading, const std::vector<std::size_t>& order,
                         const Descriptions& descriptions, std::size_t count) {
    auto list = nlohmann::json::array();
    for (std::size_t i = 0; i < std::min(order.size(), count); ++i) {
        const UnitResponse& unit = reading.units[order[i]];
        nlohmann::json json{{"unit", unit.unit.toString()},
                            {"activation", unit.activation},
                            {"contribution", unit.contribution},
                            {"description", describe(descriptions, unit.unit)}};
        if (unit.percentile >= 0) {
            json["percentile"] = unit.percentile;
            json["deviations"] = unit.deviations;
        }
        list.push_back(std::move(json));
    }
    return list;
}

void printPredictions(Console& console, const probing::ImageProbe& probe,
                      const std::vector<float>& logits, std::size_t count) {
    for (const auto& each : probing::topPredictions(logits, count)) {
        char line[64];
        std::snprintf(line, sizeof line, "  %6.2f%%  ", each.probability * 100);
        console.line(line + printable(probe.className(each.output)));
    }
}

void printUnits(Console& console, const Reading& reading, const std::vector<std::size_t>& order,
                const Descriptions& descriptions, std::size_t count) {
    for (std::size_t i = 0; i < std::min(order.size(), count); ++i) {
        const UnitResponse& unit = reading.units[order[i]];
        char figures[96];
        if (unit.percentile >= 0) {
            std::snprintf(figures, sizeof figures, "above %5.1f%% of images  gave %+8.3f  ",
                          unit.percentile * 100, unit.contribution);
        } else {
            std::snprintf(figures, sizeof figures, "activation %8.3f  gave %+8.3f  ",
                          static_cast<double>(unit.activation), unit.contribution);
        }
        console.line("  " + std::string(figures) + printable(unit.unit.toString()) + "  " +
                     printable(describe(descriptions, unit.unit)));
    }
}

void probeImage(const ProbeArguments& arguments, Console& console) {
    const auto project = project::Project::open(arguments.project, project::OpenMode::ReadOnly);
    const auto without = ablation::parseUnits(project, arguments.ablate);
    const auto picture = image::decode(arguments.image);
    auto options = arguments.options;
    options.means = arguments.mean && !without.empty();
    const probing::ImageProbe probe(project, options);
    std::optional<int> target;
    if (!arguments.className.empty()) {
        target = probe.outputOf(arguments.className);
    }
    const probing::Distributions distributions(project, console.stopToken(), console.progress());
    const auto reading = probe.read(picture, target, &distributions);
    const auto descriptions = descriptionsOf(project);
    const auto firing = probing::byPercentile(reading.units);
    const auto carrying = probing::byContribution(reading.units);
    const auto top = arguments.top;

    console.line(arguments.image + " is");
    printPredictions(console, probe, reading.logits, std::min<std::size_t>(top, 5));
    nlohmann::json json{
        {"image", arguments.image},
        {"predictions", predictionsJson(probe, reading.logits, top)},
        {"target", {{"output", reading.target}, {"class", probe.className(reading.target)}}},
        {"fires_most", unitsJson(reading, firing, descriptions, top)},
        {"carried", unitsJson(reading, carrying, descriptions, top)}};
    console.line("Units that fire most, against their own maxima over the project's images:");
    printUnits(console, reading, firing, descriptions, top);
    console.line("Units that carried \"" + printable(probe.className(reading.target)) +
                 "\" (activation x gradient):");
    printUnits(console, reading, carrying, descriptions, top);
    const auto instead = options.means ? probing::Instead::Mean : probing::Instead::Zero;
    if (!without.empty()) {
        const auto logits = probe.logits(picture, without, instead);
        console.line("Without " + counted(without.size(), "unit", "units") + " it is");
        printPredictions(console, probe, logits, std::min<std::size_t>(top, 5));
        json["ablated"] = {{"units", nlohmann::json::array()},
                           {"predictions", predictionsJson(probe, logits, top)},
                           {"target_probability", probing::probabilities(logits).at(
                                                      static_cast<std::size_t>(reading.target))}};
        for (const auto& unit : without) {
            json["ablated"]["units"].push_back(unit.toString());
        }
    }
    if (!arguments.paste.empty()) {
        const probing::Placement placement{
            {arguments.region[0], arguments.region[1], arguments.region[2], arguments.region[3]},
            arguments.place[0],
            arguments.place[1],
            arguments.scale};
        const auto pasted = probing::paste(picture, image::decode(arguments.paste), placement,
                                           probe.preprocessing());
        const auto logits = probe.logits(pasted, without, instead);
        console.line("With a piece of " + arguments.paste + " on it, it is");
        printPredictions(console, probe, logits, std::min<std::size_t>(top, 5));
        json["pasted"] = {{"source", arguments.paste},
                          {"predictions", predictionsJson(probe, logits, top)}};
    }
    console.object(json);
}

} // namespace

void addProbe(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand(
        "probe", "What the network sees in one image, and which units carried it");
    const auto arguments = std::make_shared<ProbeArguments>();
    command->add_option("PROJECT", arguments->project, "The .brera file")->required();
    command->add_option("IMAGE", arguments->image, "JPEG, PNG, WebP, BMP, TIFF or PNM")->required();
    command->add_option("--class", arguments->className,
                        "Name or number of the class whose carriers are looked for (default: the "
                        "likeliest)");
    command->add_option("--ablate", arguments->ablate,
                        "Predict without these units and layers too: layer4/3,layer2");
    command->add_flag("--mean", arguments->mean, "Hold ablated units at their mean, not at zero");
    command->add_option("--paste", arguments->paste,
                        "Predict with a region of this image pasted onto it, too");
    command
        ->add_option("--region", arguments->region,
                     "What is cut out: left,top,width,height as shares of what the network sees")
        ->delimiter(',')
        ->expected(4)
        ->capture_default_str();
    command->add_option("--at", arguments->place, "Where its middle lies: x,y as shares")
        ->delimiter(',')
        ->expected(2)
        ->capture_default_str();
    command->add_option("--scale", arguments->scale, "Its size against the original's")
        ->capture_default_str();
    command->add_option("--top", arguments->top, "Lines of each list")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_option("--device", arguments->options.device, "auto, cpu, cuda or cuda:N")
        ->capture_default_str();
    command->add_flag("--trust", arguments->options.trusted, "Skip the gate for this network file");
    command->callback([arguments, &console] { probeImage(*arguments, console); });
}

} // namespace brera::cli
