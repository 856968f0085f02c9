// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/extraction_store.h"
#include "project/project.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <string>
#include <vector>

/// Small projects for tests to be made of.
namespace brera::project::test {

/// A folder that goes with the test, holding a network file and a data set of small files.
class Scene {
public:
    explicit Scene(int images = 6);

    std::filesystem::path folder() const;
    std::filesystem::path project() const { return folder() / "gallery.brera"; }
    std::filesystem::path network() const { return folder() / "network.pt"; }
    std::filesystem::path dataset() const { return folder() / "images"; }

    ProjectInputs inputs() const;
    std::vector<ImageRecord> images() const;
    Project create() const;

private:
    QTemporaryDir m_directory;
    int m_images;
};

/// Two layers: "conv" of 3 units at 4×5, "fc" of 2 units that are vectors.
std::vector<LayerShape> smallLayers();

/// A map whose values follow from `seed`.
SmallMap map(int height, int width, unsigned seed);
/// k exemplars of one unit, best first, on images 0…k−1.
UnitExemplars exemplarsOf(std::int64_t unit, const LayerShape& shape, int k, unsigned seed);
/// Every unit of every layer new, one image's maxima for each of `images`.
ExtractionSlice sliceOf(const std::vector<LayerShape>& layers, int k, unsigned seed,
                        const std::vector<std::int64_t>& images, std::int64_t done);
ExtractionResult resultOf(const std::vector<LayerShape>& layers, std::size_t bins = 64);

bool same(const Exemplar& left, const Exemplar& right);
bool same(const std::vector<Exemplar>& left, const std::vector<Exemplar>& right);

void writeFile(const std::filesystem::path& path, const std::string& content);

/// What a call threw, or nothing.
template <typename Error, typename Work>
std::string messageOf(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "(nothing was thrown)";
}

} // namespace brera::project::test

/// Checks that `expression` throws an `Error` whose message contains `words`.
#define EXPECT_ERROR(Error, expression, words)                                                     \
    do {                                                                                           \
        const auto said = brera::project::test::messageOf<Error>([&] { (void)(expression); });     \
        QVERIFY2(said.find(words) != std::string::npos, said.c_str());                             \
    } while (false)
