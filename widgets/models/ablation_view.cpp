// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/ablation_view.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace brera::widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::widgets::AblationView)
};

} // namespace

QString accuracyText(double accuracy) {
    return QLocale().toString(accuracy * 100, 'f', 1) + QLocale().percent();
}

QString changeText(double change) {
    const double tenths = std::round(change * 1000);
    const QString size = QLocale().toString(std::abs(tenths) / 10, 'f', 1);
    if (tenths == 0) {
        return QStringLiteral("±") + size;
    }
    return (tenths > 0 ? QStringLiteral("▲") : QStringLiteral("▼")) + size;
}

QString unitsText(qint64 count) {
    return count == 1 ? Words::tr("1 unit") : Words::tr("%1 units").arg(QLocale().toString(count));
}

} // namespace brera::widgets
