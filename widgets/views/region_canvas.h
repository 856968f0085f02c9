// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include "probing/paste.h"
#include "widgets/views/probe_canvas.h"

#include <optional>

namespace brera::widgets {

/// The picture a piece is cut from: a rectangle is drawn on it with the mouse, then carried away by
/// dragging it. With the keyboard: Return carries it to the same place.
class RegionCanvas final : public QWidget {
    Q_OBJECT
public:
    explicit RegionCanvas(QWidget* parent = nullptr);

    /// A null frame shows the hint in its place, in the shape of the input where that is known.
    void setPicture(const QImage& frame, QSize input);
    void setHint(const QString& hint);
    /// Only what the unit answers to is cut; nothing for the whole rectangle.
    void setMask(std::optional<ResponseMap> mask);
    void setRegion(std::optional<probing::Region> region);
    const std::optional<probing::Region>& region() const { return m_region; }

    QRectF pictureRect() const;
    QRectF regionRect() const;
    /// What is cut, in the frame's own resolution, transparent outside the mask.
    QImage piece() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void regionChanged();
    /// The rectangle is carried: `offset` is from its middle to the pointer, in shares.
    void carried(const QPoint& global, const QPointF& offset);
    void carriedTo(const QPoint& global);
    /// Without a pointer: to the same place.
    void placeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Doing { Nothing, Drawing, Carrying };
    QPointF shareAt(const QPointF& place) const;
    void composePicture();

    QImage m_frame;
    QSize m_input;
    QString m_hint;
    std::optional<ResponseMap> m_mask;
    std::optional<probing::Region> m_region;
    QImage m_picture;
    Doing m_doing = Doing::Nothing;
    QPointF m_from; ///< shares, where the drawing began
    QPointF m_grab; ///< shares, from the region's middle to the pointer
};

} // namespace brera::widgets
