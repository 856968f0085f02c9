// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Figures of the probe page as people read them.
namespace brera::widgets {

/// "62.3%"; "< 0.1%" for what would round to nothing.
QString probabilityText(double share);
/// "99.8%" of the project's images; "100%" only for more than every one of them. A dash where
/// nothing is known (negative).
QString percentileText(double percentile);
/// "+1.24", with a true minus sign.
QString signedText(double value);

} // namespace brera::widgets
