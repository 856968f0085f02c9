// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/probe_page.h"

#include "widgets/models/prediction_model.h"
#include "widgets/models/response_model.h"
#include "widgets/pages/paste_panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/prediction_delegate.h"
#include "widgets/views/probe_canvas.h"
#include "widgets/views/region_canvas.h"
#include "widgets/views/response_delegate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

/// How the probe page is built: its parts, their places and their connections.
namespace brera::widgets {
namespace {

constexpr int kPercent = 100;
constexpr int kOpacity = 55; ///< at first: the picture comes first

void makePlain(QListView& list, const char* object) {
    list.setObjectName(QLatin1String(object));
    list.setUniformItemSizes(true);
    list.setFrameShape(QFrame::NoFrame);
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setEditTriggers(QAbstractItemView::NoEditTriggers);
    list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

} // namespace

ProbePage::ProbePage(QWidget* parent)
    : QWidget(parent), m_predictions(new PredictionModel(this)),
      m_responses(new ResponseModel(this)), m_title(new FiguresLabel(Qt::AlignLeft, this)),
      m_problem(new QLabel(this)), m_cut(new QPushButton(tr("Cut and paste"), this)),
      m_empty(new EmptyState(this)), m_centre(new QStackedWidget(this)),
      m_canvas(new ProbeCanvas(this)), m_paste(new PastePanel(this)),
      m_unit(new FiguresLabel(Qt::AlignLeft, this)), m_heat(new QCheckBox(tr("Heat map"), this)),
      m_opacity(new QSlider(Qt::Horizontal, this)), m_keep(new QPushButton(tr("Keep pair"), this)),
      m_remove(new QPushButton(tr("Take away"), this)), m_predictionList(new QListView(this)),
      m_order(new QComboBox(this)), m_class(new QComboBox(this)),
      m_responseList(new QListView(this)), m_ablated(new FiguresLabel(Qt::AlignLeft, this)),
      m_restore(new QPushButton(tr("Switch all on"), this)) {
    setObjectName(QStringLiteral("probePage"));
    auto* both = new QSplitter(Qt::Horizontal, m_centre);
    both->addWidget(makePictures());
    both->addWidget(makeSide());
    both->setStretchFactor(0, 5);
    both->setStretchFactor(1, 2);
    both->setHandleWidth(1);
    both->setChildrenCollapsible(false);
    both->setSizes({125 * kGrid, 55 * kGrid});
    m_centre->addWidget(m_empty);
    m_centre->addWidget(both);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_problem);
    layout->addWidget(m_centre, 1);
    connectParts();
    connectPaste();
    begin({});
}

QWidget* ProbePage::makeHead() {
    auto* head = new QWidget(this);
    auto* back = new QToolButton(head);
    setThemedIcon(*back, QStringLiteral("grid"));
    back->setAccessibleName(tr("Back to the gallery"));
    back->setToolTip(tr("Back to the gallery (Esc)"));
    m_title->setObjectName(QStringLiteral("heading"));
    m_title->setElideMode(Qt::ElideMiddle);
    auto* choose = new QPushButton(tr("Choose a picture…"), head);
    choose->setObjectName(QStringLiteral("choosePicture"));
    m_cut->setObjectName(QStringLiteral("cutAndPaste"));
    m_cut->setCheckable(true);
    setThemedIcon(*m_cut, QStringLiteral("scissors"));
    m_cut->setToolTip(tr("Paste a part of another picture onto this one and watch the prediction"));
    m_problem->setObjectName(QStringLiteral("fieldState"));
    m_problem->setProperty("bad", true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(2 * kGrid, 0, 2 * kGrid, kGrid);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(back);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_cut);
    layout->addWidget(choose);
    connect(back, &QToolButton::clicked, this, &ProbePage::backRequested);
    connect(choose, &QPushButton::clicked, this, &ProbePage::pictureRequested);
    connect(m_empty, &EmptyState::actionRequested, this, &ProbePage::pictureRequested);
    return head;
}

QWidget* ProbePage::makePictures() {
    auto* pictures = new QWidget(m_centre);
    m_canvas->setObjectName(QStringLiteral("probed"));
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGrid);
    row->addWidget(m_canvas, 1);
    row->addWidget(m_paste, 1);
    auto* layout = new QVBoxLayout(pictures);
    layout->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addLayout(row, 1);
    layout->addWidget(makeControls());
    return pictures;
}

QWidget* ProbePage::makeControls() {
    auto* controls = new QWidget(this);
    m_unit->setMuted(true);
    m_unit->setMinimumWidth(8 * kGrid);
    m_heat->setChecked(true);
    m_heat->setToolTip(tr("Colours by the unit's activation instead of its mask"));
    m_opacity->setRange(0, kPercent);
    m_opacity->setValue(kOpacity);
    m_opacity->setAccessibleName(tr("Strength of the heat map or mask"));
    m_opacity->setToolTip(tr("Strength of the heat map or mask; none shows the bare picture"));
    m_opacity->setMaximumWidth(14 * kGrid);
    m_opacity->setMinimumWidth(6 * kGrid);
    m_remove->setToolTip(tr("Takes the pasted piece away (Delete)"));
    auto* layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_unit, 1);
    layout->addWidget(m_heat);
    layout->addWidget(m_opacity);
    layout->addWidget(m_remove);
    layout->addWidget(m_keep);
    return controls;
}

