// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"

#include <string>

namespace brera::cli {

/// Writes one line of ASCII in OpenCV's plain stroke font; (left, baseline) in pixels, grey 0–255.
void drawText(Picture& picture, const std::string& text, int left, int baseline, int grey);
int textWidth(const std::string& text);

} // namespace brera::cli
