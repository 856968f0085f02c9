// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/search_view.h"

#include "plots/bar_plot.h"
#include "widgets/pictures/thumbnail_service.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/audit_bar.h"
#include "widgets/views/card_delegate.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/picture_wishes.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <unordered_map>

namespace brera::widgets {
namespace {

/// Narrower views have two lines of head, lower ones lower bars.
constexpr int kRoomy = 60 * kGrid;
constexpr int kTall = 60 * kGrid;

QString unitsText(qint64 units) {
    return units == 1 ? SearchView::tr("1 unit") : SearchView::tr("%1 units").arg(countText(units));
}

} // namespace

SearchView::SearchView(ThumbnailService& thumbnails, QWidget* parent)
    : QWidget(parent), m_thumbnails(thumbnails),
      m_model(
          new HitModel([&thumbnails](const UnitId& unit) { return thumbnails.find(unit); }, this)),
      m_title(new FiguresLabel(Qt::AlignLeft, this)),
      m_count(new FiguresLabel(Qt::AlignLeft, this)), m_order(new QComboBox(this)),
      m_save(new QPushButton(tr("Save search…"), this)),
      m_close(new QPushButton(tr("Close"), this)),
      m_bars(new plots::BarPlot(plots::BarPlot::Size::Small, this)), m_grid(new CardGridView(this)),
      m_cards(new CardDelegate(m_grid)), m_empty(new EmptyState(this)),
      m_head(new QBoxLayout(QBoxLayout::LeftToRight)), m_body(new QStackedWidget(this)),
      m_audit(new AuditBar(this)) {
    setObjectName(QStringLiteral("searchView"));
    m_bars->setObjectName(QStringLiteral("layerBars"));
    m_bars->setAxisTitles(tr("layer"), tr("units found"));
    m_bars->setFixedHeight(12 * kGrid);
    m_grid->setObjectName(QStringLiteral("units"));
    m_grid->setAccessibleName(tr("Units found"));
    m_grid->setModel(m_model);
    m_grid->setItemDelegate(m_cards);
    m_grid->setSpacing(2 * kGrid, kGrid + kGrid / 2);
    m_grid->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    m_grid->installEventFilter(this);
    m_cards->setDescribed(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addSpacing(kGrid);
    layout->addWidget(m_bars);
    m_body->addWidget(m_grid);
    m_body->addWidget(m_empty);
    layout->addWidget(m_body, 1);
    layout->addWidget(m_audit);
    connectParts();
    resizeCards();
}

QWidget* SearchView::makeHead() {
    auto* head = new QWidget(this);
    m_title->setObjectName(QStringLiteral("heading"));
    m_title->setElideMode(Qt::ElideMiddle);
    m_title->setMinimumWidth(7 * kGrid);
    m_count->setMuted(true);
    m_order->setAccessibleName(tr("Order of the units found"));
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_order->addItem(tr("sorted by match"), static_cast<int>(HitOrder::ByMatch));
    m_order->addItem(tr("sorted by activation"), static_cast<int>(HitOrder::ByActivation));
    m_order->addItem(tr("sorted by wpmi"), static_cast<int>(HitOrder::ByWpmi));
    m_order->addItem(tr("sorted by importance"), static_cast<int>(HitOrder::ByImportance));
    m_order->addItem(tr("sorted by layer"), static_cast<int>(HitOrder::ByLayer));
    m_save->setObjectName(QStringLiteral("quiet"));
    m_save->setToolTip(tr("Keep this search, and verdicts on what it finds, under a name"));
    m_close->setObjectName(QStringLiteral("quiet"));
    m_close->setToolTip(tr("Back to the layers (Esc)"));
    auto* names = new QHBoxLayout;
    names->setSpacing(kGrid + kGrid / 2);
    names->addWidget(m_title);
    names->addWidget(m_count, 1);
    auto* controls = new QHBoxLayout;
    controls->setSpacing(kGrid);
    controls->addWidget(m_order);
    controls->addStretch(1);
    controls->addWidget(m_save);
    controls->addWidget(m_close);
    m_head->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    m_head->setSpacing(kGrid);
    m_head->addLayout(names, 1);
    m_head->addLayout(controls);
    head->setLayout(m_head);
    return head;
}

void SearchView::connectParts() {
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) {
                    const FoundUnit& found = m_model->unit(current.row());
                    m_audit->setCurrent(found.verdict);
                    if (!m_quiet) {
                        Q_EMIT unitRequested(found.unit);
                    }
                }
            });
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_audit->setChosen(static_cast<int>(chosenUnits().size()), m_writeProblem); });
    connect(m_grid, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT unitActivated(m_model->unit(index.row()).unit);
    });
    connect(m_grid, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        const QModelIndex index = m_grid->indexAt(place);
        if (index.isValid() && !m_grid->selectionModel()->isSelected(index)) {
            m_grid->setCurrentIndex(index);
        }
        if (!chosenUnits().isEmpty()) {
            Q_EMIT menuRequested(m_grid->viewport()->mapToGlobal(place), chosenUnits());
        }
    });
    connect(m_grid, &CardGridView::visibleChanged, this, &SearchView::wantPictures);
    connect(&m_thumbnails, &ThumbnailService::ready, m_model, &HitModel::refresh);
    connect(m_order, &QComboBox::currentIndexChanged, this, [this] {
        m_model->setOrder(static_cast<HitOrder>(m_order->currentData().toInt()));
        m_grid->setCurrentIndex(m_model->index(0));
    });
    connect(m_bars, &plots::BarPlot::barActivated, this, [this](int group) {
        const bool again = group == m_bars->selectedGroup();
        m_bars->setSelectedGroup(again ? -1 : group);
        m_model->setLayer(again ? QString()
                                : m_outcome.byLayer[static_cast<std::size_t>(group)].layer);
        showTitle();
        m_grid->setCurrentIndex(m_model->index(0));
    });
    connect(m_audit, &AuditBar::verdictGiven, this, &SearchView::give);
    connect(m_save, &QPushButton::clicked, this, &SearchView::saveRequested);
    connect(m_close, &QPushButton::clicked, this, &SearchView::closeRequested);
}

