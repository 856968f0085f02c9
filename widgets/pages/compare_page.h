// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "base/progress.h"
#include "widgets/models/compare_model.h"

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
    void setChoices(const QList<CompareChoice>& choices);
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
    QLineEdit* filterField() const { return m_filter; }
    JobBar* jobBar() const { return m_job; }
    EmptyState* emptyState() const { return m_empty; }
    QString summary() const;

Q_SIGNALS:
    void compareRequested(const brera::widgets::CompareWish& wish);
    void cancelRequested();
    /// Another file than those that are offered.
    void chooseRequested();
    void unitActivated(brera::widgets::CompareSide side, const brera::UnitId& unit);
    void figureRequested();
    void backRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// Of the slider, from 0 to a likeness of 1.
    static constexpr int kLikenessSteps = 100;

    QWidget* makeHead();
    QWidget* makeFigure();
    QWidget* makeUnits();
    void connectParts();
    void connectList();
    void ask();
    void askTyped();
    void showCounts();
    void showSections();
    void showMatching();
    void showUnits();
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
    QPushButton* m_back;
    JobBar* m_job;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QSplitter* m_splitter;
    plots::BarPlot* m_bars;
    QLabel* m_figureTitle;
    QLabel* m_summary;
    QCheckBox* m_confirmed;
    QPushButton* m_save;
    QTabBar* m_sections;
    QLineEdit* m_filter;
    QComboBox* m_orders;
    QComboBox* m_measures;
    QSlider* m_threshold;
    FiguresLabel* m_thresholdText;
    QStackedWidget* m_lists;
    QListView* m_list;
    EmptyState* m_none;
    CompareDelegate* m_rows;
    QStringList m_layers;           ///< of both, as the figure shows them
    bool m_thresholdChosen = false; ///< a person has moved it
};

} // namespace brera::widgets
