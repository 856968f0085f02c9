// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "base/progress.h"
#include "widgets/models/compare_model.h"

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QSlider;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace brera::plots {
class BarPlot;
}

namespace brera::widgets {

class CompareDelegate;
class CompareHeading;
class EmptyState;
class FiguresLabel;
class JobBar;
class ThumbnailService;

/// Two networks on the same images: how many units an audit finds in each, layer by layer, and
/// which units of one are found again in the other (paper, section 6 and Figure 5). Says what it
/// wants compared; is given it as a whole.
class ComparePage final : public QWidget {
    Q_OBJECT
public:
    /// Pictures of either project come from a service of its own.
    ComparePage(ThumbnailService& first, ThumbnailService& second, QWidget* parent = nullptr);

    /// Starts on a project: nothing is compared yet.
    void begin();
    /// `demo`: the demo's own pair of networks is offered too.
    void setChoices(const QList<CompareChoice>& choices, bool demo = false);
    void setAudits(const QList<CompareAudit>& audits);
    /// Shows what is being compared with; asks for nothing.
    void setWish(const CompareWish& wish);

    void showRunning(const QString& title);
    void setProgress(const ProgressUpdate& update);
    void showCancelled();
    void showFailed(const QString& message);
    void showCompared(Compared compared);

    /// Asks for the pictures in sight.
    void wantPictures();
    /// True when every picture in sight is there.
    bool isSettled() const;

    CompareModel* model() const { return m_model; }
    QListView* list() const { return m_list; }
    QTabBar* sections() const { return m_sections; }
    plots::BarPlot* bars() const { return m_bars; }
    QComboBox* projects() const { return m_projects; }
    QComboBox* audits() const { return m_audits; }
    QComboBox* orders() const { return m_orders; }
    QComboBox* measures() const { return m_measures; }
    QSlider* thresholdSlider() const { return m_threshold; }
    /// In narrow pages, where the figure is in the way.
    QPushButton* chartButton() const { return m_chart; }
    QLineEdit* filterField() const { return m_filter; }
    JobBar* jobBar() const { return m_job; }
    EmptyState* emptyState() const { return m_empty; }
    QString summary() const;

Q_SIGNALS:
    void compareRequested(const brera::widgets::CompareWish& wish);
    void cancelRequested();
    /// Another file than those that are offered.
    void chooseRequested();
    /// The demo's own pair.
    void demoRequested();
    void unitActivated(brera::widgets::CompareSide side, const brera::UnitId& unit);
    void figureRequested();
    void backRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// Of the slider, from 0 to a likeness of 1.
    static constexpr int kLikenessSteps = 100;

    QWidget* makeHead();
    QWidget* makeFigure();
    QWidget* makeUnits();
    QBoxLayout* makeTools();
    void connectParts();
    void connectList();
    void ask();
    void showChoice();
    void tellBeginning();
    void showCounts();
    void showFigure();
    QString summaryOf(const audit::Comparison& comparison, bool confirmed, bool lonely) const;
    void showSections();
    void showMatching();
    void showUnits();
    QString whyNone() const;
    void openCurrent();
    double threshold() const;
    audit::MatchBy measure() const;

    ThumbnailService& m_first;
    ThumbnailService& m_second;
    CompareModel* m_model;
    CompareWish m_wish;
    QLabel* m_title;
    QComboBox* m_projects;
    QComboBox* m_audits;
    JobBar* m_job;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QSplitter* m_splitter;
    QWidget* m_figure = nullptr;
    QWidget* m_below = nullptr; ///< the units under their tabs
    plots::BarPlot* m_bars;
    QLabel* m_figureTitle;
    QLabel* m_summary;
    QCheckBox* m_confirmed;
    QPushButton* m_save;
    QPushButton* m_chart;
    QTabBar* m_sections;
    QBoxLayout* m_tools = nullptr;
    QLineEdit* m_filter;
    QComboBox* m_orders;
    QComboBox* m_measures;
    QSlider* m_threshold;
    FiguresLabel* m_thresholdText;
    QStackedWidget* m_lists;
    QListView* m_list;
    CompareHeading* m_heading;
    EmptyState* m_none;
    CompareDelegate* m_rows;
    QStringList m_layers;           ///< of both, as the figure shows them
    bool m_thresholdChosen = false; ///< a person has moved it
    bool m_laidOut = false;         ///< for its width
    bool m_low = false;
    bool m_answered = false;   ///< what is wished for is shown or on its way
    bool m_atBeginning = true; ///< nothing has been asked for yet
    bool m_demo = false;
};

} // namespace brera::widgets
