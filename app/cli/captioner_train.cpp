// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "captioner.h"

#include "console.h"
#include "training_curve.h"

#include "base/error.h"
#include "image/picture_io.h"
#include "milan/annotated_data.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

namespace brera::cli {

namespace {

using nlohmann::json;

/// The method's own search costs up to a quarter of a second a unit.
constexpr std::size_t kUnitsJudged = 200;

struct Arguments {
    std::vector<std::filesystem::path> sources;
    std::filesystem::path out;
    std::string encoder = "resnet18";
    std::string device = "auto";
    std::vector<float> mean{0.485F, 0.456F, 0.406F};
    std::vector<float> deviation{0.229F, 0.224F, 0.225F};
    milan::CaptionerRecord record;
    milan::TrainingOptions options;
};

milan::Captioner makeUntrained(const Arguments& arguments, Console& console,
                               const std::vector<std::string>& texts) {
    auto record = arguments.record;
    if (record.name.empty()) {
        record.name = arguments.out.stem().string();
    }
    std::copy(arguments.mean.begin(), arguments.mean.end(), record.normalization.mean);
    std::copy(arguments.deviation.begin(), arguments.deviation.end(),
              record.normalization.deviation);
    record.inputWidth = record.inputHeight;
    auto vocabulary = language::Vocabulary::fromTexts(texts);
    const auto seed = arguments.options.seed;
    if (std::filesystem::exists(arguments.encoder)) {
        return milan::Captioner::untrained(std::move(record), std::move(vocabulary),
                                           arguments.encoder, seed, arguments.device);
    }
    console.remark("the encoder " + arguments.encoder +
                   " gets random weights; --encoder takes a file of trained ones");
    record.encoder = arguments.encoder;
    if (record.layers.empty()) {
        record.layers =
            arguments.encoder == "alexnet"
                ? std::vector<std::string>{"features.1", "features.4", "features.7", "features.9",
                                           "features.11"}
                : std::vector<std::string>{"conv1", "layer1", "layer2", "layer3", "layer4"};
    }
    return milan::Captioner::random(std::move(record), std::move(vocabulary), seed,
                                    arguments.device);
}

json describe(const Arguments& arguments, const milan::AnnotatedUnits& data,
              const milan::TrainingOutcome& outcome,
              const std::vector<milan::MetricValue>& metrics) {
    const auto& options = arguments.options;
    json sources = json::array();
    for (const auto& source : arguments.sources) {
        const std::filesystem::path one[] = {source};
        const auto whole = std::filesystem::weakly_canonical(source);
        sources.push_back({{"name", whole.filename().string()},
                           {"annotations", milan::annotationTexts(one).size()}});
    }
    json epochs = json::array();
    for (const auto& epoch : outcome.epochs) {
        epochs.push_back({{"part", epoch.part},
                          {"epoch", epoch.epoch},
                          {"loss", epoch.loss},
                          {"held_out_loss", epoch.heldOutLoss},
                          {"bleu", epoch.bleu},
                          {"best", epoch.best}});
    }
    return {{"sources", sources},
            {"units", data.annotations.size()},
            {"held_out_units", outcome.heldOut.size()},
            {"options",
             {{"seed", options.seed},
              {"held_out", options.heldOut},
              {"rate", options.rate},
              {"batch", options.batch},
              {"epochs", options.epochs},
              {"patience", options.patience},
              {"attention_weight", options.attentionWeight},
              {"lm_batch", options.lmBatch},
              {"lm_epochs", options.lmEpochs},
              {"lm_patience", options.lmPatience},
              {"gradient_clip", options.gradientClip}}},
            {"epochs", epochs},
            {"metrics", metricsJson(metrics)}};
}

std::filesystem::path beside(const std::filesystem::path& out, const char* suffix) {
    auto path = out;
    path += suffix;
    return path;
}

/// On held-out units, by the method's own search.
std::vector<milan::MetricValue> judge(const milan::Captioner& captioner,
                                      const milan::AnnotatedUnits& data,
                                      const milan::TrainingOutcome& outcome,
                                      const milan::TrainingOptions& options, Console& console) {
    if (outcome.heldOut.empty()) {
        return {};
    }
    const auto count = std::min(outcome.heldOut.size(), kUnitsJudged);
    milan::EvaluationOptions evaluation;
    evaluation.seed = options.seed;
    evaluation.search.attention = false;
    return milan::evaluate(captioner, milan::subset(data, std::span(outcome.heldOut).first(count)),
                           evaluation, console.stopToken(), console.progress());
}

void train(const Arguments& arguments, Console& console) {
    arguments.options.check();
    if (arguments.out.has_parent_path() &&
        !std::filesystem::is_directory(arguments.out.parent_path())) {
        throw DataError("there is no folder " + arguments.out.parent_path().string() +
                        " to write the captioner to");
    }
    const auto texts = milan::annotationTexts(arguments.sources);
    if (texts.empty()) {
        throw DataError("the sources hold no annotations to learn from");
    }
    auto captioner = makeUntrained(arguments, console, texts);
    const auto data =
        milan::readAnnotated(captioner, arguments.sources, console.stopToken(), console.progress());
    const auto outcome = milan::trainCaptioner(
        captioner, data, arguments.options, beside(arguments.out, ".training"), console.stopToken(),
        console.progress(), [&](const milan::TrainingEpoch& epoch) {
            char row[160];
            std::snprintf(row, sizeof row, "%s, epoch %d: loss %.4f, held out %.4f%s%s",
                          epoch.part.c_str(), epoch.epoch, epoch.loss, epoch.heldOutLoss,
                          epoch.part == "decoder"
                              ? (", BLEU " + std::to_string(epoch.bleu).substr(0, 5)).c_str()
                              : "",
                          epoch.best ? " *" : "");
            console.remark(row);
        });
    auto record = captioner.record();
    record.training = describe(arguments, data, outcome, {}).dump();
    captioner.setRecord(record);
    captioner.save(arguments.out); // judging may be stopped; what was learned is safe
    writeTrainingCurve(beside(arguments.out, ".curve.csv"), outcome.epochs);
    image::writePng(beside(arguments.out, ".curve.png"), drawTrainingCurve(outcome.epochs));

    const auto metrics = judge(captioner, data, outcome, arguments.options, console);
    auto training = describe(arguments, data, outcome, metrics);
    record.training = training.dump();
    captioner.setRecord(record);
    captioner.save(arguments.out);
    console.line(arguments.out.string() + ": learned from " +
                 std::to_string(data.annotations.size() - outcome.heldOut.size()) + " units, " +
                 std::to_string(outcome.heldOut.size()) + " held out; " +
                 std::to_string(captioner.vocabulary().size()) + " words");
    if (!metrics.empty()) {
        printMetrics(console, metrics);
    }
    console.object({{"captioner", arguments.out.string()},
                    {"curve", beside(arguments.out, ".curve.csv").string()},
                    {"picture", beside(arguments.out, ".curve.png").string()},
                    {"words", captioner.vocabulary().size()},
                    {"training", std::move(training)}});
}

} // namespace

void addCaptionerTrain(CLI::App& captioner, Console& console) {
    auto* command = captioner.add_subcommand(
        "train", "Learn to describe from annotated units; run again after a stop, it goes on");
    const auto arguments = std::make_shared<Arguments>();
    auto& options = arguments->options;
    auto& record = arguments->record;
    auto& sizes = record.sizes;
    command
        ->add_option("SOURCE", arguments->sources,
                     "Folders in the MILANNOTATIONS layout, or projects with human descriptions")
        ->required();
    command->add_option("--out", arguments->out, "The .captioner file to write")->required();
    command->add_option("--name", record.name, "The captioner's name, for people");
    command
        ->add_option("--encoder", arguments->encoder,
                     "A network file, a .captioner whose encoder to use, or an architecture's name "
                     "(random weights)")
        ->capture_default_str();
    command
        ->add_option("--layers", record.layers, "The encoder's layers to pool, separated by commas")
        ->delimiter(',');
    command
        ->add_option("--input", record.inputHeight,
                     "Side the encoder's pictures are brought to "
                     "(0: as they come)")
        ->check(CLI::Range(0, 8192));
    command->add_option("--mean", arguments->mean, "Mean of the encoder's channels: r,g,b")
        ->delimiter(',')
        ->expected(3);
    command->add_option("--std", arguments->deviation, "Their standard deviation: r,g,b")
        ->delimiter(',')
        ->expected(3);
    command->add_option("--device", arguments->device, "auto, cpu, cuda, cuda:1")
        ->capture_default_str();
    command->add_option("--hidden", sizes.hidden, "Hidden size of the decoder")
        ->capture_default_str();
    command->add_option("--embedding", sizes.embedding, "Word size of the decoder")
        ->capture_default_str();
    command->add_option("--lm-hidden", sizes.lmHidden, "Hidden size of the language model")
        ->capture_default_str();
    command->add_option("--lm-embedding", sizes.lmEmbedding, "Word size of the language model")
        ->capture_default_str();
    command->add_option("--epochs", options.epochs, "Passes over the data at most, decoder")
        ->capture_default_str();
    command->add_option("--lm-epochs", options.lmEpochs, "The same, language model")
        ->capture_default_str();
    command->add_option("--patience", options.patience, "Epochs without a better BLEU")
        ->capture_default_str();
    command->add_option("--lm-patience", options.lmPatience, "Epochs without a lower loss")
        ->capture_default_str();
    command->add_option("--batch", options.batch, "Samples a step, decoder")->capture_default_str();
    command->add_option("--lm-batch", options.lmBatch, "The same, language model")
        ->capture_default_str();
    command->add_option("--rate", options.rate, "Learning rate")->capture_default_str();
    command->add_option("--held-out", options.heldOut, "Share of the units not learned from")
        ->capture_default_str();
    command->add_option("--seed", options.seed, "Of everything random")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->callback([arguments, &console] { train(*arguments, console); });
}

} // namespace brera::cli
