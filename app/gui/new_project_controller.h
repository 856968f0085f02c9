// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/network_inspector.h"

#include <QObject>

namespace brera::widgets {
class JobController;
class NewProjectPage;
} // namespace brera::widgets

namespace brera::gui {

/// Answers what the new-project page asks about files, from worker threads.
class NewProjectController final : public QObject {
    Q_OBJECT
public:
    NewProjectController(widgets::NewProjectPage& page, widgets::JobController& jobs,
                         QObject* parent = nullptr);

    /// Lets go of the network that was looked at last.
    void forget() { m_inspector.forget(); }

private:
    void lookAtNetwork(const QString& path, bool trusted, const QString& device, QSize wished);
    void lookAtImages(const QString& path);
    void lookAtClasses(const QString& path);

    widgets::NewProjectPage& m_page;
    widgets::JobController& m_jobs;
    NetworkInspector m_inspector;
};

} // namespace brera::gui
