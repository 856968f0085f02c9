// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/why_panel.h"

#include "widgets/models/beam_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/beam_delegate.h"
#include "widgets/views/figures_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QTreeView>
#include <QVBoxLayout>

#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kSteps = 100; ///< of λ from 0 to 1
constexpr int kFewBeams = 8;
/// A lower panel gives all its room to the list; what the foot says stands elsewhere too.
constexpr int kLow = 17 * kGrid;
/// A narrower list keeps its words and wpmi; the tooltip has the rest.
constexpr int kNarrow = 40 * kGrid;
/// Keys and wheels move a slider without ever letting go of it.
constexpr int kSettleMilliseconds = 400;

QString lambdaText(double lambda) {
    return QLocale().toString(lambda, 'f', 2);
}

} // namespace

WhyPanel::WhyPanel(QWidget* parent)
    : QWidget(parent), m_model(new BeamModel(this)), m_mode(new QComboBox(this)),
      m_lambda(new QSlider(Qt::Horizontal, this)), m_value(new FiguresLabel(Qt::AlignRight, this)),
      m_list(new QTreeView(this)), m_more(new QPushButton(this)),
      m_note(new FiguresLabel(Qt::AlignLeft, this)) {
    m_model->setLimit(kFewBeams);
    m_list->setObjectName(QStringLiteral("beams"));
    m_list->setAccessibleName(tr("Best descriptions"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new BeamDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(5 * kGrid);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setMinimumSectionSize(5 * kGrid);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(BeamModel::TextColumn, QHeaderView::Stretch);
    m_list->header()->setSectionsMovable(false);
    m_more->setObjectName(QStringLiteral("quiet"));
    m_note->setMuted(true);
    m_value->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    fillModes();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(makeControls());
    layout->addWidget(m_list, 1);
    m_foot = new QWidget(this);
    auto* foot = new QHBoxLayout(m_foot);
    // The last row of a list that scrolls is cut; words right under it would seem to belong to it.
    foot->setContentsMargins(0, kGrid / 2, 0, 0);
    foot->setSpacing(kGrid);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_more);
    layout->addWidget(m_foot);

    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, [this] { Q_EMIT choiceSettled(m_choice); });
    connect(m_lambda, &QSlider::valueChanged, this, &WhyPanel::change);
    connect(m_lambda, &QSlider::sliderReleased, this, [this] {
        m_settle.stop();
        Q_EMIT choiceSettled(m_choice);
    });
    connect(m_mode, &QComboBox::currentIndexChanged, this, &WhyPanel::change);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_all = !m_all;
        m_model->setLimit(m_all ? 0 : kFewBeams);
        showSize();
    });
    showChoice();
    showSize();
}

QWidget* WhyPanel::makeControls() {
    auto* controls = new QWidget(this);
    m_mode->setObjectName(QStringLiteral("mode"));
    m_mode->setAccessibleName(tr("How descriptions are chosen"));
    m_mode->setToolTip(tr("How all units' descriptions are chosen from what the search has found"));
    m_lambda->setObjectName(QStringLiteral("lambda"));
    m_lambda->setRange(0, kSteps);
    m_lambda->setPageStep(kSteps / 10);
    m_lambda->setAccessibleName(tr("Lambda: weight against common phrases"));
    m_lambda->setToolTip(tr("λ: how much common phrases are held back, for all units"));
    m_lambda->setMinimumWidth(6 * kGrid);
    auto* label = new QLabel(QStringLiteral("λ"), controls);
    label->setObjectName(QStringLiteral("section"));
    label->setBuddy(m_lambda);
    auto* layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_mode);
    layout->addSpacing(kGrid / 2);
    layout->addWidget(label);
    layout->addWidget(m_lambda, 1);
    layout->addWidget(m_value);
    return controls;
}

void WhyPanel::fillModes() {
    const QSignalBlocker quiet(m_mode);
    m_mode->clear();
    std::vector<DescribeMode> modes{DescribeMode::Rerank, DescribeMode::Beam, DescribeMode::Greedy};
    if (m_pmiLambda) {
        modes.insert(modes.begin(), DescribeMode::Pmi);
    }
    for (const DescribeMode mode : modes) {
        m_mode->addItem(modeText(mode), static_cast<int>(mode));
    }
}

void WhyPanel::setFacts(const DescriptionFacts& facts) {
    m_pmiLambda = facts.pmiLambda;
    fillModes();
    // What someone holds in their hand is not taken from them.
    if (!m_lambda->isSliderDown() && !m_settle.isActive()) {
        m_choice = facts.choice;
    }
    QStringList notes;
    if (facts.any && facts.generated) {
        notes.append(generatedLabel());
    }
    if (facts.any && !facts.writeProblem.isEmpty()) {
        notes.append(tr("The choice is not kept: %1").arg(facts.writeProblem));
    }
    m_note->setText(notes.join(QStringLiteral(" · ")));
    m_note->setToolTip(facts.generated ? generatedTip() : m_note->text());
    setEnabled(facts.any);
    showChoice();
}

void WhyPanel::setView(const DescriptionView& view) {
    m_model->setBeam(view.beam, view.words);
    m_list->scrollToTop();
    showSize();
}

void WhyPanel::clear() {
    m_model->setBeam({}, {});
    showSize();
}

void WhyPanel::change() {
    DescriptionChoice choice{static_cast<DescribeMode>(m_mode->currentData().toInt()),
                             static_cast<double>(m_lambda->value()) / kSteps};
    if (choice.mode == DescribeMode::Pmi && m_pmiLambda) {
        choice.lambda = *m_pmiLambda;
    }
    if (choice == m_choice) {
        return;
    }
    m_choice = choice;
    showChoice();
    Q_EMIT choiceChanged(choice);
    if (!m_lambda->isSliderDown()) {
        m_settle.start();
    }
}

void WhyPanel::showChoice() {
    const QSignalBlocker quietMode(m_mode);
    const QSignalBlocker quietLambda(m_lambda);
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(m_choice.mode)));
    m_lambda->setValue(static_cast<int>(std::lround(m_choice.lambda * kSteps)));
    m_lambda->setEnabled(m_choice.mode == DescribeMode::Rerank);
    m_value->setText(lambdaText(m_choice.lambda));
    m_value->setMuted(m_choice.mode != DescribeMode::Rerank);
    m_model->choose(m_choice);
}

void WhyPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    m_list->setColumnHidden(BeamModel::GivenExemplarsColumn, narrow);
    m_list->setColumnHidden(BeamModel::PriorColumn, narrow);
    m_foot->setVisible(height() >= kLow);
}

void WhyPanel::showSize() {
    const int size = m_model->size();
    m_more->setVisible(size > kFewBeams);
    m_more->setText(m_all ? tr("Only the best")
                          : tr("All %1").arg(countText(static_cast<qint64>(size))));
}

} // namespace brera::widgets
