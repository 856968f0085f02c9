// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/new_project_form.h"

#include <QString>

#include <memory>
#include <mutex>

namespace brera::network {
class Network;
}

namespace brera::gui {

/// Looks at networks for the form. Keeps the last one open, because someone who tries another
/// preprocessing asks again. Called on worker threads.
class NetworkInspector {
public:
    NetworkInspector();
    ~NetworkInspector();

    /// Never throws brera::Error: what goes wrong is the report's problem.
    widgets::NetworkReport inspect(const QString& path, bool trusted, const QString& device,
                                   QSize wished);
    void forget();

private:
    std::mutex m_mutex;
    QString m_key;
    std::unique_ptr<network::Network> m_network;
};

/// What lies in a folder of images or a CSV manifest.
widgets::ImagesReport inspectImages(const QString& path);
widgets::ClassesReport inspectClasses(const QString& path);

} // namespace brera::gui
