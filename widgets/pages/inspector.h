// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/unit_view.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QSlider;
class QStackedWidget;

namespace brera::widgets {

class CardGridView;
class EmptyState;
class FiguresLabel;
class ThresholdPanel;

/// One unit close up: its exemplars with masks or heat maps, the threshold, the distribution of its
/// activations.
class Inspector final : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(QWidget* parent = nullptr);

    void setUnit(const UnitView& view);
    void clear();
    void setFrame(int row, const QImage& frame, const QString& failure, std::optional<QRgb> mean);
    void setMaskStyle(const MaskStyle& style);
    const MaskStyle& maskStyle() const;
    /// Marks the exemplar that is shown alone; −1 for none.
    void setCurrentExemplar(int row);

    const UnitId& unit() const { return m_unit; }
    ExemplarModel* model() const { return m_model; }
    CardGridView* grid() const { return m_grid; }

Q_SIGNALS:
    void exemplarActivated(int row);
    void thresholdChanged(double threshold);
    void styleChanged(const brera::widgets::MaskStyle& style);

private:
    QWidget* makeControls();
    void fitPictures(QSize cell);
    static QString statisticsText(const UnitStatistics& statistics);

    UnitId m_unit;
    double m_aspect = 1;
    ExemplarModel* m_model;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    FiguresLabel* m_title;
    FiguresLabel* m_best;
    CardGridView* m_grid;
    QSlider* m_opacity;
    QCheckBox* m_heat;
    ThresholdPanel* m_threshold;
    QLabel* m_statistics;
};

} // namespace brera::widgets
