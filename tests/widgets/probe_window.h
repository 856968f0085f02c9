// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless Qt's headers came before.
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include "gui/main_window.h"
#include "gui/settings.h"
#include "widgets/models/prediction_model.h"
#include "widgets/pages/probe_page.h"
#include "widgets/pages/probe_side.h"
#include "widgets/theme/theme.h"

#include <memory>
#include <vector>

namespace brera::test {

/// The real window on a project of a small trained network, whose images can be probed.
class ProbeWindow : public QObject {
protected:
    /// Once for all cases; then before and after every case.
    void makeProject();
    void begin();
    void end();

    widgets::ProbePage& page() { return *m_window->probePage(); }
    widgets::ProbeSide& side() { return *page().side(); }
    QString file() const { return m_folder->filePath("probe.brera"); }
    /// The images in the project's order.
    QString picture(int number) const;
    /// The classes' probabilities, by output: before what was changed, and after it.
    std::vector<double>
    shares(widgets::PredictionModel::Role role = widgets::PredictionModel::BeforeRole);
    std::vector<double> afterwards() { return shares(widgets::PredictionModel::AfterRole); }

    void makeWindow();
    void open();
    /// Until the image is probed.
    void probe(int number);
    /// Drags a file over the window and lets go of it there.
    void dropOn(const QPointF& place, const QString& path);

    QTemporaryDir m_shared;
    QStringList m_classes;
    QString m_text; ///< a file that is no picture, by a picture's name
    std::unique_ptr<widgets::Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
};

} // namespace brera::test