void SearchView::showOutcome(SearchOutcome outcome) {
    const bool same = outcome.query == m_outcome.query && outcome.title == m_outcome.title;
    const QModelIndex current = m_grid->currentIndex();
    const UnitId last = same && current.isValid() ? m_model->unit(current.row()).unit : UnitId{};
    const QList<UnitId> chosen = same ? chosenUnits() : QList<UnitId>();
    const int top = same ? m_grid->verticalScrollBar()->value() : 0;
    const QString layer = same ? m_model->layer() : QString();
    if (same && outcome.again) {
        keepOrder(outcome.units);
    }
    m_outcome = std::move(outcome);
    QStringList layers;
    for (const LayerCount& count : m_outcome.byLayer) {
        layers.append(count.layer);
    }
    m_model->setUnits(m_outcome.units, layers);
    if (layers.contains(layer)) {
        m_model->setLayer(layer);
    }
    showTitle();
    const bool any = m_model->rowCount() > 0;
    m_body->setCurrentWidget(any ? static_cast<QWidget*>(m_grid) : m_empty);
    m_audit->setVisible(any);
    if (!any) {
        showCounts();
        m_empty->tell(tr("Nothing found"),
                      tr("No description, tag or note says this. Try another word, part of one "
                         "(anim*), or all words of a kind (~animal)."));
        return;
    }
    // Nobody has gone anywhere when the same unit stands there once more.
    m_quiet = same && m_model->rowOf(last) >= 0;
    choose(chosen, last);
    m_quiet = false;
    if (same) {
        m_grid->verticalScrollBar()->setValue(top);
    }
    showStanding();
    wantPictures();
}

/// Cards stand still while one works on them: a tag may fit the search better than the words did.
void SearchView::keepOrder(std::vector<FoundUnit>& units) const {
    std::unordered_map<UnitId, std::size_t, UnitIdHash> places;
    for (const FoundUnit& found : m_outcome.units) {
        places.emplace(found.unit, places.size());
    }
    const auto placeOf = [&](const FoundUnit& found) {
        const auto place = places.find(found.unit);
        return place == places.end() ? places.size() : place->second;
    };
    std::stable_sort(units.begin(), units.end(), [&](const FoundUnit& a, const FoundUnit& b) {
        return placeOf(a) < placeOf(b);
    });
}

void SearchView::choose(const QList<UnitId>& units, const UnitId& current) {
    QItemSelectionModel* selection = m_grid->selectionModel();
    const int row = m_model->rowOf(current);
    // An audit goes on where it was left.
    const bool begun = m_model->count(project::Verdict::Undecided) < m_model->size();
    const int first = begun ? m_model->nextUndecided(-1) : 0;
    m_grid->setCurrentIndex(m_model->index(row >= 0 ? row : std::max(0, first)));
    if (row < 0) {
        return;
    }
    QItemSelection all;
    for (const UnitId& unit : units) {
        if (const int place = m_model->rowOf(unit); place >= 0) {
            all.select(m_model->index(place), m_model->index(place));
        }
    }
    selection->select(all, QItemSelectionModel::ClearAndSelect);
}

