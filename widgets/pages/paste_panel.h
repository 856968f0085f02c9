// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/pages/probe_view.h"
#include "widgets/views/probe_canvas.h"

class QCheckBox;
class QLabel;
class QListView;
class QMenu;
class QPushButton;

namespace brera::widgets {

class PairModel;
class RegionCanvas;

/// The second picture, which a piece is cut from, and the pairs that are kept.
class PastePanel final : public QWidget {
    Q_OBJECT
public:
    /// Of what stands above the picture, logical pixels.
    static constexpr int kHeadHeight = 32;

    explicit PastePanel(QWidget* parent = nullptr);

    void showSource(const SourceView& view, QSize input);
    void showProblem(const QString& message);
    void clear();
    /// The unit whose mask may be cut instead of the whole rectangle: the one looked at.
    void setUnit(const UnitId& unit);
    bool hasSource() const { return !m_source.picture.frame.isNull(); }
    const ProbePicture& source() const { return m_source.picture; }

    /// The mask that is cut; nothing for the whole rectangle.
    std::optional<probing::PasteMask> mask() const;
    const UnitId& maskUnit() const { return m_maskUnit; }
    /// Takes up a kept pair: its region and whose mask.
    void restore(const probing::PastedPair& pair);

    RegionCanvas* canvas() const { return m_canvas; }
    QCheckBox* maskBox() const { return m_masked; }
    PairModel* pairs() const { return m_pairs; }
    QListView* pairList() const { return m_pairList; }
    /// What stands below the picture.
    QWidget* foot() const { return m_foot; }
    /// What can be done with the pair that is current in the list.
    QMenu* pairMenu() const { return m_menu; }

Q_SIGNALS:
    void sourceRequested();
    /// The region or the mask is another one.
    void pieceChanged();
    void pairChosen(const brera::widgets::PairEntry& pair);
    void pairRemoved(const brera::widgets::PairEntry& pair);
    void pairRenamed(qint64 id, const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeFoot();
    void connectParts();
    void applyMask();
    const ResponseEntry* responseOf(const UnitId& unit) const;
    void showPairs();
    void removeCurrent();

    SourceView m_source;
    UnitId m_unit;     ///< that is looked at
    UnitId m_maskUnit; ///< whose mask is cut; empty layer without
    PairModel* m_pairs;
    QLabel* m_name;
    QLabel* m_problem;
    RegionCanvas* m_canvas;
    QCheckBox* m_masked;
    QLabel* m_pairsTitle;
    QListView* m_pairList;
    QMenu* m_menu;
    QWidget* m_foot;
};

} // namespace brera::widgets
