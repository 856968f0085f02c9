// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demo_project.h"

#include "base/error.h"
#include "demo/image_tree.h"
#include "demo/training.h"

#include <fstream>
#include <string>

namespace brera::demo {

namespace {

void writeClassList(const std::filesystem::path& path) {
    std::string text;
    for (const ClassPlan& each : classes()) {
        text += std::string(each.name) + '\n';
    }
    std::ofstream file(path);
    file << text;
    file.close();
    if (!file) {
        throw DataError("cannot write " + path.string() + "; is the disk full?");
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
    images.edition = options.edition;
    images.splits = {Split::Validation};
    images.images = options.images;
    images.threads = options.threads;
    job.images = renderImages(Renderer(), images, stop, progress).front().images;
    job.classList = options.cache / "classes.txt";
    writeClassList(job.classList);
    job.project = options.cache / (name + ".brera");
    job.layers = {"conv1", "layer1", "layer2", "layer3", "layer4"};
    job.preprocessing.normalization = kDemoNormalization;
    return job;
}

} // namespace brera::demo
