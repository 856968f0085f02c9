// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace brera::gui {

/// All shortcuts on one page (F1): those of the window's own actions and pages as they are, and what
/// keys do in its views.
class CheatSheet final : public QDialog {
    Q_OBJECT
public:
    explicit CheatSheet(QWidget* window);
};

} // namespace brera::gui
