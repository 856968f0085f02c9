// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/world.h"

#include <vector>

/// How faces are made unrecognisable in the *blurred faces* edition. Source: Yang, Yau, Fei-Fei,
/// Deng and Russakovsky, "A Study of Face Obfuscation in ImageNet", ICML 2022.
namespace brera::demo {

/// The box with a tenth of its diagonal on every side, within the picture.
Box enlarged(const Box& box, int width, int height);

/// Blurs what is in the box by a Gaussian whose deviation is a tenth of the box's diagonal; the
/// box's edge is blurred likewise, so that the picture passes smoothly into the blurred one.
/// @param rgb (height, width, 3).
void blurRegion(std::vector<float>& rgb, int width, int height, const Box& box);

} // namespace brera::demo
