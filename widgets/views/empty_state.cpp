// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/empty_state.h"

#include "widgets/theme/tokens.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace brera::widgets {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_action(new QPushButton(this)), m_other(new QPushButton(this)) {
    m_title->setObjectName(QStringLiteral("heading"));
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setObjectName(QStringLiteral("muted"));
    m_text->setAlignment(Qt::AlignCenter);
    m_title->setTextFormat(Qt::PlainText);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(60 * kGrid);
    m_text->setMinimumWidth(30 * kGrid);
    m_action->setObjectName(QStringLiteral("primary"));
    auto* actions = new QHBoxLayout;
    actions->setSpacing(kGrid);
    actions->addStretch(1);
    actions->addWidget(m_action);
    actions->addWidget(m_other);
    actions->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 3 * kGrid, 3 * kGrid, 3 * kGrid);
    layout->setSpacing(kGrid);
    layout->addStretch(2);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    // Aligned by itself it would wrap in less width than its height is made for.
    auto* words = new QHBoxLayout;
    words->addStretch(1);
    words->addWidget(m_text, 1000);
    words->addStretch(1);
    layout->addLayout(words);
    layout->addSpacing(kGrid);
    layout->addLayout(actions);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionRequested);
    connect(m_other, &QPushButton::clicked, this, &EmptyState::otherRequested);
    m_other->hide();
}

void EmptyState::tell(const QString& title, const QString& text, const QString& action,
                      const QString& other) {
    m_title->setText(title);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_other->setText(other);
    m_other->setVisible(!other.isEmpty());
}

QString EmptyState::title() const {
    return m_title->text();
}

} // namespace brera::widgets
