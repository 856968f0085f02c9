// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/gallery_page.h"

#include "widgets/models/layer_model.h"
#include "widgets/models/search_list_model.h"
#include "widgets/pages/description_panel.h"
#include "widgets/pages/exemplar_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/search_view.h"
#include "widgets/pages/why_panel.h"
#include "widgets/pictures/thumbnail_service.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/card_delegate.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/describe_note.h"
#include "widgets/views/dock_area.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/exemplar_canvas.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/layer_delegate.h"
#include "widgets/views/picture_wishes.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace brera::widgets {
namespace {

enum Centre { GridCentre, ExemplarCentre, EmptyCentre, SearchCentre };

constexpr int kSmallestPatch = 32;
constexpr int kLargestPatch = 160;
/// Someone who holds an arrow key wants to travel, not to load every unit on the way.
constexpr int kInspectMilliseconds = 60;

} // namespace

GalleryPage::GalleryPage(ThumbnailService& thumbnails, QWidget* parent)
    : QWidget(parent), m_thumbnails(thumbnails), m_layers(new LayerModel(this)),
      m_units(
          new UnitModel([&thumbnails](const UnitId& unit) { return thumbnails.find(unit); }, this)),
      m_layerList(new QListView(this)), m_searches(new SearchListModel(this)),
      m_searchList(new QListView(this)), m_title(new FiguresLabel(Qt::AlignLeft, this)),
      m_count(new FiguresLabel(Qt::AlignLeft, this)), m_order(new QComboBox(this)),
      m_size(new QSlider(Qt::Horizontal, this)), m_note(new DescribeNote(this)),
      m_grid(new CardGridView(this)), m_cards(new CardDelegate(m_grid)),
      m_empty(new EmptyState(this)), m_centre(new QStackedWidget(this)),
      m_exemplarPage(new ExemplarPage(this)), m_search(new SearchView(thumbnails, this)),
      m_inspector(new Inspector(this)),
      m_docks(new DockArea(this)) {
    m_docks->setCentralWidget(makeCentre());
    makePanels();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_docks);
    m_inspect.setSingleShot(true);
    m_inspect.setInterval(kInspectMilliseconds);
    connectParts();
    resizeCards();
}

void GalleryPage::makePanels() {
    m_layerList->setAccessibleName(tr("Layers"));
    m_layerList->setModel(m_layers);
    m_searchList->setAccessibleName(tr("Searches"));
    m_searchList->setModel(m_searches);
    m_searchList->setContextMenuPolicy(Qt::CustomContextMenu);
    for (QListView* list : {m_layerList, m_searchList}) {
        list->setObjectName(QStringLiteral("layers"));
        list->setItemDelegate(new LayerDelegate(list));
        list->setUniformItemSizes(true);
        list->setMouseTracking(true);
        list->setFrameShape(QFrame::NoFrame);
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->setMinimumSize(14 * kGrid, 6 * kGrid);
    }
    m_inspector->setMinimumWidth(32 * kGrid);
    m_docks->addPanel(QStringLiteral("layers"), tr("Layers"), m_layerList, Qt::LeftDockWidgetArea,
                      22 * kGrid);
    m_docks->addPanel(QStringLiteral("searches"), tr("Searches"), m_searchList,
                      Qt::LeftDockWidgetArea, 22 * kGrid);
    m_docks->addPanel(QStringLiteral("unit"), tr("Unit"), m_inspector, Qt::RightDockWidgetArea,
                      56 * kGrid);
}

QWidget* GalleryPage::makeCentre() {
    m_title->setObjectName(QStringLiteral("heading"));
    m_title->setElideMode(Qt::ElideMiddle);
    m_title->setMinimumWidth(7 * kGrid);
    m_count->setMuted(true);
    m_order->setAccessibleName(tr("Order of the units"));
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_order->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_order->addItem(tr("sorted by number"), static_cast<int>(UnitOrder::ByUnit));
    m_order->addItem(tr("sorted by activation"), static_cast<int>(UnitOrder::ByActivation));
    m_order->addItem(tr("sorted by description"), static_cast<int>(UnitOrder::ByDescription));
    m_order->addItem(tr("sorted by wpmi"), static_cast<int>(UnitOrder::ByWpmi));
    m_order->addItem(tr("sorted by importance"), static_cast<int>(UnitOrder::ByImportance));
    m_size->setRange(kSmallestPatch, kLargestPatch);
    m_size->setPageStep(2 * kGrid);
    m_size->setValue(GalleryLook{}.patchEdge);
    m_size->setMinimumWidth(5 * kGrid);
    m_size->setMaximumWidth(14 * kGrid);
    m_size->setAccessibleName(tr("Size of the cards"));
    m_size->setToolTip(tr("Size of the cards"));
    m_grid->setObjectName(QStringLiteral("units"));
    m_grid->setAccessibleName(tr("Units"));
    m_grid->setModel(m_units);
    m_grid->setItemDelegate(m_cards);
    m_grid->setSpacing(2 * kGrid, kGrid + kGrid / 2);

    auto* gridPage = new QWidget(m_centre);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    head->setSpacing(kGrid + kGrid / 2);
    head->addWidget(m_title);
    head->addWidget(m_count, 1);
    head->addWidget(m_order);
    head->addWidget(m_size);
    auto* layout = new QVBoxLayout(gridPage);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_note);
    layout->addWidget(m_grid, 1);
    m_centre->addWidget(gridPage);
    m_centre->addWidget(m_exemplarPage);
    m_centre->addWidget(m_empty);
    m_centre->addWidget(m_search);
    m_centre->setMinimumWidth(40 * kGrid);
    return m_centre;
}

