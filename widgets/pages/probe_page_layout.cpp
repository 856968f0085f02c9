// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/probe_page.h"

#include "widgets/pages/paste_panel.h"
#include "widgets/pages/probe_side.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/escape.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/probe_canvas.h"
#include "widgets/views/region_canvas.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

/// How the probe page is built: its parts, their places and their connections.
namespace brera::widgets {
namespace {

constexpr int kPercent = 100;
constexpr int kOpacity = 55; ///< at first: the picture comes first

} // namespace

ProbePage::ProbePage(QWidget* parent)
    : QWidget(parent), m_title(new FiguresLabel(Qt::AlignLeft, this)), m_problem(new QLabel(this)),
      // Qt leaves 4 pixels between icon and text; a space makes them the 8 of the grid.
      m_cut(new QPushButton(QLatin1Char(' ') + tr("Cut and paste"), this)),
      m_empty(new EmptyState(this)), m_centre(new QStackedWidget(this)),
      m_ontoName(new QLabel(this)), m_canvas(new ProbeCanvas(this)), m_paste(new PastePanel(this)),
      m_unit(new FiguresLabel(Qt::AlignLeft, this)), m_heat(new QCheckBox(tr("Heat map"), this)),
      m_opacity(new QSlider(Qt::Horizontal, this)), m_keep(new QPushButton(tr("Keep pair"), this)),
      m_remove(new QPushButton(tr("Take away"), this)), m_side(new ProbeSide(this)) {
    setObjectName(QStringLiteral("probePage"));
    auto* both = new QSplitter(Qt::Horizontal, m_centre);
    both->addWidget(makePictures());
    both->addWidget(m_side);
    both->setStretchFactor(0, 5);
    both->setStretchFactor(1, 2);
    both->setHandleWidth(1);
    both->setChildrenCollapsible(false);
    both->setSizes({125 * kGrid, 55 * kGrid});
    m_centre->addWidget(m_empty);
    m_centre->addWidget(both);
    m_head = makeHead();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_problem);
    layout->addWidget(m_centre, 1);
    connectParts();
    connectPaste();
    letEscapeThrough(*this);
    begin({});
}

QWidget* ProbePage::makeHead() {
    auto* head = new QWidget(this);
    head->setFixedHeight(6 * kGrid);
    m_title->setObjectName(QStringLiteral("heading"));
    m_title->setElideMode(Qt::ElideMiddle);
    auto* choose = new QPushButton(tr("Choose a picture…"), head);
    choose->setObjectName(QStringLiteral("choosePicture"));
    m_cut->setObjectName(QStringLiteral("cutAndPaste"));
    m_cut->setAccessibleName(tr("Cut and paste"));
    m_cut->setCheckable(true);
    setThemedIcon(*m_cut, QStringLiteral("scissors"));
    m_cut->setToolTip(tr("Paste a part of another picture onto this one and watch the prediction"));
    m_problem->setObjectName(QStringLiteral("fieldState"));
    m_problem->setProperty("bad", true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(2 * kGrid, 0, 2 * kGrid, kGrid);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_cut);
    layout->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, &ProbePage::pictureRequested);
    connect(m_empty, &EmptyState::actionRequested, this, &ProbePage::pictureRequested);
    connect(m_empty, &EmptyState::otherRequested, this, &ProbePage::exampleRequested);
    return head;
}

