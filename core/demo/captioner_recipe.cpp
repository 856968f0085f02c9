// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/captioner_recipe.h"

#include <torch/torch.h>

#include "base/error.h"
#include "demo/concept_masks.h"
#include "demo/lesson.h"
#include "demo/training.h"
#include "milan/captioner_impl.h"
#include "network/network.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <system_error>
#include <utility>

namespace brera::demo {

namespace {

/// Units without any concept teach little: so many of them are learned from.
constexpr double kGeneralShare = .35;
/// Scenes that no network has seen in its training.
constexpr std::int64_t kFirstFresh = 100000;

/// One run of the recipe.
class Kitchen {
public:
    Kitchen(const Renderer& renderer, const CaptionerRecipe& recipe, std::stop_token stop,
            const Progress& progress, const StepSink& onStep)
        : m_renderer(renderer), m_recipe(recipe), m_stop(std::move(stop)), m_progress(progress),
          m_onStep(onStep) {}

    /// Trains the encoder and the plain networks where they are not there yet.
    void trainNetworks() const {
        train(encoderFile(), Edition::RandomText, m_recipe.encoderSeed, m_recipe.encoderEpochs);
        for (std::size_t i = 0; i < m_recipe.networkSeeds.size(); ++i) {
            train(networkFile(i), Edition::Plain, m_recipe.networkSeeds[i],
                  m_recipe.networkEpochs[i]);
        }
    }

    /// A captioner of random weights around the trained encoder.
    milan::Captioner captioner(const language::Vocabulary& vocabulary) const {
        milan::CaptionerRecord record;
        record.name = kCaptionerName;
        record.encoder = "demo-resnet18";
        record.layers = demoLayers();
        record.normalization = kDemoNormalization;
        record.inputHeight = kPictureSize;
        record.inputWidth = kPictureSize;
        record.sizes.hidden = m_recipe.hidden;
        record.sizes.lmHidden = m_recipe.lmHidden;
        record.generated = true;
        record.training = "{}";
        auto result = milan::Captioner::random(record, vocabulary, m_recipe.seed);
        result.impl().encoder = network::Network::open(encoderFile());
        return result;
    }

    Lesson lesson() const {
        if (!Lesson::isIn(m_recipe.work)) {
            const milan::PyramidEncoder encoder(captioner(language::Vocabulary::fromTexts({})));
            Lesson lesson(encoder.features());
            Random random{m_recipe.seed, 1};
            addDrawn(lesson, encoder, random);
            for (const Edition edition : {Edition::Plain, Edition::RandomText}) {
                addNetworks(lesson, encoder, edition, random);
            }
            lesson.save(m_recipe.work);
        }
        return Lesson::load(m_recipe.work);
    }

    std::filesystem::path checkpoint() const { return m_recipe.work / "training.checkpoint"; }

private:
    std::filesystem::path encoderFile() const { return m_recipe.work / "encoder.pth"; }
    std::filesystem::path networkFile(std::size_t i) const {
        return m_recipe.work / fmt::format("plain-{}.pth", m_recipe.networkSeeds[i]);
    }

    void step(const std::string& what) const {
        if (m_onStep) {
            m_onStep(what);
        }
    }

    void train(const std::filesystem::path& file, Edition edition, std::uint64_t seed,
               int epochs) const {
        if (std::filesystem::exists(file)) {
            return;
        }
        step(fmt::format("training {} on the edition {}", file.filename().string(),
                         plan(edition).name));
        TrainingOptions options;
        options.edition = edition;
        options.seed = seed;
        options.epochs = epochs;
        options.trainingImages = m_recipe.trainingImages;
        options.snapshots = true;
        demo::train(m_renderer, options, file, m_stop, m_progress, {});
    }

    /// Evenly spread over the epochs, the last one included.
    std::vector<std::filesystem::path> snapshots(const std::filesystem::path& network, int epochs,
                                                 int count) const {
        std::vector<std::filesystem::path> files;
        for (int i = 1; i <= std::min(count, epochs); ++i) {
            files.push_back(snapshotPath(network, i * epochs / std::min(count, epochs)));
        }
        return files;
    }

    DrawnImages drawn(Edition edition, std::int64_t count) const {
        return {m_renderer, {edition, Split::Train, kFirstFresh, count}, m_stop, m_progress};
    }

    void addDrawn(Lesson& lesson, const milan::PyramidEncoder& encoder, Random& random) const {
        step(fmt::format("drawing {} units", m_recipe.drawnUnits));
        const DrawnImages images = drawn(Edition::RandomText, m_recipe.drawnImages);
        std::vector<MaskedUnit> units;
        std::vector<Saying> sayings;
        for (DrawnUnit& each :
             drawUnits(images, m_recipe.drawnUnits, m_recipe.seed, m_stop, m_progress)) {
            units.push_back(std::move(each.unit));
            sayings.push_back(each.saying);
        }
        lesson.add(encoder, units, sayings, images, m_recipe.paraphrases, random, m_stop,
                   m_progress);
    }