void GalleryPage::connectParts() {
    connect(m_layerList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) {
                    goBack();
                    closeSearch();
                    Q_EMIT layerRequested(current.data(LayerModel::PathRole).toString());
                }
            });
    connect(m_layerList, &QAbstractItemView::activated, this, [this] { m_grid->setFocus(); });
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                // What was found is looked at while one searches, though a layer may come meanwhile.
                if (current.isValid() && !isSearching()) {
                    m_wanted = m_units->request(current.row()).unit;
                    m_inspect.start();
                }
            });
    connect(&m_inspect, &QTimer::timeout, this, [this] { Q_EMIT unitRequested(m_wanted); });
    connect(m_grid, &QAbstractItemView::activated, this, [this] {
        if (m_inspector->model()->rowCount() > 0) {
            openExemplar(0);
        }
    });
    connect(m_grid, &CardGridView::visibleChanged, this, &GalleryPage::wantPictures);
    connect(m_units, &QAbstractItemModel::layoutChanged, this, &GalleryPage::wantPictures);
    connect(&m_thumbnails, &ThumbnailService::ready, m_units, &UnitModel::refresh);
    connect(m_size, &QSlider::valueChanged, this, &GalleryPage::resizeCards);
    connect(m_order, &QComboBox::currentIndexChanged, this, [this] {
        m_units->setOrder(static_cast<UnitOrder>(m_order->currentData().toInt()));
        m_grid->scrollTo(m_grid->currentIndex());
    });
    connect(m_inspector, &Inspector::exemplarActivated, this, &GalleryPage::openExemplar);
    connect(m_inspector, &Inspector::thresholdChanged, m_exemplarPage->canvas(),
            &ExemplarCanvas::setThreshold);
    connect(m_inspector, &Inspector::styleChanged, m_exemplarPage->canvas(),
            &ExemplarCanvas::setStyle);
    connect(m_exemplarPage, &ExemplarPage::backRequested, this, &GalleryPage::goBack);
    connect(m_exemplarPage, &ExemplarPage::stepRequested, this, &GalleryPage::stepExemplar);
    connect(m_empty, &EmptyState::actionRequested, this, &GalleryPage::emptyActionRequested);
    connectDescriptions();
    connectSearch();
}

void GalleryPage::connectDescriptions() {
    connect(m_note, &DescribeNote::actionRequested, this, &GalleryPage::describeRequested);
    connect(m_inspector, &Inspector::describeRequested, this, &GalleryPage::describeRequested);
    connect(m_inspector, &Inspector::noteChanged, this,
            [this](const UnitId& unit, const QString& note) {
                Q_EMIT noteChanged(unit, note, rememberNote(unit, note));
            });
    connect(m_inspector, &Inspector::tagsChanged, this,
            [this](const UnitId& unit, const QStringList& tags) {
                Q_EMIT tagsChanged(unit, tags, rememberTags(unit, tags));
            });
    connect(m_inspector, &Inspector::choiceChanged, m_units, &UnitModel::choose);
    connect(m_inspector, &Inspector::choiceSettled, this, [this](const DescriptionChoice& choice) {
        m_facts.choice = choice;
        m_units->sortAgain();
        Q_EMIT choiceSettled(choice);
    });
    connect(m_inspector, &Inspector::ownWordsChanged, this,
            [this](const UnitId& unit, const QString& text) {
                Q_EMIT ownWordsChanged(unit, text, rememberOwnWords(unit, text));
            });
}

