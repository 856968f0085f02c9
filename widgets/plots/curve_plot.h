// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include "plots/figure_export.h"

#include <limits>
#include <memory>
#include <optional>

namespace brera::plots {

class CurveDrawing;
class LegendRow;
class ReadOut;

/// An evaluation set: its lines share a style, the first set's are solid.
struct CurveSet {
    QString name;
    std::optional<double> baseline; ///< percent with nothing ablated, as a dotted line
};

/// The colour of a series that others are measured against, such as random orders: grey.
inline constexpr int kNeutralColour = -1;

struct CurveSeries {
    QString name;       ///< whole, as the legend shows it: "adversarial · by loss"
    int colour = 0;     ///< of the theme's series colours, or kNeutralColour
    int set = 0;        ///< which of the sets
    bool faint = false; ///< drawn thin, behind the others
};

struct CurvePoint {
    qint64 count = 0;   ///< units ablated
    double percent = 0; ///< the series' value; the mean where there is a range
    /// The range around the mean in percent, as an area; not a number where there is none.
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
};

/// Accuracy over the number of ablated units: several series, live while points arrive.
///
/// Wheel and dragging zoom, a double click or 0 shows everything again. The pointer, or the arrow
/// keys, move a cursor that reads off every series; a click, or Return, activates a point. Colours
/// follow the widget's palette.
class CurvePlot final : public QWidget {
    Q_OBJECT
public:
    explicit CurvePlot(QWidget* parent = nullptr);
    ~CurvePlot() override;

    /// Forgets everything that was drawn. Series refer to `sets` by index.
    void setSeries(const QList<CurveSet>& sets, const QList<CurveSeries>& series);
    /// In place of the series' points; any order.
    void setPoints(int series, const QList<CurvePoint>& points);
    /// One more point; in place of the one at the same count. The zoom stays.
    void addPoint(int series, const CurvePoint& point);
    /// A baseline that was measured later.
    void setBaseline(int set, std::optional<double> percent);
    /// The largest count there will be, so that the axis stands still while points arrive; 0: as
    /// far as points go.
    void setLargestCount(qint64 count);
    /// A vertical line with a label, such as the stop rule's choice; an empty count takes it away.
    void setMarker(std::optional<qint64> count, const QString& label = {});
    /// The set of units that is loaded right now, as a second, plain vertical line.
    void setCurrent(std::optional<qint64> count);
    /// Otherwise "units ablated" and "accuracy, %".
    void setAxisTitles(const QString& counts, const QString& values);

    int seriesCount() const;
    QList<CurvePoint> points(int series) const;
    void setSeriesShown(int series, bool shown);
    bool isSeriesShown(int series) const;

    bool isZoomed() const;
    void resetZoom();
    /// The count that the cursor stands at, if there is one.
    std::optional<qint64> cursorCount() const;
    void setCursorCount(std::optional<qint64> count);
    /// What the read-out says, a line a series; empty without a cursor.
    QString readOutText() const;
    /// Where a point lies, in the widget's coordinates.
    QPoint positionOf(qint64 count, double percent) const;

    /// The figure with its legend, the whole of it whatever the zoom; series that are switched off
    /// are left out of pictures and kept in CSV.
    QByteArray exported(FigureFormat format) const;
    /// Writes it in the format of the file's ending. Returns what went wrong, empty when nothing.
    QString exportTo(const QString& path) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void pointActivated(int series, qint64 count);
    /// −1 when the cursor is taken away.
    void cursorMoved(qint64 count);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void refresh();
    void moveCursor(const QPoint& position);
    void stepCursor(int steps);
    void stepSeries(int steps);
    void placeReadOut();
    bool press(QMouseEvent& event);
    bool release(QMouseEvent& event);
    void nameFigures();

    std::unique_ptr<CurveDrawing> m_drawing;
    LegendRow* m_legend;
    ReadOut* m_readOut;
    std::optional<qint64> m_cursor;
    int m_series = 0; ///< that Return activates at the cursor
    QPoint m_pressed;
    bool m_clicking = false;
    bool m_cursorByKey = false;
};

} // namespace brera::plots
