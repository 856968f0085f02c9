// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless Qt's headers came before.
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include "gui/ablation_jobs.h"
#include "gui/ablation_session.h"
#include "gui/main_window.h"
#include "gui/settings.h"
#include "widgets/models/card_badges.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/ablation_tray.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/theme/theme.h"

#include <cmath>
#include <filesystem>
#include <memory>
#include <vector>

namespace brera::test {

constexpr int kPatience = 20000;
const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");

// The reference's accuracies on the oracle's 200 images (tests/data/oracle/ablation/runs.json).
constexpr double kWhole = 0.245;
constexpr double kWithoutOne = 0.25; ///< layer4/0
constexpr double kWithoutSix = 0.22;
const std::vector<UnitId> kSix{{"conv1", 2},  {"layer1", 0}, {"layer1", 4},
                               {"layer4", 3}, {"layer4", 7}, {"layer4", 11}};

inline bool near(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

/// The real window on a project of a small trained network, four units of which are described as
/// letters.
class AblationWindow : public QObject {
protected:
    /// Once for all cases; then before and after every case.
    void makeProject();
    void begin();
    void end();

    widgets::GalleryPage& page() { return *m_window->galleryPage(); }
    widgets::AblationPage& ablation() { return *m_window->ablationPage(); }
    widgets::AblationTray& tray() { return *m_window->tray(); }
    gui::AblationSession& session() { return *m_window->ablation(); }
    gui::AblationJobs& jobs() { return *m_window->ablationJobs(); }
    const std::vector<UnitId>& units() { return session().view().units; }
    QString names();
    const widgets::SetView& set(std::size_t number) { return session().view().sets.at(number); }
    widgets::CardBadges badges(int row);

    std::filesystem::path made(const char* name) { return m_made.filePath(name).toStdString(); }
    void extract(const char* network, const char* project);
    void makeWindow();
    void openFile();
    /// Until every set is open.
    void prepare();
    /// Until what was asked for is exact.
    void settle();
    void clickToggle(int row);

    QTemporaryDir m_made;
    std::unique_ptr<widgets::Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
};

} // namespace brera::test
