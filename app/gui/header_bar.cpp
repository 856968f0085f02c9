// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/header_bar.h"

#include "gui/mode_bar.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QTextDocument>
#include <QToolButton>

namespace brera::gui {
namespace {

/// Narrower bars show icons alone.
constexpr int kWithWords = 132 * widgets::kGrid;

} // namespace

HeaderBar::HeaderBar(QWidget* parent)
    : QFrame(parent), m_home(new QToolButton(this)),
      m_project(new widgets::FiguresLabel(Qt::AlignLeft, this)), m_modes(new ModeBar(this)),
      m_search(new QLineEdit(this)), m_report(new QToolButton(this)),
      m_menu(new QToolButton(this)) {
    using widgets::kGrid;
    setObjectName(QStringLiteral("header"));
    m_home->setObjectName(QStringLiteral("wordmark"));
    m_home->setText(QStringLiteral("Brera"));
    m_home->setToolTip(tr("To the start page"));
    m_home->setAccessibleName(tr("Start page"));
    m_project->setObjectName(QStringLiteral("heading"));
    m_project->setElideMode(Qt::ElideMiddle);
    m_project->setMinimumWidth(4 * kGrid);
    m_project->setMaximumWidth(32 * kGrid);
    m_modes->hide();
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search descriptions"));
    m_search->setAccessibleName(tr("Search descriptions"));
    m_search->setToolTip(
        tr("<p>Words, \"phrases\", begin*, AND, OR, NOT and brackets.</p>"
           "<p>~animal also finds dogs and birds; layer:layer4 and tag:face look there alone.</p>"
           "<p>Ctrl+F or / come here, Enter goes on to the units found, Esc leaves.</p>"));
    m_search->addAction(widgets::themedIcon(QStringLiteral("search"), palette()),
                        QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(60 * kGrid);
    m_search->setMinimumWidth(20 * kGrid);
    m_search->hide();
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textEdited, this, &HeaderBar::searchEdited);
    connect(m_search, &QLineEdit::returnPressed, this, &HeaderBar::searchEntered);
    m_report->setText(tr("Report"));
    m_report->setObjectName(QStringLiteral("mode"));
    m_report->setToolTip(tr("Write what is shown to a file for others (Ctrl+E)"));
    m_report->setAccessibleName(tr("Export report"));
    m_report->setFocusPolicy(Qt::TabFocus);
    widgets::setThemedIcon(*m_report, QStringLiteral("report"));
    m_report->hide();
    connect(m_report, &QToolButton::clicked, this, &HeaderBar::reportRequested);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setToolTip(tr("Menu (F10)"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setShortcut(QKeySequence(Qt::Key_F10));
    widgets::setThemedIcon(*m_menu, QStringLiteral("menu"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
    layout->setSpacing(kGrid);
    layout->addWidget(m_home);
    layout->addWidget(m_project);
    layout->addSpacing(kGrid);
    layout->addWidget(m_modes);
    layout->addStretch(1);
    layout->addWidget(m_search, 4);
    layout->addStretch(1);
    layout->addWidget(m_report);
    layout->addWidget(m_menu);
    connect(m_home, &QToolButton::clicked, this, &HeaderBar::homeRequested);
}

void HeaderBar::setProject(const QString& name, const QString& tip) {
    m_project->setText(name);
    m_project->setToolTip(tip.isEmpty() ? tip : Qt::convertFromPlainText(tip));
    for (QWidget* part : {static_cast<QWidget*>(m_modes), static_cast<QWidget*>(m_search),
                          static_cast<QWidget*>(m_report)}) {
        part->setVisible(!name.isEmpty());
    }
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

void HeaderBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    const auto style = width() < kWithWords ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    m_modes->setToolButtonStyle(style);
    m_report->setToolButtonStyle(style);
}

void HeaderBar::setMenu(QMenu* menu) {
    m_menu->setMenu(menu);
}

} // namespace brera::gui
