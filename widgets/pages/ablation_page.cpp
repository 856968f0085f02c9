// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/ablation_page.h"

#include "widgets/pages/class_panel.h"
#include "widgets/pages/curve_panel.h"
#include "widgets/pages/sets_panel.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/escape.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace brera::widgets {
namespace {

/// Narrower pages show one column.
constexpr int kTwoColumns = 116 * kGrid;
/// Lower pages have a small figure.
constexpr int kRoomy = 64 * kGrid;

} // namespace

AblationPage::AblationPage(QWidget* parent)
    : QWidget(parent), m_curve(new CurvePanel(this)), m_classes(new ClassPanel(this)),
      m_sets(new SetsPanel(this)), m_ranked(new QLabel(this)),
      m_importance(new QPushButton(tr("Measure importances"), this)), m_problem(new QLabel(this)),
      m_columns(new QBoxLayout(QBoxLayout::LeftToRight)) {
    auto* title = new QLabel(tr("Accuracy without some units"), this);
    title->setObjectName(QStringLiteral("heading"));
    m_problem->setObjectName(QStringLiteral("muted"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    auto* bar = new QFrame(this);
    bar->setObjectName(QStringLiteral("header"));
    bar->setFixedHeight(6 * kGrid);
    m_head = bar;
    auto* head = new QHBoxLayout(bar);
    head->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    head->setSpacing(2 * kGrid);
    head->addWidget(title);
    head->addWidget(m_problem, 1);

    auto* inside = new QWidget(this);
    m_columns->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, 2 * kGrid);
    m_columns->setSpacing(4 * kGrid);
    m_columns->addWidget(m_curve, 2);
    m_columns->addWidget(makeSide(), 1);
    inside->setLayout(m_columns);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(scroll, 1);
    connect(m_curve, &CurvePanel::unitsWanted, this, &AblationPage::backRequested);
    connect(m_importance, &QPushButton::clicked, this, &AblationPage::importanceRequested);
    letEscapeThrough(*this);
    setView({});
}

QWidget* AblationPage::makeSide() {
    auto* side = new QWidget(this);
    auto* title = new QLabel(tr("Importance"), side);
    title->setObjectName(QStringLiteral("section"));
    m_ranked->setObjectName(QStringLiteral("muted"));
    m_ranked->setTextFormat(Qt::PlainText);
    m_ranked->setWordWrap(true);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_classes, 1);
    layout->addSpacing(kGrid);
    layout->addWidget(m_sets);
    layout->addSpacing(kGrid);
    layout->addWidget(title);
    layout->addWidget(m_ranked);
    layout->addWidget(m_importance, 0, Qt::AlignLeft);
    return side;
}

void AblationPage::setView(const AblationView& view) {
    m_curve->setView(view);
    m_classes->setView(view);
    m_sets->setView(view);
    m_problem->setText(view.problem.isEmpty() ? view.busy : view.problem);
    const QString set = view.sets.empty() ? QString() : view.sets.front().name;
    const bool all = view.ranked >= view.allUnits && view.allUnits > 0;
    m_ranked->setText(
        view.ranked == 0
            ? tr("How much the loss rises without each unit alone. Cards can then be sorted by it.")
        : all ? tr("Known for all %1 units, on %2. Sort cards by it in the gallery.")
                    .arg(countText(view.allUnits), set)
              : tr("Known for %1 of %2 units, on %3.")
                    .arg(countText(view.ranked), countText(view.allUnits), set));
    const QString problem = view.problem.isEmpty() ? view.jobProblem : view.problem;
    m_importance->setVisible(!all);
    m_importance->setEnabled(problem.isEmpty());
    m_importance->setToolTip(Qt::convertFromPlainText(problem));
}

QString AblationPage::importanceText() const {
    return m_ranked->text();
}

void AblationPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool oneColumn = width() < kTwoColumns;
    m_columns->setDirection(oneColumn ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_curve->setCompact(height() < kRoomy);
    if (!oneColumn) {
        m_curve->setMinimumHeight(0);
        m_curve->setMaximumHeight(QWIDGETSIZE_MAX);
        return;
    }
    // The curve and its form fill the page, so that none of it is cut in two.
    const int inside = width() - 4 * kGrid;
    m_curve->setFixedHeight(std::max(m_curve->layout()->minimumHeightForWidth(inside),
                                     height() - m_head->height() - 3 * kGrid));
}

void AblationPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT backRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
