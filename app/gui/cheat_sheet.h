// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace brera::gui {

/// All shortcuts on one page (F1).
class CheatSheet final : public QDialog {
    Q_OBJECT
public:
    explicit CheatSheet(QWidget* parent = nullptr);
};

} // namespace brera::gui
