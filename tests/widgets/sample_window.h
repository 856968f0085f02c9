// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless Qt's headers came before.
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include "gui/main_window.h"
#include "gui/settings.h"
#include "widgets/theme/theme.h"

#include <memory>

namespace brera::test {

/// The real window, settings and caches in a folder of its own, where a sample project may be.
class SampleWindow : public QObject {
protected:
    /// Once for all cases; then before and after every case.
    void dress();
    void begin();
    void end();

    void makeWindow();
    /// Drops the sample project on the window, and waits for its units.
    void openSample(bool finished = true);

    std::unique_ptr<widgets::Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
};

} // namespace brera::test
