// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demo_project.h"

#include "base/error.h"
#include "demo/captioner_recipe.h"
#include "demo/image_tree.h"
#include "demo/text_file.h"
#include "demo/training.h"
#include "milan/describing_job.h"
#include "project/content_hash.h"
#include "project/project.h"
#include "project/rename_project.h"

#include <string>

namespace brera::demo {

namespace {

/// What the project is made from; another text means another project.
std::string fingerprint(const Renderer& renderer, const exemplars::ExtractionJob& job,
                        const DemoOptions& options) {
    std::string text = renderer.version() + ' ' + std::to_string(options.images) + ' ' +
                       project::contentHash(job.network);
    for (const std::string& layer : job.layers) {
        text += ' ' + layer;
    }
    return text + '\n';
}

/// A project of an earlier Brera's pictures or network, or of other options, cannot be gone on
/// with, but it may hold somebody's notes: it gets out of the way under another name.
void keepAside(const std::filesystem::path& project) {
    for (int number = 1;; ++number) {
        const auto aside = project.parent_path() / (project.stem().string() + "-earlier-" +
                                                    std::to_string(number) + ".brera");
        if (!std::filesystem::exists(aside)) {
            project::renameProject(project, aside);
            return;
        }
    }
}

} // namespace

exemplars::ExtractionJob prepareDemo(const DemoOptions& options, std::stop_token stop,
                                     const Progress& progress) {
    const std::string name(plan(options.edition).name);
    exemplars::ExtractionJob job;
    job.network = options.resources / "demo" / (name + ".pth");
    if (!std::filesystem::exists(job.network)) {
        throw DataError("the demo network " + job.network.string() +
                        " is missing; Brera is not completely installed");
    }
    RenderOptions images;
    images.directory = options.cache / "images";
    images.edition = plan(options.edition).looksAt;
    images.splits = {Split::Validation};
    images.images = options.images;
    images.threads = options.threads;
    const Renderer renderer;
    job.images = renderImages(renderer, images, stop, progress).front().images;
    job.classList = options.cache / "classes.txt";
    job.project = options.cache / (name + ".brera");
    job.layers = {"conv1", "layer1", "layer2", "layer3", "layer4"};
    job.preprocessing = image::preset("demo").preprocessing;
    try {
        std::string names;
        for (const ClassPlan& each : classes()) {
            names += std::string(each.name) + '\n';
        }
        writeText(job.classList, names);
        const auto record = options.cache / (name + ".made-from");
        const std::string madeFrom = fingerprint(renderer, job, options);
        if (std::filesystem::exists(job.project) && readText(record) != madeFrom) {
            keepAside(job.project);
        }
        writeText(record, madeFrom);
    } catch (const std::filesystem::filesystem_error& error) {
        throw DataError("cannot prepare the demo project in " + options.cache.string() + ": " +
                        error.code().message());
    }
    return job;
}

std::int64_t describeDemo(const DemoOptions& options, const std::filesystem::path& project,
                          std::stop_token stop, const Progress& progress) {
    milan::DescribingJob job;
    job.captioner = options.resources / "demo" / "demo.captioner";
    if (!std::filesystem::exists(job.captioner)) {
        throw DataError("the demo captioner " + job.captioner.string() +
                        " is missing; Brera is not completely installed");
    }
    auto opened = project::Project::open(project);
    if (opened.isReadOnly()) {
        return 0; // whoever has it open describes it
    }
    if (const auto run = opened.descriptionRun()) {
        const auto described = opened.described();
        const bool ours = run->captionerName == kCaptionerName;
        const bool current = run->captionerHash == project::contentHash(job.captioner);
        if (!ours || (current && described.done == described.total)) {
            return 0;
        }
    }
    return milan::describe(opened, job, stop, progress).described;
}

} // namespace brera::demo
