// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/training.h"

#include <torch/script.h>
#include <torch/torch.h>

#include "base/error.h"
#include "demo/parallel.h"
#include "demo/random.h"
#include "demo/state_dict.h"
#include "demo/text_file.h"
#include "network/architectures.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <fstream>
#include <numbers>
#include <numeric>
#include <system_error>

namespace brera::demo {

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kArchitecture = "demo-resnet18";

/// Images of a split in memory.
struct ImageSet {
    at::Tensor pictures; ///< (N, 96, 96, 3) uint8
    at::Tensor labels;   ///< (N) int64

    std::int64_t size() const { return labels.size(0); }
};

ImageSet draw(const Renderer& renderer, Edition edition, const SplitPlan& split,
              std::int64_t images, int threads, std::stop_token stop, const Progress& progress) {
    const std::int64_t count = images > 0 ? images : split.size;
    ImageSet set{torch::empty({count, kPictureSize, kPictureSize, 3}, torch::kUInt8),
                 torch::empty({count}, torch::kInt64)};
    auto* pixels = set.pictures.data_ptr<std::uint8_t>();
    auto* labels = set.labels.data_ptr<std::int64_t>();
    ProgressMeter meter(progress, fmt::format("drawing {} images", split.name), count);
    forEachIndex(
        count, threads,
        [&](std::int64_t index, int) {
            const Sample sample = renderer.render(edition, split.split, index);
            const auto& rgb = sample.picture.rgb;
            std::memcpy(pixels + index * static_cast<std::int64_t>(rgb.size()), rgb.data(),
                        rgb.size());
            labels[index] = sample.truth.label;
        },
        stop, meter);
    return set;
}

/// (N, 96, 96, 3) uint8 → (N, 3, 96, 96) float32 in channels-last strides.
at::Tensor normalized(const at::Tensor& pictures) {
    constexpr float kScale = 1 / (255 * kDemoNormalization.deviation[0]);
    constexpr float kShift = kDemoNormalization.mean[0] / kDemoNormalization.deviation[0];
    return pictures.permute({0, 3, 1, 2}).to(torch::kFloat32).mul_(kScale).sub_(kShift);
}

/// The share of the peak rate at a point of the training, 0 … 1: from a 25th up to the peak over
/// the first three tenths and down to nearly nothing, both along a cosine. Source: Smith and Topin,
/// "Super-convergence", 2019, with the constants of PyTorch's OneCycleLR.
double oneCycle(double point) {
    constexpr double kRise = .3;
    constexpr double kFirst = 1.0 / 25;
    constexpr double kLast = kFirst / 1e4;
    const auto between = [](double from, double to, double share) {
        return to + (from - to) * (1 + std::cos(std::numbers::pi * share)) / 2;
    };
    return point < kRise ? between(kFirst, 1, point / kRise)
                         : between(1, kLast, (point - kRise) / (1 - kRise));
}

double accuracy(torch::jit::Module& network, const ImageSet& set, std::stop_token stop) {
    constexpr std::int64_t kBatch = 100;
    const torch::NoGradGuard noGradients;
    network.eval();
    std::int64_t right = 0;
    for (std::int64_t begin = 0; begin < set.size(); begin += kBatch) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        const std::int64_t end = std::min(begin + kBatch, set.size());
        const auto logits =
            network.forward({normalized(set.pictures.slice(0, begin, end))}).toTensor();
        right += logits.argmax(1).eq(set.labels.slice(0, begin, end)).sum().item<std::int64_t>();
    }
    return static_cast<double>(right) / static_cast<double>(set.size());
}

/// A network while it learns.
class Trainer {
public:
    Trainer(const TrainingOptions& options, ImageSet images)
        : m_options(options), m_images(std::move(images)),
          m_network(network::buildArchitecture(kArchitecture, options.seed,
                                               static_cast<std::int64_t>(classes().size()))),
          m_random({options.seed, 0}), m_optimizer(parameters(m_network), adamw(options)),
          m_order(static_cast<std::size_t>(m_images.size())) {
        std::iota(m_order.begin(), m_order.end(), 0);
    }

