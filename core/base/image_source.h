// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// Pictures on their way to a network, in plain values: the compute folders know no image library.
namespace brera {

/// An 8-bit RGB picture, (height, width, 3), rows without gaps.
struct Picture {
    int height = 0;
    int width = 0;
    std::vector<std::uint8_t> rgb;
};

/// How 8-bit values become network input: (x / 255 − mean) / deviation, channel by channel.
struct Normalization {
    float mean[3] = {0, 0, 0};
    float deviation[3] = {1, 1, 1};

    bool operator==(const Normalization&) const = default;
};

/// One image of the order, ready for the network, or the reason why there is none.
struct SourceImage {
    std::int64_t image = 0;  ///< position in the data set
    Picture picture;         ///< resized and cropped; empty when broken
    std::string failure;     ///< empty when all is well
};

/// Delivers images one after the other, in the order asked for.
class ImageStream {
public:
    virtual ~ImageStream() = default;
    /// Empty at the end of the order. @throws Cancelled when the stop token says so.
    virtual std::optional<SourceImage> next(std::stop_token stop) = 0;
};

/// A set of images of one size. Opening a stream starts reading ahead of who asks, if it can.
class ImageSource {
public:
    virtual ~ImageSource() = default;
    virtual std::int64_t size() const = 0;
    virtual Normalization normalization() const = 0;
    virtual std::unique_ptr<ImageStream> open(std::vector<std::int64_t> order) const = 0;
};

} // namespace brera
