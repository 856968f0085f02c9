// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace brera {
struct DescriptionRun;
struct UnitBeam;
} // namespace brera

namespace brera::test {

struct SampleLayer {
    std::string path;
    int units = 0;
    int height = 7;
    int width = 7;
};

struct SampleOptions {
    std::vector<SampleLayer> layers{{"conv1", 8, 16, 16}, {"layer4", 24, 4, 4}};
    int images = 20;
    int exemplars = 15;
    bool finished = true;
    bool described = false; ///< every unit has sampleBeam(), chosen by λ = 0.2
};

/// Side of the drawn images, and of the network's input.
inline constexpr int kSampleSide = 64;

/// Draws images (a bright disc on a dark ground, its place told by the image's number) into
/// DIRECTORY/images and makes DIRECTORY/sample.brera, whose units look at the discs. Exemplar j of
/// unit u of a layer is image (u + j) mod N; its map is 1 − j/100 where the disc is and 0
/// elsewhere; the threshold is 0.5.
std::filesystem::path makeSampleProject(const std::filesystem::path& directory,
                                        const SampleOptions& options = {});

/// A run of a captioner called "sample" that learned from generated annotations.
DescriptionRun sampleRun();

/// What a search might have found for a unit: "a disc" is likeliest, "a red disc" (or green, or
/// blue, by the unit's number) has the larger wpmi from λ = 0.09 on; the greedy one is "a disc"
/// too; nine others trail behind. Word t of each gives 200/255 of its attention to exemplar t.
UnitBeam sampleBeam(std::int64_t unit, int exemplars = 15);

} // namespace brera::test
