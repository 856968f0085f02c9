// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/job_bar.h"

#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStringList>

namespace brera::widgets {
namespace {

constexpr int kSteps = 1000;

} // namespace

QString JobBar::progressText(const ProgressUpdate& update) {
    QStringList parts;
    if (update.total > 0) {
        parts.append(tr("%1 of %2").arg(countText(update.done), countText(update.total)));
    }
    if (update.perSecond > 0) {
        parts.append(tr("%1/s").arg(
            QLocale().toString(update.perSecond, 'f', update.perSecond < 100 ? 1 : 0)));
    }
    if (update.secondsLeft >= 0 && update.done < update.total) {
        parts.append(tr("%1 left").arg(durationText(update.secondsLeft)));
    }
    if (!update.note.empty()) {
        parts.append(QString::fromStdString(update.note));
    }
    return parts.join(QStringLiteral(" · "));
}

void JobBar::showProgress(QProgressBar& bar, const ProgressUpdate& update) {
    if (update.total > 0) {
        bar.setRange(0, kSteps);
        bar.setValue(static_cast<int>(update.done * kSteps / update.total));
    } else {
        bar.setRange(0, 0);
    }
}

JobBar::JobBar(QWidget* parent)
    : QFrame(parent), m_title(new QLabel(this)), m_bar(new QProgressBar(this)),
      m_figures(new FiguresLabel(Qt::AlignLeft, this)),
      m_cancel(new QPushButton(tr("Cancel"), this)) {
    setObjectName(QStringLiteral("jobBar"));
    m_title->setTextFormat(Qt::PlainText);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(26 * kGrid);
    m_bar->setAccessibleName(tr("Progress"));
    m_figures->setMuted(true);
    m_cancel->setToolTip(tr("Stop; what is done so far is kept"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_figures, 1);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &JobBar::cancelRequested);
    hide();
}

void JobBar::begin(const QString& title) {
    m_title->setText(title);
    m_figures->setText({});
    m_bar->setRange(0, 0);
    m_cancel->setEnabled(true);
    show();
}

void JobBar::setProgress(const ProgressUpdate& update) {
    showProgress(*m_bar, update);
    if (m_cancel->isEnabled()) {
        m_figures->setText(progressText(update));
    }
}

void JobBar::setStopping() {
    m_cancel->setEnabled(false);
    m_figures->setText(tr("stopping, keeping what is done…"));
}

void JobBar::end() {
    hide();
}

} // namespace brera::widgets
