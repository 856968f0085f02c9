// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace brera::plots {

enum class FigureFormat {
    Png, ///< twice the size on the screen
    Svg, ///< lines and words, no pixels
    Csv, ///< the numbers, UTF-8, a comma between and a point before the decimals
};

/// What a file dialog offers, one filter a format.
QString figureFilters();
/// By the file's ending; empty for an ending that no format has.
std::optional<FigureFormat> figureFormatOf(const QString& path);
/// The path with the ending of the chosen one of figureFilters(), where it has none that is known.
QString withFigureEnding(const QString& path, const QString& filter);
/// Writes a temporary file and renames it. Returns what went wrong, empty when nothing did.
QString writeFigure(const QString& path, const QByteArray& bytes);

/// One field of a CSV file, in quotes where it has to be. A text that a spreadsheet would run as a
/// formula gets an apostrophe before it.
QString csvField(const QString& text);

} // namespace brera::plots
