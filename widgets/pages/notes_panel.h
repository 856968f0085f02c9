// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/pages/description_view.h"

class QLineEdit;
class QPlainTextEdit;

namespace brera::widgets {

/// What a person notes about a unit: tags and free text. What was typed is kept when the field is
/// left, another unit is looked at, or commit() is called.
class NotesPanel final : public QWidget {
    Q_OBJECT
public:
    explicit NotesPanel(QWidget* parent = nullptr);

    void setView(const DescriptionView& view);
    void clear();
    void commit();
    /// Why nothing can be written; empty when it can.
    void setProblem(const QString& problem);
    /// Whether anything is noted about the unit.
    bool isEmpty() const;

    QLineEdit* tags() const { return m_tags; }
    QPlainTextEdit* note() const { return m_note; }

Q_SIGNALS:
    void noteChanged(const brera::UnitId& unit, const QString& note);
    void tagsChanged(const brera::UnitId& unit, const QStringList& tags);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    UnitId m_unit;
    QString m_keptNote;
    QStringList m_keptTags;
    QLineEdit* m_tags;
    QPlainTextEdit* m_note;
};

/// "Face, left eye" → "face", "left eye": lower case, sorted, without repetition.
QStringList tagsFrom(const QString& text);

} // namespace brera::widgets
