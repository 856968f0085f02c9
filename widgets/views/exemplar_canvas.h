// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/exemplar_model.h"

#include <QWidget>

namespace brera::widgets {

/// One exemplar as large as there is room, with its mask or heat map.
class ExemplarCanvas final : public QWidget {
    Q_OBJECT
public:
    explicit ExemplarCanvas(QWidget* parent = nullptr);

    /// `top` is the activation of the heat map's brightest colour.
    void setExemplar(const ExemplarEntry& entry, QSize input, double top);
    /// The same picture in the file's own resolution.
    void setSharper(const QImage& frame);
    void setThreshold(double threshold);
    void setStyle(const MaskStyle& style);
    /// What is painted now, device pixels; null while there is no picture.
    const QImage& picture() const { return m_picture; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void scale();
    void composePicture();

    ExemplarEntry m_entry;
    QSize m_input;
    double m_top = 0;
    double m_threshold = 0;
    MaskStyle m_style;
    QImage m_scaled;
    ActivationField m_field;
    QImage m_picture;
};

} // namespace brera::widgets
