// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shared_project.h"

#include "base/log.h"

#include <algorithm>

namespace brera::gui {

SharedProject::SharedProject(project::Project project)
    : m_path(project.path()), m_readOnlyReason(project.readOnlyReason()),
      m_project(std::move(project)) {
}

SharedProject::~SharedProject() {
    close();
}

ProjectError SharedProject::closed() {
    return ProjectError("The project has been closed.");
}

void SharedProject::post(const std::string& key, Write write) {
    const std::lock_guard lock(m_queueMutex);
    std::erase_if(m_queue, [&](const auto& entry) { return entry.first == key; });
    m_queue.emplace_back(key, std::move(write));
}

void SharedProject::writeAll(project::Project& writer) {
    while (true) {
        std::pair<std::string, Write> next;
        {
            const std::lock_guard lock(m_queueMutex);
            if (m_queue.empty()) {
                return;
            }
            next = std::move(m_queue.front());
            m_queue.erase(m_queue.begin());
        }
        try {
            next.second(writer);
        } catch (const Error& error) {
            log(LogLevel::Warning, error.what());
            const std::lock_guard lock(m_queueMutex);
            m_problems.emplace_back(error.what());
        }
    }
}

std::vector<std::string> SharedProject::writeQueued() {
    {
        const std::lock_guard lock(m_mutex);
        if (m_project && !m_lent) {
            writeAll(*m_project);
        }
    }
    const std::lock_guard lock(m_queueMutex);
    return std::exchange(m_problems, {});
}

void SharedProject::lend(
    const std::function<void(project::Project&, const std::function<void()>& pause)>& job) {
    std::optional<project::Project> writer =
        project::Project::open(m_path, project::OpenMode::ReadOnly);
    {
        const std::lock_guard lock(m_mutex);
        if (!m_project) {
            throw closed();
        }
        if (m_lent) {
            throw ProjectError("Another job is writing to " + m_path.string() + ".");
        }
        std::swap(writer, m_project);
        m_lent = true;
    }
    const auto write = [&] { writeAll(*writer); };
    const auto giveBack = [&] {
        const std::lock_guard lock(m_mutex);
        m_lent = false;
        // Whoever queued a write while the writer was away counts on this.
        write();
        if (m_project) {
            std::swap(writer, m_project);
        }
    };
    try {
        write();
        job(*writer, write);
    } catch (...) {
        giveBack();
        throw;
    }
    giveBack();
}

bool SharedProject::isLent() const {
    const std::lock_guard lock(m_mutex);
    return m_lent;
}

void SharedProject::close() {
    const std::lock_guard lock(m_mutex);
    if (m_project && !m_lent) {
        writeAll(*m_project);
    }
    m_project.reset();
}

} // namespace brera::gui
