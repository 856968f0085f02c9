// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/why_panel.h"

#include "widgets/models/beam_model.h"
#include "widgets/models/description_text.h"
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
#include <QTextDocument>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kSteps = 100; ///< of λ from 0 to 1
constexpr int kFewBeams = 8;
/// A lower panel gives all its room to the list.
constexpr int kLow = 17 * kGrid;
/// A narrower list keeps its words and wpmi; the tooltip has the rest.
constexpr int kNarrow = 40 * kGrid;
/// Keys and wheels move a slider without ever letting go of it.
constexpr int kSettleMilliseconds = 400;

QString modeTip(DescribeMode mode) {
    switch (mode) {
    case DescribeMode::Greedy:
        return WhyPanel::tr("The likeliest word each time, without a search");
    case DescribeMode::Beam:
        return WhyPanel::tr("The likeliest words that the search has found");
    case DescribeMode::Rerank:
        return WhyPanel::tr("Of what the search has found, the words with the highest wpmi");
    case DescribeMode::Pmi:
        return WhyPanel::tr("The search itself went by wpmi, with the λ it was given");
    }
    return {};
}

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
    m_list->setHeader(new BeamHeader(m_list));
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
    connect(m_model, &QAbstractItemModel::modelReset, this, &WhyPanel::fitList);
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
    const QString tip = tr("λ: how much common words are held back, for all units. 0 takes the "
                           "likeliest words.");
    m_lambda->setMinimumWidth(6 * kGrid);
    auto* label = new QLabel(QStringLiteral("λ"), controls);
    label->setObjectName(QStringLiteral("section"));
    label->setBuddy(m_lambda);
    for (QWidget* part : {static_cast<QWidget*>(m_lambda), static_cast<QWidget*>(label),
                          static_cast<QWidget*>(m_value)}) {
        part->setToolTip(Qt::convertFromPlainText(tip));
    }
    auto* slider = new QHBoxLayout;
    slider->setSpacing(kGrid);
    slider->addWidget(label);
    slider->addWidget(m_lambda, 1);
    slider->addWidget(m_value);
    m_controls = new QBoxLayout(QBoxLayout::LeftToRight, controls);
    m_controls->setContentsMargins(0, 0, 0, 0);
    m_controls->setSpacing(kGrid + kGrid / 2);
    m_controls->addWidget(m_mode);
    m_controls->addLayout(slider, 1);
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
        m_mode->setItemData(m_mode->count() - 1, modeTip(mode), Qt::ToolTipRole);
    }
}

void WhyPanel::setFacts(const DescriptionFacts& facts) {
    m_pmiLambda = facts.pmiLambda;
    fillModes();
    // What someone holds in their hand is not taken from them.
    if (!m_lambda->isSliderDown() && !m_settle.isActive()) {
        m_choice = facts.choice;
    }
    m_note->setText(facts.any && !facts.writeProblem.isEmpty()
                        ? tr("The choice is not kept: %1").arg(facts.writeProblem)
                        : QString());
    m_note->setToolTip(Qt::convertFromPlainText(m_note->text()));
    showSize();
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

void WhyPanel::commit() {
    if (m_settle.isActive()) {
        m_settle.stop();
        Q_EMIT choiceSettled(m_choice);
    }
}

void WhyPanel::setWhole(bool whole) {
    m_whole = whole;
    m_list->setVerticalScrollBarPolicy(whole ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    fitList();
    showSize();
}

void WhyPanel::fitList() {
    if (!m_whole) {
        m_list->setMinimumHeight(5 * kGrid);
        m_list->setMaximumHeight(QWIDGETSIZE_MAX);
        return;
    }
    const int rows = m_model->rowCount();
    const int row = rows > 0 ? m_list->sizeHintForRow(0) : 0;
    m_list->setFixedHeight(m_list->header()->sizeHint().height() + std::max(1, rows) * row);
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
    m_controls->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    showSize();
}

void WhyPanel::showSize() {
    const int size = m_model->size();
    m_more->setVisible(size > kFewBeams);
    m_foot->setVisible((size > kFewBeams || !m_note->text().isEmpty()) &&
                       (m_whole || height() >= kLow));
    m_more->setText(m_all ? tr("Only the best")
                          : tr("All %1").arg(countText(static_cast<qint64>(size))));
}

} // namespace brera::widgets
