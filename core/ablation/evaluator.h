// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/figures.h"
#include "base/image_source.h"
#include "base/progress.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::network {
class Network;
}

namespace brera::ablation {

struct ClassShift;

/// What takes the place of a unit that is switched off.
enum class Replacement {
    Zero, ///< the paper's rule
    Mean  ///< the unit's mean over the data set it was extracted on
};

/// Images with their classes.
struct LabelledSet {
    std::string name; ///< "validation"
    const ImageSource* images = nullptr;
    std::vector<int> labels; ///< by image; −1 = none
};

struct EvaluatorOptions {
    int batch = 32;
    /// Rows of one tail forward when many single units are tried at once; of small states more.
    int tailRows = 64;
    std::int64_t cacheBytes = 0; ///< for activations kept at the cuts; 0 = a quarter of the memory
    Replacement replacement = Replacement::Zero;
    /// By layer; needed for Replacement::Mean.
    std::map<std::string, std::vector<float>> means;
    bool fast = true;
};

/// Accuracy of a network on one labelled set with any units of the chosen layers switched off. What
/// a change cannot reach is never run again: activations are kept at the cuts, those of the sets
/// looked at last included, and images on which the changed units are silent keep their logits.
///
/// Threads may share an evaluator: their calls take turns batch by batch. Work on a thread without
/// an Interactive (base/priority.h) lets those with one go first.
class Evaluator {
public:
    /// @throws ModelError when the network cannot be cut behind one of the layers; DataError when
    /// no image has a label, or a label is beyond the network's outputs.
    Evaluator(const network::Network& network, const std::vector<std::string>& layers,
              LabelledSet set, EvaluatorOptions options = {});
    ~Evaluator();
    Evaluator(Evaluator&&) noexcept;

    const std::vector<std::string>& layers() const;     ///< in the order of execution
    std::int64_t units(const std::string& layer) const; ///< known after baseline()

    /// Nothing switched off. The first call reads the images and runs the whole network.
    const Figures& baseline(std::stop_token stop = {}, const Progress& progress = {});

    /// Called after every batch with an estimate: what the units changed on the images done,
    /// carried over to all of each class. Batches are spread over the classes.
    using Estimate = std::function<void(const Figures&, std::int64_t done, std::int64_t total)>;
    /// What was measured lately is known at once.
    /// @throws DataError naming a layer or unit that does not exist; Cancelled between batches.
    Figures measure(const UnitSet& units, std::stop_token stop = {}, const Estimate& estimate = {});

    /// Each of these units of a layer switched off alone. Several ablations of one cached
    /// activation share a tail forward. `sink` gets the results as they come, in any order; what
    /// was measured before a Cancelled stays with it.
    using Sink = std::function<void(std::int64_t unit, const Figures& figures)>;
    void importances(const std::string& layer, const std::vector<std::int64_t>& units,
                     const Sink& sink, std::stop_token stop = {}, const Progress& progress = {});

    /// How often a unit answers with something that the rest of the network sees (other than zero,
    /// or what a ReLU makes of zero), as a share of the images.
    double activeShare(const std::string& layer, std::int64_t unit);

    /// Bytes of activations kept at present.
    std::int64_t cachedBytes() const;

private:
    struct Impl;
    friend class Measurement;
    friend std::vector<ClassShift> classShifts(Evaluator&, const UnitSet&, std::stop_token);
    std::unique_ptr<Impl> m_impl;
};

/// measure() on several sets: a batch of each, so that every set soon has an estimate, then one set
/// after the other. `estimate` is called after every batch of a set (its place in `sets`).
using SetsEstimate = std::function<void(std::size_t set, const Figures& figures, std::int64_t done,
                                        std::int64_t total)>;
std::vector<Figures> measureTogether(std::span<Evaluator* const> sets, const UnitSet& units,
                                     std::stop_token stop = {}, const SetsEstimate& estimate = {});

} // namespace brera::ablation
