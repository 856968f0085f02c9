// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QCoreApplication;

namespace brera::gui {

struct Language {
    QString code; ///< "it"; empty: the system's
    QString name; ///< in itself: "Italiano"
};

/// Those the window speaks, the system's first.
QList<Language> languages();

/// Has the window speak a language from now on; windows that are there already stay as they are.
/// English where there is no such translation. Empty: the system's.
void installTranslation(QCoreApplication& application, const QString& code);

} // namespace brera::gui
