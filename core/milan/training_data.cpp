// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/training_data.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <numeric>
#include <random>
#include <string>

namespace brera::milan {

namespace {

constexpr std::size_t kSteps = 15;
constexpr std::uint64_t kHoldOut = 1; ///< a use of derivedSeed

/// A 64-bit hash of bytes, eight at a time (FNV-1a with a mixing step); no defence against intent.
class Hash {
public:
    void add(const void* data, std::size_t bytes) {
        const auto* at = static_cast<const unsigned char*>(data);
        for (; bytes >= 8; at += 8, bytes -= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            mix(word);
        }
        std::uint64_t rest = 0;
        std::memcpy(&rest, at, bytes);
        mix(rest ^ (static_cast<std::uint64_t>(bytes) << 56U));
    }
    template <typename T>
    void number(T value) {
        add(&value, sizeof value);
    }
    std::uint64_t value() const { return m_value; }

private:
    void mix(std::uint64_t word) {
        m_value = (m_value ^ word) * 0x9E3779B97F4A7C15ULL;
        m_value ^= m_value >> 29U;
    }

    std::uint64_t m_value = 0xCBF29CE484222325ULL;
};

} // namespace

std::vector<Sample> makeSamples(const AnnotatedUnits& data, std::span<const std::size_t> units,
                                const language::Vocabulary& vocabulary) {
    std::vector<Sample> samples;
    for (const auto unit : units) {
        for (const auto& text : data.annotations[unit]) {
            const auto numbers = vocabulary.index(text);
            const auto count = std::min(numbers.size(), kSteps + 1);
            samples.push_back(
                {unit, {numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(count)}});
        }
    }
    return samples;
}

Batch makeBatch(std::span<const Sample> samples, std::span<const std::size_t> chosen,
                const c10::Device& device) {
    std::vector<std::size_t> order(chosen.begin(), chosen.end());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return samples[a].tokens.size() > samples[b].tokens.size();
    });
    Batch batch;
    std::vector<std::int64_t> units;
    std::vector<std::int64_t> inputs;
    std::vector<std::int64_t> targets;
    std::vector<std::int64_t> sampleOf;
    for (const auto i : order) {
        units.push_back(static_cast<std::int64_t>(samples[i].unit));
    }
    for (std::size_t t = 0; t + 1 < samples[order.front()].tokens.size(); ++t) {
        std::int64_t rows = 0;
        for (; rows < std::ssize(order); ++rows) {
            const auto& tokens = samples[order[static_cast<std::size_t>(rows)]].tokens;
            if (t + 1 >= tokens.size()) {
                break;
            }
            inputs.push_back(tokens[t]);
            targets.push_back(tokens[t + 1]);
            sampleOf.push_back(rows);
        }
        batch.rows.push_back(rows);
    }
    const auto tensor = [&](const std::vector<std::int64_t>& values) {
        return at::tensor(values, at::kLong).to(device);
    };
    batch.units = tensor(units);
    batch.inputs = tensor(inputs);
    batch.targets = tensor(targets);
    batch.sampleOf = tensor(sampleOf);
    return batch;
}

std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    for (std::size_t i = count; i > 1; --i) {
        std::swap(order[i - 1], order[random() % i]); // std::shuffle differs between libraries
    }
    return order;
}

std::uint64_t derivedSeed(std::uint64_t seed, std::uint64_t use, std::uint64_t epoch) {
    Hash hash;
    hash.number(seed);
    hash.number(use);
    hash.number(epoch);
    return hash.value();
}

void checkData(const AnnotatedUnits& data, std::int64_t features) {
    const auto units = std::ssize(data.annotations);
    if (units == 0) {
        throw DataError("there are no annotated units to learn from");
    }
    if (data.exemplars < 1 || std::ssize(data.features) != units * data.exemplars * features) {
        throw DataError("the features are not those of " + std::to_string(units) + " units with " +
                        std::to_string(data.exemplars) + " exemplars and " +
                        std::to_string(features) + " features each");
    }
    if (!data.group.empty() && std::ssize(data.group) != units) {
        throw DataError(std::to_string(data.group.size()) + " groups are named for " +
                        std::to_string(units) + " units");
    }
    for (std::size_t unit = 0; unit < data.annotations.size(); ++unit) {
        if (data.annotations[unit].empty()) {
            throw DataError("unit " + std::to_string(unit) + " of the data has no annotation");
        }
    }
    const auto broken = std::find_if(data.features.begin(), data.features.end(),
                                     [](float value) { return !std::isfinite(value); });
    if (broken != data.features.end()) {
        const auto unit = (broken - data.features.begin()) / (data.exemplars * features);
        throw DataError("unit " + std::to_string(unit) +
                        " of the data has features that are not finite");
    }
}

std::vector<std::size_t> heldOutUnits(const AnnotatedUnits& data, const TrainingOptions& options) {
    std::map<std::int64_t, std::vector<std::size_t>> groups;
    for (std::size_t unit = 0; unit < data.annotations.size(); ++unit) {
        groups[data.group.empty() ? static_cast<std::int64_t>(unit) : data.group[unit]].push_back(
            unit);
    }
    std::vector<std::vector<std::size_t>> order;
    for (auto& [name, units] : groups) {
        order.push_back(std::move(units));
    }
    const auto wanted = static_cast<std::size_t>(
        std::ceil(options.heldOut * static_cast<double>(data.annotations.size()) - 1e-9));
    std::vector<std::size_t> held;
    for (const auto i : shuffled(order.size(), derivedSeed(options.seed, kHoldOut, 0))) {
        if (held.size() >= wanted) {
            break;
        }
        held.insert(held.end(), order[i].begin(), order[i].end());
    }
    std::sort(held.begin(), held.end());
    return held;
}

std::uint64_t fingerprint(const AnnotatedUnits& data, const TrainingOptions& options,
                          std::span<const at::Tensor> weights) {
    Hash hash;
    // The last bits of features change with the number of threads; that is no other data.
    double sum = 0;
    double squares = 0;
    for (const auto value : data.features) {
        sum += static_cast<double>(value);
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    for (const double moment : {sum, squares}) {
        char text[32];
        const int length = std::snprintf(text, sizeof text, "%.3e", moment);
        hash.add(text, static_cast<std::size_t>(length));
    }
    hash.number(data.features.size());
    hash.number(data.exemplars);
    for (const auto& texts : data.annotations) {
        hash.number(texts.size());
        for (const auto& text : texts) {
            hash.add(text.data(), text.size());
        }
    }
    hash.add(data.group.data(), data.group.size() * sizeof(std::int64_t));
    hash.number(options.seed);
    hash.number(options.heldOut);
    hash.number(options.rate);
    hash.number(options.batch);
    hash.number(options.epochs);
    hash.number(options.patience);
    hash.number(options.attentionWeight);
    hash.number(options.lmBatch);
    hash.number(options.lmEpochs);
    hash.number(options.lmPatience);
    hash.number(options.gradientClip);
    for (const auto& tensor : weights) {
        const auto values = tensor.detach().to(at::kCPU).contiguous();
        hash.add(values.data_ptr(), values.nbytes());
    }
    return hash.value();
}

} // namespace brera::milan
