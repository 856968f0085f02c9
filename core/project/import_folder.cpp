// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/import_folder.h"

#include "base/error.h"
#include "project/csv.h"
#include "project/schema.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <numeric>
#include <set>

namespace brera::project {

namespace {

constexpr std::int64_t kMaxSide = 1 << 14;

DataError wrong(const std::filesystem::path& file, const std::string& what) {
    return DataError(file.string() + ": " + what);
}

std::string shapeText(const npy::Array& array) {
    std::string text = "(";
    for (const auto axis : array.shape()) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(axis);
    }
    return text + ")";
}

/// Digits count as numbers.
bool naturalLess(const std::string& left, const std::string& right) {
    const auto digit = [](char letter) {
        return std::isdigit(static_cast<unsigned char>(letter)) != 0;
    };
    std::size_t l = 0;
    std::size_t r = 0;
    while (l < left.size() && r < right.size()) {
        if (!digit(left[l]) || !digit(right[r])) {
            if (left[l] != right[r]) {
                return left[l] < right[r];
            }
            ++l;
            ++r;
            continue;
        }
        const auto number = [&](const std::string& text, std::size_t& at) {
            const auto first = std::min(text.find_first_not_of('0', at), text.size());
            at = first;
            while (at < text.size() && digit(text[at])) {
                ++at;
            }
            return text.substr(first, at - first);
        };
        const auto a = number(left, l);
        const auto b = number(right, r);
        if (a != b) {
            return a.size() != b.size() ? a.size() < b.size() : a < b;
        }
    }
    return left.size() - l < right.size() - r;
}

npy::Array bytesArray(const std::filesystem::path& file, std::int64_t channels) {
    npy::Array array(file);
    const auto& shape = array.shape();
    if (array.dtype() != "|u1" && array.dtype() != "|b1") {
        throw wrong(file, "its elements are " + array.dtype() + ", expected uint8");
    }
    if (shape.size() != 5 || shape[2] != channels) {
        throw wrong(file, "its shape is " + shapeText(array) + ", expected (units, k, " +
                              std::to_string(channels) + ", height, width)");
    }
    if (array.size() == 0 || shape[3] > kMaxSide || shape[4] > kMaxSide || shape[0] > kMaxUnit) {
        throw wrong(file, "its shape " + shapeText(array) + " is empty or beyond all reason");
    }
    return array;
}

std::vector<std::int64_t> readUnits(const std::filesystem::path& file, std::size_t count) {
    std::vector<std::int64_t> units(count);
    if (!std::filesystem::exists(file)) {
        std::iota(units.begin(), units.end(), 0);
        return units;
    }
    const npy::Array array(file);
    if (array.shape().size() != 1 || static_cast<std::size_t>(array.size()) != count) {
        throw wrong(file, "its shape is " + shapeText(array) + ", but masks.npy has " +
                              std::to_string(count) + " units");
    }
    if (array.dtype() == "<i8") {
        std::ranges::copy(array.as<std::int64_t>(), units.begin());
    } else if (array.dtype() == "<i4") {
        std::ranges::copy(array.as<std::int32_t>(), units.begin());
    } else {
        throw wrong(file, "its elements are " + array.dtype() + ", expected int64");
    }
    std::set<std::int64_t> seen;
    for (const auto unit : units) {
        if (unit < 0 || unit > kMaxUnit || !seen.insert(unit).second) {
            throw wrong(file,
                        "unit " + std::to_string(unit) + " is negative, too large or twice there");
        }
    }
    return units;
}

template <typename T>
T parse(std::string_view text, const std::filesystem::path& file, std::size_t row) {
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    // Numbers too small or large for a float are still numbers: 0 and infinity are near enough.
    const bool number = error == std::errc{} ||
                        (std::is_floating_point_v<T> && error == std::errc::result_out_of_range);
    if (!number || end != text.data() + text.size()) {
        throw wrong(file, "row " + std::to_string(row + 1) + ": \"" + std::string(text) +
                              "\" is not a number");
    }
    return value;
}

template <typename T>
std::vector<std::vector<T>> readTable(const std::filesystem::path& file, std::size_t units,
                                      std::size_t k) {
    std::vector<std::vector<T>> table;
    if (!std::filesystem::exists(file)) {
        return table;
    }
    const auto rows = csv::read(file);
    if (rows.size() != units) {
        throw wrong(file, "it has " + std::to_string(rows.size()) + " rows, but masks.npy has " +
                              std::to_string(units) + " units");
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].size() > k) {
            throw wrong(file, "row " + std::to_string(r + 1) + " has " +
                                  std::to_string(rows[r].size()) + " values, but masks.npy has " +
                                  std::to_string(k) + " exemplars a unit");
        }
        auto& values = table.emplace_back();
        for (const auto& value : rows[r]) {
            values.push_back(parse<T>(value, file, r));
        }
    }
    return table;
}

