// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/inspector.h"

#include "widgets/models/beam_model.h"
#include "widgets/pages/description_panel.h"
#include "widgets/pages/notes_panel.h"
#include "widgets/pages/output_weights_panel.h"
#include "widgets/pages/threshold_panel.h"
#include "widgets/pages/why_panel.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/exemplar_delegate.h"
#include "widgets/views/figures_label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kSmallestPicture = 104;
constexpr int kPercent = 100;

enum Tab { WhyTab, ThresholdTab, NotesTab, ClassesTab };

} // namespace

Inspector::Inspector(QWidget* parent)
    : QWidget(parent), m_model(new ExemplarModel(this)), m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this)), m_title(new FiguresLabel(Qt::AlignLeft, this)),
      m_best(new FiguresLabel(Qt::AlignRight, this)), m_grid(new CardGridView(this)),
      m_opacity(new QSlider(Qt::Horizontal, this)), m_heat(new QCheckBox(tr("Heat map"), this)),
      m_description(new DescriptionPanel(this)), m_why(new WhyPanel(this)),
      m_notes(new NotesPanel(this)), m_weights(new OutputWeightsPanel(this)), m_tabs(new QTabWidget(this)),
      m_threshold(new ThresholdPanel(this)), m_statistics(new QLabel(this)) {
    setObjectName(QStringLiteral("inspector"));
    setAttribute(Qt::WA_StyledBackground);
    m_title->setObjectName(QStringLiteral("heading"));
    m_title->setElideMode(Qt::ElideMiddle);
    m_best->setMuted(true);
    m_statistics->setObjectName(QStringLiteral("muted"));
    m_statistics->setWordWrap(true);
    m_empty->tell(tr("No unit chosen"),
                  tr("Choose a unit in the grid to see its exemplars large and to move its "
                     "threshold."));
    m_grid->setObjectName(QStringLiteral("exemplars"));
    m_grid->setAccessibleName(tr("Exemplars"));
    m_grid->setModel(m_model);
    m_grid->setItemDelegate(new ExemplarDelegate(m_grid));
    m_grid->setSpacing(0, kGrid);

    auto* head = new QHBoxLayout;
    head->setSpacing(kGrid);
    head->addWidget(m_title, 1);
    head->addWidget(m_best);
    auto* full = new QWidget(m_stack);
    auto* layout = new QVBoxLayout(full);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid + kGrid / 2);
    layout->addLayout(head);
    layout->addWidget(m_description);
    layout->addWidget(makeControls());
    layout->addWidget(m_grid, 1);
    layout->addWidget(makeFoot());
    m_stack->addWidget(m_empty);
    m_stack->addWidget(full);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    connect(m_grid, &CardGridView::cardSizeChanged, this, &Inspector::fitPictures);
    connect(m_grid, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT exemplarActivated(index.row()); });
    connect(m_threshold, &ThresholdPanel::thresholdChanged, this, [this](double threshold) {
        m_model->setThreshold(threshold);
        Q_EMIT thresholdChanged(threshold);
    });
    connectDescriptions();
}

