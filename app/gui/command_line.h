// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace brera::gui {

/// What `brera` was asked to do.
struct CommandLine {
    QString project;
    bool demo = false;
    std::optional<widgets::ThemeMode> theme;
    QString settingsFile; ///< in place of the user's own; BRERA_SETTINGS says the same
    QString screenshot;   ///< a PNG to write; empty in an ordinary sitting
    QString page;         ///< see --page
    QString picture;      ///< an image file to probe with the project's network; may be empty
    QString compare;      ///< a project to compare the project with; may be empty
    QString search;       ///< a query to begin with; may be empty
    QString language;     ///< of the window; empty: the system's
    bool bench = false;   ///< measure the window on the project and end
    QSize size;           ///< of the window; empty = as it was

    QString problem; ///< what is wrong with the arguments; empty when all is well
    QString answer;  ///< --help and --version: print this and end
};

/// Needs a QCoreApplication.
CommandLine parseCommandLine(const QStringList& arguments);

} // namespace brera::gui
