// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/description_view.h"
#include "widgets/pages/unit_view.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QScrollArea;
class QSlider;
class QStackedWidget;
class QTabWidget;
class QVBoxLayout;

namespace brera::widgets {

class CardGridView;
class DescriptionPanel;
class EmptyState;
class NotesPanel;
class OutputWeightsPanel;
class ThresholdPanel;
class WhyPanel;

/// One unit close up: its description, its exemplars with masks or heat maps, why it is described
/// so, the threshold, the distribution of its activations. With little height it is one column that
/// scrolls as a whole; otherwise the pictures scroll by themselves.
class Inspector final : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(QWidget* parent = nullptr);

    void setUnit(const UnitView& view);
    void clear();
    void setFrame(int row, const QImage& frame, const QString& failure, std::optional<QRgb> mean);
    void setDescriptionFacts(const DescriptionFacts& facts);
    /// Ignored when it is of another unit than the one that is shown.
    void setDescription(const DescriptionView& view);
    /// Words that were typed and not kept yet are kept now.
    void commit();
    void setMaskStyle(const MaskStyle& style);
    const MaskStyle& maskStyle() const;
    /// Marks the exemplar that is shown alone; −1 for none.
    void setCurrentExemplar(int row);

    const UnitId& unit() const { return m_unit; }
    ExemplarModel* model() const { return m_model; }
    /// Whether a beam of the unit is there.
    bool isDescribed() const;
    CardGridView* grid() const { return m_grid; }
    DescriptionPanel* description() const { return m_description; }
    WhyPanel* why() const { return m_why; }
    NotesPanel* notes() const { return m_notes; }
    OutputWeightsPanel* weights() const { return m_weights; }
    /// The layer whose units speak to the classes directly; empty without one.
    void setLastLayer(const QString& layer);
    /// Brings the classes of a unit of the last layer to the front.
    void showWeights();

Q_SIGNALS:
    void exemplarActivated(int row);
    void thresholdChanged(double threshold);
    void styleChanged(const brera::widgets::MaskStyle& style);
    /// While someone moves λ or changes the mode; and when they have let go.
    void choiceChanged(const brera::widgets::DescriptionChoice& choice);
    void choiceSettled(const brera::widgets::DescriptionChoice& choice);
    void ownWordsChanged(const brera::UnitId& unit, const QString& text);
    void noteChanged(const brera::UnitId& unit, const QString& note);
    void tagsChanged(const brera::UnitId& unit, const QStringList& tags);
    void describeRequested();
    /// Someone looks at which classes this unit of the last layer raises and lowers.
    void weightsRequested(const brera::UnitId& unit);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeControls();
    QWidget* makeFoot();
    void makeColumn();
    void setCompact(bool compact);
    void passWheelOn();
    void sizeCards();
    void fitColumn();
    void showCurrent(const QModelIndex& index);
    void connectDescriptions();
    void offerWeights();
    void fitPictures(QSize cell);
    static QString statisticsText(const UnitStatistics& statistics);

    UnitId m_unit;
    double m_aspect = 1;
    ExemplarModel* m_model;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QScrollArea* m_scroll;
    QWidget* m_column;
    QVBoxLayout* m_head; ///< what stands above the pictures
    QVBoxLayout* m_foot; ///< and below
    bool m_compact = false;
    CardGridView* m_grid;
    QSlider* m_opacity;
    QCheckBox* m_heat;
    DescriptionPanel* m_description;
    WhyPanel* m_why;
    NotesPanel* m_notes;
    OutputWeightsPanel* m_weights;
    std::string m_lastLayer;
    UnitId m_weighed; ///< whose weights were asked for
    QTabWidget* m_tabs;
    bool m_tabChosen = false; ///< by a person, whose choice stays
    ThresholdPanel* m_threshold;
    QLabel* m_statistics;
};

} // namespace brera::widgets
