// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"

namespace brera::image {

/// A rectangle of a resized picture.
struct Window {
    int top = 0;
    int left = 0;
    int height = 0;
    int width = 0;
};

/// The window of what Pillow's bilinear resize to (height, width) would give; nothing else is
/// computed. The window lies inside (height, width).
Picture resampleWindow(const Picture& picture, int height, int width, const Window& window);

} // namespace brera::image
