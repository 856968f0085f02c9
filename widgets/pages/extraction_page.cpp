// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/extraction_page.h"

#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/job_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace brera::widgets {
ExtractionPage::ExtractionPage(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_bar(new QProgressBar(this)), m_stage(new FiguresLabel(Qt::AlignLeft, this)),
      m_figures(new FiguresLabel(Qt::AlignRight, this)),
      m_cancel(new QPushButton(tr("Cancel"), this)), m_again(new QPushButton(this)),
      m_back(new QPushButton(tr("Back"), this)) {
    m_title->setObjectName(QStringLiteral("display"));
    m_title->setTextFormat(Qt::PlainText);
    m_text->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("lead"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_stage->setMuted(true);
    m_again->setObjectName(QStringLiteral("primary"));

    auto* column = new QWidget(this);
    column->setMaximumWidth(80 * kGrid);
    auto* figures = new QHBoxLayout;
    figures->addWidget(m_stage, 1);
    figures->addWidget(m_figures, 2);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGrid + kGrid / 2);
    buttons->addWidget(m_again);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(3 * kGrid, 3 * kGrid, 3 * kGrid, 3 * kGrid);
    layout->setSpacing(kGrid);
    layout->addStretch(2);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(2 * kGrid);
    layout->addWidget(m_bar);
    layout->addLayout(figures);
    layout->addSpacing(2 * kGrid);
    layout->addLayout(buttons);
    layout->addStretch(3);
    auto* outer = new QHBoxLayout(this);
    outer->addStretch(1);
    outer->addWidget(column, 100);
    outer->addStretch(1);
    connect(m_cancel, &QPushButton::clicked, this, &ExtractionPage::cancelRequested);
    connect(m_again, &QPushButton::clicked, this, &ExtractionPage::againRequested);
    connect(m_back, &QPushButton::clicked, this, &ExtractionPage::backRequested);
}

void ExtractionPage::begin(const QString& title, const QString& text) {
    m_running = true;
    m_title->setText(title);
    m_text->setText(text);
    m_stage->setText({});
    m_figures->setText({});
    m_bar->setRange(0, 0);
    for (QWidget* shown : {static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_stage),
                           static_cast<QWidget*>(m_figures), static_cast<QWidget*>(m_cancel)}) {
        shown->show();
    }
    m_cancel->setEnabled(true);
    m_again->hide();
    m_back->hide();
}

void ExtractionPage::setProgress(const ProgressUpdate& update) {
    JobBar::showProgress(*m_bar, update);
    if (m_cancel->isEnabled()) {
        m_stage->setText(QString::fromStdString(update.stage));
        m_figures->setText(JobBar::progressText(update));
    }
}

void ExtractionPage::setStopping() {
    m_cancel->setEnabled(false);
    m_stage->setText(tr("stopping, keeping what is done…"));
    m_figures->setText({});
}

void ExtractionPage::showCancelled() {
    finish(tr("Stopped"), tr("What was done is kept. The work goes on from there."), tr("Go on"));
}

void ExtractionPage::showFailed(const QString& message) {
    finish(tr("This did not work"), message, tr("Try again"));
}

void ExtractionPage::finish(const QString& title, const QString& text, const QString& again) {
    m_running = false;
    m_title->setText(title);
    m_text->setText(text);
    m_bar->hide();
    m_stage->hide();
    m_figures->hide();
    m_cancel->hide();
    m_again->setText(again);
    m_again->show();
    m_back->show();
    m_again->setFocus();
}

} // namespace brera::widgets
