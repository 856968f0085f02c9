// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probing/image_probe.h"

#include "base/error.h"
#include "exemplars/batch_reader.h"
#include "network/gradients.h"
#include "network/network.h"
#include "network/staged.h"
#include "probing/distributions.h"
#include "project/content_hash.h"
#include "project/project.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <map>
#include <mutex>

namespace brera::probing {

namespace {

network::Network openNetwork(const project::Project& project, const ProbeOptions& options) {
    if (project.status() != project::ExtractionStatus::Complete) {
        throw ProjectError(project.path().string() +
                           " holds no finished extraction; finish it before probing pictures");
    }
    const auto inputs = project.inputs();
    if (inputs.networkPath.empty()) {
        throw ProjectError(project.path().string() +
                           " was imported without a network, so there is nothing to probe with");
    }
    if (!std::filesystem::exists(inputs.networkPath)) {
        throw ProjectError("the project's network " + inputs.networkPath.string() +
                           " is not there any more; put it back to probe pictures");
    }
    if (project::contentHash(inputs.networkPath) != inputs.networkHash) {
        throw ProjectError("the network " + inputs.networkPath.string() +
                           " has changed since the project was made; extract into a new project");
    }
    return network::Network::open(inputs.networkPath, {options.device, options.trusted});
}

std::vector<std::string> paths(const std::vector<LayerShape>& layers) {
    std::vector<std::string> result;
    for (const auto& layer : layers) {
        result.push_back(layer.path);
    }
    return result;
}

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::vector<float> floats(const at::Tensor& tensor) {
    const auto values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    const auto* begin = values.data_ptr<float>();
    return std::vector<float>(begin, begin + values.numel());
}

int largest(const at::Tensor& logits) {
    return static_cast<int>(logits.select(0, 0).argmax().item<std::int64_t>());
}

} // namespace

struct ImageProbe::Impl {
    std::vector<LayerShape> layers;
    std::vector<std::string> classNames;
    image::Preprocessing preprocessing;
    std::map<std::string, std::vector<float>> means;
    network::Network network;
    network::StagedForward staged;
    network::GradientForward graded;
    std::int64_t outputs = 0;
    mutable std::mutex mutex; ///< compute has one user at a time

    Impl(const project::Project& project, const ProbeOptions& options)
        : layers(project.layers()), network(openNetwork(project, options)),
          staged(network, paths(layers)), graded(network, paths(layers)) {
        const auto inputs = project.inputs();
        classNames = inputs.classNames;
        preprocessing = image::preprocessingFromJson(nlohmann::json::parse(inputs.preprocessing));
        outputs = network.outputs({3, inputs.inputHeight, inputs.inputWidth});
        if (outputs <= 0) {
            throw ModelError("the network gives no logits, so there are no predictions");
        }
    }

    at::Tensor input(const Picture& prepared) const {
        exemplars::Batch batch;
        batch.pictures.push_back(prepared);
        return exemplars::normalized(batch, preprocessing.normalization, network.device());
    }

    const LayerShape& layer(const UnitId& unit) const {
        const auto found = std::find_if(layers.begin(), layers.end(),
                                        [&](const auto& each) { return each.path == unit.layer; });
        if (found == layers.end()) {
            std::string known;
            for (const auto& each : layers) {
                known += (known.empty() ? "" : ", ") + each.path;
            }
            throw DataError("the project has no layer \"" + unit.layer + "\"; it has " + known);
        }
        if (unit.index < 0 || unit.index >= found->units) {
            throw DataError("there is no unit " + unit.toString() + "; " + unit.layer + " has " +
                            std::to_string(found->units));
        }
        return *found;
    }

