// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/edit_recipe.h"

#include "base/error.h"
#include "demo/edit_bench.h"
#include "demo/edit_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace brera::demo {

namespace {

SeedEdit edit(const Renderer& renderer, const EditRecipe& recipe, std::uint64_t seed,
              const std::stop_token& stop, const Progress& progress, const EditStep& onStep) {
    const auto tell = [&](const std::string& text) {
        if (onStep) {
            onStep(fmt::format("seed {}: {}", seed, text));
        }
    };
    const auto network = editNetwork(renderer, recipe, seed, stop, progress, onStep);
    SeedEdit result;
    result.seed = seed;
    result.network = network.network;
    result.shipped = network.shipped;
    tell("looking at its units");
    result.project = editProject(renderer, recipe, network, stop, progress);
    EditBench bench(result.project, renderer.version(), stop, progress);
    const auto all = bench.units();
    result.units = static_cast<std::int64_t>(all.size());
    result.candidates = bench.matching(recipe.query);
    const auto count = static_cast<std::int64_t>(result.candidates.size());
    tell(fmt::format("{} of {} units are described by {}", count, result.units, recipe.query));
    const auto importances = bench.importances(all);
    std::vector<ablation::Importance> own;
    std::ranges::copy_if(importances, std::back_inserter(own), [&](const auto& each) {
        return std::ranges::find(result.candidates, each.unit) != result.candidates.end();
    });
    const auto follow = [&](const std::string& name, std::vector<UnitId> order) {
        return bench.follow(fmt::format("seed {}: {}", seed, name), std::move(order), count,
                            recipe.broken);
    };
    tell("switching units off, one by one");
    result.byLoss =
        follow("candidates by loss", ablation::leastImportantFirst(own, /*byLoss=*/true));
    result.byAccuracy =
        follow("candidates by accuracy", ablation::leastImportantFirst(own, /*byLoss=*/false));
    result.sortAll =
        follow("all units by loss", ablation::leastImportantFirst(importances, /*byLoss=*/true));
    for (auto& order : randomDraws(result.candidates, all, recipe.randomOrders, seed)) {
        result.random.push_back(follow(
            fmt::format("random order {} of {}", result.random.size() + 1, recipe.randomOrders),
            std::move(order)));
    }
    return result;
}

} // namespace

void EditRecipe::check() const {
    const auto demand = [](bool sane, const std::string& complaint) {
        if (!sane) {
            throw DataError("demo edit: " + complaint);
        }
    };
    demand(!seeds.empty(), "no seed is given; name at least one, as 1,2,3");
    for (const auto seed : seeds) {
        demand(std::ranges::count(seeds, seed) == 1,
               fmt::format("seed {} is given twice; every network counts once", seed));
    }
    demand(!query.empty(), "the search for candidates is empty");
    demand(randomOrders >= 1, fmt::format("{} random orders are no control", randomOrders));
    demand(allowance >= 0 && allowance < 1,
           fmt::format("{} of the validation accuracy cannot be lost", allowance));
    demand(broken >= allowance && broken <= 1,
           fmt::format("an order cannot end where {} of the accuracy is lost", broken));
    demand(!layers.empty(), "no layer is looked at");
    demand(images >= 0, fmt::format("{} images cannot be drawn", images));
    training.check();
}

std::vector<SeedEdit> runEdit(const Renderer& renderer, const EditRecipe& recipe,
                              std::stop_token stop, const Progress& progress,
                              const EditStep& onStep) {
    recipe.check();
    std::vector<SeedEdit> result;
    for (const auto seed : recipe.seeds) {
        result.push_back(edit(renderer, recipe, seed, stop, progress, onStep));
    }
    return result;
}

std::vector<std::vector<UnitId>> randomDraws(const std::vector<UnitId>& like,
                                             const std::vector<UnitId>& all, int trials,
                                             std::uint64_t seed) {
    std::vector<std::vector<UnitId>> drawn(static_cast<std::size_t>(trials));
    std::set<std::string> layers;
    for (const auto& unit : like) {
        layers.insert(unit.layer);
    }
    std::uint64_t stream = seed << 8;
    for (const auto& layer : layers) {
        const auto inLayer = [&](const UnitId& unit) { return unit.layer == layer; };
        std::vector<UnitId> pool;
        std::ranges::copy_if(all, std::back_inserter(pool), inLayer);
        const auto count = std::ranges::count_if(like, inLayer);
        const auto orders = ablation::randomOrders(pool, trials, stream++);
        for (std::size_t trial = 0; trial < drawn.size(); ++trial) {
            drawn[trial].insert(drawn[trial].end(), orders[trial].begin(),
                                orders[trial].begin() + count);
        }
    }
    for (auto& order : drawn) {
        order = ablation::randomOrders(order, 1, stream++).front();
    }
    return drawn;
}

} // namespace brera::demo
