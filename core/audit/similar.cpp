// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/similar.h"

#include "audit/exemplar_overlap.h"
#include "audit/meanings.h"
#include "audit/unit_texts.h"
#include "base/error.h"
#include "project/project.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace brera::audit {

namespace {

/// A unit's share in a feature, or in an image.
struct Posting {
    std::uint32_t unit = 0;
    float weight = 0;
};

/// A description or exemplar list as sparse numbers: which list of postings, and how much.
using Sparse = std::vector<std::pair<std::uint32_t, float>>;

} // namespace

struct Neighbours::Impl {
    std::string project; ///< path, for messages
    std::vector<UnitId> units;
    std::map<UnitId, std::uint32_t> places;

    std::unordered_map<std::string, std::uint32_t> features;
    std::vector<float> rarity;                      ///< by feature
    std::vector<std::vector<Posting>> descriptions; ///< by feature; a unit's weights have length 1
    std::vector<Sparse> descriptionOf;              ///< by unit

    std::vector<std::vector<Posting>> exemplars; ///< by image
    std::vector<Sparse> exemplarsOf;             ///< by unit
    std::vector<float> exemplarSums;             ///< by unit

    void addUnits(const project::Project& project, std::stop_token stop, ProgressMeter& meter);
    void weigh();
    void normalize(Sparse& description) const;

    std::uint32_t place(const UnitId& unit) const;
    std::vector<float> likeDescriptions(const Sparse& description) const;
    std::vector<float> likeExemplars(std::uint32_t unit) const;
    std::vector<Neighbour> best(const std::vector<float>& byDescriptions,
                                const std::vector<float>& byExemplars, Likeness likeness,
                                std::size_t count, std::span<const std::string> layers,
                                std::uint32_t except) const;
};

void Neighbours::Impl::addUnits(const project::Project& project, std::stop_token stop,
                                ProgressMeter& meter) {
    Meanings meanings;
    for (const auto& layer : project.layers()) {
        const auto texts = unitTexts(project, layer.path);
        for (const auto& head : project.units(layer.path)) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            const auto place = static_cast<std::uint32_t>(units.size());
            units.push_back({layer.path, head.unit});
            places.emplace(units.back(), place);
            auto& description = descriptionOf.emplace_back();
            if (const auto text = texts.find(head.unit); text != texts.end()) {
                for (const auto& [name, weight] : meanings.of(text->second)) {
                    const auto number = static_cast<std::uint32_t>(features.size());
                    description.emplace_back(features.try_emplace(name, number).first->second,
                                             weight);
                }
            }
            auto& list = exemplarsOf.emplace_back();
            auto& sum = exemplarSums.emplace_back();
            const auto images = project.exemplarImages(layer.path, head.unit);
            for (std::size_t i = 0; i < images.size(); ++i) {
                const auto image = static_cast<std::size_t>(std::max<std::int64_t>(images[i], 0));
                const auto weight = static_cast<float>(exemplarWeight(i));
                list.emplace_back(static_cast<std::uint32_t>(image), weight);
                sum += weight;
                exemplars.resize(std::max(exemplars.size(), image + 1));
                exemplars[image].push_back({place, weight});
            }
            meter.advance();
        }
    }
}

void Neighbours::Impl::weigh() {
    std::vector<double> sharing(features.size());
    double described = 0;
    for (const auto& description : descriptionOf) {
        described += description.empty() ? 0 : 1;
        for (const auto& [feature, weight] : description) {
            ++sharing[feature];
        }
    }
    for (const double count : sharing) {
        // Never 0, so that equal descriptions are alike also where all are equal.
        rarity.push_back(static_cast<float>(1 + std::log((1 + described) / (1 + count))));
    }
    descriptions.resize(features.size());
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        normalize(descriptionOf[unit]);
        for (const auto& [feature, weight] : descriptionOf[unit]) {
            descriptions[feature].push_back({static_cast<std::uint32_t>(unit), weight});
        }
    }
}

void Neighbours::Impl::normalize(Sparse& description) const {
    double squares = 0;
    for (auto& [feature, weight] : description) {
        weight *= rarity[feature];
        squares += static_cast<double>(weight) * static_cast<double>(weight);
    }
    for (auto& [feature, weight] : description) {
        weight /= static_cast<float>(std::sqrt(squares));
    }
}

