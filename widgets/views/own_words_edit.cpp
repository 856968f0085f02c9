// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/own_words_edit.h"

#include <QKeyEvent>

namespace brera::widgets {
namespace {

/// Longer than anyone describes a unit, short enough for a card's tooltip.
constexpr int kMostLetters = 500;

} // namespace

OwnWordsEdit::OwnWordsEdit(QWidget* parent) : QLineEdit(parent) {
    setObjectName(QStringLiteral("ownWords"));
    setAccessibleName(tr("Your own description"));
    setMaxLength(kMostLetters);
    setClearButtonEnabled(true);
    setProblem({});
    connect(this, &QLineEdit::editingFinished, this, &OwnWordsEdit::commit);
}

void OwnWordsEdit::setKept(const QString& text) {
    m_kept = text;
    setText(text);
    setCursorPosition(0);
}

void OwnWordsEdit::commit() {
    const QString words = text().simplified();
    if (words != text()) {
        setText(words);
    }
    if (words != m_kept && !isReadOnly()) {
        m_kept = words;
        Q_EMIT kept(words);
    }
}

void OwnWordsEdit::setProblem(const QString& problem) {
    setReadOnly(!problem.isEmpty());
    setPlaceholderText(problem.isEmpty() ? tr("In your own words…") : problem);
    setToolTip(problem.isEmpty()
                   ? tr("Your own description goes before the machine's. Enter keeps it, Esc "
                        "brings back the last one, clearing it takes it away.")
                   : problem);
}

void OwnWordsEdit::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        setText(m_kept);
        // The page takes the focus back to the grid.
        event->ignore();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace brera::widgets
