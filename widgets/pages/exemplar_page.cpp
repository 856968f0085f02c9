// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/exemplar_page.h"

#include "widgets/theme/figures.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/exemplar_canvas.h"
#include "widgets/views/figures_label.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

namespace brera::widgets {
namespace {

/// On narrower pages the titles have a line of their own.
constexpr int kNarrow = 64 * kGrid;

} // namespace

ExemplarPage::ExemplarPage(QWidget* parent)
    : QWidget(parent), m_title(new FiguresLabel(Qt::AlignLeft, this)),
      m_place(new FiguresLabel(Qt::AlignLeft, this)), m_caption(new QLabel(this)),
      m_canvas(new ExemplarCanvas(this)) {
    setFocusPolicy(Qt::StrongFocus);
    m_title->setObjectName(QStringLiteral("heading"));
    m_place->setMuted(true);
    m_caption->setObjectName(QStringLiteral("muted"));
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setAlignment(Qt::AlignCenter);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid + kGrid / 2);
    layout->addLayout(makeHead());
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_caption);
}

QLayout* ExemplarPage::makeHead() {
    const auto button = [this](const char* icon, const QString& name, const QString& tip) {
        auto* made = new QToolButton(this);
        setThemedIcon(*made, QLatin1String(icon));
        made->setAccessibleName(name);
        made->setToolTip(tip);
        made->setFocusPolicy(Qt::NoFocus);
        return made;
    };
    auto* back = new QPushButton(tr("Back"), this);
    setThemedIcon(*back, QStringLiteral("back"));
    back->setObjectName(QStringLiteral("back"));
    back->setToolTip(tr("Back to the grid (Esc)"));
    back->setFocusPolicy(Qt::NoFocus);
    auto* previous = button("back", tr("Previous exemplar"), tr("Previous exemplar (Left)"));
    auto* next = button("next", tr("Next exemplar"), tr("Next exemplar (Right)"));
    auto* probe = new QPushButton(tr("Probe this picture"), this);
    probe->setObjectName(QStringLiteral("probe"));
    probe->setToolTip(tr("What the network takes this picture for, and which units answer (P)"));
    probe->setShortcut(Qt::Key_P);
    probe->setFocusPolicy(Qt::NoFocus);

    m_head = new QGridLayout;
    m_head->setHorizontalSpacing(kGrid + kGrid / 2);
    m_head->setVerticalSpacing(0);
    m_head->setColumnStretch(1, 1);
    m_parts = {back, probe, previous, next};
    arrangeHead(false);
    connect(back, &QPushButton::clicked, this, &ExemplarPage::backRequested);
    connect(probe, &QPushButton::clicked, this, &ExemplarPage::probeRequested);
    connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    return m_head;
}

void ExemplarPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (const bool narrow = width() < kNarrow; narrow != m_narrow) {
        arrangeHead(narrow);
    }
}

void ExemplarPage::arrangeHead(bool narrow) {
    m_narrow = narrow;
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_place)}) {
        m_head->removeWidget(part);
    }
    for (QWidget* part : m_parts) {
        m_head->removeWidget(part);
    }
    const auto [back, probe, previous, next] = m_parts;
    if (narrow) {
        m_head->addWidget(back, 0, 0);
        m_head->addWidget(probe, 0, 2, 1, 3);
        m_head->addWidget(m_title, 1, 0, 1, 3);
        m_head->addWidget(previous, 1, 3);
        m_head->addWidget(next, 1, 4);
        m_head->addWidget(m_place, 2, 0, 1, 5);
        return;
    }
    m_head->addWidget(back, 0, 0, 2, 1);
    m_head->addWidget(m_title, 0, 1);
    m_head->addWidget(m_place, 1, 1);
    m_head->addWidget(probe, 0, 2, 2, 1);
    m_head->addWidget(previous, 0, 3, 2, 1);
    m_head->addWidget(next, 0, 4, 2, 1);
}

void ExemplarPage::showExemplar(const QString& unit, const QString& description,
                                const ExemplarModel& model, int row) {
    m_row = row;
    const ExemplarEntry& entry = model.entry(row);
    const QString place = tr("exemplar %1 of %2 · activation %3")
                              .arg(row + 1)
                              .arg(model.rowCount())
                              .arg(activationText(static_cast<double>(entry.exemplar.activation)));
    m_title->setText(description.isEmpty() ? unit : description);
    m_place->setText(description.isEmpty() ? place : unit + QStringLiteral(" · ") + place);
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
