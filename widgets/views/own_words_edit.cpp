// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/own_words_edit.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QTextDocument>

namespace brera::widgets {
namespace {

/// Longer than anyone describes a unit, short enough for a card's tooltip.
constexpr int kMostLetters = 500;

} // namespace

OwnWordsEdit::OwnWordsEdit(QWidget* parent)
    : QLineEdit(parent), m_keep(new QAction(tr("Keep these words (Enter)"), this)) {
    setObjectName(QStringLiteral("ownWords"));
    setAccessibleName(tr("Your own description"));
    setMaxLength(kMostLetters);
    setClearButtonEnabled(true);
    addAction(m_keep, TrailingPosition);
    drawTick();
    setProblem({});
    offerKeeping();
    connect(m_keep, &QAction::triggered, this, &OwnWordsEdit::commit);
    connect(this, &QLineEdit::textChanged, this, &OwnWordsEdit::offerKeeping);
    connect(this, &QLineEdit::editingFinished, this, &OwnWordsEdit::commit);
}

void OwnWordsEdit::setKept(const QString& text) {
    m_kept = text;
    setText(text);
    setCursorPosition(0);
    offerKeeping();
}

void OwnWordsEdit::offerKeeping() {
    m_keep->setVisible(!isReadOnly() && text().simplified() != m_kept);
}

void OwnWordsEdit::drawTick() {
    m_keep->setIcon(themedPixmap(QStringLiteral("confirmed"), tokensFor(palette()).accent,
                                 2 * kGrid, devicePixelRatioF()));
}

void OwnWordsEdit::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        drawTick();
    }
    QLineEdit::changeEvent(event);
}

void OwnWordsEdit::commit() {
    const QString words = text().simplified();
    if (words != text()) {
        setText(words);
    }
    if (words != m_kept && !isReadOnly()) {
        m_kept = words;
        offerKeeping();
        Q_EMIT kept(words);
    }
}

void OwnWordsEdit::setProblem(const QString& problem) {
    setReadOnly(!problem.isEmpty());
    setPlaceholderText(problem.isEmpty() ? tr("Your own words, then Enter") : problem);
    setToolTip(problem.isEmpty()
                   ? tr("Your own description goes before the machine's. Enter keeps it, Esc "
                        "brings back the last one, clearing it takes it away.")
                   : Qt::convertFromPlainText(problem)); // it names a file
}

void OwnWordsEdit::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        setText(m_kept);
        setModified(false);
        // The page takes the focus back to the grid.
        event->ignore();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace brera::widgets
