// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/pages/probe_view.h"

#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QListView;
class QPushButton;
class QSlider;
class QStackedWidget;

namespace brera::widgets {

class EmptyState;
class FiguresLabel;
class PastePanel;
class PredictionModel;
class ProbeCanvas;
class ResponseModel;

/// What is different from the network and the picture as they are.
struct ProbeChange {
    std::vector<UnitId> without; ///< switched off
    std::optional<probing::Placement> placement;
    std::optional<probing::PasteMask> mask;

    bool isEmpty() const { return without.empty() && !placement; }
};

/// One picture through the network: what it takes it for, which units answer, which carried the
/// prediction, and how it changes with units switched off or with a piece of another picture on it.
class ProbePage final : public QWidget {
    Q_OBJECT
public:
    explicit ProbePage(QWidget* parent = nullptr);

    /// Nothing looked at yet. `keepProblem`: why pairs cannot be kept; empty when they can.
    void begin(const QString& keepProblem);
    /// A picture is on its way.
    void showLoading(const QString& name);
    /// It came to nothing; what was there before stays.
    void showProblem(const QString& message);
    void showView(ProbeView view);
    /// The same picture looked at for another class.
    void showTarget(ProbeView view);
    /// By output, with the present change; empty without one.
    void setAfter(std::vector<double> after);
    void showSource(const SourceView& view);
    void showSourceProblem(const QString& message);
    void setPairs(std::vector<PairEntry> pairs);
    /// Takes up a kept pair, once both of its pictures are here.
    void restore(const probing::PastedPair& pair);

    bool hasPicture() const { return !m_view.picture.frame.isNull(); }
    QString problem() const;
    const ProbeChange& change() const { return m_change; }
    bool isPasteOpen() const;
    void setPasteOpen(bool open);
    /// What stands before the eyes, as it would be kept.
    std::optional<probing::PastedPair> pair() const;

    ProbeCanvas* canvas() const { return m_canvas; }
    PastePanel* pastePanel() const { return m_paste; }
    PredictionModel* predictions() const { return m_predictions; }
    ResponseModel* responses() const { return m_responses; }
    QListView* responseList() const { return m_responseList; }
    QComboBox* orderBox() const { return m_order; }
    QComboBox* classBox() const { return m_class; }
    QPushButton* keepButton() const { return m_keep; }

Q_SIGNALS:
    void backRequested();
    void pictureRequested();
    void sourceRequested();
    void targetChosen(int output);
    void changeRequested(const brera::widgets::ProbeChange& change);
    void keepRequested(const brera::probing::PastedPair& pair, const QString& name);
    void pairChosen(const brera::widgets::PairEntry& pair);
    void pairRemoved(qint64 id);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makePictures();
    QWidget* makeControls();
    QWidget* makeSide();
    void connectParts();
    void connectPaste();
    void showResponse();
    void showAblated();
    void showOrder();
    void fitPredictions();
    void putPiece(const QPointF& middle);
    void removePiece();
    void ask();
    void judgeKeep();

    ProbeView m_view;
    ProbeChange m_change;
    QString m_keepProblem;
    PredictionModel* m_predictions;
    ResponseModel* m_responses;
    FiguresLabel* m_title;
    QLabel* m_problem;
    QPushButton* m_cut;
    EmptyState* m_empty;
    QStackedWidget* m_centre;
    ProbeCanvas* m_canvas;
    PastePanel* m_paste;
    FiguresLabel* m_unit;
    QCheckBox* m_heat;
    QSlider* m_opacity;
    QPushButton* m_keep;
    QPushButton* m_remove;
    QListView* m_predictionList;
    QComboBox* m_order;
    QComboBox* m_class;
    QListView* m_responseList;
    FiguresLabel* m_ablated;
    QPushButton* m_restore;
};

} // namespace brera::widgets
