// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probing/paste.h"

#include "base/error.h"
#include "exemplars/masks.h"
#include "image/resample.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace brera::probing {

namespace {

/// Far beyond any picture. Pieces of millions of pixels each way still lie within it.
constexpr double kMostPixels = 1e9;

/// A rectangle in a picture's own pixels; it may reach far beyond the picture.
struct Box {
    std::int64_t left = 0;
    std::int64_t top = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// To the nearest pixel. @throws DataError when there can be no such pixel.
std::int64_t pixel(double at) {
    if (!(std::abs(at) < kMostPixels)) { // nor for NaN
        throw DataError("the pasted piece lies too far away or is too large; make it smaller");
    }
    return std::llround(at);
}

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
        const auto extent = [](double begin, double end) {
            return std::max<std::int64_t>(1, pixel(end) - pixel(begin));
        };
        const double x = left + region.left * width;
        const double y = top + region.top * height;
        return {pixel(x), pixel(y), extent(x, left + (region.left + region.width) * width),
                extent(y, top + (region.top + region.height) * height)};
    }
};

/// The part of the box that the picture has.
image::Window inside(const Box& box, const Picture& picture) {
    const auto within = [](std::int64_t at, int most) {
        return static_cast<int>(std::clamp<std::int64_t>(at, 0, most));
    };
    image::Window part;
    part.left = within(box.left, picture.width);
    part.top = within(box.top, picture.height);
    part.width = within(box.left + box.width, picture.width) - part.left;
    part.height = within(box.top + box.height, picture.height) - part.top;
    return part;
}

Picture cut(const Picture& picture, const image::Window& part) {
    Picture piece{part.height, part.width, {}};
    piece.rgb.reserve(static_cast<std::size_t>(part.height) * static_cast<std::size_t>(part.width) *
                      3);
    for (int y = 0; y < part.height; ++y) {
        const auto begin =
            picture.rgb.begin() +
            (static_cast<std::ptrdiff_t>(part.top + y) * picture.width + part.left) * 3;
        piece.rgb.insert(piece.rgb.end(), begin,
                         begin + static_cast<std::ptrdiff_t>(part.width) * 3);
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

/// A piece may be so many times as large as its target…
constexpr double kLargestScale = 100;
/// …and reach it from so many targets away.
constexpr double kFarthest = 100;

/// @throws DataError
void check(const Placement& placement) {
    const auto& region = placement.region;
    const double values[] = {region.left, region.top,  region.width,   region.height,
                             placement.x, placement.y, placement.scale};
    const bool finite = std::all_of(std::begin(values), std::end(values),
                                    [](double v) { return std::isfinite(v); });
    if (!finite || region.width <= 0 || region.height <= 0) {
        throw DataError("the region to be pasted has no size; draw a rectangle");
    }
    if (placement.scale <= 0 || placement.scale > kLargestScale) {
        throw DataError("the pasted piece has no size; its scale goes from above 0 to 100");
    }
    const auto isFar = [](double at) { return at < -kFarthest || at > 1 + kFarthest; };
    if (isFar(placement.x) || isFar(placement.y)) {
        throw DataError("the pasted piece lies too far away; its place is shares of the target, "
                        "where 0.5 0.5 is the middle");
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
    const auto from = inside(sourceFrame.box(placement.region), source);
    if (from.width == 0 || from.height == 0) {
        throw DataError("the region to be pasted lies outside of its picture");
    }
    const Box to = Frame(target, preprocessing).box(landing(placement));
    const auto seen = inside(to, target);
    Picture result = target;
    if (seen.width == 0 || seen.height == 0) {
        return result;
    }
    // Only what lands: the piece may be a hundred times as large as its target.
    const Picture piece =
        image::resampleWindow(cut(source, from), static_cast<int>(to.height),
                              static_cast<int>(to.width),
                              {static_cast<int>(seen.top - to.top),
                               static_cast<int>(seen.left - to.left), seen.height, seen.width});
    const Sieve sieve(mask);
    for (int y = seen.top; y < seen.top + seen.height; ++y) {
        const double sourceY =
            placement.region.top + (static_cast<double>(y - to.top) + 0.5) /
                                       static_cast<double>(to.height) * placement.region.height;
        for (int x = seen.left; x < seen.left + seen.width; ++x) {
            const double sourceX =
                placement.region.left + (static_cast<double>(x - to.left) + 0.5) /
                                            static_cast<double>(to.width) * placement.region.width;
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
        check(pair.placement);
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
    } catch (const DataError& error) {
        throw DataError(std::string("a pair of pictures kept in the project is damaged (") +
                        error.what() + "); remove it");
    }
}

} // namespace brera::probing
