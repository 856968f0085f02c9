// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "exemplars/activation_field.h"
#include "exemplars/mask_shade.h"

#include <QImage>
#include <QRect>
#include <QSize>

/// Pictures with a unit's mask on them, as people know them: inside bright with a thin light
/// outline, outside dimmed. Everything here is arithmetic on values that are in memory.
namespace brera::widgets {

using exemplars::ActivationField;

/// How masks are shown.
struct MaskStyle {
    double opacity = exemplars::kUsualDimming; ///< of the dimming outside, 0 to 1
    bool heat = false;                         ///< colours by activation instead of the mask
    int outline = 1;                           ///< device pixels; 0 for none

    bool operator==(const MaskStyle&) const = default;
};

/// The small map laid over a picture of this size (MILAN.md section 1).
ActivationField fieldOf(const SmallMap& map, QSize size);

/// `window` of a field, resampled bilinearly to `size`.
ActivationField cutField(const ActivationField& field, const QRectF& window, QSize size);

/// A square (or the whole picture) around the part of the mask that holds the peak, with some air
/// around it, inside the field. Where nothing exceeds the threshold it stands around the peak.
QRect patchRect(const ActivationField& field, double threshold);

/// The picture with what is not above the threshold dimmed. `field` must have the picture's size.
/// `top` is the activation the heat map's brightest colour stands for.
QImage compose(const QImage& picture, const ActivationField& field, double threshold, double top,
               const MaskStyle& style);

/// The heat map's colour for 0 (dark) to 1 (bright).
QRgb heatColour(double value);

} // namespace brera::widgets
