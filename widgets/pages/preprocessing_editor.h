// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/preprocess.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace brera::widgets {

/// A preset of how images become network input, or numbers of one's own.
class PreprocessingEditor final : public QWidget {
    Q_OBJECT
public:
    explicit PreprocessingEditor(QWidget* parent = nullptr);

    image::Preprocessing value() const;
    /// Chooses the preset with these values, or shows them as custom ones.
    void setValue(const image::Preprocessing& value);

Q_SIGNALS:
    void changed();

private:
    QWidget* makeCustom();
    void choose(int index);
    void fill(const image::Preprocessing& value);

    QComboBox* m_preset;
    QWidget* m_custom;
    QSpinBox* m_resize;
    QSpinBox* m_cropHeight;
    QSpinBox* m_cropWidth;
    QDoubleSpinBox* m_mean[3];
    QDoubleSpinBox* m_deviation[3];
    bool m_filling = false;
};

} // namespace brera::widgets
