// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/models/ablation_view.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QToolButton;

namespace brera::plots {
class CurvePlot;
}

namespace brera::widgets {

enum class CurveLine;
class EmptyState;

/// Curves: those that were measured as a figure, and the form that has another one measured.
class CurvePanel final : public QWidget {
    Q_OBJECT
public:
    explicit CurvePanel(QWidget* parent = nullptr);

    /// Whose units a curve can be made of, beside those of the tray.
    void setLayers(const QStringList& layers);
    void setView(const AblationView& view);
    /// The curves there are, newest first; `current` is the one that is shown.
    void setCurves(const std::vector<CurveEntry>& entries, qint64 current);
    /// Shows a curve, or what came to the one that is shown.
    void setCurve(const CurveView& curve);
    const CurveView& curve() const { return m_curve; }
    /// For low pages: a small figure, and no button where there is none.
    void setCompact(bool compact);

    /// What the form asks for right now.
    CurveRequest request() const;

    /// Where there is no figure.
    EmptyState* emptyState() const { return m_empty; }
    /// Why nothing can be measured; empty when it can.
    QString reason() const;

    plots::CurvePlot* plot() const { return m_plot; }
    QComboBox* sourceBox() const { return m_source; }
    QComboBox* orderBox() const { return m_order; }
    QSpinBox* stepBox() const { return m_step; }
    QSpinBox* trialsBox() const { return m_trials; }
    QCheckBox* sortAllBox() const { return m_sortAll; }
    QPushButton* measureButton() const { return m_measure; }
    QPushButton* presetButton() const { return m_preset; }
    QPushButton* stopButton() const { return m_stop; }
    QComboBox* curveBox() const { return m_curves; }

Q_SIGNALS:
    void measureRequested(const brera::widgets::CurveRequest& request);
    void presetRequested();
    /// Units are to be chosen for the tray.
    void unitsWanted();
    void curveRequested(qint64 id);
    void removeRequested(qint64 id);
    /// A point of the curve is to be the tray.
    void unitsRequested(const std::vector<brera::UnitId>& units, const QString& why);
    void failed(const QString& message);

private:
    QWidget* makeHead();
    QWidget* makeForm();
    void connectParts();
    QString problem() const;
    void judge();
    void tellEmpty(const QString& problem);
    void measure();
    void showFigure(bool another);
    void showChoices();
    void load(CurveLine line, qint64 count);
    void exportFigure();

    AblationView m_view;
    CurveView m_curve;
    QComboBox* m_curves;
    QToolButton* m_remove;
    QPushButton* m_export;
    QStackedWidget* m_figure;
    EmptyState* m_empty;
    plots::CurvePlot* m_plot;
    QLabel* m_detail;
    QPushButton* m_stop;
    QPushButton* m_best;
    QWidget* m_choices = nullptr; ///< the two above
    QComboBox* m_source;
    QComboBox* m_order;
    QSpinBox* m_step;
    QSpinBox* m_trials;
    QCheckBox* m_sortAll;
    QPushButton* m_measure;
    QPushButton* m_preset;
    QLabel* m_reason;
    bool m_compact = false;
};

} // namespace brera::widgets
