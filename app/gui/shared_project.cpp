// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shared_project.h"

#include "base/log.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace brera::gui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::gui::SharedProject)
};

} // namespace

SharedProject::SharedProject(project::Project project)
    : m_path(project.path()), m_readOnlyReason(project.readOnlyReason()),
      m_project(std::move(project)) {
    struct stat file {};
    if (::stat(m_path.c_str(), &file) == 0) {
        m_device = file.st_dev;
        m_inode = file.st_ino;
    }
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

void SharedProject::setListener(Listener listener) {
    const std::lock_guard lock(m_queueMutex);
    m_listener = std::move(listener);
}

bool SharedProject::isDisplaced() const {
    struct stat now {};
    if (::stat(m_path.c_str(), &now) != 0) {
        return errno == ENOENT || errno == ENOTDIR;
    }
    return now.st_dev != m_device || now.st_ino != m_inode;
}

std::string SharedProject::displacement() const {
    return Words::tr("%1 is no longer where it was opened: it has been deleted, moved or replaced. "
                     "What you do now is not kept unless the file comes back to this place.")
        .arg(QString::fromStdString(m_path.string()))
        .toStdString();
}

void SharedProject::tell(const std::string& problem) {
    log(LogLevel::Warning, problem);
    Listener listener;
    {
        const std::lock_guard lock(m_queueMutex);
        listener = m_listener;
    }
    if (listener) {
        listener(problem);
    }
}

void SharedProject::writeAll(project::Project& writer) {
    {
        const std::lock_guard lock(m_queueMutex);
        if (m_queue.empty()) {
            return;
        }
    }
    // SQLite would write on into a file that nobody can find any more.
    if (isDisplaced()) {
        if (!m_displacementTold.exchange(true)) {
            tell(displacement());
        }
        return;
    }
    m_displacementTold = false;
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
            tell(error.what());
        }
    }
}

void SharedProject::writeQueued() {
    const std::lock_guard lock(m_mutex);
    if (m_project && !m_lent) {
        writeAll(*m_project);
    }
}

void SharedProject::lend(
    const std::function<void(project::Project&, const std::function<void()>& pause)>& job) {
    if (isDisplaced()) {
        throw ProjectError(displacement());
    }
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
    const auto pause = [&] {
        writeAll(*writer);
        if (isDisplaced()) {
            throw ProjectError(displacement());
        }
    };
    const auto giveBack = [&] {
        const std::lock_guard lock(m_mutex);
        m_lent = false;
        // Whoever queued a write while the writer was away counts on this.
        writeAll(*writer);
        if (m_project) {
            std::swap(writer, m_project);
        }
    };
    try {
        pause();
        job(*writer, pause);
    } catch (...) {
        giveBack();
        throw;
    }
    giveBack();
}

void SharedProject::close() {
    const std::lock_guard lock(m_mutex);
    if (m_project && !m_lent) {
        writeAll(*m_project);
    }
    m_project.reset();
}

} // namespace brera::gui
