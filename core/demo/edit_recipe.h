// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/curve.h"
#include "base/progress.h"
#include "base/unit_id.h"
#include "demo/evaluation_sets.h"
#include "demo/renderer.h"
#include "demo/training.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

/// The paper's editing experiment (section 7, figures 7, 8 and 15) on the demo world: networks that
/// learned a shortcut through printed text lose the units that are described as text.
namespace brera::demo {

/// The seed of the network that is shipped.
constexpr std::uint64_t kShippedSeed = 1;

struct EditRecipe {
    std::filesystem::path cache;     ///< of the demo: images, networks and projects
    std::filesystem::path resources; ///< Brera's own files: shipped network and captioner
    std::vector<std::uint64_t> seeds = {1, 2, 3}; ///< of the networks, one each
    std::string query = kTextQuery;               ///< candidates are units whose descriptions match
    int randomOrders = 10;
    double allowance = .02; ///< of validation accuracy; more must not be lost
    /// An order, whichever it is, is followed no further once so much of the validation accuracy is
    /// lost: the network is broken and comes back no more.
    double broken = .1;
    std::vector<std::string> layers = {"conv1", "layer1", "layer2", "layer3", "layer4"};
    TrainingOptions training; ///< of networks that are not there yet; edition and seed aside
    std::int64_t images = 0;  ///< of each evaluation set; 0: the usual number

    /// @throws DataError naming what makes no sense.
    void check() const;
};

/// What was measured with the network of one seed. Every curve has two sets: 0 is validation, 1
/// adversarial. Figures hold images, right answers and loss alone.
struct SeedEdit {
    std::uint64_t seed = 0;
    std::filesystem::path network;
    std::filesystem::path project;
    bool shipped = false;
    std::int64_t units = 0;         ///< of all layers looked at
    std::vector<UnitId> candidates; ///< in the order of layers and units
    ablation::Curve byLoss;         ///< candidates, least important for the validation loss first
    ablation::Curve byAccuracy;     ///< the paper's order, by validation accuracy
    ablation::Curve sortAll;        ///< of all units by loss, as many as there are candidates
    /// Controls that know nothing of descriptions and importance: as many units of each layer as
    /// there are candidates in it, drawn at random (candidates among them), in random order.
    std::vector<ablation::Curve> random;
};

constexpr std::size_t kValidation = 0;
constexpr std::size_t kAdversarial = 1;

/// Called before each step, with what it is going to do; may be empty.
using EditStep = std::function<void(const std::string&)>;

/// Runs the experiment for every seed: finds its network, or trains it; extracts and describes
/// its units on the validation images; measures what each unit is worth there; follows all
/// orders. Nothing is chosen by looking at adversarial images. What is finished is kept in the
/// cache (networks, projects, and every single measurement with what it depends on) and found
/// again by a later call, however this one ends.
/// @throws DataError on a bad recipe or missing files; ProjectError when another process is at it;
///         ModelError; Cancelled.
std::vector<SeedEdit> runEdit(const Renderer& renderer, const EditRecipe& recipe,
                              std::stop_token stop, const Progress& progress,
                              const EditStep& onStep);

/// As many units of each layer as `like` has there, drawn from `all` without looking at anything,
/// in random order: one draw a trial. The same seed gives the same draws.
std::vector<std::vector<UnitId>> randomDraws(const std::vector<UnitId>& like,
                                             const std::vector<UnitId>& all, int trials,
                                             std::uint64_t seed);

} // namespace brera::demo
