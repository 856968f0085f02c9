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

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QStackedWidget>
#include <QStyle>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kSmallestPicture = 104;
constexpr int kSmallestCompact = 72;
/// Lower than this, pictures and tabs would each see too little: the whole column scrolls.
constexpr int kCompactHeight = 76 * kGrid;
/// What the tabs take of the height otherwise, the same for all of them, and at most.
constexpr double kTabsShare = 0.4;
constexpr int kHighestTabs = 42 * kGrid;
constexpr int kMargin = 2 * kGrid;
constexpr int kPercent = 100;

enum Tab { WhyTab, ThresholdTab, NotesTab, ClassesTab };

} // namespace

Inspector::Inspector(QWidget* parent)
    : QWidget(parent), m_model(new ExemplarModel(this)), m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this)), m_scroll(new QScrollArea(this)), m_column(new QWidget),
      m_head(new QVBoxLayout), m_foot(new QVBoxLayout), m_grid(new CardGridView(this)),
      m_opacity(new QSlider(Qt::Horizontal, this)), m_heat(new QCheckBox(tr("Heat map"), this)),
      m_description(new DescriptionPanel(this)), m_why(new WhyPanel(this)),
      m_notes(new NotesPanel(this)), m_weights(new OutputWeightsPanel(this)),
      m_tabs(new QTabWidget(this)), m_threshold(new ThresholdPanel(this)),
      m_statistics(new QLabel(this)) {
    setObjectName(QStringLiteral("inspector"));
    setAttribute(Qt::WA_StyledBackground);
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

    m_grid->setBarBeside(true);
    makeColumn();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    connect(m_grid, &CardGridView::cardSizeChanged, this, &Inspector::fitPictures);
    connect(m_grid, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT exemplarActivated(index.row()); });
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &Inspector::showCurrent);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, &Inspector::fitColumn);
    connect(m_threshold, &ThresholdPanel::thresholdChanged, this, [this](double threshold) {
        m_model->setThreshold(threshold);
        Q_EMIT thresholdChanged(threshold);
    });
    connectDescriptions();
}

void Inspector::makeColumn() {
    m_head->setSpacing(kGrid + kGrid / 2);
    m_head->addWidget(m_description);
    m_head->addWidget(makeControls());
    m_foot->addWidget(makeFoot());
    auto* layout = new QVBoxLayout(m_column);
    layout->setSpacing(kGrid + kGrid / 2);
    layout->addLayout(m_head);
    layout->addWidget(m_grid, 1);
    layout->addLayout(m_foot);
    fitColumn();
    passWheelOn();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_column);
}

void Inspector::passWheelOn() {
    QList<QWidget*> parts{m_tabs->tabBar(), m_opacity, m_why->slider(), m_why->modes()};
    parts += m_threshold->findChildren<QWidget*>();
    for (QWidget* part : parts) {
        part->installEventFilter(this);
    }
}

bool Inspector::eventFilter(QObject* watched, QEvent* event) {
    // Who scrolls the column must not change what happens to pass under the pointer.
    if (m_compact && event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void Inspector::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setCompact(height() < kCompactHeight);
    m_column->setMaximumHeight(m_compact ? QWIDGETSIZE_MAX : height());
    if (m_compact) {
        m_tabs->setMinimumHeight(0);
        m_tabs->setMaximumHeight(QWIDGETSIZE_MAX);
    } else {
        m_tabs->setFixedHeight(
            std::min(kHighestTabs, static_cast<int>(std::lround(kTabsShare * height()))));
    }
}

void Inspector::setCompact(bool compact) {
    if (compact == m_compact) {
        return;
    }
    m_compact = compact;
    m_scroll->setVerticalScrollBarPolicy(compact ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_grid->setVerticalScrollBarPolicy(compact ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    m_grid->setBarBeside(!compact);
    m_tabs->setProperty("compact", compact); // for the style sheet
    m_tabs->tabBar()->style()->unpolish(m_tabs->tabBar());
    m_tabs->tabBar()->style()->polish(m_tabs->tabBar());
    m_why->setWhole(compact);
    sizeCards();
    fitColumn();
}

void Inspector::sizeCards() {
    m_grid->setCardSize(m_compact ? kSmallestCompact : kSmallestPicture, [this](int width) {
        return ExemplarDelegate::cellHeight(width, m_aspect, font());
    });
    fitPictures(m_grid->cardSize());
}

void Inspector::fitColumn() {
    // Fields and pictures end at one edge; the bar of what scrolls stands in the margin.
    const QScrollBar& bar = *m_scroll->verticalScrollBar();
    const int width = std::min(kMargin, bar.sizeHint().width());
    const bool scrolls = m_compact && bar.maximum() > bar.minimum();
    const int own = m_compact ? 0 : width;
    m_head->setContentsMargins(0, 0, own, 0);
    m_foot->setContentsMargins(0, 0, own, 0);
    m_column->layout()->setContentsMargins(kMargin, kMargin,
                                           kMargin - (m_compact && !scrolls ? 0 : width), kMargin);
}

void Inspector::showCurrent(const QModelIndex& index) {
    if (m_compact && m_grid->hasFocus()) {
        const QRect card = m_grid->visualRect(index);
        const QPoint middle = m_grid->viewport()->mapTo(m_column, card.center());
        m_scroll->ensureVisible(middle.x(), middle.y(), 0, card.height() / 2 + kGrid);
    }
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
    m_tabs->addTab(m_why, tr("Why"));
    m_tabs->setTabToolTip(WhyTab, tr("Why this description"));
    m_tabs->addTab(threshold, tr("Threshold"));
    m_tabs->addTab(m_notes, tr("Notes"));
    m_tabs->addTab(m_weights, tr("Classes"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &Inspector::offerWeights);
    m_tabs->setCurrentIndex(ThresholdTab);
    m_tabs->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_tabs, &QTabWidget::tabBarClicked, this, [this] { m_tabChosen = true; });
    offerWeights();
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
    m_why->commit();
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
    m_aspect =
        view.input.isEmpty() ? 1.0 : static_cast<double>(view.input.height()) / view.input.width();
    m_model->setExemplars(view.exemplars, view.input, view.statistics.threshold);
    m_description->setUnit(QString::fromStdString(view.id.toString()),
                           activationText(m_model->top()));
    sizeCards();
    m_grid->selectionModel()->setCurrentIndex(m_model->index(0), QItemSelectionModel::NoUpdate);
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
    if (m_tabs->isTabEnabled(ClassesTab)) {
        m_tabChosen = true;
        m_tabs->setCurrentIndex(ClassesTab);
    }
}

void Inspector::offerWeights() {
    const bool offered = !m_unit.layer.empty() && m_unit.layer == m_lastLayer;
    if (!offered && m_tabs->currentIndex() == ClassesTab) {
        m_tabs->setCurrentIndex(m_tabs->isTabEnabled(WhyTab) ? WhyTab : ThresholdTab);
    }
    m_tabs->setTabEnabled(ClassesTab, offered);
    m_tabs->setTabToolTip(ClassesTab, offered ? tr("The classes that this unit raises and lowers")
                                              : tr("Only units of the last layer act on the "
                                                   "classes directly"));
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
    // Alone, the pictures show at least one whole row; in a column, all of them.
    if (m_compact) {
        m_grid->setFixedHeight(std::max(cell.height(), m_grid->contentHeight()));
    } else {
        m_grid->setMinimumHeight(cell.height());
        m_grid->setMaximumHeight(QWIDGETSIZE_MAX);
    }
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