QWidget* ProbePage::makeSide() {
    auto* side = new QWidget(m_centre);
    side->setObjectName(QStringLiteral("inspector"));
    side->setAttribute(Qt::WA_StyledBackground);
    side->setMinimumWidth(33 * kGrid);
    auto* predictions = new QLabel(tr("Prediction"), side);
    predictions->setObjectName(QStringLiteral("section"));
    makePlain(*m_predictionList, "predictions");
    m_predictionList->setAccessibleName(tr("Predictions"));
    m_predictionList->setModel(m_predictions);
    m_predictionList->setItemDelegate(new PredictionDelegate(m_predictionList));
    m_predictionList->setSelectionMode(QAbstractItemView::NoSelection);
    m_predictionList->setFocusPolicy(Qt::NoFocus);

    auto* units = new QLabel(tr("Units"), side);
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
    auto* head = new QHBoxLayout;
    head->setSpacing(kGrid);
    head->addWidget(units);
    head->addWidget(m_order);
    head->addWidget(m_class, 1);
    head->addStretch(0);

    makePlain(*m_responseList, "responses");
    m_responseList->setAccessibleName(tr("Units that answer"));
    m_responseList->setModel(m_responses);
    m_responseList->setItemDelegate(new ResponseDelegate(m_responseList));
    m_responseList->setMouseTracking(true);
    m_responseList->verticalScrollBar()->setSingleStep(3 * kGrid);
    m_ablated->setMuted(true);
    m_restore->setObjectName(QStringLiteral("quiet"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_ablated, 1);
    foot->addWidget(m_restore);

    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(predictions);
    layout->addWidget(m_predictionList);
    layout->addSpacing(kGrid / 2);
    layout->addLayout(head);
    layout->addWidget(m_responseList, 1);
    layout->addLayout(foot);
    return side;
}

void ProbePage::connectParts() {
    connect(m_responseList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProbePage::showResponse);
    connect(m_responses, &QAbstractItemModel::modelReset, this, &ProbePage::showResponse);
    connect(m_responses, &ResponseModel::ablationChanged, this, [this] {
        showAblated();
        ask();
    });
    connect(m_restore, &QPushButton::clicked, m_responses, &ResponseModel::restoreAll);
    connect(m_order, &QComboBox::currentIndexChanged, this, &ProbePage::showOrder);
    connect(m_class, &QComboBox::activated, this, &ProbePage::targetChosen);
    const auto restyle = [this] {
        MaskStyle style = m_canvas->style();
        style.heat = m_heat->isChecked();
        style.opacity = static_cast<double>(m_opacity->value()) / kPercent;
        m_canvas->setStyle(style);
    };
    connect(m_heat, &QCheckBox::toggled, this, restyle);
    connect(m_opacity, &QSlider::valueChanged, this, restyle);
    restyle();
    showOrder();
    showAblated();
}

void ProbePage::connectPaste() {
    connect(m_cut, &QPushButton::toggled, this, [this](bool open) {
        m_paste->setVisible(open);
        if (!open) {
            removePiece();
        }
    });
    m_paste->hide();
    connect(m_paste, &PastePanel::sourceRequested, this, &ProbePage::sourceRequested);
    connect(m_paste, &PastePanel::pairChosen, this, &ProbePage::pairChosen);
    connect(m_paste, &PastePanel::pairRemoved, this, &ProbePage::pairRemoved);
    connect(m_paste, &PastePanel::pieceChanged, this, [this] {
        // Another region begins anew; another mask only changes what is seen of it.
        const auto& region = m_paste->canvas()->region();
        if (!m_canvas->hasPiece() || !region || !(*region == m_canvas->placement().region)) {
            removePiece();
            return;
        }
        m_canvas->setPiece(m_paste->canvas()->piece());
        ask();
    });
    RegionCanvas* from = m_paste->canvas();
    connect(from, &RegionCanvas::carried, this, [this](const QPoint& global, const QPointF& grab) {
        const QPointF place = m_canvas->mapFromGlobal(QPointF(global));
        // It appears where it first reaches the other picture, and then follows the pointer.
        if (m_canvas->hasPiece() || m_canvas->pictureRect().contains(place)) {
            putPiece(m_canvas->shareAt(place) - grab);
        }
    });
    connect(from, &RegionCanvas::carriedTo, this, [this] {
        if (m_canvas->hasPiece()) {
            m_canvas->setFocus();
        }
    });
    connect(from, &RegionCanvas::placeRequested, this, [this] {
        const auto& region = *m_paste->canvas()->region();
        putPiece({region.left + region.width / 2, region.top + region.height / 2});
        m_canvas->setFocus();
    });
    connect(m_canvas, &ProbeCanvas::placementChanged, this, &ProbePage::ask);
    connect(m_canvas, &ProbeCanvas::pieceRemoved, this, &ProbePage::removePiece);
    connect(m_remove, &QPushButton::clicked, this, &ProbePage::removePiece);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        if (const auto shown = pair()) {
            Q_EMIT keepRequested(*shown,
                                 tr("%1 on %2").arg(m_paste->source().name, m_view.picture.name));
        }
    });
}

} // namespace brera::widgets
