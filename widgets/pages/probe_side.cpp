// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/probe_side.h"

#include "widgets/models/prediction_model.h"
#include "widgets/models/response_model.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/prediction_delegate.h"
#include "widgets/views/response_delegate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace brera::widgets {
namespace {

/// Below it fewer classes are listed, so that units stay in sight.
constexpr int kLow = 60 * kGrid;
constexpr int kLowRows = 3;
constexpr int kNarrow = 40 * kGrid;

void makePlain(QListView& list, const char* object) {
    list.setObjectName(QLatin1String(object));
    list.setUniformItemSizes(true);
    list.setFrameShape(QFrame::NoFrame);
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setEditTriggers(QAbstractItemView::NoEditTriggers);
    list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

} // namespace

ProbeSide::ProbeSide(QWidget* parent)
    : QWidget(parent), m_predictions(new PredictionModel(this)),
      m_responses(new ResponseModel(this)), m_predictionList(new QListView(this)),
      m_all(new QPushButton(this)), m_order(new QComboBox(this)), m_class(new QComboBox(this)),
      m_note(new QLabel(this)), m_replacement(new QComboBox(this)),
      m_responseList(new QListView(this)), m_ablated(new FiguresLabel(Qt::AlignLeft, this)),
      m_restore(new QPushButton(tr("Switch all on"), this)) {
    setObjectName(QStringLiteral("inspector"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(33 * kGrid);
    makePlain(*m_predictionList, "predictions");
    m_predictionList->setAccessibleName(tr("Predictions"));
    m_predictionList->setModel(m_predictions);
    m_predictionList->setItemDelegate(new PredictionDelegate(m_predictionList));
    m_predictionList->setSelectionMode(QAbstractItemView::NoSelection);
    m_predictionList->setFocusPolicy(Qt::NoFocus);
    makePlain(*m_responseList, "responses");
    m_responseList->setAccessibleName(tr("Units that answer"));
    m_responseList->setModel(m_responses);
    m_responseList->setItemDelegate(new ResponseDelegate(m_responseList));
    m_responseList->setMouseTracking(true);
    m_responseList->verticalScrollBar()->setSingleStep(3 * kGrid);

    m_foot = makeFoot();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(makePrediction());
    layout->addWidget(makeHead());
    layout->addWidget(m_responseList, 1);
    layout->addWidget(m_foot);
    connectParts();
    showOrder();
    showAblated();
}

QWidget* ProbeSide::makePrediction() {
    auto* part = new QWidget(this);
    auto* title = new QLabel(tr("Prediction"), part);
    title->setObjectName(QStringLiteral("section"));
    m_all->setObjectName(QStringLiteral("quiet"));
    m_all->setCheckable(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(kGrid);
    head->addWidget(title, 1);
    head->addWidget(m_all);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addLayout(head);
    layout->addWidget(m_predictionList);
    return part;
}

QWidget* ProbeSide::makeHead() {
    auto* part = new QWidget(this);
    auto* units = new QLabel(tr("Units"), part);
    units->setObjectName(QStringLiteral("section"));
    m_order->setObjectName(QStringLiteral("responseOrder"));
    m_order->setAccessibleName(tr("Which units come first"));
    m_order->addItem(tr("that fire most"), static_cast<int>(ResponseOrder::FiresMost));
    m_order->addItem(tr("that carried"), static_cast<int>(ResponseOrder::Carried));
    m_order->addItem(tr("that spoke against"), static_cast<int>(ResponseOrder::SpokeAgainst));
    m_order->setItemData(0, tr("By their place among their own maxima over the project's images"),
                         Qt::ToolTipRole);
    m_order->setItemData(1, tr("By activation × gradient of the class, summed over the picture"),
                         Qt::ToolTipRole);
    m_order->setItemData(2, tr("The same, most negative first"), Qt::ToolTipRole);
    m_class->setObjectName(QStringLiteral("responseClass"));
    m_class->setAccessibleName(tr("Class that units carried or spoke against"));
    m_class->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_class->setMinimumContentsLength(6);
    m_note->setObjectName(QStringLiteral("muted"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto* sign = new FiguresLabel(Qt::AlignLeft, part);
    sign->setMuted(true);
    sign->setText(tr("⊘ switches a unit off"));
    sign->setToolTip(tr("Or the space bar, on the unit that is looked at"));
    m_replacement->setObjectName(QStringLiteral("replacement"));
    m_replacement->setAccessibleName(tr("What takes the place of a unit that is switched off"));
    m_replacement->setToolTip(tr("What takes the place of a unit that is switched off: zero, as in "
                                 "the paper, or its mean over the project's images"));
    m_replacement->addItem(tr("to zero"));
    m_replacement->addItem(tr("to mean"));
    auto* order = new QHBoxLayout;
    order->setSpacing(kGrid);
    order->addWidget(units);
    order->addWidget(m_order);
    order->addWidget(m_class, 1);
    order->addStretch(0);
    auto* off = new QHBoxLayout;
    off->setSpacing(kGrid);
    off->addWidget(sign, 1);
    off->addWidget(m_replacement);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(order);
    layout->addWidget(m_note);
    layout->addLayout(off);
    return part;
}

QWidget* ProbeSide::makeFoot() {
    auto* foot = new QWidget(this);
    m_ablated->setMuted(true);
    m_restore->setObjectName(QStringLiteral("quiet"));
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_ablated);
    layout->addWidget(m_restore);
    layout->addStretch(1);
    return foot;
}

void ProbeSide::connectParts() {
    connect(m_all, &QPushButton::toggled, this, [this](bool all) {
        m_predictions->setAllShown(all);
        fit();
    });
    connect(m_responseList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProbeSide::currentChanged);
    connect(m_responses, &ResponseModel::ablationChanged, this, [this] {
        showAblated();
        Q_EMIT ablationChanged();
    });
    connect(m_replacement, &QComboBox::currentIndexChanged, this, &ProbeSide::ablationChanged);
    connect(m_restore, &QPushButton::clicked, m_responses, &ResponseModel::restoreAll);
    connect(m_order, &QComboBox::currentIndexChanged, this, &ProbeSide::showOrder);
    connect(m_class, &QComboBox::activated, this, &ProbeSide::targetChosen);
    connect(m_class, &QComboBox::currentIndexChanged, this, &ProbeSide::showNote);
}

void ProbeSide::setPrediction(const QStringList& classes, std::vector<double> shares, int target) {
    m_predictions->setBefore(classes, std::move(shares));
    const QSignalBlocker quiet(m_class);
    m_class->clear();
    m_class->addItems(classes);
    m_class->setCurrentIndex(target);
    showNote();
    fit();
}

void ProbeSide::setAfter(std::vector<double> after) {
    m_predictions->setAfter(std::move(after));
    fit();
}

void ProbeSide::setUnits(std::vector<ResponseEntry> units, const QImage& frame, QSize input) {
    const ResponseEntry* looked = current();
    const UnitId unit = looked != nullptr ? looked->response.unit : UnitId{};
    m_responses->setResponses(std::move(units), frame, input);
    if (const int row = m_responses->rowOf(unit); row >= 0) {
        m_responseList->setCurrentIndex(m_responses->index(row));
    } else {
        Q_EMIT currentChanged(); // a reset selection does not tell
    }
    m_responseList->scrollToTop();
    showNote();
}

void ProbeSide::setDescribed(Described described) {
    m_described = described;
    showNote();
}

void ProbeSide::showFirst() {
    if (m_responses->rowCount() > 0) {
        m_responseList->setCurrentIndex(m_responses->index(0));
    }
}

const ResponseEntry* ProbeSide::current() const {
    const QModelIndex index = m_responseList->currentIndex();
    return index.isValid() ? &m_responses->entry(index.row()) : nullptr;
}

int ProbeSide::target() const {
    return m_class->currentIndex();
}

bool ProbeSide::isMean() const {
    return m_replacement->currentIndex() == 1;
}

void ProbeSide::showOrder() {
    const auto order = static_cast<ResponseOrder>(m_order->currentData().toInt());
    m_class->setVisible(order != ResponseOrder::FiresMost);
    m_responses->setOrder(order);
    m_responseList->scrollToTop();
}

void ProbeSide::showNote() {
    const QString name = m_class->currentText();
    QString text = tr("Contribution to %1: activation × gradient").arg(name);
    m_note->setToolTip(Qt::convertFromPlainText(text));
    if (width() < kNarrow) {
        text = tr("Contribution to %1").arg(name);
    }
    if (m_described == Described::Pasted) {
        text = tr("With the piece on it. %1").arg(text);
    } else if (m_described == Described::Earlier) {
        text = tr("From before the piece was moved, until you let go");
    }
    m_note->setText(text);
    // In a low window the units themselves need the line, unless it says which picture they saw.
    const bool telling =
        m_described == Described::Pasted || m_described == Described::Earlier || height() >= kLow;
    m_note->setVisible(!name.isEmpty() && telling);
}

void ProbeSide::showAblated() {
    const auto count = static_cast<int>(m_responses->ablated().size());
    m_ablated->setText(tr("%n switched off", nullptr, count));
    m_foot->setVisible(count > 0);
}

void ProbeSide::fit() {
    m_all->setVisible(m_predictions->hasMore() || m_predictions->isAllShown());
    m_all->setText(m_predictions->isAllShown() ? tr("Show fewer") : tr("Show all"));
    const int row = fontMetrics().height() + kGrid;
    const int most = m_predictions->isAllShown() ? std::max(kLowRows, height() / 3 / row)
                     : height() < kLow           ? kLowRows
                                                 : m_predictions->rowCount();
    m_predictionList->setVerticalScrollBarPolicy(
        m_predictions->isAllShown() || m_predictions->isChanged() ? Qt::ScrollBarAsNeeded
                                                                  : Qt::ScrollBarAlwaysOff);
    m_predictionList->setFixedHeight(row * std::clamp(m_predictions->rowCount(), 1, most));
}

void ProbeSide::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
    showNote();
}

} // namespace brera::widgets
