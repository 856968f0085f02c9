// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/probe_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr double kSmallest = 0.0005;

} // namespace

QString probabilityText(double share) {
    const QLocale locale;
    if (share > 0 && share < kSmallest) {
        return QStringLiteral("< ") + locale.toString(0.1, 'f', 1) + locale.percent();
    }
    return locale.toString(share * 100, 'f', 1) + locale.percent();
}

QString percentileText(double percentile) {
    const QLocale locale;
    if (percentile < 0) {
        return QStringLiteral("–");
    }
    if (percentile >= 1) {
        return locale.toString(100) + locale.percent();
    }
    // Rounding must not promise more than every image.
    return locale.toString(std::min(std::floor(percentile * 1000) / 10, 99.9), 'f', 1) +
           locale.percent();
}

QString signedText(double value) {
    const QLocale locale;
    const double size = std::fabs(value);
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    QString text = locale.toString(size, 'f', decimals);
    if (text == locale.toString(0.0, 'f', decimals)) {
        return text;
    }
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + text;
}

} // namespace brera::widgets
