// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include "probing/paste.h"
#include "widgets/pictures/composer.h"

#include <optional>

namespace brera::widgets {

/// Where a unit answers on a picture, and how strong that is for it.
struct ResponseMap {
    SmallMap map;
    double threshold = 0;
    double top = 0;
};

/// A picture as large as there is room, with the mask or heat map of one unit, and a piece of
/// another picture that can be moved over it: dragged, scaled by its corner or the wheel; arrow
/// keys move it (Shift: in small steps), + and − scale it, Delete takes it away.
class ProbeCanvas final : public QWidget {
    Q_OBJECT
public:
    explicit ProbeCanvas(QWidget* parent = nullptr);

    void setPicture(const QImage& frame, QSize input);
    /// Nothing for the bare picture.
    void setResponse(std::optional<ResponseMap> response);
    void setStyle(const MaskStyle& style);
    const MaskStyle& style() const { return m_style; }

    /// What is pasted, transparent where nothing is; a null image takes it away.
    void setPiece(const QImage& piece);
    bool hasPiece() const { return !m_piece.isNull(); }
    void setPlacement(const probing::Placement& placement);
    const probing::Placement& placement() const { return m_placement; }

    /// The picture with the piece on it, which responses are shown on from now on; until the piece
    /// is moved again.
    void setPastedFrame(const QImage& frame);
    bool hasPastedFrame() const { return !m_pasted.isNull(); }

    /// Where the picture is painted, logical pixels.
    QRectF pictureRect() const;
    /// Where the piece is painted.
    QRectF pieceRect() const;
    /// Shares of the picture at a place in the widget.
    QPointF shareAt(const QPointF& place) const;
    /// The composed picture, without the piece unless there is a pasted frame; device pixels; null
    /// without one.
    const QImage& picture() const { return m_picture; }

    QSize sizeHint() const override;

Q_SIGNALS:
    /// By a person, again and again while they drag.
    void placementChanged(const brera::probing::Placement& placement);
    /// They have let go.
    void placementSettled();
    void pieceRemoved();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Grip { None, Move, Scale };
    Grip gripAt(const QPointF& place) const;
    void scale();
    void composePicture();
    void place(probing::Placement placement, bool settled);

    QImage m_frame;
    QSize m_input;
    std::optional<ResponseMap> m_response;
    MaskStyle m_style;
    QImage m_scaled;
    QImage m_picture;
    QImage m_piece;
    QImage m_pasted;
    probing::Placement m_placement;
    Grip m_grip = Grip::None;
    QPointF m_grab; ///< shares, from the piece's middle to the pointer
};

} // namespace brera::widgets
