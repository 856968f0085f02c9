// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lettering.h"

#include <opencv2/imgproc.hpp>

namespace brera::cli {

namespace {
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;
constexpr double kScale = 0.42;
} // namespace

void drawText(Picture& picture, const std::string& text, int left, int baseline, int grey) {
    cv::Mat view(picture.height, picture.width, CV_8UC3, picture.rgb.data());
    cv::putText(view, text, {left, baseline}, kFont, kScale, cv::Scalar::all(grey), 1, cv::LINE_AA);
}

int textWidth(const std::string& text) {
    int below = 0;
    return cv::getTextSize(text, kFont, kScale, 1, &below).width;
}

} // namespace brera::cli
