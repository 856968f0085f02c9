// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

#include <array>
#include <optional>

class QToolButton;

namespace brera::gui {

/// What one can do with an open project.
enum class Mode { Gallery, Probe, Ablation, Compare };

/// The tool bar that leads from one page of the open project to the others.
class ModeBar final : public QToolBar {
    Q_OBJECT
public:
    explicit ModeBar(QWidget* parent = nullptr);

    /// The page one is on; none of these when empty.
    void setMode(std::optional<Mode> mode);
    /// All but the gallery need a project whose images have all been read.
    void setComplete(bool complete);
    QToolButton* button(Mode mode) const { return m_buttons[static_cast<std::size_t>(mode)]; }

Q_SIGNALS:
    void modeRequested(brera::gui::Mode mode);

private:
    void add(Mode mode, const char* icon, const QString& text, const QString& tip);

    std::array<QToolButton*, 4> m_buttons{};
};

} // namespace brera::gui
