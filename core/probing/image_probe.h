// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/image_source.h"
#include "image/preprocess.h"
#include "probing/reading.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::probing {

class Distributions;

struct ProbeOptions {
    std::string device = "auto";
    bool trusted = false; ///< skip the gate for this network
    bool means = false;   ///< read every unit's mean too, for Instead::Mean
};

/// What takes the place of a unit that is switched off.
enum class Instead {
    Zero, ///< the paper's rule
    Mean  ///< the unit's mean over the project's images; needs ProbeOptions::means
};

/// A project's network, ready for single pictures: predictions, how every unit answers, what
/// carried a prediction, and all that with units switched off. Opening it reads the project once;
/// afterwards it needs it no more. Calls may come from any thread, one after the other: they wait
/// for each other.
class ImageProbe {
public:
    /// @throws ProjectError when the extraction is not finished, or the network is gone or has
    /// changed since; ModelError when it cannot be run or cut behind the project's layers.
    explicit ImageProbe(const project::Project& project, const ProbeOptions& options = {});
    ~ImageProbe();
    /// Reads every unit's mean, for Instead::Mean; as ProbeOptions::means does. @throws ProjectError.
    void readMeans(const project::Project& project);
    ImageProbe(ImageProbe&&) noexcept;

    const std::vector<LayerShape>& layers() const; ///< the project's
    std::int64_t outputs() const;
    const std::vector<std::string>& classNames() const; ///< of the outputs; may be empty
    /// The class's name, or "output 7" without one.
    std::string className(int output) const;
    /// The output of that name (case aside), number, or "output 7". @throws DataError naming the
    /// nearest.
    int outputOf(const std::string& name) const;
    const image::Preprocessing& preprocessing() const;

    /// The logits of a picture as it is in its file, with these units switched off.
    /// @throws DataError naming a unit that does not exist, or when the picture cannot be prepared.
    std::vector<float> logits(const Picture& picture, std::span<const UnitId> without = {},
                              Instead instead = Instead::Zero) const;

    /// Everything about a picture. Activations are those of the network as it is.
    /// @param target the output contributions are looked at for; empty = the likeliest.
    /// @param distributions where percentiles, thresholds and best activations come from; may be
    /// null.
    Reading read(const Picture& picture, std::optional<int> target = {},
                 const Distributions* distributions = nullptr) const;

    /// The layer the network runs last, whose units speak to the outputs most directly.
    const std::string& lastLayer() const;
    /// The `count` classes that a unit raises and lowers most, measured on these pictures (a few of
    /// its exemplars): the gradient of every logit when the unit rises by the same amount at all
    /// its positions. @throws DataError for an unknown unit, or without a picture.
    OutputWeights outputWeights(const UnitId& unit, std::span<const Picture> pictures,
                                std::size_t count) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::probing
