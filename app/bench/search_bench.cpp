// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/search_bench.h"

#include "base/error.h"
#include "bench/figures.h"
#include "milan/captioner_impl.h"
#include "milan/search.h"
#include "milan/search_input.h"

#include <ATen/CPUGeneratorImpl.h>
#include <nlohmann/json.hpp>
#include <torch/cuda.h>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace brera::bench {

namespace {

using milan::Captioner;

template <typename Work>
double timed(const std::string& device, const Work& work) {
    const auto finish = [&] {
        if (device != "cpu") {
            torch::cuda::synchronize();
        }
    };
    finish();
    const auto begin = std::chrono::steady_clock::now();
    work();
    finish();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// (rows, in) · (out, in)ᵀ
struct Product {
    std::int64_t rows = 0;
    std::int64_t in = 0;
    std::int64_t out = 0;
};

/// Rows that the language model cannot share: the distinct beginnings of all descriptions, by
/// length, for blocks of units as the search takes them.
std::vector<std::int64_t> distinctPrefixes(const std::vector<UnitBeam>& units) {
    constexpr std::size_t kBlock = 64;
    std::vector<std::int64_t> rows;
    for (std::size_t first = 0; first < units.size(); first += kBlock) {
        std::map<std::size_t, std::set<std::vector<std::int32_t>>> prefixes;
        const auto add = [&](const Candidate& candidate) {
            for (std::size_t length = 0; length < candidate.tokens.size(); ++length) {
                prefixes[length].emplace(candidate.tokens.begin(),
                                         candidate.tokens.begin() +
                                             static_cast<std::ptrdiff_t>(length));
            }
        };
        for (std::size_t i = first; i < std::min(first + kBlock, units.size()); ++i) {
            add(units[i].greedy);
            for (const auto& candidate : units[i].beam) {
                add(candidate);
            }
        }
        for (const auto& [length, distinct] : prefixes) {
            rows.push_back(std::ssize(distinct));
        }
    }
    return rows;
}

/// Every matrix product that the search cannot do without.
std::vector<Product> productsOf(const Captioner& captioner, const SearchBenchOptions& options,
                                const std::vector<UnitBeam>& found) {
    const auto& sizes = captioner.record().sizes;
    const std::int64_t words = captioner.vocabulary().size();
    const auto atOnce = milan::rowsAtOnce(c10::Device(captioner.device()));
    const auto batch = std::max<std::int64_t>(1, atOnce / (options.beam + 1));
    std::vector<Product> products;
    for (std::int64_t first = 0; first < options.units; first += batch) {
        const auto units = std::min<std::int64_t>(batch, options.units - first);
        products.push_back({units * options.exemplars, sizes.features, sizes.attention});
        products.push_back({units, sizes.features, 2 * sizes.hidden});
        for (int step = 0; step < options.steps; ++step) {
            const auto rows = step == 0 ? units : units * (options.beam + 1);
            products.push_back(
                {rows, sizes.hidden, sizes.attention + sizes.features + 4 * sizes.hidden});
            products.push_back({rows, sizes.features, 4 * sizes.hidden});
            products.push_back({rows, sizes.hidden, words});
        }
    }
    for (const auto rows : distinctPrefixes(found)) {
        for (std::int64_t layer = 0; layer < sizes.lmLayers; ++layer) {
            products.push_back({rows, (layer == 0 ? 1 : 2) * sizes.lmHidden, 4 * sizes.lmHidden});
        }
        products.push_back({rows, sizes.lmHidden, words});
    }
    return products;
}

/// The products on memory of the right shapes.
class Products {
public:
    Products(std::vector<Product> products, const std::string& device)
        : m_products(std::move(products)) {
        std::int64_t inputs = 0;
        std::int64_t results = 0;
        for (const auto& [rows, in, out] : m_products) {
            inputs = std::max(inputs, rows * in);
            results = std::max(results, rows * out);
            auto& weight = m_weights[{in, out}];
            if (!weight.defined()) {
                weight = at::rand({out, in}).to(c10::Device(device));
            }
            m_flops += 2.0 * static_cast<double>(rows) * static_cast<double>(in) *
                       static_cast<double>(out);
        }
        m_input = at::rand({inputs}).to(c10::Device(device));
        m_result = at::empty({results}, m_input.options());
    }

    void run() {
        for (const auto& [rows, in, out] : m_products) {
            auto result = m_result.narrow(0, 0, rows * out).view({rows, out});
            at::mm_out(result, m_input.narrow(0, 0, rows * in).view({rows, in}),
                       m_weights.at({in, out}).t());
        }
    }

    double flops() const { return m_flops; }

private:
    std::vector<Product> m_products;
    std::map<std::pair<std::int64_t, std::int64_t>, at::Tensor> m_weights;
    at::Tensor m_input;
    at::Tensor m_result;
    double m_flops = 0;
};

} // namespace

Captioner hardCaptioner(const std::string& encoder, const std::vector<std::string>& layers,
                        int words, const std::string& device) {
    if (words < 5) {
        throw DataError("a vocabulary of " + std::to_string(words) + " words is too small");
    }
    std::vector<std::string> tokens;
    for (int i = 0; i < words - 4; ++i) {
        tokens.push_back("word" + std::to_string(i));
    }
    const std::int32_t start = words - 4;
    for (const char* special : {"<start>", "<stop>", "<pad>", "<unk>"}) {
        tokens.emplace_back(special);
    }
    milan::CaptionerRecord record;
    record.name = "random";
    record.encoder = encoder;
    record.layers = layers;
    record.normalization = {{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};
    record.training = "{}";
    auto captioner = Captioner::random(
        record, {std::move(tokens), {start, start + 1, start + 2, start + 3}}, 1, device);
    captioner.impl().decoder.output.bias[start + 1] = -1e4;
    return captioner;
}

nlohmann::json benchSearch(const Captioner& captioner, const SearchBenchOptions& options,
                           std::stop_token stop, const Progress& progress) {
    at::InferenceMode inference;
    auto generator = at::detail::createCPUGenerator(2);
    // Features as pooled ReLU maps are: none below zero.
    const auto features =
        at::rand({options.units, options.exemplars, captioner.record().sizes.features}, generator)
            .to(c10::Device(captioner.device()));
    milan::SearchOptions search;
    search.beam = options.beam;
    search.steps = options.steps;

    ProgressMeter meter(progress, "searching", 2 * options.rounds + 1);
    const auto found = milan::search(captioner, features, search, stop); // also warms up
    meter.advance();
    Products products(productsOf(captioner, options, found), captioner.device());
    std::vector<double> searches;
    std::vector<double> bare;
    std::vector<double> ratios;
    for (int round = 0; round < options.rounds; ++round) {
        searches.push_back(
            timed(captioner.device(), [&] { milan::search(captioner, features, search, stop); }));
        meter.advance();
        bare.push_back(timed(captioner.device(), [&] { products.run(); }));
        meter.advance();
        ratios.push_back(searches.back() / bare.back());
    }
    return {
        {"search_seconds_per_unit", median(searches) / options.units},
        {"search_ratio_to_gemm", median(ratios)},
        {"search_gemm_seconds_per_unit", median(bare) / options.units},
        {"search_gemm_gflops", products.flops() / median(bare) * 1e-9},
        {"search_units", options.units},
    };
}

} // namespace brera::bench