void GalleryPage::setDescriptionFacts(const DescriptionFacts& facts) {
    m_facts = facts;
    m_inspector->setDescriptionFacts(facts);
    if (m_units->descriptions().choice() != m_inspector->why()->choice()) {
        m_units->choose(m_inspector->why()->choice());
    }
    if (facts.any) {
        m_note->tell(facts.generated ? generatedLabel() : QString(), generatedTip());
    } else if (facts.describing || !facts.writeProblem.isEmpty()) {
        m_note->tell({});
    } else {
        m_note->tell(tr("These units have no descriptions yet."), {}, tr("Describe units…"));
    }
    showDescribed();
}

void GalleryPage::setDescriptions(LayerDescriptions descriptions) {
    if (descriptions.layer != m_units->layer()) {
        return;
    }
    applyOwnWords(descriptions);
    m_units->setDescriptions(std::move(descriptions.table));
    showDescribed();
}

void GalleryPage::setDescription(DescriptionView view) {
    applyOwnWords(view);
    m_described = view;
    m_inspector->setDescription(view);
}

void GalleryPage::putOwnWords(const UnitId& unit, const QString& text) {
    rememberOwnWords(unit, text);
    showWords(unit);
}

void GalleryPage::putNote(const UnitId& unit, const QString& note) {
    rememberNote(unit, note);
    showWords(unit);
}

void GalleryPage::putTags(const UnitId& unit, const QStringList& tags) {
    rememberTags(unit, tags);
    showWords(unit);
}

QString GalleryPage::rememberOwnWords(const UnitId& unit, const QString& text) {
    m_typed[unit] = text;
    if (unit.layer == m_units->layer()) {
        m_units->setOwnWords(unit.index, text);
        showDescribed();
    }
    return unit == m_described.unit ? std::exchange(m_described.own, text) : QString();
}

QString GalleryPage::rememberNote(const UnitId& unit, const QString& note) {
    m_notes[unit] = note;
    return unit == m_described.unit ? std::exchange(m_described.note, note) : QString();
}

QStringList GalleryPage::rememberTags(const UnitId& unit, const QStringList& tags) {
    m_tags[unit] = tags;
    return unit == m_described.unit ? std::exchange(m_described.tags, tags) : QStringList();
}

void GalleryPage::showWords(const UnitId& unit) {
    if (unit == m_described.unit && unit == m_inspector->unit()) {
        m_inspector->setDescription(m_described);
    }
}

void GalleryPage::lookAt(const UnitId& unit) {
    if (isSearching()) {
        if (const int row = m_search->model()->rowOf(unit); row >= 0) {
            m_search->grid()->setCurrentIndex(m_search->model()->index(row));
        }
    } else if (unit.layer == m_units->layer()) {
        if (const int row = m_units->rowOf(unit.index); row >= 0) {
            m_grid->setCurrentIndex(m_units->index(row));
        }
    }
}

void GalleryPage::applyOwnWords(LayerDescriptions& descriptions) const {
    descriptions.table.choose(m_inspector->why()->choice());
    for (const auto& [unit, text] : m_typed) {
        if (unit.layer == descriptions.layer) {
            descriptions.table.setOwn(unit.index, text);
        }
    }
}

void GalleryPage::applyOwnWords(DescriptionView& view) const {
    if (const auto typed = m_typed.find(view.unit); typed != m_typed.end()) {
        view.own = typed->second;
    }
    if (const auto typed = m_notes.find(view.unit); typed != m_notes.end()) {
        view.note = typed->second;
    }
    if (const auto typed = m_tags.find(view.unit); typed != m_tags.end()) {
        view.tags = typed->second;
    }
}

void GalleryPage::commit() {
    m_inspector->commit();
}

void GalleryPage::showDescribed() {
    const bool described = m_facts.any || m_facts.describing || !m_units->descriptions().isEmpty();
    if (described != m_cards->isDescribed()) {
        m_cards->setDescribed(described);
        resizeCards();
    }
}

void GalleryPage::setLook(const GalleryLook& look) {
    m_size->setValue(look.patchEdge);
    m_order->setCurrentIndex(m_order->findData(static_cast<int>(look.order)));
    m_inspector->setMaskStyle(look.mask);
    if (!look.panels.isEmpty()) {
        m_docks->restoreLayout(look.panels);
    }
}

GalleryLook GalleryPage::look() const {
    return {m_size->value(), m_units->order(), m_inspector->maskStyle(), m_docks->saveLayout()};
}

void GalleryPage::showLayers(const std::vector<LayerShape>& layers, const QString& layer) {
    m_inspect.stop();
    m_typed.clear();
    m_notes.clear();
    m_tags.clear();
    m_units->setUnits({}, {});
    m_inspector->clear();
    m_title->setText({});
    m_count->setText({});
    m_awaited = -1;
    m_search->showOutcome({});
    m_layers->setLayers(layers);
    m_centre->setCurrentIndex(GridCentre);
    if (layers.empty()) {
        return;
    }
    const int named = m_layers->rowOf(layer);
    const int row = named >= 0 ? named : m_layers->rowCount() - 1;
    m_layerList->setCurrentIndex(m_layers->index(row));
    m_grid->setFocus();
}

