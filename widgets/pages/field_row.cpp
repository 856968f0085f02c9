// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/field_row.h"

#include "widgets/theme/tokens.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace brera::widgets {
namespace {

constexpr int kFieldHeight = 4 * kGrid;

} // namespace

FieldRow::FieldRow(const QString& name, QWidget* field, QGridLayout* grid, QWidget* parent)
    : QObject(parent), m_name(new QLabel(name, parent)), m_cell(new QWidget(parent)),
      m_field(field), m_beside(new QLabel(parent)), m_below(new QLabel(m_cell)) {
    const int row = grid->rowCount();
    // The first line stands level with the field's own text.
    const int above = (kFieldHeight - m_name->fontMetrics().height()) / 2;
    m_name->setBuddy(field);
    m_name->setContentsMargins(0, above, 0, 0);
    m_beside->setContentsMargins(0, above, 0, 0);
    for (QLabel* label : {m_beside, m_below}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setObjectName(QStringLiteral("fieldState"));
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* layout = new QVBoxLayout(m_cell);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(field);
    layout->addWidget(m_below);
    const bool grows = field->sizePolicy().verticalPolicy() == QSizePolicy::Expanding;
    grid->addWidget(m_name, row, 0, Qt::AlignTop);
    grid->addWidget(m_cell, row, 1, grows ? Qt::Alignment() : Qt::AlignTop);
    grid->addWidget(m_beside, row, 2, Qt::AlignTop);
    show();
}

void FieldRow::setState(const FieldState& state) {
    m_state = state;
    QString text = state.text;
    // A mark alone says nothing.
    if (state.kind == FieldState::Good && !text.isEmpty()) {
        text.prepend(QStringLiteral("✓ "));
    } else if (state.kind == FieldState::Bad) {
        text.prepend(QStringLiteral("✕ "));
    }
    for (QLabel* label : {m_beside, m_below}) {
        label->setText(text);
        label->setProperty("bad", state.kind == FieldState::Bad);
        label->style()->unpolish(label);
        label->style()->polish(label);
    }
    m_field->setAccessibleDescription(state.text);
    show();
}

void FieldRow::setVisible(bool visible) {
    m_visible = visible;
    m_field->setVisible(visible);
    show();
}

void FieldRow::setNarrow(bool narrow) {
    m_narrow = narrow;
    show();
}

void FieldRow::show() {
    m_name->setVisible(m_visible);
    m_cell->setVisible(m_visible);
    m_beside->setVisible(m_visible && !m_narrow);
    m_below->setVisible(m_visible && m_narrow && !m_below->text().isEmpty());
}

} // namespace brera::widgets
