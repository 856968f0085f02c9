// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probing/paste.h"

#include "base/error.h"
#include "exemplars/masks.h"
#include "image/resample.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace brera::probing {

namespace {

/// A rectangle in a picture's own pixels.
struct Box {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

/// How a picture's frame lies in its own pixels.
struct Frame {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;

    Frame(const Picture& picture, const image::Preprocessing& preprocessing) {
        const auto framing = image::framing(picture.height, picture.width, preprocessing);
        left = framing.offsetX;
        top = framing.offsetY;
        width = preprocessing.cropWidth > 0 ? framing.scaleX * preprocessing.cropWidth
                                            : static_cast<double>(picture.width);
        height = preprocessing.cropHeight > 0 ? framing.scaleY * preprocessing.cropHeight
                                              : static_cast<double>(picture.height);
    }

    Box box(const Region& region) const {
        const auto from = [](double at) { return static_cast<int>(std::lround(at)); };
        Box box;
        box.left = from(left + region.left * width);
        box.top = from(top + region.top * height);
        box.width = std::max(1, from(left + (region.left + region.width) * width) - box.left);
        box.height = std::max(1, from(top + (region.top + region.height) * height) - box.top);
        return box;
    }
};

/// The part of the box that the picture has.
Box inside(Box box, const Picture& picture) {
    const int right = std::min(box.left + box.width, picture.width);
    const int bottom = std::min(box.top + box.height, picture.height);
    box.left = std::max(box.left, 0);
    box.top = std::max(box.top, 0);
    box.width = std::max(0, right - box.left);
    box.height = std::max(0, bottom - box.top);
    return box;
}

Picture cut(const Picture& picture, const Box& box) {
    Picture piece{box.height, box.width, {}};
    piece.rgb.reserve(static_cast<std::size_t>(box.height) * static_cast<std::size_t>(box.width) *
                      3);
    for (int y = 0; y < box.height; ++y) {
        const auto begin =
            picture.rgb.begin() +
            (static_cast<std::ptrdiff_t>(box.top + y) * picture.width + box.left) * 3;
        piece.rgb.insert(piece.rgb.end(), begin,
                         begin + static_cast<std::ptrdiff_t>(box.width) * 3);
    }
    return piece;
}

/// Whether the mask lets through what lies at these shares of the source's frame.
class Sieve {
public:
    explicit Sieve(const PasteMask* mask) {
        if (mask != nullptr) {
            m_inside = exemplars::mask(mask->map, mask->threshold, kSide, kSide);
        }
    }

