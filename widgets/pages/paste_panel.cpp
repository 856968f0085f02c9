// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/paste_panel.h"

#include "widgets/models/pair_model.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/region_canvas.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace brera::widgets {
namespace {

constexpr int kPairRows = 3;

} // namespace

PastePanel::PastePanel(QWidget* parent)
    : QWidget(parent), m_pairs(new PairModel(this)), m_name(new QLabel(this)),
      m_problem(new QLabel(this)), m_canvas(new RegionCanvas(this)), m_masked(new QCheckBox(this)),
      m_pairsTitle(new QLabel(tr("Kept pairs"), this)), m_pairList(new QListView(this)),
      m_menu(new QMenu(m_pairList)), m_foot(makeFoot()) {
    setObjectName(QStringLiteral("pastePanel"));
    m_name->setObjectName(QStringLiteral("section"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setMinimumWidth(4 * kGrid);
    m_canvas->setObjectName(QStringLiteral("cutFrom"));
    m_canvas->setAccessibleName(tr("Picture to cut from"));
    m_canvas->setToolTip(tr("Draw a rectangle, then drag it onto the other picture"));
    auto* open = new QPushButton(tr("Choose…"), this);
    open->setToolTip(tr("Choose the picture to cut from"));
    auto* head = new QWidget(this);
    head->setFixedHeight(kHeadHeight);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(kGrid);
    line->addWidget(m_name, 1);
    line->addWidget(open);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(head);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_foot);
    connect(open, &QPushButton::clicked, this, &PastePanel::sourceRequested);
    connectParts();
    clear();
    showPairs();
}

QWidget* PastePanel::makeFoot() {
    auto* foot = new QWidget(this);
    m_problem->setObjectName(QStringLiteral("fieldState"));
    m_problem->setProperty("bad", true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_masked->setToolTip(tr("Cut only what the chosen unit answers to"));
    m_masked->setMinimumWidth(8 * kGrid);
    m_pairsTitle->setObjectName(QStringLiteral("section"));
    m_pairList->setObjectName(QStringLiteral("pairs"));
    m_pairList->setAccessibleName(tr("Kept pairs"));
    m_pairList->setModel(m_pairs);
    m_pairList->setUniformItemSizes(true);
    m_pairList->setFrameShape(QFrame::NoFrame);
    m_pairList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pairList->setTextElideMode(Qt::ElideMiddle);
    m_pairList->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_pairList->setContextMenuPolicy(Qt::CustomContextMenu);
    m_pairList->installEventFilter(this);
    auto* layout = new QVBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(m_problem);
    layout->addWidget(m_masked);
    layout->addWidget(m_pairsTitle);
    layout->addWidget(m_pairList);
    layout->addStretch(1);
    return foot;
}

void PastePanel::connectParts() {
    connect(m_canvas, &RegionCanvas::regionChanged, this, &PastePanel::pieceChanged);
    connect(m_masked, &QCheckBox::toggled, this, [this] {
        m_maskUnit = m_masked->isChecked() ? m_unit : UnitId{};
        applyMask();
        Q_EMIT pieceChanged();
    });
    const auto open = [this](const QModelIndex& index) {
        if (index.isValid()) {
            Q_EMIT pairChosen(m_pairs->pair(index.row()));
        }
    };
    connect(m_pairList, &QListView::activated, this, open);
    connect(m_pairs, &PairModel::renamed, this, &PastePanel::pairRenamed);
    connect(m_pairs, &QAbstractItemModel::modelReset, this, &PastePanel::showPairs);
    connect(m_menu->addAction(tr("Open")), &QAction::triggered, this,
            [this, open] { open(m_pairList->currentIndex()); });
    connect(m_menu->addAction(tr("Rename\tF2")), &QAction::triggered, this,
            [this] { m_pairList->edit(m_pairList->currentIndex()); });
    connect(m_menu->addAction(tr("Delete\tDel")), &QAction::triggered, this,
            &PastePanel::removeCurrent);
    connect(m_pairList, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        if (m_pairList->indexAt(place).isValid()) {
            m_menu->popup(m_pairList->viewport()->mapToGlobal(place));
        }
    });
}

void PastePanel::clear() {
    m_source = {};
    m_maskUnit = {};
    m_name->setText(tr("Cut from"));
    m_problem->hide();
    m_canvas->setPicture({}, {});
    m_canvas->setHint(tr("Drop the picture to cut from here, or choose it."));
    setUnit(m_unit);
}

void PastePanel::showSource(const SourceView& view, QSize input) {
    m_source = view;
    m_problem->hide();
    m_name->setText(tr("Cut from %1").arg(view.picture.name));
    m_canvas->setPicture(view.picture.frame, input);
    setUnit(m_unit);
    applyMask();
}

void PastePanel::showProblem(const QString& message) {
    m_problem->setText(message);
    m_problem->show();
}

void PastePanel::setUnit(const UnitId& unit) {
    m_unit = unit;
    const QSignalBlocker quiet(m_masked);
    const UnitId& named = m_maskUnit.layer.empty() ? m_unit : m_maskUnit;
    m_masked->setText(
        named.layer.empty()
            ? tr("Only where a unit answers")
            : tr("Only where %1 answers").arg(QString::fromStdString(named.toString())));
    m_masked->setChecked(!m_maskUnit.layer.empty());
    m_masked->setEnabled(hasSource() && responseOf(named) != nullptr);
}

const ResponseEntry* PastePanel::responseOf(const UnitId& unit) const {
    const auto found =
        std::find_if(m_source.units.begin(), m_source.units.end(),
                     [&](const ResponseEntry& entry) { return entry.response.unit == unit; });
    return found == m_source.units.end() ? nullptr : &*found;
}

void PastePanel::applyMask() {
    const ResponseEntry* entry = m_maskUnit.layer.empty() ? nullptr : responseOf(m_maskUnit);
    if (entry == nullptr) {
        m_canvas->setMask({});
        return;
    }
    const auto& response = entry->response;
    m_canvas->setMask(
        ResponseMap{response.map, response.threshold, static_cast<double>(response.top)});
    if (!m_canvas->region()) {
        m_canvas->setRegion(probing::Region{});
    }
}

std::optional<probing::PasteMask> PastePanel::mask() const {
    const ResponseEntry* entry = m_maskUnit.layer.empty() ? nullptr : responseOf(m_maskUnit);
    return entry == nullptr
               ? std::nullopt
               : std::optional(probing::PasteMask{entry->response.map, entry->response.threshold});
}

void PastePanel::restore(const probing::PastedPair& pair) {
    m_maskUnit = {};
    if (!pair.maskUnit.empty()) {
        const auto found = std::find_if(m_source.units.begin(), m_source.units.end(),
                                        [&](const ResponseEntry& entry) {
                                            return entry.response.unit.toString() == pair.maskUnit;
                                        });
        if (found != m_source.units.end()) {
            m_maskUnit = found->response.unit;
        }
    }
    setUnit(m_unit);
    m_canvas->setRegion(pair.placement.region);
    applyMask();
}

void PastePanel::showPairs() {
    const int rows = m_pairs->rowCount();
    const bool any = rows > 0;
    m_pairList->setFixedHeight(std::clamp(rows, 1, kPairRows) *
                               std::max(m_pairList->sizeHintForRow(0),
                                        fontMetrics().height() + kGrid / 2));
    m_pairsTitle->setVisible(any);
    m_pairList->setVisible(any);
}

void PastePanel::removeCurrent() {
    const QModelIndex current = m_pairList->currentIndex();
    if (current.isValid()) {
        Q_EMIT pairRemoved(m_pairs->pair(current.row()));
    }
}

bool PastePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_pairList && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        removeCurrent();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace brera::widgets