    void addNetworks(Lesson& lesson, const milan::PyramidEncoder& encoder, Edition edition,
                     Random& random) const {
        const DrawnImages images = drawn(edition, m_recipe.unitImages);
        std::vector<std::filesystem::path> networks;
        for (std::size_t i = 0; i < m_recipe.networkSeeds.size(); ++i) {
            const auto files =
                snapshots(networkFile(i), m_recipe.networkEpochs[i], m_recipe.snapshots);
            networks.insert(networks.end(), files.begin(), files.end());
        }
        if (edition == Edition::RandomText) {
            const auto files =
                snapshots(encoderFile(), m_recipe.encoderEpochs, (m_recipe.snapshots + 1) / 2);
            networks.insert(networks.end(), files.begin(), files.end());
        }
        for (const auto& network : networks) {
            step(fmt::format("units of {} on the edition {}", network.filename().string(),
                             plan(edition).name));
            std::vector<MaskedUnit> units;
            std::vector<Saying> sayings;
            for (MaskedUnit& unit : networkUnits(network, images, m_stop, m_progress)) {
                const auto saying =
                    sayingOf(findings(conceptsOf(unit, images), images.counts(), .1, 1));
                if (saying.which >= 0 || random.chance(kGeneralShare)) {
                    units.push_back(std::move(unit));
                    sayings.push_back(saying);
                }
            }
            lesson.add(encoder, units, sayings, images, m_recipe.paraphrases, random, m_stop,
                       m_progress);
        }
    }

    const Renderer& m_renderer;
    const CaptionerRecipe& m_recipe;
    std::stop_token m_stop;
    const Progress& m_progress;
    const StepSink& m_onStep;
};

/// Decoder weights that were learned on features divided by their deviations, made to read the
/// features themselves.
void foldDeviations(milan::DecoderWeights& decoder, const std::vector<float>& deviations) {
    const torch::NoGradGuard noGradients;
    const auto width = static_cast<std::int64_t>(deviations.size());
    const auto divisor = torch::tensor(deviations).to(decoder.key.weight.device());
    for (milan::LinearWeights* each :
         {&decoder.initialHidden, &decoder.initialCell, &decoder.key}) {
        each->weight = each->weight.div(divisor);
    }
    // The context comes after the embedding; the gate before it is one factor a feature.
    auto& input = decoder.lstm.inputWeight;
    const auto words = input.size(1) - width;
    input = torch::cat({input.slice(1, 0, words), input.slice(1, words).div(divisor)}, 1);
}

std::string trainingRecord(const Renderer& renderer, const CaptionerRecipe& recipe,
                           const CaptionerOutcome& outcome) {
    nlohmann::ordered_json epochs = nlohmann::ordered_json::array();
    for (const auto& epoch : outcome.training.epochs) {
        epochs.push_back({{"part", epoch.part},
                          {"epoch", epoch.epoch},
                          {"loss", epoch.loss},
                          {"held_out_loss", epoch.heldOutLoss},
                          {"bleu", epoch.bleu},
                          {"best", epoch.best}});
    }
    const nlohmann::ordered_json json{{"data", "generated from the demo world's recorded truth"},
                                      {"world", renderer.version()},
                                      {"encoder_seed", recipe.encoderSeed},
                                      {"network_seeds", recipe.networkSeeds},
                                      {"seed", recipe.seed},
                                      {"network_units", outcome.networkUnits},
                                      {"drawn_units", outcome.drawnUnits},
                                      {"annotations_a_unit", recipe.paraphrases},
                                      {"words", outcome.words},
                                      {"epochs", epochs}};
    return json.dump();
}

} // namespace

CaptionerRecipe::CaptionerRecipe() {
    training.epochs = 8;
    training.patience = 3;
    training.lmEpochs = 8;
    training.lmPatience = 2;
    training.heldOut = .05;
}

void CaptionerRecipe::check() const {
    const auto demand = [](bool sane, const char* what, auto value) {
        if (!sane) {
            throw DataError(fmt::format("the demo captioner: {} cannot be {}", what, value));
        }
    };
    demand(!work.empty(), "the work folder", "empty");
    demand(!captioner.empty(), "the captioner's file", "empty");
    demand(networkSeeds.size() == networkEpochs.size(), "the number of plain networks",
           networkSeeds.size());
    demand(snapshots >= 1, "the number of snapshots", snapshots);
    demand(drawnImages >= kExemplars, "the number of images for drawn units", drawnImages);
    demand(unitImages >= kExemplars, "the number of images for units", unitImages);
    demand(drawnUnits >= 1, "the number of drawn units", drawnUnits);
    demand(paraphrases >= 1, "the number of paraphrases", paraphrases);
    training.check();
}

CaptionerOutcome makeCaptioner(const Renderer& renderer, const CaptionerRecipe& recipe,
                               std::stop_token stop, const Progress& progress,
                               const StepSink& onStep, const milan::TrainingSink& onEpoch) {
    recipe.check();
    std::error_code failure;
    std::filesystem::create_directories(recipe.work, failure);
    if (failure) {
        throw DataError("cannot make the folder " + recipe.work.string() + ": " +
                        failure.message());
    }
    const Kitchen kitchen(renderer, recipe, stop, progress, onStep);
    kitchen.trainNetworks();
    Lesson lesson = kitchen.lesson();
    CaptionerOutcome outcome;
    outcome.drawnUnits = recipe.drawnUnits;
    outcome.networkUnits = lesson.count() - recipe.drawnUnits;
    const auto deviations = lesson.standardize();
    const auto vocabulary = language::Vocabulary::fromTexts(lesson.texts());
    outcome.words = vocabulary.size() - 4;
    milan::Captioner captioner = kitchen.captioner(vocabulary);
    if (onStep) {
        onStep(fmt::format("learning to describe from {} units, {} words", lesson.count(),
                           outcome.words));
    }
    milan::TrainingOptions training = recipe.training;
    training.seed = recipe.seed;
    outcome.training = milan::trainCaptioner(captioner, lesson.units(), training,
                                             kitchen.checkpoint(), stop, progress, onEpoch);
    foldDeviations(captioner.impl().decoder, deviations);
    milan::CaptionerRecord record = captioner.record();
    record.training = trainingRecord(renderer, recipe, outcome);
    captioner.setRecord(record);
    captioner.save(recipe.captioner, true);
    outcome.bytes = std::filesystem::file_size(recipe.captioner);
    return outcome;
}

} // namespace brera::demo
