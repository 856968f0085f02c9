// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/edit_network.h"

#include "base/error.h"
#include "demo/demo_project.h"
#include "demo/folder_lock.h"
#include "demo/image_tree.h"
#include "demo/text_file.h"
#include "exemplars/extraction_job.h"
#include "project/content_hash.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>
#include <system_error>

namespace brera::demo {

namespace {

namespace fs = std::filesystem;

std::string digest(const std::string& text) {
    constexpr std::size_t kDigits = 12;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    return project::contentHash(std::span(bytes, text.size())).substr(0, kDigits);
}

fs::path madeFolder(const fs::path& folder) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure) {
        throw DataError("cannot make the folder " + folder.string() + ": " + failure.message());
    }
    return folder;
}

bool usual(const TrainingOptions& training) {
    const TrainingOptions shipped;
    return training.epochs == shipped.epochs && training.batch == shipped.batch &&
           training.peakRate == shipped.peakRate && training.weightDecay == shipped.weightDecay &&
           training.trainingImages == shipped.trainingImages;
}

std::string recipeText(const Renderer& renderer, const TrainingOptions& training) {
    return fmt::format("{} {} {} {} {} {} {}", renderer.version(), training.seed, training.epochs,
                       training.batch, training.peakRate, training.weightDecay,
                       training.trainingImages);
}

} // namespace

EditNetwork editNetwork(const Renderer& renderer, const EditRecipe& recipe, std::uint64_t seed,
                        std::stop_token stop, const Progress& progress, const EditStep& onStep) {
    EditNetwork result;
    result.name = fmt::format("seed {}", seed);
    TrainingOptions training = recipe.training;
    training.edition = Edition::SpuriousText;
    training.seed = seed;
    const std::string edition(plan(training.edition).name);
    if (seed == kShippedSeed && usual(training)) {
        result.network = recipe.resources / "demo" / (edition + ".pth");
        result.shipped = true;
        if (!fs::exists(result.network)) {
            throw DataError("the demo network " + result.network.string() +
                            " is missing; Brera is not completely installed");
        }
        return result;
    }
    const fs::path folder = madeFolder(recipe.cache / "networks");
    result.network = folder / fmt::format("{}-seed-{}-{}.pth", edition, seed,
                                          digest(recipeText(renderer, training)));
    const FolderLock lock(fs::path(result.network).replace_extension(".lock"), stop);
    // The record is written last.
    if (fs::exists(result.network) &&
        fs::exists(fs::path(result.network).replace_extension(".json"))) {
        return result;
    }
    if (onStep) {
        onStep(fmt::format("{}: training its network, {} epochs", result.name, training.epochs));
    }
    train(renderer, training, result.network, stop, progress, [&](const EpochReport& epoch) {
        if (onStep) {
            onStep(fmt::format("{}: epoch {} of {}, validation {:.1f}%", result.name, epoch.epoch,
                               training.epochs, 100 * epoch.validation));
        }
    });
    return result;
}

fs::path editProject(const Renderer& renderer, const EditRecipe& recipe, const EditNetwork& network,
                     std::stop_token stop, const Progress& progress) {
    RenderOptions images;
    images.directory = recipe.cache / "images";
    images.edition = Edition::SpuriousText;
    images.splits = {Split::Validation};
    images.images = recipe.images;
    exemplars::ExtractionJob job;
    job.network = network.network;
    job.images = renderImages(renderer, images, stop, progress).front().images;
    job.layers = recipe.layers;
    job.preprocessing = image::preset("demo").preprocessing;
    const fs::path folder = madeFolder(recipe.cache / "edit");
    job.classList = folder / "classes.txt";
    std::string names;
    for (const ClassPlan& each : classes()) {
        names += std::string(each.name) + '\n';
    }
    writeText(job.classList, names);
    job.project = folder / (digest(fmt::format("{} {} {} {}", renderer.version(), recipe.images,
                                               project::contentHash(job.network),
                                               fmt::join(job.layers, " "))) +
                            ".brera");
    exemplars::runExtraction(job, stop, progress);
    DemoOptions demo;
    demo.resources = recipe.resources;
    describeDemo(demo, job.project, stop, progress);
    return job.project;
}

} // namespace brera::demo
