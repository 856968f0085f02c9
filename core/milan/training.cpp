// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/training.h"

#include "base/error.h"
#include "language/metrics.h"
#include "milan/parameters.h"
#include "milan/training_data.h"
#include "milan/training_state.h"
#include "milan/training_steps.h"
#include "network/threads.h"
#include "network/torch_edge.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace brera::milan {

namespace {

/// Uses of derivedSeed, with an epoch each.
enum Use : std::uint64_t { kLanguageOrder = 2, kLanguageDropout, kDecoderOrder, kDecoderDropout };

constexpr std::size_t kEvaluationBatch = 256;

std::string shortNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

/// What the two trainings differ in.
struct Part {
    const char* name;  ///< TrainingEpoch::part
    const char* stage; ///< for people
    std::vector<Sample> samples;
    std::size_t batch;
    int epochs;
    int patience;
    Use order;
    Use dropout;
    Parameters parameters;
    std::function<at::Tensor(const Batch&, std::optional<at::Generator>)> loss;
    /// Fills held-out loss and BLEU; the score decides which epoch is best.
    std::function<std::pair<double, double>(TrainingEpoch&)> judge;
};

class Training {
public:
    Training(Captioner& captioner, const AnnotatedUnits& data, const TrainingOptions& options,
             std::filesystem::path checkpoint, std::stop_token stop, const Progress& progress,
             const TrainingSink& sink)
        : m_captioner(captioner), m_data(data), m_options(options),
          m_checkpoint(std::move(checkpoint)), m_stop(std::move(stop)), m_progress(progress),
          m_sink(sink), m_device(captioner.device()), m_decoder(captioner.impl().decoder),
          m_languageModel(captioner.impl().languageModel), m_heldOut(heldOutUnits(data, options)) {
        const auto units = std::ssize(data.annotations);
        // The tensor only looks at the caller's memory.
        m_features =
            at::from_blob(const_cast<float*>(data.features.data()),
                          {units, data.exemplars, captioner.record().sizes.features}, at::kFloat)
                .to(m_device);
        for (std::size_t unit = 0; unit < data.annotations.size(); ++unit) {
            if (!std::binary_search(m_heldOut.begin(), m_heldOut.end(), unit)) {
                m_learned.push_back(unit);
            }
        }
        if (m_learned.empty()) {
            throw DataError("all " + std::to_string(units) +
                            " units are held out; nothing is left to learn from");
        }
        m_heldOutSamples = makeSamples(data, m_heldOut, captioner.vocabulary());
    }

    TrainingOutcome run() {
        loadCheckpoint();
        {
            auto part = languageModelPart();
            train(part, m_state.languageModel);
        }
        {
            auto part = decoderPart();
            train(part, m_state.decoder);
        }
        auto& impl = m_captioner.impl();
        for (const auto& [name, tensor] : named(m_decoder)) {
            *tensor = tensor->detach().clone();
        }
        for (const auto& [name, tensor] : named(m_languageModel)) {
            *tensor = tensor->detach().clone();
        }
        impl.decoder = m_decoder;
        impl.languageModel = m_languageModel;
        if (!m_checkpoint.empty()) {
            std::error_code ignored;
            std::filesystem::remove(m_checkpoint, ignored);
        }
        return {std::move(m_state.epochs), std::move(m_heldOut)};
    }

private:
    void loadCheckpoint() {
        std::vector<at::Tensor> weights;
        for (const auto& [name, tensor] : named(m_decoder)) {
            weights.push_back(*tensor);
        }
        for (const auto& [name, tensor] : named(m_languageModel)) {
            weights.push_back(*tensor);
        }
        const auto key = fingerprint(m_data, m_options, weights);
        if (!m_checkpoint.empty()) {
            if (auto state = loadState(m_checkpoint, key)) {
                m_state = std::move(*state);
            }
        }
        m_state.fingerprint = key;
    }

