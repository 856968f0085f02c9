// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/demo_pair.h"

#include "base/error.h"
#include "demo/demo_project.h"
#include "demo/evaluation_sets.h"
#include "exemplars/extraction_job.h"
#include "places/places.h"
#include "project/project.h"
#include "widgets/jobs/thread_niceness.h"

#include <system_error>

namespace brera::gui {
namespace {

std::filesystem::path prepare(demo::Edition edition, const std::stop_token& stop,
                              const Progress& progress) {
    demo::DemoOptions options;
    options.cache = cacheFolder() / "demo";
    options.resources = resourceFolder();
    options.edition = edition;
    const auto job = demo::prepareDemo(options, stop, progress);
    std::error_code ignored;
    std::filesystem::create_directories(job.project.parent_path(), ignored);
    exemplars::runExtraction(job, stop, progress);
    demo::describeDemo(options, job.project, stop, progress);
    return job.project;
}

} // namespace

bool isDemo(const std::filesystem::path& path) {
    try {
        const auto project = project::Project::open(path, project::OpenMode::ReadOnly);
        return demo::drawnSplit(project.inputs().datasetRoot).has_value();
    } catch (const Error&) {
        return false;
    }
}

DemoPair prepareDemoPair(std::stop_token stop, const Progress& progress) {
    // Compute takes every core there is; who looks at another project meanwhile comes first.
    widgets::setThreadNiceness(widgets::Niceness::Compute);
    DemoPair pair;
    pair.plain = prepare(demo::Edition::Plain, stop, progress);
    pair.blurredFaces = prepare(demo::Edition::BlurredFaces, stop, progress);
    return pair;
}

} // namespace brera::gui
