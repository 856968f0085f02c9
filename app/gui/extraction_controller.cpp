// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/extraction_controller.h"

#include "base/error.h"
#include "base/log.h"
#include "demo/demo_project.h"
#include "image/preprocess.h"
#include "places/places.h"
#include "project/project.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/thread_niceness.h"

#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <system_error>

namespace brera::gui {
namespace {

using widgets::JobEnd;
using widgets::Outcome;

QString channel() {
    return QStringLiteral("extraction");
}

QString extract(const exemplars::ExtractionJob& job, const std::stop_token& stop,
                const Progress& progress) {
    std::error_code ignored;
    std::filesystem::create_directories(job.project.parent_path(), ignored);
    exemplars::runExtraction(job, stop, progress);
    return QString::fromStdString(job.project.string());
}

} // namespace

exemplars::ExtractionJob jobOf(const widgets::NewProjectForm& form) {
    exemplars::ExtractionJob job;
    job.network = form.network.toStdString();
    job.images = form.images.toStdString();
    job.project = form.project.toStdString();
    job.classList = form.classList.toStdString();
    job.layers = form.layers;
    job.preprocessing = form.preprocessing;
    job.device = form.device.toStdString();
    job.trusted = form.trusted;
    job.options.k = form.k;
    job.options.quantile = form.quantile;
    job.options.batch = form.batch;
    return job;
}

exemplars::ExtractionJob resumingJob(const std::filesystem::path& project,
                                     const project::ProjectInputs& inputs,
                                     const std::vector<LayerShape>& layers) {
    const auto options = nlohmann::json::parse(inputs.options, nullptr, false);
    const auto preprocessing = nlohmann::json::parse(inputs.preprocessing, nullptr, false);
    if (!options.is_object() || !preprocessing.is_object()) {
        throw DataError(
            "The project does not say how its extraction was begun; start a new project.");
    }
    exemplars::ExtractionJob job;
    job.network = inputs.networkPath;
    job.images = inputs.datasetRoot;
    job.project = project;
    job.preprocessing = image::preprocessingFromJson(preprocessing);
    for (const LayerShape& layer : layers) {
        job.layers.push_back(layer.path);
    }
    job.options.k = options.value("k", job.options.k);
    job.options.quantile = options.value("quantile", job.options.quantile);
    job.options.batch = options.value("batch", job.options.batch);
    job.options.slice = options.value("slice", job.options.slice);
    job.options.pilotBytes = options.value("pilotBytes", job.options.pilotBytes);
    job.options.maxRankError = options.value("maxRankError", job.options.maxRankError);
    return job;
}

ExtractionController::ExtractionController(widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs) {
    connect(&jobs, &widgets::JobController::progressed, this,
            [this](const QString& name, const ProgressUpdate& update) {
                if (name == channel()) {
                    Q_EMIT progressed(update);
                }
            });
}

void ExtractionController::start(const exemplars::ExtractionJob& job) {
    m_demo = false;
    m_project = QFileInfo(QString::fromStdString(job.project.string())).absoluteFilePath();
    m_title = QFileInfo(m_project).completeBaseName();
    m_text = tr("Finding the images that each unit responds to. You may look at other projects "
                "meanwhile.");
    m_work = [job](const std::stop_token& stop, const Progress& progress) {
        return extract(job, stop, progress);
    };
    run();
}

void ExtractionController::startDemo() {
    m_demo = true;
    m_project.clear();
    m_title = tr("Demo");
    m_text = tr("Drawing the demo's images, finding what its network's units respond to and "
                "describing them.");
    m_work = [](const std::stop_token& stop, const Progress& progress) {
        demo::DemoOptions options;
        options.cache = cacheFolder() / "demo";
        options.resources = resourceFolder();
        const auto job = demo::prepareDemo(options, stop, progress);
        const QString project = extract(job, stop, progress);
        try {
            demo::describeDemo(options, job.project, stop, progress);
        } catch (const Error& error) {
            // The gallery is worth opening without descriptions, too.
            log(LogLevel::Warning, std::string("the demo is not described: ") + error.what());
        }
        return project;
    };
    run();
}

void ExtractionController::again() {
    if (m_work) {
        run();
    }
}

void ExtractionController::run() {
    const auto work = [work = m_work](const std::stop_token& stop, const Progress& progress) {
        // Compute takes every core there is; who looks at another project meanwhile comes first.
        widgets::setThreadNiceness(widgets::Niceness::Compute);
        return work(stop, progress);
    };
    m_jobs.start<QString>(channel(), this, work, [this](Outcome<QString> outcome) {
        switch (outcome.end) {
        case JobEnd::Done:
            Q_EMIT done(*outcome.value);
            break;
        case JobEnd::Cancelled:
            Q_EMIT cancelled();
            break;
        case JobEnd::Failed:
            Q_EMIT failed(outcome.message);
            break;
        }
    });
    Q_EMIT started(m_title, m_text);
}

void ExtractionController::cancel() {
    m_jobs.cancel(channel());
}

bool ExtractionController::isRunning() const {
    return m_jobs.isRunning(channel());
}

} // namespace brera::gui
