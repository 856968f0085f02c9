// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/tiles.h"

#include "base/error.h"
#include "exemplars/patch.h"
#include "image/jpeg_writer.h"
#include "image/picture_io.h"
#include "image/preprocess.h"
#include "project/project.h"
#include "report/collect.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

namespace brera::report {

namespace {

/// One image and all tiles that show it.
struct Job {
    std::filesystem::path file;
    std::vector<TileRequest*> requests;
};

image::Preprocessing preprocessingOf(const project::Project& project) {
    const auto json = nlohmann::json::parse(project.inputs().preprocessing, nullptr, false);
    if (json.is_discarded()) {
        throw ProjectError(project.path().string() +
                           ": its preprocessing cannot be read; extract into a new project");
    }
    return image::preprocessingFromJson(json);
}

/// What went wrong, without the file's whole path: a report is read on other computers.
std::string problemOf(const std::string& message, const std::filesystem::path& file) {
    const std::string prefix = file.string() + ": ";
    return message.starts_with(prefix) ? message.substr(prefix.size()) : message;
}

void drawJob(const Job& job, const image::Preprocessing& preprocessing,
             const CollectOptions& options) {
    try {
        const Picture picture = image::prepare(image::decode(job.file), preprocessing);
        for (auto* request : job.requests) {
            const Picture patch = exemplars::renderExemplar(picture, request->map,
                                                            request->threshold, options.tileSize);
            request->tile->size = options.tileSize;
            request->tile->jpeg = image::encodeJpeg(patch, options.jpegQuality);
        }
    } catch (const DataError& error) {
        for (auto* request : job.requests) {
            request->tile->problem = problemOf(error.what(), job.file);
            request->tile->jpeg.clear();
        }
    }
}

/// Takes the next job until there is none; the first failure ends all workers.
class Workers {
public:
    Workers(const std::vector<Job>& jobs, const image::Preprocessing& preprocessing,
            const CollectOptions& options, const std::stop_token& stop)
        : m_jobs(jobs), m_preprocessing(preprocessing), m_options(options), m_stop(stop) {}

    /// `done` is called after every job of this thread with how many have ended on all.
    template <typename Done>
    void work(const Done& done) {
        while (!m_stop.stop_requested() && !m_failed) {
            const std::size_t next = m_next++;
            if (next >= m_jobs.size()) {
                return;
            }
            try {
                drawJob(m_jobs[next], m_preprocessing, m_options);
            } catch (...) {
                const std::lock_guard lock(m_mutex);
                m_failure = m_failure ? m_failure : std::current_exception();
                m_failed = true;
            }
            done(++m_done);
        }
    }

    void rethrow() const {
        if (m_failure) {
            std::rethrow_exception(m_failure);
        }
    }

private:
    const std::vector<Job>& m_jobs;
    const image::Preprocessing& m_preprocessing;
    const CollectOptions& m_options;
    const std::stop_token& m_stop;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::int64_t> m_done{0};
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    std::exception_ptr m_failure;
};

} // namespace

void drawTiles(const project::Project& project, std::vector<TileRequest> requests,
               const CollectOptions& options, const std::stop_token& stop,
               const Progress& progress) {
    if (requests.empty()) {
        return;
    }
    const auto preprocessing = preprocessingOf(project);
    std::map<std::int64_t, Job> byImage;
    for (auto& request : requests) {
        byImage[request.tile->image].requests.push_back(&request);
    }
    std::vector<Job> jobs;
    jobs.reserve(byImage.size());
    for (auto& [image, job] : byImage) {
        job.file = project.imageFile(image);
        jobs.push_back(std::move(job));
    }
    ProgressMeter meter(progress, "drawing exemplars", static_cast<std::int64_t>(jobs.size()));
    Workers workers(jobs, preprocessing, options, stop);
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < options.threads; ++i) {
            others.emplace_back([&workers] { workers.work([](std::int64_t) {}); });
        }
        workers.work([&meter](std::int64_t done) { meter.advance(done - meter.done()); });
    }
    workers.rethrow();
    if (stop.stop_requested()) {
        throw Cancelled();
    }
    meter.flush();
}

} // namespace brera::report