QWidget* Inspector::makeFoot() {
    auto* threshold = new QWidget(m_tabs);
    auto* layout = new QVBoxLayout(threshold);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->setSpacing(kGrid + kGrid / 2);
    layout->addWidget(m_threshold);
    layout->addWidget(m_statistics);
    layout->addStretch(1);
    m_why->setContentsMargins(0, kGrid, 0, 0);
    m_tabs->setObjectName(QStringLiteral("inspectorTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->addTab(m_why, tr("Why this description"));
    m_tabs->addTab(threshold, tr("Threshold"));
    m_tabs->addTab(m_notes, tr("Notes"));
    m_tabs->addTab(m_weights, tr("Classes"));
    m_tabs->setTabVisible(ClassesTab, false);
    connect(m_tabs, &QTabWidget::currentChanged, this, &Inspector::offerWeights);
    m_tabs->setCurrentIndex(ThresholdTab);
    m_tabs->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_tabs, &QTabWidget::tabBarClicked, this, [this] { m_tabChosen = true; });
    return m_tabs;
}

void Inspector::connectDescriptions() {
    connect(m_description, &DescriptionPanel::attentionChanged, m_model,
            &ExemplarModel::setAttention);
    connect(m_description, &DescriptionPanel::ownWordsChanged, this, &Inspector::ownWordsChanged);
    connect(m_description, &DescriptionPanel::describeRequested, this,
            &Inspector::describeRequested);
    connect(m_why, &WhyPanel::choiceChanged, this, [this](const DescriptionChoice& choice) {
        m_description->setChoice(choice);
        Q_EMIT choiceChanged(choice);
    });
    connect(m_why, &WhyPanel::choiceSettled, this, &Inspector::choiceSettled);
    connect(m_notes, &NotesPanel::noteChanged, this, &Inspector::noteChanged);
    connect(m_notes, &NotesPanel::tagsChanged, this, &Inspector::tagsChanged);
}

void Inspector::setDescriptionFacts(const DescriptionFacts& facts) {
    m_why->setFacts(facts);
    DescriptionFacts shown = facts;
    shown.choice = m_why->choice();
    m_description->setFacts(shown);
    m_notes->setProblem(facts.writeProblem);
    m_tabs->setTabEnabled(WhyTab, facts.any);
    if (!facts.any) {
        m_tabs->setCurrentIndex(ThresholdTab);
    } else if (!m_tabChosen) {
        m_tabs->setCurrentIndex(WhyTab);
    }
}

void Inspector::setDescription(const DescriptionView& view) {
    if (view.unit == m_unit) {
        m_why->setView(view);
        m_description->setView(view);
        m_notes->setView(view);
        m_tabs->setTabText(NotesTab, m_notes->isEmpty() ? tr("Notes") : tr("Notes •"));
    }
}

bool Inspector::isDescribed() const {
    return m_why->model()->size() > 0;
}

void Inspector::commit() {
    m_description->commit();
    m_notes->commit();
}

QWidget* Inspector::makeControls() {
    auto* controls = new QWidget(this);
    auto* label = new QLabel(tr("Mask"), controls);
    label->setBuddy(m_opacity);
    m_opacity->setObjectName(QStringLiteral("maskOpacity"));
    m_opacity->setRange(0, kPercent);
    m_opacity->setValue(static_cast<int>(std::lround(MaskStyle{}.opacity * kPercent)));
    m_opacity->setAccessibleName(tr("Mask opacity"));
    m_opacity->setToolTip(tr("How strongly what lies outside the mask is dimmed"));
    m_heat->setObjectName(QStringLiteral("heatMap"));
    m_heat->setToolTip(tr("Colours by activation instead of the mask"));
    auto* layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(label);
    layout->addWidget(m_opacity, 1);
    layout->addSpacing(kGrid);
    layout->addWidget(m_heat);
    const auto change = [this] {
        MaskStyle style = m_model->style();
        style.opacity = static_cast<double>(m_opacity->value()) / kPercent;
        style.heat = m_heat->isChecked();
        m_model->setStyle(style);
        Q_EMIT styleChanged(style);
    };
    connect(m_opacity, &QSlider::valueChanged, this, change);
    connect(m_heat, &QCheckBox::toggled, this, change);
    return controls;
}

void Inspector::setUnit(const UnitView& view) {
    if (view.id != m_unit) {
        m_why->clear();
        m_description->clear();
    }
    m_unit = view.id;
    m_title->setText(QString::fromStdString(view.id.toString()));
    m_aspect =
        view.input.isEmpty() ? 1.0 : static_cast<double>(view.input.height()) / view.input.width();
    m_model->setExemplars(view.exemplars, view.input, view.statistics.threshold);
    m_best->setText(tr("best %1").arg(activationText(m_model->top())));
    m_grid->setCardSize(kSmallestPicture, [this](int width) {
        return ExemplarDelegate::cellHeight(width, m_aspect, font());
    });
    m_grid->selectionModel()->setCurrentIndex(m_model->index(0), QItemSelectionModel::NoUpdate);
    fitPictures(m_grid->cardSize());
    m_threshold->setUnit(view);
    m_statistics->setText(statisticsText(view.statistics));
    m_stack->setCurrentIndex(1);
    offerWeights();
}

void Inspector::setLastLayer(const QString& layer) {
    m_lastLayer = layer.toStdString();
    m_weighed = {};
    offerWeights();
}

void Inspector::showWeights() {
    if (m_tabs->isTabVisible(ClassesTab)) {
        m_tabChosen = true;
        m_tabs->setCurrentIndex(ClassesTab);
    }
}

void Inspector::offerWeights() {
    const bool offered = !m_unit.layer.empty() && m_unit.layer == m_lastLayer;
    m_tabs->setTabVisible(ClassesTab, offered);
    if (offered && m_tabs->currentIndex() == ClassesTab && m_weighed != m_unit) {
        m_weighed = m_unit;
        m_weights->showLoading();
        Q_EMIT weightsRequested(m_unit);
    }
}

void Inspector::clear() {
    m_why->clear();
    m_description->clear();
    m_notes->clear();
    m_unit = {};
    m_model->setExemplars({}, {}, 0);
    m_stack->setCurrentIndex(0);
}

void Inspector::setFrame(int row, const QImage& frame, const QString& failure,
                         std::optional<QRgb> mean) {
    if (row < m_model->rowCount()) {
        m_model->setFrame(row, frame, failure, mean);
    }
}

void Inspector::setMaskStyle(const MaskStyle& style) {
    m_opacity->setValue(static_cast<int>(std::lround(style.opacity * kPercent)));
    m_heat->setChecked(style.heat);
}

const MaskStyle& Inspector::maskStyle() const {
    return m_model->style();
}

void Inspector::setCurrentExemplar(int row) {
    if (row < 0) {
        m_grid->clearSelection();
    } else {
        m_grid->setCurrentIndex(m_model->index(row));
    }
}

void Inspector::fitPictures(QSize cell) {
    const double longer = std::max(1.0, m_aspect) * cell.width();
    m_model->setEdge(static_cast<int>(std::lround(longer * devicePixelRatioF())));
    MaskStyle style = m_model->style();
    style.outline = std::max(1, static_cast<int>(std::lround(devicePixelRatioF())));
    m_model->setStyle(style);
}

QString Inspector::statisticsText(const UnitStatistics& statistics) {
    QString text = tr("mean %1 · lowest %2 · highest %3")
                       .arg(activationText(statistics.mean),
                            activationText(static_cast<double>(statistics.minimum)),
                            activationText(static_cast<double>(statistics.maximum)));
    if (statistics.values > 0) {
        text += QLatin1Char('\n') +
                tr("%1 activations").arg(countText(static_cast<qint64>(statistics.values)));
        text += QStringLiteral(" · ");
        text += statistics.rankErrorBound > 0
                    ? tr("threshold within %L1 in rank").arg(statistics.rankErrorBound, 0, 'f', 5)
                    : tr("threshold exact");
    }
    if (statistics.nans > 0) {
        text += QLatin1Char('\n') + tr("%1 activations are not numbers and count as lowest")
                                        .arg(countText(static_cast<qint64>(statistics.nans)));
    }
    return text;
}

} // namespace brera::widgets