    torch::jit::Module& network() { return m_network; }

    EpochReport learn(int epoch, std::stop_token stop, ProgressMeter& meter) {
        const auto began = Clock::now();
        m_network.train();
        m_random.shuffle(m_order);
        double loss = 0;
        std::int64_t right = 0;
        const auto order = torch::from_blob(m_order.data(), {m_images.size()}, torch::kInt64);
        for (std::int64_t begin = 0; begin < m_images.size(); begin += m_options.batch) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            const auto chosen =
                order.slice(0, begin, std::min(begin + m_options.batch, m_images.size()));
            const auto [batchLoss, batchRight] = step(chosen, epoch - 1, begin);
            loss += batchLoss * static_cast<double>(chosen.size(0));
            right += batchRight;
            meter.note(
                fmt::format("epoch {} of {}, loss {:.3f}", epoch, m_options.epochs, batchLoss));
            meter.advance(chosen.size(0));
        }
        EpochReport report;
        report.epoch = epoch;
        report.loss = loss / static_cast<double>(m_images.size());
        report.accuracy = static_cast<double>(right) / static_cast<double>(m_images.size());
        report.seconds = std::chrono::duration<double>(Clock::now() - began).count();
        return report;
    }

private:
    static std::vector<at::Tensor> parameters(const torch::jit::Module& network) {
        std::vector<at::Tensor> all;
        for (const auto& parameter : network.parameters()) {
            all.push_back(parameter);
        }
        return all;
    }

    static torch::optim::AdamWOptions adamw(const TrainingOptions& options) {
        return torch::optim::AdamWOptions(options.peakRate).weight_decay(options.weightDecay);
    }

    /// One batch: its loss and the number of right answers before the step.
    std::pair<double, std::int64_t> step(const at::Tensor& chosen, int epochsDone,
                                         std::int64_t begin) {
        const double point =
            (epochsDone + static_cast<double>(begin) / static_cast<double>(m_images.size())) /
            m_options.epochs;
        for (auto& group : m_optimizer.param_groups()) {
            group.options().set_lr(m_options.peakRate * oneCycle(point));
        }
        const auto labels = m_images.labels.index_select(0, chosen);
        m_optimizer.zero_grad();
        const auto logits =
            m_network.forward({normalized(m_images.pictures.index_select(0, chosen))}).toTensor();
        auto loss = torch::nn::functional::cross_entropy(logits, labels);
        loss.backward();
        m_optimizer.step();
        return {loss.item<double>(), logits.argmax(1).eq(labels).sum().item<std::int64_t>()};
    }

    const TrainingOptions& m_options;
    ImageSet m_images;
    torch::jit::Module m_network;
    Random m_random;
    torch::optim::AdamW m_optimizer;
    std::vector<std::int64_t> m_order;
};

void roundToHalf(torch::jit::Module& network) {
    const torch::NoGradGuard noGradients;
    const auto round = [](const at::Tensor& tensor) {
        if (tensor.is_floating_point()) {
            tensor.copy_(tensor.to(torch::kHalf));
        }
    };
    for (const auto& parameter : network.parameters()) {
        round(parameter);
    }
    for (const auto& buffer : network.buffers()) {
        round(buffer);
    }
}

/// Fails before the training instead of after it.
void checkDestination(const std::filesystem::path& network) {
    if (network.extension() != ".pth") {
        throw DataError("a demo network is written as a .pth file; " + network.string() +
                        " is called otherwise");
    }
    const std::filesystem::path trial = network.string() + ".part";
    if (!std::ofstream(trial)) {
        throw DataError("cannot write " + network.string() + ": " +
                        std::generic_category().message(errno));
    }
    std::filesystem::remove(trial);
}