void GalleryPage::showUnits(LayerDescriptions descriptions, std::vector<project::UnitHead> units) {
    if (!isSearching()) { // else someone waits for a unit that was found
        m_inspect.stop();
    }
    m_title->setText(QString::fromStdString(descriptions.layer));
    m_count->setText(tr("%1 units").arg(countText(static_cast<qint64>(units.size()))));
    applyOwnWords(descriptions);
    m_units->setUnits(descriptions.layer, std::move(units), std::move(descriptions.table));
    showDescribed();
    if (m_units->rowCount() > 0) {
        const int awaited = m_units->rowOf(std::exchange(m_awaited, -1));
        m_grid->setCurrentIndex(m_units->index(std::max(0, awaited)));
    } else {
        m_inspector->clear();
    }
    wantPictures();
}

void GalleryPage::showUnit(const UnitView& view) {
    m_inspector->setUnit(view);
    setDescription(view.description);
    if (isExemplarOpen()) {
        openExemplar(0);
    }
}

void GalleryPage::setFrame(const UnitId& unit, int row, const QImage& frame, const QString& failure,
                           std::optional<QRgb> mean) {
    if (unit != m_inspector->unit()) {
        return;
    }
    m_inspector->setFrame(row, frame, failure, mean);
    if (isExemplarOpen() && m_exemplarPage->row() == row) {
        openExemplar(row);
    }
}

void GalleryPage::setSharpFrame(const UnitId& unit, int row, const QImage& frame) {
    if (unit == m_inspector->unit() && isExemplarOpen() && m_exemplarPage->row() == row) {
        m_exemplarPage->canvas()->setSharper(frame);
    }
}

void GalleryPage::showEmpty(const QString& title, const QString& text, const QString& action) {
    m_empty->tell(title, text, action);
    m_centre->setCurrentIndex(EmptyCentre);
}

void GalleryPage::openExemplar(int row) {
    if (row < 0 || row >= m_inspector->model()->rowCount()) {
        return;
    }
    m_exemplarPage->showExemplar(QString::fromStdString(m_inspector->unit().toString()),
                                 m_inspector->description()->headline(), *m_inspector->model(),
                                 row);
    m_inspector->setCurrentExemplar(row);
    m_centre->setCurrentIndex(ExemplarCentre);
    m_exemplarPage->setFocus();
    Q_EMIT sharpFrameRequested(m_inspector->unit(), row);
}

void GalleryPage::stepExemplar(int step) {
    openExemplar(std::clamp(m_exemplarPage->row() + step, 0, m_inspector->model()->rowCount() - 1));
}

void GalleryPage::goBack() {
    if (isExemplarOpen()) {
        m_centre->setCurrentIndex(m_search->outcome().title.isEmpty() ? GridCentre : SearchCentre);
        m_inspector->setCurrentExemplar(-1);
        (isSearching() ? m_search->grid() : m_grid)->setFocus();
    }
}

bool GalleryPage::isExemplarOpen() const {
    return m_centre->currentIndex() == ExemplarCentre;
}

bool GalleryPage::isSettled() const {
    return m_thumbnails.isIdle() && !m_inspect.isActive();
}

QString GalleryPage::currentLayer() const {
    return m_layerList->currentIndex().data(LayerModel::PathRole).toString();
}

void GalleryPage::wantPictures() {
    if (m_centre->currentIndex() != GridCentre) {
        return;
    }
    const auto requests = wishesFor(*m_grid, m_units->rowCount(),
                                    [this](int row) { return m_units->request(row); });
    if (requests.empty()) {
        return;
    }
    const int edge = CardDelegate::patchEdge(m_grid->cardSize().width());
    m_thumbnails.want(requests, edge, devicePixelRatioF());
}

void GalleryPage::resizeCards() {
    m_search->setPatchEdge(m_size->value());
    m_grid->setCardSize(CardDelegate::cardWidth(m_size->value()), [this](int width) {
        return CardDelegate::cardHeight(width, m_grid->font(), m_cards->isDescribed());
    });
}

void GalleryPage::keyPressEvent(QKeyEvent* event) {
    CardGridView* grid = isSearching() ? m_search->grid() : m_grid;
    if (event->key() == Qt::Key_Escape) {
        if (isExemplarOpen()) {
            goBack();
            return;
        }
        // Out of a field first: what is being written there is not about the search.
        if (!grid->hasFocus() && grid->isVisible()) {
            grid->setFocus();
            return;
        }
        if (isSearching()) {
            closeSearch();
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
