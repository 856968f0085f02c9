// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "project/project.h"

#include <mutex>
#include <optional>
#include <utility>

namespace brera::gui {

/// An open project that jobs on several threads use one after the other.
class SharedProject {
public:
    explicit SharedProject(project::Project project) : m_project(std::move(project)) {}

    /// Calls `use(project)` while nobody else uses it. @throws ProjectError once it is closed.
    template <typename Use>
    auto with(Use&& use) {
        const std::lock_guard lock(m_mutex);
        if (!m_project) {
            throw ProjectError("The project has been closed.");
        }
        return std::forward<Use>(use)(*m_project);
    }

    /// Lets go of the file; waits for who uses it now.
    void close() {
        const std::lock_guard lock(m_mutex);
        m_project.reset();
    }

private:
    std::mutex m_mutex;
    std::optional<project::Project> m_project;
};

} // namespace brera::gui
