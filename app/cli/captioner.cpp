// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "captioner.h"

#include "commands.h"
#include "console.h"

#include "milan/captioner.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace brera::cli {

namespace {

nlohmann::json describeCaptioner(const std::filesystem::path& path,
                                 const milan::Captioner& captioner) {
    const auto& record = captioner.record();
    auto training = nlohmann::json::parse(record.training, nullptr, false);
    if (training.is_discarded()) {
        training = nlohmann::json::object();
    }
    return {{"captioner", path.string()},
            {"name", record.name},
            {"encoder", record.encoder},
            {"layers", record.layers},
            {"input", {record.inputHeight, record.inputWidth}},
            {"words", captioner.vocabulary().size()},
            {"generated", record.generated},
            {"lm_counts_past_stop", record.lmCountsPastStop},
            {"sizes",
             {{"features", record.sizes.features},
              {"embedding", record.sizes.embedding},
              {"hidden", record.sizes.hidden},
              {"attention", record.sizes.attention},
              {"lm_embedding", record.sizes.lmEmbedding},
              {"lm_hidden", record.sizes.lmHidden},
              {"lm_layers", record.sizes.lmLayers}}},
            {"training", std::move(training)}};
}

/// The outline of what a training left in the record; whatever else a record holds stays in --json.
void printTraining(Console& console, const nlohmann::json& training) {
    if (!training.is_object()) {
        return;
    }
    const auto number = [&](const char* key) {
        const auto found = training.find(key);
        return found != training.end() && found->is_number() ? std::to_string(found->get<long>())
                                                             : std::string("?");
    };
    if (training.contains("units")) {
        console.line("  learned  from " + number("units") + " units, " + number("held_out_units") +
                     " of them held out");
    }
    const auto metrics = training.find("metrics");
    if (metrics != training.end() && metrics->is_object()) {
        for (const auto& [name, metric] : metrics->items()) {
            if (metric.is_object()) {
                char row[96];
                std::snprintf(row, sizeof row, "  %-8s %.3f, shuffled %.3f", name.c_str(),
                              metric.value("value", 0.0), metric.value("shuffled", 0.0));
                console.line(row);
            }
        }
    }
}

void print(Console& console, const std::filesystem::path& path, const milan::Captioner& captioner) {
    const auto& record = captioner.record();
    std::string layers;
    for (const auto& layer : record.layers) {
        layers += (layers.empty() ? "" : ", ") + layer;
    }
    console.line(path.string() + ": " + (record.name.empty() ? "captioner" : record.name) +
                 (record.generated ? " (learned from generated annotations)" : ""));
    console.line("  encoder  " + record.encoder + ", " + layers);
    console.line("  words    " + std::to_string(captioner.vocabulary().size()));
    console.line("  hidden   " + std::to_string(record.sizes.hidden) + ", features " +
                 std::to_string(record.sizes.features) + ", language model " +
                 std::to_string(record.sizes.lmHidden));
    const auto json = describeCaptioner(path, captioner);
    printTraining(console, json.at("training"));
    console.object(json);
}

void addCaptionerInfo(CLI::App& captioner, Console& console) {
    auto* command = captioner.add_subcommand("info", "Say what a captioner is and how it was made");
    const auto file = std::make_shared<std::filesystem::path>();
    command->add_option("CAPTIONER", *file, "The .captioner file")->required();
    command->callback(
        [file, &console] { print(console, *file, milan::Captioner::load(*file, "cpu")); });
}

void addCaptionerImport(CLI::App& captioner, Console& console) {
    struct Arguments {
        std::filesystem::path checkpoint, out, encoder;
    };
    auto* command = captioner.add_subcommand(
        "import", "Make a captioner of a checkpoint of the MILAN authors (milan-*.pth)");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("CHECKPOINT", arguments->checkpoint, "The .pth file")->required();
    command->add_option("--out", arguments->out, "The .captioner file to write")->required();
    command->add_option("--encoder", arguments->encoder,
                        "The encoder's own file, for a decoder that was saved without it");
    command->callback([arguments, &console] {
        const auto made = milan::importCaptioner(arguments->checkpoint, arguments->encoder, "cpu");
        made.save(arguments->out);
        print(console, arguments->out, made);
    });
}

} // namespace

void addCaptioner(CLI::App& app, Console& console) {
    auto* captioner =
        app.add_subcommand("captioner", "Train, judge, import and look at captioners");
    captioner->require_subcommand(1);
    captioner->fallthrough();
    addCaptionerTrain(*captioner, console);
    addCaptionerEval(*captioner, console);
    addCaptionerImport(*captioner, console);
    addCaptionerInfo(*captioner, console);
}

void addSearchOptions(CLI::App& command, milan::SearchOptions& options) {
    command.add_option("--beam", options.beam, "Width of the beam")->capture_default_str();
    command.add_option("--lambda", options.lambda, "Weight of log p(d) in re-ranking")
        ->capture_default_str();
    command
        .add_option_function<std::string>(
            "--mode",
            [&options](const std::string& mode) { options.mode = describeModeFromName(mode); },
            "How the description is chosen")
        ->check(CLI::IsMember({"greedy", "beam", "rerank", "pmi"}))
        ->default_str(name(options.mode));
}

void printMetrics(Console& console, const std::vector<milan::MetricValue>& metrics) {
    console.line("metric        value  shuffled");
    for (const auto& metric : metrics) {
        char row[96];
        std::snprintf(row, sizeof row, "%-12s  %.3f  %.3f", metric.name.c_str(), metric.value,
                      metric.shuffled);
        console.line(row);
    }
}

nlohmann::json metricsJson(const std::vector<milan::MetricValue>& metrics) {
    auto json = nlohmann::json::object();
    for (const auto& metric : metrics) {
        json[metric.name] = {{"value", metric.value}, {"shuffled", metric.shuffled}};
    }
    return json;
}

} // namespace brera::cli