ImportedLayer readLayer(const std::filesystem::path& folder) {
    const auto masksFile = folder / "masks.npy";
    if (!std::filesystem::exists(masksFile)) {
        throw wrong(masksFile, "it is missing, but the folder looks like a layer");
    }
    ImportedLayer layer{folder.filename().string(), bytesArray(masksFile, 1), {}, {}, {}, {}};
    const auto& shape = layer.masks.shape();
    const auto units = static_cast<std::size_t>(shape[0]);
    layer.k = static_cast<std::size_t>(shape[1]);
    layer.height = static_cast<int>(shape[3]);
    layer.width = static_cast<int>(shape[4]);
    if (const auto file = folder / "images.npy"; std::filesystem::exists(file)) {
        layer.images = bytesArray(file, 3);
        auto expected = shape;
        expected[2] = 3;
        if (layer.images->shape() != expected) {
            throw wrong(file, "its shape is " + shapeText(*layer.images) +
                                  ", but that of masks.npy " + shapeText(layer.masks));
        }
    }
    layer.units = readUnits(folder / "units.npy", units);
    layer.ids = readTable<std::int64_t>(folder / "ids.csv", units, layer.k);
    layer.activations = readTable<float>(folder / "activations.csv", units, layer.k);
    for (std::size_t r = 0; r < layer.ids.size(); ++r) {
        if (std::ranges::any_of(layer.ids[r], [](std::int64_t id) { return id < 0; })) {
            throw wrong(folder / "ids.csv", "row " + std::to_string(r + 1) + " has a negative id");
        }
        if (!layer.activations.empty() && layer.activations[r].size() != layer.ids[r].size()) {
            throw wrong(folder / "activations.csv",
                        "row " + std::to_string(r + 1) + " has not as many values as in ids.csv");
        }
    }
    if (!layer.images && layer.ids.empty()) {
        throw wrong(
            folder / "images.npy",
            "it is missing, and without ids.csv nothing says which images the masks are of");
    }
    return layer;
}

bool isLayer(const std::filesystem::path& folder) {
    return std::ranges::any_of(
        std::array{"masks.npy", "images.npy", "units.npy", "ids.csv", "activations.csv"},
        [&](const char* name) { return std::filesystem::exists(folder / name); });
}

} // namespace

std::size_t ImportedLayer::exemplars(std::size_t row) const {
    return !ids.empty() ? ids[row].size() : !activations.empty() ? activations[row].size() : k;
}

std::span<const std::uint8_t> ImportedLayer::mask(std::size_t row, std::size_t exemplar) const {
    const auto pixels = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    return masks.as<std::uint8_t>().subspan((row * k + exemplar) * pixels, pixels);
}

std::span<const std::uint8_t> ImportedLayer::planes(std::size_t row, std::size_t exemplar) const {
    const auto values = 3 * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    return images->as<std::uint8_t>().subspan((row * k + exemplar) * values, values);
}

std::vector<ImportedLayer> readLayerFolders(const std::filesystem::path& directory) {
    std::error_code failure;
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator entry(directory, failure), end;
         !failure && entry != end; entry.increment(failure)) {
        if (entry->is_directory() && isLayer(entry->path())) {
            names.push_back(entry->path().filename().string());
        }
    }
    if (failure) {
        throw wrong(directory, "the folder cannot be read: " + failure.message());
    }
    if (names.empty()) {
        throw wrong(directory,
                    "there is no layer in it: expected one folder a layer, with masks.npy "
                    "and images.npy inside");
    }
    std::ranges::sort(names, naturalLess);
    std::vector<ImportedLayer> layers;
    for (const auto& name : names) {
        layers.push_back(readLayer(directory / name));
        if (layers.back().height != layers.front().height ||
            layers.back().width != layers.front().width) {
            throw wrong(directory / name / "masks.npy",
                        "its shape is " + shapeText(layers.back().masks) + ", but that in " +
                            layers.front().name + " is " + shapeText(layers.front().masks) +
                            "; all layers must be of one input size");
        }
    }
    return layers;
}

std::vector<ImportedAnnotation> readAnnotations(const std::filesystem::path& directory) {
    const auto file = directory / "annotations.csv";
    if (!std::filesystem::exists(file)) {
        return {};
    }
    const auto rows = csv::read(file);
    const csv::Row header = rows.empty() ? csv::Row{} : rows.front();
    const auto columnOf = [&](const char* name) {
        const auto found = std::ranges::find(header, name);
        if (found == header.end()) {
            throw wrong(file, std::string("its first row names no column ") + name +
                                  "; expected layer,unit,summary");
        }
        return static_cast<std::size_t>(found - header.begin());
    };
    const auto layer = columnOf("layer");
    const auto unit = columnOf("unit");
    const auto summary = columnOf("summary");
    std::vector<ImportedAnnotation> annotations;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        if (rows[r].size() <= std::max({layer, unit, summary})) {
            throw wrong(file, "row " + std::to_string(r + 1) + " has too few columns");
        }
        annotations.push_back(
            {rows[r][layer], parse<std::int64_t>(rows[r][unit], file, r), rows[r][summary]});
    }
    return annotations;
}

} // namespace brera::project
