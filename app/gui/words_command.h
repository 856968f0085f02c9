// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/unit_id.h"

#include <QUndoCommand>

#include <functional>

namespace brera::gui {

/// What a person has written of a unit (own words, a note, tags), so that it can be taken back.
class WordsCommand final : public QUndoCommand {
public:
    /// Keeps the words; `shown`: whether the page has them already, as it does when they were
    /// typed.
    using Put = std::function<void(const UnitId& unit, const QString& words, bool shown)>;

    /// @param text what undoing it is called.
    WordsCommand(const QString& text, UnitId unit, QString before, QString after, Put put);

    void redo() override;
    void undo() override;

private:
    UnitId m_unit;
    QString m_before;
    QString m_after;
    Put m_put;
    bool m_typed = true; ///< not taken back yet
};

} // namespace brera::gui