    /// Behind one cut with the units of its layer switched off.
    network::StageState without(const network::StageState& state, const std::string& layer,
                                std::span<const UnitId> units, Instead instead) const {
        at::Tensor keep;
        at::Tensor fill;
        for (const auto& unit : units) {
            if (unit.layer != layer) {
                continue;
            }
            if (!keep.defined()) {
                keep = at::ones({state.activation().size(1)});
                fill = at::zeros({state.activation().size(1)});
            }
            keep[unit.index] = 0;
            if (instead == Instead::Mean) {
                fill[unit.index] = means.at(layer)[static_cast<std::size_t>(unit.index)];
            }
        }
        return keep.defined() ? state.masked(keep, instead == Instead::Mean ? fill : at::Tensor())
                              : state;
    }
};

ImageProbe::ImageProbe(const project::Project& project, const ProbeOptions& options)
    : m_impl(std::make_unique<Impl>(project, options)) {
    if (options.means) {
        readMeans(project);
    }
}

void ImageProbe::readMeans(const project::Project& project) {
    std::map<std::string, std::vector<float>> read;
    for (const auto& layer : m_impl->layers) {
        auto& means = read[layer.path];
        means.resize(static_cast<std::size_t>(layer.units));
        for (const auto& head : project.units(layer.path)) {
            if (head.unit >= 0 && head.unit < layer.units) {
                means[static_cast<std::size_t>(head.unit)] =
                    static_cast<float>(project.unit(layer.path, head.unit).statistics.mean);
            }
        }
    }
    const std::lock_guard lock(m_impl->mutex);
    m_impl->means = std::move(read);
}

ImageProbe::~ImageProbe() = default;
ImageProbe::ImageProbe(ImageProbe&&) noexcept = default;

const std::vector<LayerShape>& ImageProbe::layers() const {
    return m_impl->layers;
}

std::int64_t ImageProbe::outputs() const {
    return m_impl->outputs;
}

const std::vector<std::string>& ImageProbe::classNames() const {
    return m_impl->classNames;
}

std::string ImageProbe::className(int output) const {
    const auto place = static_cast<std::size_t>(output);
    return output >= 0 && place < m_impl->classNames.size() && !m_impl->classNames[place].empty()
               ? m_impl->classNames[place]
               : "output " + std::to_string(output);
}

int ImageProbe::outputOf(const std::string& name) const {
    const std::string wanted = lowerCase(name);
    const auto all = static_cast<int>(m_impl->outputs);
    // Names before numbers: a class may be called "10" and be the third.
    const auto isName = [&](const std::string& known, int) { return known == wanted; };
    // Class lists may give several names for one class: "tench, Tinca tinca".
    const auto isFirstName = [&](const std::string& known, int) {
        return known.substr(0, known.find(',')) == wanted;
    };
    const auto isNumber = [&](const std::string&, int output) {
        return wanted == std::to_string(output) || wanted == "output " + std::to_string(output);
    };
    const std::function<bool(const std::string&, int)> rules[] = {isName, isFirstName, isNumber};
    for (const auto& fits : rules) {
        for (int output = 0; output < all; ++output) {
            if (fits(lowerCase(className(output)), output)) {
                return output;
            }
        }
    }
    std::vector<int> beginning;
    for (int output = 0; output < all; ++output) {
        if (!wanted.empty() && lowerCase(className(output)).find(wanted) != std::string::npos) {
            beginning.push_back(output);
        }
    }
    if (beginning.size() == 1) {
        return beginning.front();
    }
    std::string message = "the network has no class \"" + name + "\"";
    if (!beginning.empty()) {
        message += "; did you mean";
        for (std::size_t i = 0; i < std::min<std::size_t>(beginning.size(), 4); ++i) {
            message += (i == 0 ? " " : ", ") + className(beginning[i]);
        }
    } else {
        message += "; its outputs are 0 to " + std::to_string(m_impl->outputs - 1);
        for (int output = 0; output < std::min<int>(static_cast<int>(m_impl->outputs), 12);
             ++output) {
            message += (output == 0 ? ": " : ", ") + className(output);
        }
    }
    throw DataError(message);
}

const image::Preprocessing& ImageProbe::preprocessing() const {
    return m_impl->preprocessing;
}

std::vector<float> ImageProbe::logits(const Picture& picture, std::span<const UnitId> without,
                                      Instead instead) const {
    for (const auto& unit : without) {
        m_impl->layer(unit);
    }
    const Picture prepared = image::prepare(picture, m_impl->preprocessing);
    const std::lock_guard lock(m_impl->mutex);
    if (instead == Instead::Mean && m_impl->means.empty()) {
        throw DataError("the units' means were not read when the probe was opened");
    }
    auto state = m_impl->staged.head(m_impl->input(prepared));
    const auto& cuts = m_impl->staged.layers();
    for (std::size_t cut = 0; cut < cuts.size(); ++cut) {
        state = m_impl->without(m_impl->staged.advance(state, static_cast<int>(cut)), cuts[cut],
                                without, instead);
    }
    return floats(m_impl->staged.logits(state));
}

Reading ImageProbe::read(const Picture& picture, std::optional<int> target,
                         const Distributions* distributions) const {
    if (target && (*target < 0 || *target >= m_impl->outputs)) {
        throw DataError("there is no output " + std::to_string(*target) + "; the network has " +
                        std::to_string(m_impl->outputs));
    }
    Reading reading;
    reading.picture = image::prepare(picture, m_impl->preprocessing);
    const std::lock_guard lock(m_impl->mutex);
    std::vector<at::Tensor> activations;
    std::vector<at::Tensor> gradients;
    const auto logits = m_impl->graded.run(
        m_impl->input(reading.picture),
        [&](const at::Tensor& values) {
            reading.target = target.value_or(largest(values));
            return static_cast<std::int64_t>(reading.target);
        },
        activations, gradients);
    reading.logits = floats(logits);
    const at::NoGradGuard noGrad;
    // In the project's order, whatever the network runs first.
    for (const auto& layer : m_impl->layers) {
        const auto& cuts = m_impl->graded.layers();
        const auto cut = static_cast<std::size_t>(std::find(cuts.begin(), cuts.end(), layer.path) -
                                                  cuts.begin());
        auto activation = activations[cut].select(0, 0).to(at::kCPU, at::kFloat).contiguous();
        auto gradient = gradients[cut].select(0, 0).to(at::kCPU, at::kFloat).contiguous();
        const std::int64_t units = activation.size(0);
        const int height = activation.dim() > 1 ? static_cast<int>(activation.size(1)) : 1;
        const int width = activation.dim() > 2 ? static_cast<int>(activation.size(2)) : 1;
        activation = activation.reshape({units, -1});
        const auto sums = floats((activation * gradient.reshape({units, -1})).sum(1));
        const auto* values = activation.data_ptr<float>();
        const std::int64_t area = activation.size(1);
        for (std::int64_t unit = 0; unit < std::min(units, layer.units); ++unit) {
            UnitResponse response;
            response.unit = {layer.path, unit};
            response.map = SmallMap::fromValues(values + unit * area, height, width);
            response.activation =
                *std::max_element(values + unit * area, values + (unit + 1) * area);
            response.contribution = static_cast<double>(sums[static_cast<std::size_t>(unit)]);
            if (distributions != nullptr) {
                const auto place = distributions->place(response.unit, response.activation);
                response.percentile = place.percentile;
                response.deviations = place.deviations;
                response.threshold = distributions->threshold(response.unit);
                response.top = distributions->top(response.unit);
            }
            reading.units.push_back(std::move(response));
        }
    }
    return reading;
}

const std::string& ImageProbe::lastLayer() const {
    return m_impl->graded.layers().back();
}

OutputWeights ImageProbe::outputWeights(const UnitId& unit, std::span<const Picture> pictures,
                                        std::size_t count) const {
    m_impl->layer(unit);
    if (pictures.empty()) {
        throw DataError("no picture of " + unit.toString() + " can be read");
    }
    const std::lock_guard lock(m_impl->mutex);
    std::vector<double> mean(static_cast<std::size_t>(m_impl->outputs), 0.0);
    std::vector<float> first;
    OutputWeights weights;
    weights.unit = unit;
    weights.fixed = true;
    for (const auto& picture : pictures) {
        const auto effect = floats(m_impl->graded.outputEffect(
            m_impl->input(image::prepare(picture, m_impl->preprocessing)), unit.layer, unit.index));
        if (first.empty()) {
            first = effect;
        }
        double scale = 0;
        for (std::size_t output = 0; output < effect.size(); ++output) {
            mean[output] +=
                static_cast<double>(effect[output]) / static_cast<double>(pictures.size());
            scale = std::max(scale, static_cast<double>(std::fabs(effect[output])));
        }
        for (std::size_t output = 0; output < effect.size(); ++output) {
            weights.fixed =
                weights.fixed &&
                std::fabs(static_cast<double>(effect[output] - first[output])) <= 1e-4 * scale;
        }
    }
    // One picture alone cannot tell.
    weights.fixed = weights.fixed && pictures.size() > 1;
    std::vector<ClassEffect> effects;
    for (std::size_t output = 0; output < mean.size(); ++output) {
        effects.push_back({static_cast<int>(output), mean[output]});
    }
    std::stable_sort(effects.begin(), effects.end(),
                     [](const auto& a, const auto& b) { return a.effect > b.effect; });
    for (const auto& effect : effects) {
        if (effect.effect > 0 && weights.raised.size() < count) {
            weights.raised.push_back(effect);
        }
    }
    for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) {
        if (effect->effect < 0 && weights.lowered.size() < count) {
            weights.lowered.push_back(*effect);
        }
    }
    return weights;
}

} // namespace brera::probing