void SearchView::showTitle() {
    m_title->setText(m_outcome.title);
    QString count =
        m_model->layer().isEmpty()
            ? unitsText(m_outcome.total)
            : tr("%1 in %2", "so many units").arg(unitsText(m_model->rowCount()), m_model->layer());
    if (m_outcome.total > m_model->size()) {
        count = tr("the best %1 of %2 units")
                    .arg(countText(m_model->size()), countText(m_outcome.total));
    }
    if (m_outcome.literal) {
        count += QStringLiteral(" · ") + tr("taken word by word");
    }
    m_count->setText(count);
    m_save->setVisible(m_outcome.name.isEmpty() && !m_outcome.query.isEmpty() &&
                       m_writeProblem.isEmpty());
}

void SearchView::showCounts() {
    QStringList layers;
    QList<double> found;
    QList<double> confirmed;
    for (const LayerCount& count : m_outcome.byLayer) {
        layers.append(count.layer);
        found.append(static_cast<double>(count.units));
        confirmed.append(static_cast<double>(m_model->confirmedIn(count.layer)));
    }
    QList<plots::BarSeries> series{{tr("found"), found, 0}};
    if (m_model->count(project::Verdict::Confirmed) > 0) {
        series.append({tr("confirmed"), confirmed, 1});
    }
    m_bars->setBars(layers, series);
    m_bars->setSelectedGroup(static_cast<int>(layers.indexOf(m_model->layer())));
    m_bars->setVisible(layers.size() > 1);
    sizeBars();
}

void SearchView::sizeBars() {
    // Two series have a legend.
    const bool judged = m_model->count(project::Verdict::Confirmed) > 0;
    m_bars->setFixedHeight(((height() > kTall ? 12 : 8) + (judged ? 4 : 0)) * kGrid);
}

void SearchView::setName(const QString& name, const QString& title) {
    m_outcome.name = name;
    m_outcome.title = title;
    showTitle();
}

void SearchView::setVerdict(const UnitId& unit, project::Verdict verdict) {
    m_model->setVerdict(unit, verdict);
    showStanding();
}

void SearchView::setWriteProblem(const QString& problem) {
    m_writeProblem = problem;
    m_audit->setChosen(static_cast<int>(chosenUnits().size()), problem);
    showTitle();
}

void SearchView::showStanding() {
    m_audit->setStanding({m_model->size(), m_model->count(project::Verdict::Confirmed),
                          m_model->count(project::Verdict::Rejected),
                          m_model->count(project::Verdict::Unsure)});
    const QModelIndex current = m_grid->currentIndex();
    m_audit->setCurrent(current.isValid() ? m_model->unit(current.row()).verdict
                                          : project::Verdict::Undecided);
    showCounts();
}

QList<UnitId> SearchView::chosenUnits() const {
    QList<UnitId> units;
    for (const QModelIndex& index : m_grid->selectionModel()->selectedIndexes()) {
        units.append(m_model->unit(index.row()).unit);
    }
    return units;
}

void SearchView::give(project::Verdict verdict) {
    const QList<UnitId> units = chosenUnits();
    if (units.isEmpty() || !m_writeProblem.isEmpty()) {
        return;
    }
    const int row = m_grid->currentIndex().row();
    Q_EMIT verdictsGiven(units, verdict);
    if (units.size() == 1) {
        if (const int next = m_model->nextUndecided(row); next >= 0) {
            m_grid->setCurrentIndex(m_model->index(next));
        }
    }
}

void SearchView::setPatchEdge(int edge) {
    m_edge = edge;
    resizeCards();
    wantPictures();
}

void SearchView::resizeCards() {
    m_grid->setCardSize(CardDelegate::cardWidth(m_edge), [this](int width) {
        return CardDelegate::cardHeight(width, m_grid->font(), true);
    });
}

void SearchView::wantPictures() {
    if (isVisible()) {
        m_thumbnails.want(wishesFor(*m_grid, m_model->rowCount(),
                                    [this](int row) { return m_model->request(row); }),
                          CardDelegate::patchEdge(m_grid->cardSize().width()), devicePixelRatioF());
    }
}

bool SearchView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_grid && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        switch (plain ? key->key() : 0) {
        case Qt::Key_Y:
            give(project::Verdict::Confirmed);
            return true;
        case Qt::Key_N:
            give(project::Verdict::Rejected);
            return true;
        case Qt::Key_U:
            give(project::Verdict::Unsure);
            return true;
        case Qt::Key_Backspace:
        case Qt::Key_Delete:
            give(project::Verdict::Undecided);
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SearchView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool roomy = width() > kRoomy;
    m_head->setDirection(roomy ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_close->setVisible(roomy); // Esc closes too
    sizeBars();
}

void SearchView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
