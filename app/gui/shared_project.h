// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "project/project.h"

#include <sys/types.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace brera::gui {

/// An open project that jobs on several threads use one after the other. A file has one writer: a
/// long job that writes borrows it, and everyone else reads from a second handle meanwhile. Small
/// writes wait in a queue for whoever has the writer next, so that none is lost.
class SharedProject {
public:
    using Write = std::function<void(project::Project&)>;
    using Listener = std::function<void(const std::string& problem)>;

    explicit SharedProject(project::Project project);
    ~SharedProject();
    SharedProject(const SharedProject&) = delete;
    SharedProject& operator=(const SharedProject&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Why nothing can be written, whoever has the writer at the moment; empty when it can.
    const std::string& readOnlyReason() const { return m_readOnlyReason; }

    /// Hears in words of every queued write that failed, on the thread that tried it.
    void setListener(Listener listener);
    /// Whether the file is no longer where it was opened: deleted, moved, or another is in its
    /// place. Queued writes wait for it to come back, and the listener is told once.
    bool isDisplaced() const;

    /// Calls `use(project)` while nobody else uses it, for reading; queued writes come first unless
    /// the writer is lent. @throws ProjectError once it is closed.
    template <typename Use>
    auto with(Use&& use) {
        const std::lock_guard lock(m_mutex);
        if (!m_project) {
            throw closed();
        }
        if (!m_lent) {
            writeAll(*m_project);
        }
        return std::forward<Use>(use)(*m_project);
    }

    /// Queues a write; of two with one key the later replaces the earlier. Returns at once.
    void post(const std::string& key, Write write);
    /// Does what is queued, unless a long job has the writer, which will.
    void writeQueued();

    /// Runs a long job that writes. It should call `pause()` now and then, between its own writes:
    /// what is queued is written there. @throws ProjectError when it is closed, lent already or
    /// displaced, from `pause()` too, and whatever the job throws.
    void
    lend(const std::function<void(project::Project&, const std::function<void()>& pause)>& job);
    bool isLent() const { return m_lent; }

    /// Writes what is queued and lets go of the file; waits for who uses it now.
    void close();

private:
    static ProjectError closed();
    void writeAll(project::Project& writer);
    void tell(const std::string& problem);
    /// Why nothing is written to a displaced file.
    std::string displacement() const;

    std::filesystem::path m_path;
    dev_t m_device = 0; ///< with the inode: the very file that was opened
    ino_t m_inode = 0;
    std::string m_readOnlyReason;
    std::mutex m_mutex; ///< of the handle; set with it held: whether it is lent
    std::optional<project::Project> m_project;
    std::atomic<bool> m_lent = false;
    std::atomic<bool> m_displacementTold = false;
    std::mutex m_queueMutex; ///< of the queue and the listener; never held for long
    std::vector<std::pair<std::string, Write>> m_queue; ///< oldest first
    Listener m_listener;
};

} // namespace brera::gui