void writeRecord(const std::filesystem::path& path, const Renderer& renderer,
                 const TrainingOptions& options, const TrainingReport& report) {
    nlohmann::ordered_json epochs = nlohmann::ordered_json::array();
    for (const EpochReport& epoch : report.epochs) {
        epochs.push_back({{"epoch", epoch.epoch},
                          {"loss", epoch.loss},
                          {"accuracy", epoch.accuracy},
                          {"validation", epoch.validation}});
    }
    nlohmann::ordered_json accuracies;
    for (const SplitAccuracy& each : report.accuracies) {
        accuracies[each.split] = each.accuracy;
    }
    nlohmann::ordered_json names = nlohmann::ordered_json::array();
    for (const ClassPlan& each : classes()) {
        names.push_back(each.name);
    }
    const nlohmann::ordered_json json{{"edition", plan(options.edition).name},
                                      {"architecture", kArchitecture},
                                      {"classes", names},
                                      {"world", renderer.version()},
                                      {"seed", options.seed},
                                      {"epochs", options.epochs},
                                      {"batch", options.batch},
                                      {"peak_rate", options.peakRate},
                                      {"weight_decay", options.weightDecay},
                                      {"accuracy", accuracies},
                                      {"history", epochs}};
    writeText(path, json.dump(2) + '\n');
}

} // namespace

void TrainingOptions::check() const {
    const auto demand = [](bool sane, const char* what, auto value) {
        if (!sane) {
            throw DataError(fmt::format("demo training: {} cannot be {}", what, value));
        }
    };
    demand(epochs >= 1, "the number of epochs", epochs);
    demand(batch >= 2, "the batch", batch);
    demand(peakRate > 0 && std::isfinite(peakRate), "the learning rate", peakRate);
    demand(weightDecay >= 0 && std::isfinite(weightDecay), "the weight decay", weightDecay);
    demand(trainingImages >= 0, "the number of training images", trainingImages);
    demand(evaluationImages >= 0, "the number of images of an evaluation", evaluationImages);
    demand(renderThreads >= 0, "the number of threads", renderThreads);
}

std::filesystem::path snapshotPath(const std::filesystem::path& network, int epoch) {
    return std::filesystem::path(network).replace_extension(fmt::format(".epoch-{}.pth", epoch));
}

TrainingReport train(const Renderer& renderer, const TrainingOptions& options,
                     const std::filesystem::path& network, std::stop_token stop,
                     const Progress& progress, const EpochSink& onEpoch) {
    options.check();
    checkDestination(network);
    const auto drawn = [&](Split split, std::int64_t images) {
        return draw(renderer, options.edition, plan(options.edition, split), images,
                    options.renderThreads, stop, progress);
    };
    try {
        Trainer trainer(options, drawn(Split::Train, options.trainingImages));
        const ImageSet validation = drawn(Split::Validation, options.evaluationImages);
        const std::int64_t images = options.trainingImages > 0
                                        ? options.trainingImages
                                        : plan(options.edition, Split::Train).size;
        TrainingReport report;
        ProgressMeter meter(progress, "training", images * options.epochs);
        for (int epoch = 1; epoch <= options.epochs; ++epoch) {
            EpochReport result = trainer.learn(epoch, stop, meter);
            result.validation = accuracy(trainer.network(), validation, stop);
            report.epochs.push_back(result);
            if (options.snapshots) {
                writeHalfStateDict(trainer.network(), snapshotPath(network, epoch));
            }
            if (onEpoch) {
                onEpoch(result);
            }
        }
        meter.flush();
        roundToHalf(trainer.network());
        for (const SplitPlan& split : plan(options.edition).splits) {
            if (split.split != Split::Train) {
                const ImageSet set = drawn(split.split, options.evaluationImages);
                report.accuracies.push_back(
                    {std::string(split.name), accuracy(trainer.network(), set, stop), set.size()});
            }
        }
        writeHalfStateDict(trainer.network(), network);
        writeRecord(std::filesystem::path(network).replace_extension(".json"), renderer, options,
                    report);
        return report;
    } catch (const c10::Error& error) {
        throw ModelError(std::string("the demo network cannot be trained: ") +
                         error.what_without_backtrace());
    }
}

} // namespace brera::demo
