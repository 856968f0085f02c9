// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/audit_bar.h"

#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace brera::widgets {
namespace {

/// Narrower than this the buttons need all the room.
constexpr int kRoomy = 56 * kGrid;

} // namespace

AuditBar::AuditBar(QWidget* parent)
    : QFrame(parent), m_progress(new QProgressBar(this)),
      m_text(new FiguresLabel(Qt::AlignLeft, this)),
      m_confirm(addButton(tr("Confirm"), tr("The description is right (Y)"),
                          project::Verdict::Confirmed)),
      m_reject(
          addButton(tr("Reject"), tr("The description is wrong (N)"), project::Verdict::Rejected)),
      m_unsure(addButton(tr("Unsure"), tr("Hard to say (U)"), project::Verdict::Unsure)) {
    setObjectName(QStringLiteral("foot"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(14 * kGrid);
    m_progress->setAccessibleName(tr("Share of the units that have a verdict"));
    m_text->setMuted(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_progress);
    layout->addSpacing(kGrid / 2);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_confirm);
    layout->addWidget(m_reject);
    layout->addWidget(m_unsure);
    setChosen(0, {});
}

QPushButton* AuditBar::addButton(const QString& text, const QString& tip,
                                 project::Verdict verdict) {
    auto* button = new QPushButton(text, this);
    button->setToolTip(tip);
    connect(button, &QPushButton::clicked, this, [this, verdict] { Q_EMIT verdictGiven(verdict); });
    return button;
}

void AuditBar::setStanding(const Standing& standing) {
    const qint64 decided = standing.confirmed + standing.rejected + standing.unsure;
    m_progress->setRange(0, static_cast<int>(std::max<qint64>(1, standing.units)));
    m_progress->setValue(static_cast<int>(decided));
    m_text->setText(decided == 0
                        ? tr("No verdicts yet: Y confirms, N rejects, U is unsure")
                        : tr("%1 of %2 decided: %3 confirmed · %4 rejected · %5 unsure")
                              .arg(countText(decided), countText(standing.units),
                                   countText(standing.confirmed), countText(standing.rejected),
                                   countText(standing.unsure)));
}

void AuditBar::setChosen(int units, const QString& problem) {
    for (QPushButton* button : {m_confirm, m_reject, m_unsure}) {
        button->setEnabled(units > 0 && problem.isEmpty());
    }
    setToolTip(problem);
    setStatusTip(problem);
}

void AuditBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    m_progress->setVisible(width() > kRoomy);
    m_text->setVisible(width() > kRoomy);
}

QString AuditBar::text() const {
    return m_text->text();
}

QPushButton* AuditBar::button(project::Verdict verdict) const {
    switch (verdict) {
    case project::Verdict::Confirmed:
        return m_confirm;
    case project::Verdict::Rejected:
        return m_reject;
    default:
        return m_unsure;
    }
}

} // namespace brera::widgets
