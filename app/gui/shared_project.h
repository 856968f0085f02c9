// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "project/project.h"

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

    explicit SharedProject(project::Project project);
    ~SharedProject();
    SharedProject(const SharedProject&) = delete;
    SharedProject& operator=(const SharedProject&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Why nothing can be written, whoever has the writer at the moment; empty when it can.
    const std::string& readOnlyReason() const { return m_readOnlyReason; }

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
    /// @returns what went wrong since the last call, in words.
    std::vector<std::string> writeQueued();

    /// Runs a long job that writes. It should call `pause()` now and then, between its own writes:
    /// what is queued is written there. @throws ProjectError when it is closed or lent already, and
    /// whatever the job throws.
    void
    lend(const std::function<void(project::Project&, const std::function<void()>& pause)>& job);
    bool isLent() const;

    /// Writes what is queued and lets go of the file; waits for who uses it now.
    void close();

private:
    static ProjectError closed();
    void writeAll(project::Project& writer);

    std::filesystem::path m_path;
    std::string m_readOnlyReason;
    mutable std::mutex m_mutex; ///< of the handle and whether it is lent
    std::optional<project::Project> m_project;
    bool m_lent = false;
    std::mutex m_queueMutex;
    std::vector<std::pair<std::string, Write>> m_queue; ///< oldest first
    std::vector<std::string> m_problems;
};

} // namespace brera::gui
