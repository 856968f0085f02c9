// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace brera::widgets {

enum class JobEnd { Done, Cancelled, Failed };

/// How a job ended: `value` when it is done, `message` when it failed.
template <typename T>
struct Outcome {
    JobEnd end = JobEnd::Cancelled;
    std::optional<T> value;
    QString message;
};

/// The result of a job that has none.
struct Nothing {};

/// Runs the core's functions, which know no thread, on worker threads, and hands their results over
/// as whole values on the thread the controller lives in. One job a channel matters: starting
/// another on the same channel stops the first and drops whatever it still delivers. Destroying the
/// controller stops all jobs and waits for them.
class JobController final : public QObject {
    Q_OBJECT
public:
    using Id = quint64;

    /// `threadSetup` runs first on every new worker thread.
    explicit JobController(std::function<void()> threadSetup = {}, QObject* parent = nullptr);
    ~JobController() override;

    /// Starts `work(stop, progress)` and calls `done(Outcome<T>)` at its end unless the context
    /// object is gone or a later job has taken the channel. A thrown Cancelled ends it as
    /// Cancelled, any other exception as Failed with its message.
    template <typename T>
    Id start(const QString& channel, QObject* context,
             std::function<T(std::stop_token, const Progress&)> work,
             std::function<void(Outcome<T>)> done) {
        return startErased(
            channel, context,
            [work = std::move(work)](std::stop_token stop, const Progress& progress) {
                return std::static_pointer_cast<void>(
                    std::make_shared<T>(work(std::move(stop), progress)));
            },
            [done = std::move(done)](JobEnd end, const std::shared_ptr<void>& value,
                                     const QString& message) {
                Outcome<T> outcome{end, {}, message};
                if (value) {
                    outcome.value = std::move(*std::static_pointer_cast<T>(value));
                }
                done(std::move(outcome));
            });
    }

    /// Asks a channel's job to stop; it ends as Cancelled (or Done, where it was faster).
    void cancel(const QString& channel);
    /// Asks a channel's job to stop and drops whatever it still delivers.
    void drop(const QString& channel);
    void cancelAll();

    bool isRunning(const QString& channel) const;
    /// True while any job runs, superseded ones included.
    bool isBusy() const { return !m_jobs.empty(); }

Q_SIGNALS:
    void progressed(const QString& channel, const brera::ProgressUpdate& update);
    /// A thread has ended and what it had to say has been delivered.
    void finished();

private:
    struct Job;
    using Work = std::function<std::shared_ptr<void>(std::stop_token, const Progress&)>;
    using Deliver = std::function<void(JobEnd, const std::shared_ptr<void>&, const QString&)>;

    Id startErased(const QString& channel, QObject* context, Work work, Deliver deliver);
    void settle(Id id, JobEnd end, const std::shared_ptr<void>& value, const QString& message);
    Job* current(const QString& channel) const;

    std::function<void()> m_threadSetup;
    std::map<Id, std::unique_ptr<Job>> m_jobs;
    Id m_lastId = 0;
};

} // namespace brera::widgets