    bool lets(double x, double y) const {
        if (m_inside.empty()) {
            return true;
        }
        const auto place = [](double share) {
            return std::clamp(static_cast<int>(share * kSide), 0, kSide - 1);
        };
        return m_inside[static_cast<std::size_t>(place(y) * kSide + place(x))] != 0;
    }

private:
    static constexpr int kSide = 512;
    std::vector<std::uint8_t> m_inside;
};

void check(const Placement& placement) {
    const auto& region = placement.region;
    const double values[] = {region.left, region.top,  region.width,   region.height,
                             placement.x, placement.y, placement.scale};
    const bool finite = std::all_of(std::begin(values), std::end(values),
                                    [](double v) { return std::isfinite(v); });
    if (!finite || region.width <= 0 || region.height <= 0 || placement.scale <= 0 ||
        placement.scale > 100) {
        throw DataError("the region to be pasted has no size; draw a rectangle");
    }
    if (region.left < -1e-9 || region.top < -1e-9 || region.left + region.width > 1 + 1e-9 ||
        region.top + region.height > 1 + 1e-9) {
        throw DataError("the region to be pasted reaches beyond the picture it is cut from");
    }
}

nlohmann::json toJson(const std::vector<NamedProbability>& predictions) {
    auto list = nlohmann::json::array();
    for (const auto& each : predictions) {
        list.push_back({{"class", each.name}, {"probability", each.probability}});
    }
    return list;
}

std::vector<NamedProbability> predictionsFrom(const nlohmann::json& list) {
    std::vector<NamedProbability> predictions;
    for (const auto& each : list) {
        predictions.push_back(
            {each.at("class").get<std::string>(), each.at("probability").get<double>()});
    }
    return predictions;
}

} // namespace

Region landing(const Placement& placement) {
    const double width = placement.region.width * placement.scale;
    const double height = placement.region.height * placement.scale;
    return {placement.x - width / 2, placement.y - height / 2, width, height};
}

Picture paste(const Picture& target, const Picture& source, const Placement& placement,
              const image::Preprocessing& preprocessing, const PasteMask* mask) {
    check(placement);
    const Frame sourceFrame(source, preprocessing);
    const Box from = inside(sourceFrame.box(placement.region), source);
    if (from.width == 0 || from.height == 0) {
        throw DataError("the region to be pasted lies outside of its picture");
    }
    const Box to = Frame(target, preprocessing).box(landing(placement));
    const Box seen = inside(to, target);
    Picture result = target;
    if (seen.width == 0 || seen.height == 0) {
        return result;
    }
    // Only what lands: the piece may be a hundred times as large as its target.
    const Picture piece =
        image::resampleWindow(cut(source, from), to.height, to.width,
                              {seen.top - to.top, seen.left - to.left, seen.height, seen.width});
    const Sieve sieve(mask);
    for (int y = seen.top; y < seen.top + seen.height; ++y) {
        const double sourceY =
            placement.region.top + (y - to.top + 0.5) / to.height * placement.region.height;
        for (int x = seen.left; x < seen.left + seen.width; ++x) {
            const double sourceX =
                placement.region.left + (x - to.left + 0.5) / to.width * placement.region.width;
            if (sieve.lets(sourceX, sourceY)) {
                const auto* pixel =
                    piece.rgb.data() +
                    (static_cast<std::ptrdiff_t>(y - seen.top) * seen.width + (x - seen.left)) * 3;
                std::copy(pixel, pixel + 3,
                          result.rgb.begin() +
                              (static_cast<std::ptrdiff_t>(y) * target.width + x) * 3);
            }
        }
    }
    return result;
}

std::string pairInputs(const PastedPair& pair) {
    const auto& placement = pair.placement;
    nlohmann::json json{{"target", pair.target},
                        {"source", pair.source},
                        {"region",
                         {placement.region.left, placement.region.top, placement.region.width,
                          placement.region.height}},
                        {"place", {placement.x, placement.y}},
                        {"scale", placement.scale},
                        {"network", pair.networkHash}};
    if (!pair.maskUnit.empty()) {
        json["mask"] = pair.maskUnit;
    }
    // Bytes that are no UTF-8 (file names) must not make this fail.
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string pairPredictions(const PastedPair& pair) {
    const nlohmann::json json{{"before", toJson(pair.before)}, {"after", toJson(pair.after)}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

PastedPair pairFrom(const std::string& inputs, const std::string& predictions) {
    try {
        PastedPair pair;
        const auto json = nlohmann::json::parse(inputs);
        pair.target = json.at("target").get<std::string>();
        pair.source = json.at("source").get<std::string>();
        const auto& region = json.at("region");
        pair.placement.region = {region.at(0).get<double>(), region.at(1).get<double>(),
                                 region.at(2).get<double>(), region.at(3).get<double>()};
        pair.placement.x = json.at("place").at(0).get<double>();
        pair.placement.y = json.at("place").at(1).get<double>();
        pair.placement.scale = json.at("scale").get<double>();
        pair.networkHash = json.at("network").get<std::string>();
        pair.maskUnit = json.value("mask", std::string());
        if (!predictions.empty()) {
            const auto seen = nlohmann::json::parse(predictions);
            pair.before = predictionsFrom(seen.at("before"));
            pair.after = predictionsFrom(seen.at("after"));
        }
        return pair;
    } catch (const nlohmann::json::exception&) {
        throw DataError("a pair of pictures kept in the project is damaged; remove it");
    }
}

} // namespace brera::probing
