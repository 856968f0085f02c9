// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

#include "plots/figure_export.h"

#include <memory>

namespace brera::plots {

class BarDrawing;
class LegendRow;
class ReadOut;

struct BarSeries {
    QString name;         ///< as the legend shows it: the project
    QList<double> values; ///< one a group
    int colour = 0;       ///< of the theme's series colours
};

/// Counts in groups: units by layer, of one project or of two side by side.
///
/// A click on a bar, or Return on the one the arrow keys stand at, activates it. Colours follow
/// the widget's palette. With one series there is no legend.
class BarPlot final : public QWidget {
    Q_OBJECT
public:
    enum class Size {
        Small, ///< a strip in a panel: no axis titles, a low minimum height
        Full,
    };

    explicit BarPlot(Size size = Size::Full, QWidget* parent = nullptr);
    ~BarPlot() override;

    /// In place of what was drawn; every series has one value a group.
    void setBars(const QStringList& groups, const QList<BarSeries>& series);
    /// Titles of the axes, which Size::Small keeps for the accessible description and CSV.
    void setAxisTitles(const QString& groups, const QString& values);
    /// A group that a filter is set to: the others are drawn pale. −1: none.
    void setSelectedGroup(int group);
    int selectedGroup() const;

    int groupCount() const;
    /// The bar that the keyboard's cursor or the pointer stands at, −1 and −1 without one.
    int currentGroup() const;
    int currentSeries() const;
    /// The middle of a bar, in the widget's coordinates.
    QPoint positionOf(int group, int series) const;

    QByteArray exported(FigureFormat format) const;
    /// Writes it in the format of the file's ending. Returns what went wrong, empty when nothing.
    QString exportTo(const QString& path) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void barActivated(int group, int series);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void refresh();
    void setCurrent(int group, int series, bool byKey);
    void step(int groups, int series);
    void placeReadOut();
    void nameFigures();
    QByteArray table() const;

    std::unique_ptr<BarDrawing> m_drawing;
    LegendRow* m_legend;
    ReadOut* m_readOut;
    QString m_groupTitle;
    QString m_valueTitle;
    int m_group = -1;
    int m_series = -1;
    bool m_byKey = false;
};

} // namespace brera::plots