    Part languageModelPart() {
        return {"language model",
                "learning the language",
                makeSamples(m_data, m_learned, m_captioner.vocabulary()),
                static_cast<std::size_t>(m_options.lmBatch),
                m_options.lmEpochs,
                m_options.lmPatience,
                kLanguageOrder,
                kLanguageDropout,
                Parameters(named(m_languageModel)),
                [this](const Batch& batch, std::optional<at::Generator> dropout) {
                    return languageModelLoss(m_languageModel, batch, std::move(dropout));
                },
                [](TrainingEpoch& epoch) { return std::pair(-epoch.heldOutLoss, 0.0); }};
    }

    Part decoderPart() {
        return {"decoder",
                "learning to describe",
                makeSamples(m_data, m_learned, m_captioner.vocabulary()),
                static_cast<std::size_t>(m_options.batch),
                m_options.epochs,
                m_options.patience,
                kDecoderOrder,
                kDecoderDropout,
                Parameters(named(m_decoder)),
                [this](const Batch& batch, std::optional<at::Generator> dropout) {
                    return decoderLoss(m_decoder, m_features.index_select(0, batch.units), batch,
                                       m_options.attentionWeight, std::move(dropout));
                },
                [this](TrainingEpoch& epoch) {
                    epoch.bleu = heldOutBleu();
                    return std::pair(epoch.bleu, -epoch.heldOutLoss);
                }};
    }

    void train(Part& part, PartState& state) {
        restore(part.parameters, state);
        const auto batches = (part.samples.size() + part.batch - 1) / part.batch;
        ProgressMeter meter(m_progress, part.stage,
                            static_cast<std::int64_t>(batches) * part.epochs,
                            static_cast<std::int64_t>(batches) * state.epoch);
        while (!state.finished) {
            const auto began = std::chrono::steady_clock::now();
            TrainingEpoch epoch;
            epoch.part = part.name;
            epoch.epoch = state.epoch + 1;
            epoch.loss = learn(part, epoch.epoch, meter);
            std::pair<double, double> score{static_cast<double>(epoch.epoch), 0.0};
            if (!m_heldOut.empty()) {
                epoch.heldOutLoss = heldOutLoss(part);
                score = part.judge(epoch);
            }
            epoch.seconds =
                std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
            finishEpoch(part, state, epoch, score);
            meter.note("epoch " + std::to_string(epoch.epoch) + " of at most " +
                       std::to_string(part.epochs) + ", loss " + shortNumber(epoch.loss));
        }
        meter.flush();
        const at::NoGradGuard noGrad;
        part.parameters.values().copy_(state.best);
    }

    /// One pass over the samples. @returns the mean loss a token.
    double learn(Part& part, int epoch, ProgressMeter& meter) {
        const auto number = static_cast<std::uint64_t>(epoch);
        const auto order =
            shuffled(part.samples.size(), derivedSeed(m_options.seed, part.order, number));
        const auto dropout =
            at::detail::createCPUGenerator(derivedSeed(m_options.seed, part.dropout, number));
        auto sum = at::zeros({}, at::device(m_device).dtype(at::kDouble));
        std::int64_t tokens = 0;
        for (std::size_t at = 0; at < order.size(); at += part.batch) {
            checkStop();
            const auto count = std::min(part.batch, order.size() - at);
            const auto batch =
                makeBatch(part.samples, std::span(order).subspan(at, count), m_device);
            const auto loss = part.loss(batch, dropout);
            loss.backward();
            part.parameters.step(m_options.rate, m_options.gradientClip);
            sum += loss.detach() * batch.targets.numel();
            tokens += batch.targets.numel();
            meter.advance();
        }
        const auto mean = sum.item<double>() / static_cast<double>(tokens);
        if (!std::isfinite(mean)) {
            throw DataError("the " + std::string(part.name) + "'s loss is not finite in epoch " +
                            std::to_string(epoch) +
                            ": lower the learning rate or bound the gradients");
        }
        return mean;
    }

