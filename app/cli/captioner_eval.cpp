// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "captioner.h"

#include "console.h"

#include "base/error.h"
#include "milan/annotated_data.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {

struct Arguments {
    std::filesystem::path captioner;
    std::vector<std::filesystem::path> sources;
    std::string device = "auto";
    bool heldOut = false;
    milan::EvaluationOptions options;
};

/// The units that the captioner's own training on these sources did not learn from.
milan::AnnotatedUnits heldOutOf(const milan::Captioner& captioner,
                                const milan::AnnotatedUnits& data) {
    const auto training = nlohmann::json::parse(captioner.record().training, nullptr, false);
    milan::TrainingOptions options;
    std::size_t units = 0;
    try {
        options.seed = training.at("options").at("seed").get<std::uint64_t>();
        options.heldOut = training.at("options").at("held_out").get<double>();
        units = training.at("units").get<std::size_t>();
    } catch (const nlohmann::json::exception&) {
        throw DataError("the captioner's record does not say which units it was trained on; "
                        "leave --held-out away");
    }
    if (units != data.annotations.size()) {
        throw DataError("the captioner was trained on " + std::to_string(units) +
                        " units and these sources have " + std::to_string(data.annotations.size()) +
                        ": name the sources of its training, in their order");
    }
    const auto held = milan::heldOutUnits(data, options);
    if (held.empty()) {
        throw DataError("the captioner's training held no units out");
    }
    return milan::subset(data, held);
}

void evaluate(const Arguments& arguments, Console& console) {
    arguments.options.search.check();
    const auto captioner = milan::Captioner::load(arguments.captioner, arguments.device);
    auto data =
        milan::readAnnotated(captioner, arguments.sources, console.stopToken(), console.progress());
    if (arguments.heldOut) {
        data = heldOutOf(captioner, data);
    }
    const auto metrics = milan::evaluate(captioner, data, arguments.options, console.stopToken(),
                                         console.progress());
    if (captioner.record().generated) {
        console.remark("this captioner learned from generated annotations");
    }
    console.line(std::to_string(data.annotations.size()) + " units" +
                 (arguments.heldOut ? ", held out in training" : ""));
    printMetrics(console, metrics);
    console.object({{"captioner", arguments.captioner.string()},
                    {"units", data.annotations.size()},
                    {"held_out", arguments.heldOut},
                    {"generated", captioner.record().generated},
                    {"mode", name(arguments.options.search.mode)},
                    {"metrics", metricsJson(metrics)}});
}

} // namespace

void addCaptionerEval(CLI::App& captioner, Console& console) {
    auto* command = captioner.add_subcommand(
        "eval", "Compare descriptions with what people said, and with shuffled ones");
    const auto arguments = std::make_shared<Arguments>();
    auto& options = arguments->options;
    options.search.attention = false;
    command->add_option("CAPTIONER", arguments->captioner, "The .captioner file")->required();
    command
        ->add_option("SOURCE", arguments->sources,
                     "Folders in the MILANNOTATIONS layout, or projects with human descriptions")
        ->required();
    command->add_flag("--held-out", arguments->heldOut,
                      "Only the units that its training held out (of the same sources)");
    command->add_option("--vectors", options.wordVectors,
                        "Word vectors (GloVe or word2vec text) for the embedding score");
    command->add_option("--sentence-model", options.sentenceModel,
                        "TorchScript from tokens to embeddings, for BERTScore");
    command->add_option("--device", arguments->device, "auto, cpu, cuda, cuda:1")
        ->capture_default_str();
    command->add_option("--seed", options.seed, "Of the shuffled baseline")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    addSearchOptions(*command, options.search);
    command->callback([arguments, &console] { evaluate(*arguments, console); });
}

} // namespace brera::cli
