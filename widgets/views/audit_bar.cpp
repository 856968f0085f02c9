// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/audit_bar.h"

#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <QTextDocument>

namespace brera::widgets {
namespace {

/// Narrower than this the buttons need a line of their own.
constexpr int kRoomy = 78 * kGrid;

constexpr int kProgress = 1000;
constexpr int kLeast = 80;

} // namespace

AuditBar::AuditBar(QWidget* parent)
    : QFrame(parent), m_layout(new QBoxLayout(QBoxLayout::LeftToRight)), m_progress(new QProgressBar(this)),
      m_text(new FiguresLabel(Qt::AlignLeft, this)),
      m_confirm(addButton(tr("Confirm (Y)"), tr("The description fits the regions"),
                          project::Verdict::Confirmed)),
      m_reject(
          addButton(tr("Reject (N)"), tr("The description does not fit the regions"), project::Verdict::Rejected)),
      m_unsure(addButton(tr("Unsure (U)"), tr("Hard to say"), project::Verdict::Unsure)) {
    setObjectName(QStringLiteral("foot"));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Share of the units that have a verdict"));
    m_text->setMuted(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* standing = new QHBoxLayout;
    standing->setSpacing(kGrid + kGrid / 2);
    standing->addWidget(m_progress);
    standing->addWidget(m_text, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGrid);
    buttons->addWidget(m_confirm);
    buttons->addWidget(m_reject);
    buttons->addWidget(m_unsure);
    m_layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    m_layout->setSpacing(kGrid);
    m_layout->addLayout(standing, 1);
    m_layout->addLayout(buttons);
    setLayout(m_layout);
    setChosen(0, {});
}

QPushButton* AuditBar::addButton(const QString& text, const QString& tip,
                                 project::Verdict verdict) {
    auto* button = new QPushButton(text, this);
    button->setToolTip(tip);
    button->setCheckable(true);
    // A click leaves the keyboard with the cards, where Y, N and U are at home.
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QPushButton::clicked, this, [this, button, verdict] {
        // What is shown as said follows the unit, not the click.
        button->setChecked(!button->isChecked());
        Q_EMIT verdictGiven(verdict);
    });
    return button;
}

void AuditBar::setStanding(const Standing& standing) {
    m_standing = standing;
    const qint64 decided = standing.confirmed + standing.rejected + standing.unsure;
    // The first verdicts of many are seen as well.
    const double share = static_cast<double>(decided) /
                         static_cast<double>(std::max<qint64>(1, standing.units));
    m_progress->setRange(0, kProgress);
    m_progress->setValue(
        decided > 0 ? std::max(kLeast, static_cast<int>(std::lround(share * kProgress))) : 0);
    showText();
}

void AuditBar::showText() {
    const qint64 decided = m_standing.confirmed + m_standing.rejected + m_standing.unsure;
    QString text =
        tr("%1 of %2 judged").arg(countText(decided), countText(m_standing.units));
    if (decided == 0) {
        text += QStringLiteral(" · ") + tr("does the description fit the regions?");
    } else {
        text += QStringLiteral(": ") + tr("%1 confirmed · %2 rejected · %3 unsure")
                                           .arg(countText(m_standing.confirmed),
                                                countText(m_standing.rejected),
                                                countText(m_standing.unsure));
    }
    if (m_chosen > 1) {
        text = tr("%1 chosen").arg(countText(m_chosen)) + QStringLiteral(" · ") + text;
    }
    m_text->setText(text);
}

void AuditBar::setCurrent(project::Verdict verdict) {
    m_confirm->setChecked(verdict == project::Verdict::Confirmed);
    m_reject->setChecked(verdict == project::Verdict::Rejected);
    m_unsure->setChecked(verdict == project::Verdict::Unsure);
}

void AuditBar::setChosen(int units, const QString& problem) {
    for (QPushButton* button : {m_confirm, m_reject, m_unsure}) {
        button->setEnabled(units > 0 && problem.isEmpty());
    }
    m_chosen = units;
    showText();
    setToolTip(Qt::convertFromPlainText(problem));
    setStatusTip(problem);
}

void AuditBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    const bool roomy = width() > kRoomy;
    m_layout->setDirection(roomy ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_progress->setMaximumWidth((roomy ? 12 : 6) * kGrid);
    m_confirm->setText(roomy ? tr("Confirm (Y)") : tr("Confirm"));
    m_reject->setText(roomy ? tr("Reject (N)") : tr("Reject"));
    m_unsure->setText(roomy ? tr("Unsure (U)") : tr("Unsure"));
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
