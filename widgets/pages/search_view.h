// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/models/hit_model.h"
#include "widgets/pages/search_results.h"

#include <vector>

class QBoxLayout;
class QComboBox;
class QPushButton;
class QStackedWidget;

namespace brera::plots {
class BarPlot;
}

namespace brera::widgets {

class AuditBar;
class CardDelegate;
class CardGridView;
class EmptyState;
class FiguresLabel;
class ThumbnailService;

/// What a search has found: units of all layers as cards, how many each layer has, and verdicts.
/// Y, N and U judge the chosen units; one that was judged alone is followed by the next without a
/// verdict.
class SearchView final : public QWidget {
    Q_OBJECT
public:
    explicit SearchView(ThumbnailService& thumbnails, QWidget* parent = nullptr);

    /// The same search once more (its units have other descriptions by now, or the rest of them has
    /// come) keeps the chosen units and what is in sight.
    void showOutcome(SearchOutcome outcome);
    const SearchOutcome& outcome() const { return m_outcome; }
    /// A search that goes on under this name from now on.
    void setName(const QString& name, const QString& title);
    void setVerdict(const UnitId& unit, project::Verdict verdict);
    /// Why no verdicts can be given and nothing saved; empty when they can.
    void setWriteProblem(const QString& problem);
    void setPatchEdge(int edge);
    void wantPictures();

    QList<UnitId> chosenUnits() const;
    HitModel* model() const { return m_model; }
    CardGridView* grid() const { return m_grid; }
    AuditBar* auditBar() const { return m_audit; }
    plots::BarPlot* bars() const { return m_bars; }
    QPushButton* saveButton() const { return m_save; }
    QComboBox* orders() const { return m_order; }

Q_SIGNALS:
    void unitRequested(const brera::UnitId& unit);
    void unitActivated(const brera::UnitId& unit);
    void verdictsGiven(const QList<brera::UnitId>& units, brera::project::Verdict verdict);
    void saveRequested();
    void closeRequested();
    void menuRequested(const QPoint& place, const QList<brera::UnitId>& units);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead();
    void connectParts();
    void give(project::Verdict verdict);
    void showStanding();
    void showCounts();
    void sizeBars();
    void showTitle();
    void keepOrder(std::vector<FoundUnit>& units) const;
    void choose(const QList<UnitId>& units, const UnitId& current);
    void resizeCards();

    ThumbnailService& m_thumbnails;
    SearchOutcome m_outcome;
    HitModel* m_model;
    FiguresLabel* m_title;
    FiguresLabel* m_count;
    QComboBox* m_order;
    QPushButton* m_save;
    QPushButton* m_close;
    plots::BarPlot* m_bars;
    CardGridView* m_grid;
    CardDelegate* m_cards;
    EmptyState* m_empty;
    QBoxLayout* m_head;
    QStackedWidget* m_body;
    AuditBar* m_audit;
    QString m_writeProblem;
    int m_edge = 48;
    bool m_quiet = false;
};

} // namespace brera::widgets