    void finishEpoch(Part& part, PartState& state, TrainingEpoch& epoch,
                     const std::pair<double, double>& score) {
        epoch.best = state.epoch == 0 || score > state.bestScore;
        state.epoch = epoch.epoch;
        state.sinceBest = epoch.best ? 0 : state.sinceBest + 1;
        state.values = keep(part.parameters.values());
        state.firstMoment = keep(part.parameters.firstMoment());
        state.secondMoment = keep(part.parameters.secondMoment());
        state.steps = part.parameters.steps();
        if (epoch.best) {
            state.best = state.values;
            state.bestScore = score;
        }
        state.finished = state.epoch >= part.epochs || state.sinceBest >= part.patience;
        m_state.epochs.push_back(epoch);
        if (!m_checkpoint.empty()) {
            saveState(m_state, m_checkpoint);
        }
        if (m_sink) {
            m_sink(epoch);
        }
    }

    /// A copy that further steps do not change.
    static at::Tensor keep(const at::Tensor& tensor) {
        return tensor.detach().to(at::kCPU, at::kFloat, false, true);
    }

    static void restore(Parameters& parameters, const PartState& state) {
        if (!state.values.defined()) {
            return;
        }
        if (state.values.numel() != parameters.size()) {
            throw DataError("the training's state is of a captioner of other sizes");
        }
        const at::NoGradGuard noGrad;
        parameters.values().copy_(state.values);
        parameters.firstMoment().copy_(state.firstMoment);
        parameters.secondMoment().copy_(state.secondMoment);
        parameters.setSteps(state.steps);
    }

    double heldOutLoss(const Part& part) const {
        const at::NoGradGuard noGrad;
        std::vector<std::size_t> order(m_heldOutSamples.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        double sum = 0;
        std::int64_t tokens = 0;
        for (std::size_t at = 0; at < order.size(); at += kEvaluationBatch) {
            checkStop();
            const auto count = std::min(kEvaluationBatch, order.size() - at);
            const auto batch =
                makeBatch(m_heldOutSamples, std::span(order).subspan(at, count), m_device);
            sum += part.loss(batch, std::nullopt).item<double>() *
                   static_cast<double>(batch.targets.numel());
            tokens += batch.targets.numel();
        }
        return sum / static_cast<double>(tokens);
    }

    /// Of greedy descriptions.
    double heldOutBleu() const {
        std::vector<language::Judged> corpus;
        for (std::size_t at = 0; at < m_heldOut.size(); at += kEvaluationBatch) {
            checkStop();
            const auto count = std::min(kEvaluationBatch, m_heldOut.size() - at);
            std::vector<std::int64_t> units(m_heldOut.begin() + static_cast<std::ptrdiff_t>(at),
                                            m_heldOut.begin() +
                                                static_cast<std::ptrdiff_t>(at + count));
            const auto features =
                m_features.index_select(0, at::tensor(units, at::kLong).to(m_device));
            const auto rows = greedyTokens(m_decoder, m_captioner.vocabulary(), features);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                corpus.push_back({m_captioner.vocabulary().text(rows[i]),
                                  m_data.annotations[m_heldOut[at + i]]});
            }
        }
        return language::bleu4(corpus);
    }

    void checkStop() const {
        if (m_stop.stop_requested()) {
            throw Cancelled();
        }
    }

    Captioner& m_captioner;
    const AnnotatedUnits& m_data;
    const TrainingOptions& m_options;
    std::filesystem::path m_checkpoint;
    std::stop_token m_stop;
    const Progress& m_progress;
    const TrainingSink& m_sink;
    c10::Device m_device;
    DecoderWeights m_decoder;
    LanguageModelWeights m_languageModel;
    std::vector<std::size_t> m_heldOut, m_learned;
    std::vector<Sample> m_heldOutSamples;
    at::Tensor m_features; ///< (units, exemplars, features)
    TrainingState m_state;
};

} // namespace

TrainingOutcome trainCaptioner(Captioner& captioner, const AnnotatedUnits& data,
                               const TrainingOptions& options,
                               const std::filesystem::path& checkpoint, std::stop_token stop,
                               const Progress& progress, const TrainingSink& sink) {
    options.check();
    checkData(data, captioner.record().sizes.features);
    network::initComputeThread();
    return network::atTheEdge("training", [&] {
        const c10::InferenceMode off(false);
        const at::AutoGradMode gradients(true);
        return Training(captioner, data, options, checkpoint, std::move(stop), progress, sink)
            .run();
    });
}

} // namespace brera::milan
