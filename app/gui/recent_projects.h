// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/settings.h"
#include "widgets/models/recent_model.h"

#include <QObject>

namespace brera::widgets {
class GalleryPage;
class JobController;
} // namespace brera::widgets

namespace brera::gui {

/// The start page's list. Whether files are there and what their strips look like is found out on a
/// worker thread: a list may name a file on a disk that sleeps.
class RecentProjects final : public QObject {
    Q_OBJECT
public:
    RecentProjects(Settings& settings, widgets::JobController& jobs, QObject* parent = nullptr);

    /// Ends with loaded().
    void load();
    void remember(const QString& path, const QString& summary);
    void forget(const QString& path);
    /// Keeps a few pictures of what the gallery shows, for the list.
    void keepStrip(const QString& path, const widgets::GalleryPage& gallery);

Q_SIGNALS:
    void loaded(const QList<brera::widgets::RecentProject>& projects);

private:
    Settings& m_settings;
    widgets::JobController& m_jobs;
};

} // namespace brera::gui
