// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/pages/probe_view.h"

#include <optional>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QSlider;
class QStackedWidget;

namespace brera::widgets {

class EmptyState;
class FiguresLabel;
class PastePanel;
class PredictionModel;
class ProbeCanvas;
class ProbeSide;
class ResponseModel;

/// What is different from the network and the picture as they are.
struct ProbeChange {
    std::vector<UnitId> without; ///< switched off
    bool mean = false;           ///< to their means instead of zero
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
    /// What was asked for with pastedRequested(); ignored once the piece has been moved on.
    void showPasted(PastedView view);
    /// By output, with the present change; empty without one. `last`: or with one a moment ago.
    void setAfter(std::vector<double> after, bool last = true);
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
    ProbeSide* side() const { return m_side; }
    PredictionModel* predictions() const;
    ResponseModel* responses() const;
    QPushButton* keepButton() const { return m_keep; }
    QString title() const;

Q_SIGNALS:
    void backRequested();
    void pictureRequested();
    /// Any picture of the project's own.
    void exampleRequested();
    void sourceRequested();
    void targetChosen(int output);
    void changeRequested(const brera::widgets::ProbeChange& change);
    /// How do units answer with the piece where it has been let go? Without a piece: no matter any
    /// more.
    void pastedRequested(const brera::widgets::ProbeChange& change, int target);
    void keepRequested(const brera::probing::PastedPair& pair, const QString& name);
    void pairChosen(const brera::widgets::PairEntry& pair);
    void pairRemoved(const brera::widgets::PairEntry& pair);
    void pairRenamed(qint64 id, const QString& name);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makePictures();
    QWidget* makeControls();
    void connectParts();
    void connectPaste();
    void alignPanes();
    void showTitle();
    void showResponse();
    void putPiece(const QPointF& middle);
    void removePiece();
    void describePasted();
    void ask();
    void judgeKeep();

    ProbeView m_view;
    ProbeChange m_change;
    bool m_predicted = true; ///< the prediction is that of the present change
    QString m_keepProblem;
    QWidget* m_head = nullptr;
    FiguresLabel* m_title;
    QLabel* m_problem;
    QPushButton* m_cut;
    EmptyState* m_empty;
    QStackedWidget* m_centre;
    QLabel* m_ontoName;
    ProbeCanvas* m_canvas;
    PastePanel* m_paste;
    FiguresLabel* m_unit;
    QCheckBox* m_heat;
    QSlider* m_opacity;
    QPushButton* m_keep;
    QPushButton* m_remove;
    QWidget* m_controls = nullptr;
    ProbeSide* m_side;
};

} // namespace brera::widgets
