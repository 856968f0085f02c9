// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_controller.h"

#include "base/error.h"

#include <QMetaObject>

#include <thread>

namespace brera::widgets {

struct JobController::Job {
    QString channel;
    QPointer<QObject> context;
    Deliver deliver;
    bool superseded = false;
    std::jthread thread;
};

JobController::JobController(std::function<void()> threadSetup, QObject* parent)
    : QObject(parent), m_threadSetup(std::move(threadSetup)) {
}

JobController::~JobController() {
    cancelAll();
    // Joins every thread. What they posted to this object goes with it.
    m_jobs.clear();
}

JobController::Id JobController::startErased(const QString& channel, QObject* context, Work work,
                                             Deliver deliver) {
    drop(channel);
    const Id id = ++m_lastId;
    auto job = std::make_unique<Job>();
    job->channel = channel;
    job->context = context;
    job->deliver = std::move(deliver);
    job->thread = std::jthread(
        [this, id, channel, setup = m_threadSetup, work = std::move(work)](std::stop_token stop) {
            JobEnd end = JobEnd::Done;
            std::shared_ptr<void> value;
            QString message;
            const Progress progress = [this, id, channel](const ProgressUpdate& update) {
                QMetaObject::invokeMethod(
                    this,
                    [this, id, channel, update] {
                        const auto found = m_jobs.find(id);
                        if (found != m_jobs.end() && !found->second->superseded) {
                            Q_EMIT progressed(channel, update);
                        }
                    },
                    Qt::QueuedConnection);
            };
            try {
                if (setup) {
                    setup();
                }
                value = work(stop, progress);
            } catch (const Cancelled&) {
                end = JobEnd::Cancelled;
            } catch (const std::exception& error) {
                end = JobEnd::Failed;
                message = QString::fromUtf8(error.what());
            } catch (...) {
                end = JobEnd::Failed;
                message = tr("An unknown error ended the work.");
            }
            QMetaObject::invokeMethod(
                this, [this, id, end, value, message] { settle(id, end, value, message); },
                Qt::QueuedConnection);
        });
    m_jobs.emplace(id, std::move(job));
    return id;
}

void JobController::settle(Id id, JobEnd end, const std::shared_ptr<void>& value,
                           const QString& message) {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end()) {
        return;
    }
    const std::unique_ptr<Job> job = std::move(found->second);
    m_jobs.erase(found);
    job->thread.join();
    if (!job->superseded && job->context) {
        job->deliver(end, value, message);
    }
    Q_EMIT finished();
}

void JobController::cancel(const QString& channel) {
    if (Job* job = current(channel)) {
        job->thread.request_stop();
    }
}

void JobController::drop(const QString& channel) {
    if (Job* job = current(channel)) {
        job->superseded = true;
        job->thread.request_stop();
    }
}

void JobController::cancelAll() {
    for (const auto& [id, job] : m_jobs) {
        job->thread.request_stop();
    }
}

bool JobController::isRunning(const QString& channel) const {
    return current(channel) != nullptr;
}

JobController::Job* JobController::current(const QString& channel) const {
    for (const auto& [id, job] : m_jobs) {
        if (job->channel == channel && !job->superseded) {
            return job.get();
        }
    }
    return nullptr;
}

} // namespace brera::widgets