QWidget* ProbePage::makePictures() {
    auto* pictures = new QWidget(m_centre);
    m_canvas->setObjectName(QStringLiteral("probed"));
    m_ontoName->setObjectName(QStringLiteral("section"));
    m_ontoName->setTextFormat(Qt::PlainText);
    m_ontoName->setFixedHeight(PastePanel::kHeadHeight);
    m_ontoName->setMinimumWidth(4 * kGrid);
    m_controls = makeControls();
    auto* onto = new QVBoxLayout;
    onto->setSpacing(kGrid);
    onto->addWidget(m_ontoName);
    onto->addWidget(m_canvas, 1);
    onto->addWidget(m_controls);
    auto* layout = new QHBoxLayout(pictures);
    layout->setContentsMargins(2 * kGrid, 0, 2 * kGrid, kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addLayout(onto, 1);
    layout->addWidget(m_paste, 1);
    m_controls->installEventFilter(this);
    m_paste->foot()->installEventFilter(this);
    return pictures;
}

QWidget* ProbePage::makeControls() {
    auto* controls = new QWidget(this);
    m_unit->setMuted(true);
    m_unit->setMinimumWidth(8 * kGrid);
    m_heat->setObjectName(QStringLiteral("heatMap"));
    m_heat->setChecked(true);
    m_heat->setToolTip(tr("Colours by the unit's activation instead of its mask"));
    m_opacity->setObjectName(QStringLiteral("heatStrength"));
    m_opacity->setRange(0, kPercent);
    m_opacity->setValue(kOpacity);
    m_opacity->setAccessibleName(tr("Strength of the heat map or mask"));
    m_opacity->setToolTip(tr("Strength of the heat map or mask; none shows the bare picture"));
    m_opacity->setMaximumWidth(14 * kGrid);
    m_opacity->setMinimumWidth(6 * kGrid);
    auto* strength = new FiguresLabel(Qt::AlignLeft, controls); // gives way where there is no room
    strength->setText(tr("Strength"));
    m_remove->setToolTip(tr("Takes the pasted piece away (Delete)"));
    auto* look = new QHBoxLayout;
    look->setSpacing(kGrid);
    look->addWidget(m_heat);
    look->addSpacing(kGrid);
    look->addWidget(strength);
    look->addWidget(m_opacity, 1);
    look->addStretch(1);
    auto* piece = new QHBoxLayout;
    piece->setSpacing(kGrid);
    piece->addWidget(m_keep);
    piece->addWidget(m_remove);
    piece->addStretch(1);
    auto* layout = new QVBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(m_unit);
    layout->addLayout(look);
    layout->addLayout(piece);
    layout->addStretch(1);
    return controls;
}

void ProbePage::connectParts() {
    connect(m_side, &ProbeSide::currentChanged, this, &ProbePage::showResponse);
    connect(m_side, &ProbeSide::ablationChanged, this, &ProbePage::ask);
    connect(m_side, &ProbeSide::targetChosen, this, &ProbePage::targetChosen);
    const auto restyle = [this] {
        MaskStyle style = m_canvas->style();
        style.heat = m_heat->isChecked();
        style.opacity = static_cast<double>(m_opacity->value()) / kPercent;
        m_canvas->setStyle(style);
    };
    connect(m_heat, &QCheckBox::toggled, this, restyle);
    connect(m_opacity, &QSlider::valueChanged, this, restyle);
    restyle();
}

void ProbePage::connectPaste() {
    connect(m_cut, &QPushButton::toggled, this, [this](bool open) {
        m_paste->setVisible(open);
        for (QWidget* part : {static_cast<QWidget*>(m_ontoName), static_cast<QWidget*>(m_keep),
                              static_cast<QWidget*>(m_remove)}) {
            part->setVisible(open);
        }
        alignPanes();
        if (!open) {
            removePiece();
        }
    });
    for (QWidget* part : {static_cast<QWidget*>(m_paste), static_cast<QWidget*>(m_ontoName),
                          static_cast<QWidget*>(m_keep), static_cast<QWidget*>(m_remove)}) {
        part->hide();
    }
    connect(m_paste, &PastePanel::sourceRequested, this, &ProbePage::sourceRequested);
    connect(m_paste, &PastePanel::pairChosen, this, &ProbePage::pairChosen);
    connect(m_paste, &PastePanel::pairRemoved, this, &ProbePage::pairRemoved);
    connect(m_paste, &PastePanel::pairRenamed, this, &ProbePage::pairRenamed);
    connect(m_paste, &PastePanel::pieceChanged, this, [this] {
        // Another region begins anew; another mask only changes what is seen of it.
        const auto& region = m_paste->canvas()->region();
        if (!m_canvas->hasPiece() || !region || !(*region == m_canvas->placement().region)) {
            removePiece();
            return;
        }
        m_canvas->setPiece(m_paste->canvas()->piece());
        ask();
        describePasted();
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
            describePasted();
        }
    });
    connect(from, &RegionCanvas::placeRequested, this, [this] {
        const auto& region = *m_paste->canvas()->region();
        putPiece({region.left + region.width / 2, region.top + region.height / 2});
        m_canvas->setFocus();
        describePasted();
    });
    connect(m_canvas, &ProbeCanvas::placementChanged, this, &ProbePage::ask);
    connect(m_canvas, &ProbeCanvas::placementSettled, this, &ProbePage::describePasted);
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