std::uint32_t Neighbours::Impl::place(const UnitId& unit) const {
    const auto found = places.find(unit);
    if (found == places.end()) {
        throw ProjectError(project + " has no unit " + unit.toString());
    }
    return found->second;
}

std::vector<float> Neighbours::Impl::likeDescriptions(const Sparse& description) const {
    std::vector<float> scores(units.size());
    for (const auto& [feature, weight] : description) {
        for (const Posting& posting : descriptions[feature]) {
            scores[posting.unit] += weight * posting.weight;
        }
    }
    return scores;
}

std::vector<float> Neighbours::Impl::likeExemplars(std::uint32_t unit) const {
    std::vector<float> scores(units.size());
    for (const auto& [image, weight] : exemplarsOf[unit]) {
        for (const Posting& posting : exemplars[image]) {
            scores[posting.unit] += std::min(weight, posting.weight);
        }
    }
    for (std::size_t other = 0; other < scores.size(); ++other) {
        if (scores[other] > 0) {
            scores[other] /= exemplarSums[unit] + exemplarSums[other] - scores[other];
        }
    }
    return scores;
}

std::vector<Neighbour> Neighbours::Impl::best(const std::vector<float>& byDescriptions,
                                              const std::vector<float>& byExemplars,
                                              Likeness likeness, std::size_t count,
                                              std::span<const std::string> layers,
                                              std::uint32_t except) const {
    const auto score = [&](std::uint32_t unit) {
        const float both = byDescriptions[unit] + byExemplars[unit];
        return likeness == Likeness::Both           ? both / 2
               : likeness == Likeness::Descriptions ? byDescriptions[unit]
                                                    : byExemplars[unit];
    };
    std::vector<std::uint32_t> near;
    for (std::uint32_t unit = 0; unit < units.size(); ++unit) {
        const bool wanted =
            layers.empty() || std::ranges::find(layers, units[unit].layer) != layers.end();
        if (unit != except && wanted && score(unit) > 0) {
            near.push_back(unit);
        }
    }
    const auto middle = near.begin() + static_cast<std::ptrdiff_t>(std::min(count, near.size()));
    std::ranges::partial_sort(near, middle, [&](std::uint32_t a, std::uint32_t b) {
        const float first = score(a);
        const float second = score(b);
        return first != second ? first > second : a < b;
    });
    near.erase(middle, near.end());
    std::vector<Neighbour> result;
    for (const auto unit : near) {
        // Sums of rounded numbers may come out a little above one.
        const auto share = [](float value) { return std::min(1.0, static_cast<double>(value)); };
        result.push_back({units[unit], share(score(unit)), share(byDescriptions[unit]),
                          share(byExemplars[unit])});
    }
    return result;
}

Neighbours Neighbours::build(const project::Project& project, std::stop_token stop,
                             const Progress& progress) {
    std::int64_t units = 0;
    for (const auto& layer : project.layers()) {
        units += layer.units;
    }
    auto impl = std::make_unique<Impl>();
    impl->project = project.path().string();
    ProgressMeter meter(progress, "comparing units", units);
    impl->addUnits(project, stop, meter);
    impl->weigh();
    meter.flush();
    return Neighbours(std::move(impl));
}

Neighbours::Neighbours(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {
}
Neighbours::Neighbours(Neighbours&&) noexcept = default;
Neighbours& Neighbours::operator=(Neighbours&&) noexcept = default;
Neighbours::~Neighbours() = default;

std::size_t Neighbours::size() const {
    return m_impl->units.size();
}

bool Neighbours::has(const UnitId& unit, Likeness likeness) const {
    const auto place = m_impl->place(unit);
    const bool described = !m_impl->descriptionOf[place].empty();
    const bool exemplified = !m_impl->exemplarsOf[place].empty();
    return likeness == Likeness::Both           ? described || exemplified
           : likeness == Likeness::Descriptions ? described
                                                : exemplified;
}

std::vector<Neighbour> Neighbours::near(const UnitId& unit, Likeness likeness, std::size_t count,
                                        std::span<const std::string> layers) const {
    const auto place = m_impl->place(unit);
    return m_impl->best(m_impl->likeDescriptions(m_impl->descriptionOf[place]),
                        m_impl->likeExemplars(place), likeness, count, layers, place);
}

} // namespace brera::audit
