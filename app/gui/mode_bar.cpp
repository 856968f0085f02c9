// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/mode_bar.h"

#include "widgets/theme/icons.h"

#include <QToolButton>

namespace brera::gui {
namespace {

constexpr int kIcon = 20; ///< logical pixels

} // namespace

ModeBar::ModeBar(QWidget* parent) : QToolBar(parent) {
    setObjectName(QStringLiteral("modes"));
    setAccessibleName(tr("Pages of the project"));
    setContextMenuPolicy(Qt::PreventContextMenu);
    setIconSize({kIcon, kIcon});
    add(Mode::Gallery, "grid", tr("Gallery"), tr("Units and what they respond to (Ctrl+1)"));
    add(Mode::Probe, "probe", tr("Probe"), tr("What the network makes of one picture (Ctrl+2)"));
    add(Mode::Ablation, "ablate", tr("Ablation"),
        tr("Accuracy without some units, curves and classes (Ctrl+3)"));
    add(Mode::Compare, "compare", tr("Compare"),
        tr("This network's units beside another's (Ctrl+4)"));
}

void ModeBar::add(Mode mode, const char* icon, const QString& text, const QString& tip) {
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("mode"));
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(tip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    widgets::setThemedIcon(*button, QLatin1String(icon));
    const int place = static_cast<int>(mode);
    button->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + place)));
    connect(this, &QToolBar::toolButtonStyleChanged, button, &QToolButton::setToolButtonStyle);
    connect(button, &QToolButton::clicked, this, [this, button, mode] {
        // What is shown as chosen follows the page, which may refuse to change.
        button->setChecked(!button->isChecked());
        Q_EMIT modeRequested(mode);
    });
    m_buttons[static_cast<std::size_t>(mode)] = button;
    addWidget(button);
}

void ModeBar::setMode(std::optional<Mode> mode) {
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setChecked(mode && static_cast<std::size_t>(*mode) == i);
    }
}

void ModeBar::setComplete(bool complete) {
    for (const Mode mode : {Mode::Probe, Mode::Ablation, Mode::Compare}) {
        button(mode)->setEnabled(complete);
    }
}

} // namespace brera::gui
