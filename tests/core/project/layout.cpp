// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout.h"

#include "base/error.h"
#include "base/npy.h"
#include "image/picture_io.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <numeric>

namespace brera::project::test {

namespace fs = std::filesystem;

std::string readFile(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool sameArray(const fs::path& left, const fs::path& right) {
    const npy::Array a(left);
    const npy::Array b(right);
    return a.shape() == b.shape() && std::ranges::equal(a.bytes(), b.bytes());
}

Rendering renderingOf(const Project& project) {
    Rendering rendering;
    rendering.picture = [&project](std::int64_t image) {
        return image::decode(project.imageFile(image));
    };
    rendering.mask = [](const SmallMap& map, double threshold, int height, int width) {
        if (map.height != height || map.width != width) {
            throw DataError("the map is not of the input's size");
        }
        std::vector<std::uint8_t> mask;
        for (const float value : map.values()) {
            mask.push_back(static_cast<double>(value) > threshold);
        }
        return mask;
    };
    return rendering;
}

void import(const fs::path& directory, const fs::path& project) {
    importAnnotations(directory, project, {}, {});
}

void writeBytes(const fs::path& path, std::vector<std::int64_t> shape,
                const std::vector<std::uint8_t>& values) {
    npy::Writer writer(path, "|u1", std::move(shape));
    writer.append(values.data(), values.size());
    writer.finish();
}

void writeLayer(const fs::path& folder, std::uint8_t shade) {
    fs::create_directories(folder);
    std::vector<std::uint8_t> images(2 * 2 * 3 * 24);
    std::iota(images.begin(), images.end(), shade);
    std::copy_n(images.begin(), 72, images.begin() + 3 * 72); // the last is the first again
    std::vector<std::uint8_t> masks(2 * 2 * 24);
    for (std::size_t i = 0; i < masks.size(); ++i) {
        masks[i] = i * i % 5 == 1;
    }
    writeBytes(folder / "images.npy", {2, 2, 3, 4, 6}, images);
    writeBytes(folder / "masks.npy", {2, 2, 1, 4, 6}, masks);
}

void writeUnits(const fs::path& folder, const std::vector<std::int64_t>& units) {
    npy::Writer writer(folder / "units.npy", "<i8", {static_cast<std::int64_t>(units.size())});
    writer.append(units.data(), units.size() * sizeof(std::int64_t));
    writer.finish();
}

} // namespace brera::project::test
