// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QString>

namespace brera::gui {

class MainWindow;

/// Opens a project, scrolls and searches as a person would, and measures: open_seconds (until cards
/// stand there), scroll_warm and scroll_cold (milliseconds a frame: median, p95, worst; warm: all
/// pictures are in memory), search (milliseconds from a letter typed to cards on screen: median,
/// worst), memory_mib (above what the empty window took). Needs a running event loop.
/// @throws DataError when the project does not open.
nlohmann::json benchWindow(MainWindow& window, const QString& project);

} // namespace brera::gui
