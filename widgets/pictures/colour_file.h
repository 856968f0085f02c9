// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>
#include <QString>

#include <cstdint>
#include <unordered_map>

namespace brera::widgets {

/// The mean colour of each image of a data set that was ever looked at.
using MeanColours = std::unordered_map<std::int64_t, QRgb>;

/// Reads what writeColours() wrote; empty when there is no such file or it is damaged.
MeanColours readColours(const QString& file);
/// Writes a cache that may be lost: problems are ignored, a file is never left half written.
void writeColours(const QString& file, const MeanColours& colours);

} // namespace brera::widgets
