// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless Qt's headers came before.
#include <QTimer>
#include <QWidget>

#include "project/project.h"
#include "widgets/models/unit_model.h"
#include "widgets/pages/description_view.h"
#include "widgets/pages/search_results.h"
#include "widgets/pages/unit_view.h"

#include <map>
#include <vector>

class QComboBox;
class QLabel;
class QListView;
class QSlider;
class QStackedWidget;

namespace brera::widgets {

class CardDelegate;
class CardGridView;
class DescribeNote;
class DockArea;
class EmptyState;
class ExemplarPage;
class FiguresLabel;
class Inspector;
class LayerModel;
class SearchListModel;
class SearchView;
class ThumbnailService;

/// How a person likes the gallery; kept between sittings.
struct GalleryLook {
    int patchEdge = 48; ///< smallest, logical pixels
    UnitOrder order = UnitOrder::ByUnit;
    MaskStyle mask;
    QByteArray panels; ///< where they stand
};

/// A project's layers, its units as cards, and the inspector. Says what it wants to see; is given
/// it as whole values.
class GalleryPage final : public QWidget {
    Q_OBJECT
public:
    explicit GalleryPage(ThumbnailService& thumbnails, QWidget* parent = nullptr);

    void setLook(const GalleryLook& look);
    GalleryLook look() const;

    /// Starts on a project: asks for the units of `layer`, or of the last layer when that is empty.
    void showLayers(const std::vector<LayerShape>& layers, const QString& layer = {});
    void showUnits(LayerDescriptions descriptions, std::vector<project::UnitHead> units);
    void showUnit(const UnitView& view);
    void setFrame(const UnitId& unit, int row, const QImage& frame, const QString& failure,
                  std::optional<QRgb> mean);
    void setSharpFrame(const UnitId& unit, int row, const QImage& frame);
    /// What is known of the project's descriptions; before their layers and units.
    void setDescriptionFacts(const DescriptionFacts& facts);
    const DescriptionFacts& descriptionFacts() const { return m_facts; }
    /// Ignored when it is of another layer than the one that is shown.
    void setDescriptions(LayerDescriptions descriptions);
    void setDescription(DescriptionView view);
    /// Shows what is to stand there in place of what was written; nothing is told of it.
    void putOwnWords(const UnitId& unit, const QString& text);
    void putNote(const UnitId& unit, const QString& note);
    void putTags(const UnitId& unit, const QStringList& tags);
    /// Goes to a unit among those that are shown; elsewhere it stays where it is.
    void lookAt(const UnitId& unit);
    /// Words that were typed and not kept yet are kept now.
    void commit();
    /// The searches of the side list.
    void showSearches(std::vector<SearchEntry> entries);
    /// What a search has found, in place of the layer's units.
    void showSearch(SearchOutcome outcome);
    /// Back to the layer's units.
    void closeSearch();
    bool isSearching() const;
    /// Looks at a unit of any layer among the others of its layer.
    void showInLayer(const UnitId& unit);
    /// Nothing to browse: says so in place of the grid.
    void showEmpty(const QString& title, const QString& text, const QString& action);

    void openExemplar(int row);
    void goBack();
    bool isExemplarOpen() const;
    /// True when every card in sight has its pictures.
    bool isSettled() const;
    QString currentLayer() const;

    CardGridView* grid() const { return m_grid; }
    UnitModel* units() const { return m_units; }
    Inspector* inspector() const { return m_inspector; }
    ExemplarPage* exemplarPage() const { return m_exemplarPage; }
    QListView* layerList() const { return m_layerList; }
    QComboBox* orderBox() const { return m_order; }
    QListView* searchList() const { return m_searchList; }
    SearchView* searchView() const { return m_search; }
    DockArea* docks() const { return m_docks; }

Q_SIGNALS:
    void layerRequested(const QString& layer);
    void unitRequested(const brera::UnitId& unit);
    /// The exemplar that is shown alone, in the file's own resolution.
    void sharpFrameRequested(const brera::UnitId& unit, int row);
    void emptyActionRequested();
    void describeRequested();
    /// How all units' descriptions are to be chosen from now on.
    void choiceSettled(const brera::widgets::DescriptionChoice& choice);
    /// What a person has written of a unit; `before`: what stood there.
    void ownWordsChanged(const brera::UnitId& unit, const QString& text, const QString& before);
    void noteChanged(const brera::UnitId& unit, const QString& note, const QString& before);
    void tagsChanged(const brera::UnitId& unit, const QStringList& tags, const QStringList& before);
    /// A search of the side list was chosen.
    void searchChosen(const QString& query, const QString& name);
    void searchRemoved(const QString& name);
    /// Units like one are wanted.
    void similarRequested(const brera::UnitId& unit);
    /// Esc, or a layer was chosen: the search is over.
    void searchClosed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makePanels();
    QWidget* makeCentre();
    void connectParts();
    void wantPictures();
    void resizeCards();
    void stepExemplar(int step);
    void connectDescriptions();
    void showDescribed();
    /// What a person has written, before the file has it; returns what stood there.
    QString rememberOwnWords(const UnitId& unit, const QString& text);
    QString rememberNote(const UnitId& unit, const QString& note);
    QStringList rememberTags(const UnitId& unit, const QStringList& tags);
    void showWords(const UnitId& unit);
    void connectSearch();
    void searchMenu(const QPoint& place);
    void applyOwnWords(LayerDescriptions& descriptions) const;
    void applyOwnWords(DescriptionView& view) const;

    ThumbnailService& m_thumbnails;
    LayerModel* m_layers;
    UnitModel* m_units;
    QListView* m_layerList;
    SearchListModel* m_searches;
    QListView* m_searchList;
    FiguresLabel* m_title;
    FiguresLabel* m_count;
    QComboBox* m_order;
    QSlider* m_size;
    DescribeNote* m_note;
    CardGridView* m_grid;
    CardDelegate* m_cards;
    EmptyState* m_empty;
    QStackedWidget* m_centre;
    ExemplarPage* m_exemplarPage;
    SearchView* m_search;
    Inspector* m_inspector;
    DockArea* m_docks;
    QTimer m_inspect;
    UnitId m_wanted;              ///< whose turn it is when the timer ends
    std::int64_t m_awaited = -1; ///< unit to go to once its layer is there
    DescriptionFacts m_facts;
    DescriptionView m_described; ///< the inspector's unit
    /// Own words of this sitting: what is read may be older, as writing takes its time.
    std::map<UnitId, QString> m_typed;
    std::map<UnitId, QString> m_notes;
    std::map<UnitId, QStringList> m_tags;
};

} // namespace brera::widgets
