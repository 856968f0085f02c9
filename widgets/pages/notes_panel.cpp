// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/notes_panel.h"

#include "widgets/theme/tokens.h"

#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace brera::widgets {

QStringList tagsFrom(const QString& text) {
    QStringList tags;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (const QString tag = part.simplified().toLower(); !tag.isEmpty()) {
            tags.append(tag);
        }
    }
    tags.sort();
    tags.removeDuplicates();
    return tags;
}

NotesPanel::NotesPanel(QWidget* parent)
    : QWidget(parent), m_tags(new QLineEdit(this)), m_note(new QPlainTextEdit(this)) {
    m_tags->setObjectName(QStringLiteral("tags"));
    m_tags->setAccessibleName(tr("Tags"));
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setMinimumHeight(8 * kGrid);
    m_note->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_tags);
    layout->addWidget(m_note, 1);
    connect(m_tags, &QLineEdit::editingFinished, this, &NotesPanel::commit);
    setProblem({});
}

void NotesPanel::setView(const DescriptionView& view) {
    const bool typing = view.unit == m_unit && (m_tags->hasFocus() || m_note->hasFocus());
    if (view.unit != m_unit) {
        commit();
    }
    m_unit = view.unit;
    if (typing) {
        return;
    }
    m_keptNote = view.note;
    m_keptTags = view.tags;
    m_tags->setText(view.tags.join(QStringLiteral(", ")));
    if (m_note->toPlainText() != view.note) {
        m_note->setPlainText(view.note);
    }
}

void NotesPanel::clear() {
    commit();
    m_unit = {};
    m_keptNote.clear();
    m_keptTags.clear();
    m_tags->clear();
    m_note->clear();
}

void NotesPanel::commit() {
    if (m_unit.layer.empty() || m_tags->isReadOnly()) {
        return;
    }
    if (const QStringList tags = tagsFrom(m_tags->text()); tags != m_keptTags) {
        m_keptTags = tags;
        m_tags->setText(tags.join(QStringLiteral(", ")));
        Q_EMIT tagsChanged(m_unit, tags);
    }
    if (const QString note = m_note->toPlainText().trimmed(); note != m_keptNote) {
        m_keptNote = note;
        Q_EMIT noteChanged(m_unit, note);
    }
}

void NotesPanel::setProblem(const QString& problem) {
    m_tags->setReadOnly(!problem.isEmpty());
    m_note->setReadOnly(!problem.isEmpty());
    m_tags->setPlaceholderText(problem.isEmpty() ? tr("Tags, separated by commas") : problem);
    m_note->setPlaceholderText(problem.isEmpty() ? tr("Notes about this unit") : problem);
}

bool NotesPanel::isEmpty() const {
    return m_keptTags.isEmpty() && m_keptNote.isEmpty();
}

bool NotesPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_note && event->type() == QEvent::FocusOut) {
        commit();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace brera::widgets
