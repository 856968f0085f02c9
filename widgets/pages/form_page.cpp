// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/form_page.h"

#include "widgets/pages/field_row.h"
#include "widgets/theme/tokens.h"

#include <QComboBox>
#include <QFrame>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace brera::widgets {
namespace {

constexpr int kWidest = 128 * kGrid;
/// A narrower form says how fields stand below them.
constexpr int kNarrow = 108 * kGrid;
constexpr int kFieldShare = 5;
constexpr int kStateShare = 3;

} // namespace

FormPage::FormPage(const QString& title, const QString& start, QWidget* parent)
    : QWidget(parent), m_lead(new QLabel(this)), m_grid(new QGridLayout), m_below(new QVBoxLayout),
      m_scroll(new QScrollArea(this)), m_summary(new QLabel(this)),
      m_start(new QPushButton(start, this)) {
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(makeColumn(title));
    m_scroll->viewport()->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(makeFoot());
}

QWidget* FormPage::makeColumn(const QString& title) {
    auto* outer = new QWidget(this);
    auto* column = new QWidget(outer);
    column->setMaximumWidth(kWidest);
    auto* heading = new QLabel(title, column);
    heading->setObjectName(QStringLiteral("display"));
    m_lead->setObjectName(QStringLiteral("muted"));
    m_lead->setWordWrap(true);
    m_lead->hide();
    m_grid->setHorizontalSpacing(2 * kGrid);
    m_grid->setVerticalSpacing(2 * kGrid);
    m_grid->setColumnMinimumWidth(0, 14 * kGrid);
    m_grid->setColumnStretch(1, kFieldShare);
    m_grid->setColumnStretch(2, kStateShare);
    m_below->setContentsMargins(0, 0, 0, 0);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(2 * kGrid, 3 * kGrid, 2 * kGrid, 3 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(heading);
    layout->addWidget(m_lead);
    layout->addLayout(m_grid);
    layout->addLayout(m_below);
    layout->addStretch(1);
    auto* centred = new QHBoxLayout(outer);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(column, 100);
    centred->addStretch(1);
    return outer;
}

QWidget* FormPage::makeFoot() {
    auto* foot = new QFrame(this);
    foot->setObjectName(QStringLiteral("foot"));
    auto* back = new QPushButton(tr("Back"), foot);
    m_summary->setObjectName(QStringLiteral("muted"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_start->setObjectName(QStringLiteral("primary"));
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(2 * kGrid, kGrid + kGrid / 2, 2 * kGrid, kGrid + kGrid / 2);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(back);
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_start);
    connect(back, &QPushButton::clicked, this, &FormPage::backRequested);
    return foot;
}

void FormPage::setLead(const QString& text) {
    m_lead->setText(text);
    m_lead->setVisible(!text.isEmpty());
}

FieldRow* FormPage::addRow(const QString& name, QWidget* field) {
    auto* row = new FieldRow(name, field, m_grid, m_scroll->widget());
    m_rows.push_back(row);
    return row;
}

void FormPage::addBelow(QWidget* widget) {
    m_below->addWidget(widget);
}

void FormPage::setSummary(const QString& text) {
    m_summary->setText(text);
}

QString FormPage::summary() const {
    return m_summary->text();
}

void FormPage::fillDevices(QComboBox& box) {
    box.setAccessibleName(tr("Device"));
    box.addItem(tr("Automatic: the GPU where there is one"), QStringLiteral("auto"));
    box.addItem(tr("Processor"), QStringLiteral("cpu"));
    box.addItem(tr("GPU (CUDA)"), QStringLiteral("cuda"));
}

void FormPage::fit(int width) {
    const bool narrow = width < kNarrow;
    if (narrow == m_narrow) {
        return;
    }
    m_narrow = narrow;
    m_grid->setColumnStretch(2, narrow ? 0 : kStateShare);
    for (FieldRow* row : m_rows) {
        row->setNarrow(narrow);
    }
}

bool FormPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == m_scroll->viewport()) {
        fit(m_scroll->viewport()->width());
    }
    return QWidget::eventFilter(watched, event);
}

void FormPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT backRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
