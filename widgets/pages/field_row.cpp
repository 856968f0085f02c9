// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/field_row.h"

#include "widgets/theme/tokens.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

namespace brera::widgets {

FieldRow::FieldRow(const QString& name, QWidget* field, QGridLayout* grid, QWidget* parent)
    : QObject(parent), m_name(new QLabel(name, parent)), m_field(field),
      m_status(new QLabel(parent)) {
    const int row = grid->rowCount();
    m_name->setBuddy(field);
    m_name->setContentsMargins(0, 6, 0, 0);
    m_status->setContentsMargins(0, 6, 0, 0);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->setObjectName(QStringLiteral("fieldState"));
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(m_name, row, 0, Qt::AlignTop);
    grid->addWidget(field, row, 1,
                    field->sizePolicy().verticalPolicy() == QSizePolicy::Expanding ? Qt::Alignment()
                                                                                   : Qt::AlignTop);
    grid->addWidget(m_status, row, 2, Qt::AlignTop);
}

void FieldRow::setState(const FieldState& state) {
    m_state = state;
    QString text = state.text;
    if (state.kind == FieldState::Good) {
        text = text.isEmpty() ? QStringLiteral("✓") : QStringLiteral("✓ ") + text;
    } else if (state.kind == FieldState::Bad) {
        text.prepend(QStringLiteral("✕ "));
    }
    m_status->setText(text);
    m_status->setProperty("bad", state.kind == FieldState::Bad);
    m_status->style()->unpolish(m_status);
    m_status->style()->polish(m_status);
    m_field->setAccessibleDescription(state.text);
}

void FieldRow::setVisible(bool visible) {
    m_name->setVisible(visible);
    m_field->setVisible(visible);
    m_status->setVisible(visible);
}

} // namespace brera::widgets
