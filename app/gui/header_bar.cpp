// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/header_bar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTextDocument>
#include <QToolButton>

namespace brera::gui {

HeaderBar::HeaderBar(QWidget* parent)
    : QFrame(parent), m_home(new QToolButton(this)), m_project(new QLabel(this)),
      m_search(new QLineEdit(this)), m_menu(new QToolButton(this)) {
    using widgets::kGrid;
    setObjectName(QStringLiteral("header"));
    m_home->setObjectName(QStringLiteral("wordmark"));
    m_home->setText(QStringLiteral("Brera"));
    m_home->setToolTip(tr("To the start page"));
    m_home->setAccessibleName(tr("Start page"));
    m_project->setObjectName(QStringLiteral("heading"));
    m_project->setTextFormat(Qt::PlainText);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search descriptions"));
    m_search->setAccessibleName(tr("Search descriptions"));
    m_search->setToolTip(
        tr("<p>Words, \"phrases\", begin*, AND, OR, NOT and brackets.</p>"
           "<p>~animal also finds dogs and birds; layer:layer4 and tag:face look there alone.</p>"
           "<p>Ctrl+F or / come here, Enter goes on to the units found, Esc leaves.</p>"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(60 * kGrid);
    m_search->setMinimumWidth(20 * kGrid);
    m_search->hide();
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textEdited, this, &HeaderBar::searchEdited);
    connect(m_search, &QLineEdit::returnPressed, this, &HeaderBar::searchEntered);
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
    layout->addWidget(m_search, 2);
    layout->addStretch(1);
    layout->addWidget(m_menu);
    connect(m_home, &QToolButton::clicked, this, &HeaderBar::homeRequested);
}

void HeaderBar::setProject(const QString& name, const QString& tip) {
    m_project->setText(name);
    m_project->setToolTip(tip.isEmpty() ? tip : Qt::convertFromPlainText(tip));
    m_search->setVisible(!name.isEmpty());
}

void HeaderBar::setSearch(const QString& query) {
    if (query != m_search->text()) {
        m_search->setText(query);
    }
}

void HeaderBar::focusSearch() {
    if (m_search->isVisible()) {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    }
}

bool HeaderBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT searchLeft();
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            Q_EMIT searchEntered();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void HeaderBar::setMenu(QMenu* menu) {
    m_menu->setMenu(menu);
}

} // namespace brera::gui
