// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/exemplar_page.h"

#include "widgets/theme/figures.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/exemplar_canvas.h"
#include "widgets/views/figures_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

namespace brera::widgets {

ExemplarPage::ExemplarPage(QWidget* parent)
    : QWidget(parent), m_title(new FiguresLabel(Qt::AlignLeft, this)),
      m_place(new FiguresLabel(Qt::AlignRight, this)), m_caption(new QLabel(this)),
      m_canvas(new ExemplarCanvas(this)) {
    setFocusPolicy(Qt::StrongFocus);
    m_title->setObjectName(QStringLiteral("heading"));
    m_place->setMuted(true);
    m_caption->setObjectName(QStringLiteral("muted"));
    m_title->setElideMode(Qt::ElideMiddle);
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setAlignment(Qt::AlignCenter);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const auto button = [this](const char* icon, const QString& name, const QString& tip) {
        auto* made = new QToolButton(this);
        setThemedIcon(*made, QLatin1String(icon));
        made->setAccessibleName(name);
        made->setToolTip(tip);
        made->setFocusPolicy(Qt::NoFocus);
        return made;
    };
    auto* back = button("grid", tr("Back to the grid"), tr("Back to the grid (Esc)"));
    auto* previous = button("back", tr("Previous exemplar"), tr("Previous exemplar (Left)"));
    auto* next = button("next", tr("Next exemplar"), tr("Next exemplar (Right)"));

    auto* probe = new QPushButton(tr("Probe"), this);
    probe->setObjectName(QStringLiteral("probe"));
    probe->setToolTip(tr("What the network takes this picture for, and which units answer (P)"));
    probe->setShortcut(Qt::Key_P);
    probe->setFocusPolicy(Qt::NoFocus);

    auto* head = new QHBoxLayout;
    head->setSpacing(kGrid);
    head->addWidget(back);
    head->addWidget(m_title);
    head->addWidget(m_place, 1);
    head->addWidget(probe);
    head->addWidget(previous);
    head->addWidget(next);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid + kGrid / 2);
    layout->addLayout(head);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_caption);
    connect(back, &QToolButton::clicked, this, &ExemplarPage::backRequested);
    connect(probe, &QPushButton::clicked, this, &ExemplarPage::probeRequested);
    connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
}

void ExemplarPage::showExemplar(const QString& unit, const ExemplarModel& model, int row) {
    m_row = row;
    const ExemplarEntry& entry = model.entry(row);
    m_title->setText(unit);
    m_place->setText(tr("%1 of %2 · activation %3")
                         .arg(row + 1)
                         .arg(model.rowCount())
                         .arg(activationText(static_cast<double>(entry.exemplar.activation))));
    QStringList caption{QString::fromStdString(entry.image.path)};
    if (!entry.className.isEmpty()) {
        caption.append(tr("class %1").arg(entry.className));
    }
    m_caption->setText(caption.join(QStringLiteral(" · ")));
    m_canvas->setThreshold(model.threshold());
    m_canvas->setStyle(model.style());
    m_canvas->setExemplar(entry, model.input(), model.top());
}

void ExemplarPage::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_Backspace:
        Q_EMIT backRequested();
        return;
    case Qt::Key_Left:
    case Qt::Key_Up:
        Q_EMIT stepRequested(-1);
        return;
    case Qt::Key_Right:
    case Qt::Key_Down:
        Q_EMIT stepRequested(1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace brera::widgets
