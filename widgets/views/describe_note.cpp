// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/describe_note.h"

#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextDocument>

namespace brera::widgets {

DescribeNote::DescribeNote(QWidget* parent)
    : QWidget(parent), m_text(new QLabel(this)), m_action(new QPushButton(this)) {
    m_text->setObjectName(QStringLiteral("muted"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_action->setObjectName(QStringLiteral("quiet"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid / 2, 2 * kGrid, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &DescribeNote::actionRequested);
    tell({});
}

void DescribeNote::tell(const QString& text, const QString& tip, const QString& action) {
    m_text->setText(text);
    m_text->setToolTip(Qt::convertFromPlainText(tip));
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setVisible(!text.isEmpty() || !action.isEmpty());
}

QString DescribeNote::text() const {
    return m_text->text();
}

} // namespace brera::widgets
