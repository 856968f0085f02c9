// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/header_bar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTextDocument>
#include <QToolButton>

namespace brera::gui {

HeaderBar::HeaderBar(QWidget* parent)
    : QFrame(parent), m_home(new QToolButton(this)), m_project(new QLabel(this)),
      m_menu(new QToolButton(this)) {
    using widgets::kGrid;
    setObjectName(QStringLiteral("header"));
    m_home->setObjectName(QStringLiteral("wordmark"));
    m_home->setText(QStringLiteral("Brera"));
    m_home->setToolTip(tr("To the start page"));
    m_home->setAccessibleName(tr("Start page"));
    m_project->setObjectName(QStringLiteral("heading"));
    m_project->setTextFormat(Qt::PlainText);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setToolTip(tr("Menu (F10)"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setShortcut(QKeySequence(Qt::Key_F10));
    widgets::setThemedIcon(*m_menu, QStringLiteral("menu"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
    layout->setSpacing(kGrid);
    layout->addWidget(m_home);
    layout->addWidget(m_project, 1);
    layout->addWidget(m_menu);
    connect(m_home, &QToolButton::clicked, this, &HeaderBar::homeRequested);
}

void HeaderBar::setProject(const QString& name, const QString& tip) {
    m_project->setText(name);
    m_project->setToolTip(tip.isEmpty() ? tip : Qt::convertFromPlainText(tip));
}

void HeaderBar::setMenu(QMenu* menu) {
    m_menu->setMenu(menu);
}

} // namespace brera::gui
