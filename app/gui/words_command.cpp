// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/words_command.h"

#include <utility>

namespace brera::gui {

WordsCommand::WordsCommand(const QString& text, UnitId unit, QString before, QString after, Put put)
    : QUndoCommand(text), m_unit(std::move(unit)), m_before(std::move(before)),
      m_after(std::move(after)), m_put(std::move(put)) {
}

void WordsCommand::redo() {
    m_put(m_unit, m_after, std::exchange(m_typed, false));
}

void WordsCommand::undo() {
    m_put(m_unit, m_before, false);
}

} // namespace brera::gui
