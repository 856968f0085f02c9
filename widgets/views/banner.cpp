// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/banner.h"

#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace brera::widgets {

Banner::Banner(QWidget* parent)
    : QFrame(parent), m_text(new QLabel(this)), m_action(new QPushButton(this)) {
    setObjectName(QStringLiteral("banner"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionRequested);
    hide();
}

void Banner::tell(const QString& text, const QString& action) {
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    show();
}

QString Banner::text() const {
    return m_text->text();
}

} // namespace brera::widgets
