// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "training_curve.h"

#include "base/error.h"
#include "lettering.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <vector>

namespace brera::cli {

namespace {

constexpr int kPanelWidth = 360;
constexpr int kPanelHeight = 292;
constexpr int kLeft = 56;
constexpr int kTop = 40;
constexpr int kPlotWidth = 280;
constexpr int kPlotHeight = 192;
const cv::Scalar kHeldOut(31, 95, 168); // RGB, as pictures are
const cv::Scalar kLearned(150, 150, 150);

using Value = std::function<double(const milan::TrainingEpoch&)>;

struct Line {
    Value value;
    cv::Scalar colour;
};

std::string tick(double value) {
    char text[32];
    std::snprintf(text, sizeof text, value < 10 ? "%.2f" : "%.0f", value);
    return text;
}

/// One diagram: epochs to the right, values from 0 up.
void drawPanel(Picture& picture, int panel, const std::string& title,
               const std::vector<milan::TrainingEpoch>& epochs, const std::vector<Line>& lines) {
    cv::Mat view(picture.height, picture.width, CV_8UC3, picture.rgb.data());
    const int left = panel * kPanelWidth + kLeft;
    const int bottom = kTop + kPlotHeight;
    drawText(picture, title, left, kTop - 16, 40);
    double highest = 0;
    for (const auto& line : lines) {
        for (const auto& epoch : epochs) {
            const double value = line.value(epoch);
            highest = std::isfinite(value) ? std::max(highest, value) : highest;
        }
    }
    highest = highest > 0 ? highest : 1;
    for (int i = 0; i <= 4; ++i) {
        const int y = bottom - kPlotHeight * i / 4;
        cv::line(view, {left, y}, {left + kPlotWidth, y}, cv::Scalar::all(i == 0 ? 120 : 228));
        const auto text = tick(highest * i / 4);
        drawText(picture, text, left - 8 - textWidth(text), y + 4, 110);
    }
    const int last = epochs.empty() ? 1 : epochs.back().epoch;
    const auto place = [&](int epoch, double value) {
        const double right = last > 1 ? static_cast<double>(epoch - 1) / (last - 1) : 0.5;
        return cv::Point(left + static_cast<int>(std::lround(kPlotWidth * right)),
                         bottom - static_cast<int>(std::lround(kPlotHeight * value / highest)));
    };
    drawText(picture, "1", left - 3, bottom + 18, 110);
    const auto end = "epoch " + std::to_string(last);
    drawText(picture, end, left + kPlotWidth - textWidth(end), bottom + 18, 110);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < epochs.size(); ++i) {
            const auto here = place(epochs[i].epoch, line.value(epochs[i]));
            if (i > 0) {
                cv::line(view, place(epochs[i - 1].epoch, line.value(epochs[i - 1])), here,
                         line.colour, 2, cv::LINE_AA);
            } else if (epochs.size() == 1) {
                cv::circle(view, here, 2, line.colour, cv::FILLED, cv::LINE_AA);
            }
        }
    }
    const auto kept =
        std::find_if(epochs.rbegin(), epochs.rend(), [](const auto& epoch) { return epoch.best; });
    if (kept != epochs.rend()) {
        cv::circle(view, place(kept->epoch, lines.back().value(*kept)), 4, kHeldOut, 2,
                   cv::LINE_AA);
    }
}

std::vector<milan::TrainingEpoch> partOf(std::span<const milan::TrainingEpoch> epochs,
                                         const std::string& part) {
    std::vector<milan::TrainingEpoch> result;
    std::copy_if(epochs.begin(), epochs.end(), std::back_inserter(result),
                 [&](const milan::TrainingEpoch& epoch) { return epoch.part == part; });
    return result;
}

} // namespace

void writeTrainingCurve(const std::filesystem::path& path,
                        std::span<const milan::TrainingEpoch> epochs) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << "part,epoch,loss,held_out_loss,bleu,seconds,best\n";
    for (const auto& epoch : epochs) {
        char numbers[160];
        std::snprintf(numbers, sizeof numbers, "%d,%.6f,%.6f,%.6f,%.3f,%d", epoch.epoch, epoch.loss,
                      epoch.heldOutLoss, epoch.bleu, epoch.seconds, epoch.best ? 1 : 0);
        file << epoch.part << ',' << numbers << '\n';
    }
    file.close();
    if (!file) {
        throw DataError("cannot write " + path.string());
    }
}

Picture drawTrainingCurve(std::span<const milan::TrainingEpoch> epochs) {
    Picture picture;
    picture.width = 3 * kPanelWidth;
    picture.height = kPanelHeight;
    picture.rgb.assign(static_cast<std::size_t>(picture.width * picture.height * 3), 255);
    const auto language = partOf(epochs, "language model");
    const auto decoder = partOf(epochs, "decoder");
    const Line loss{[](const auto& epoch) { return epoch.loss; }, kLearned};
    const Line heldOut{[](const auto& epoch) { return epoch.heldOutLoss; }, kHeldOut};
    const Line bleu{[](const auto& epoch) { return epoch.bleu; }, kHeldOut};
    std::vector<Line> losses{loss};
    if (std::any_of(epochs.begin(), epochs.end(),
                    [](const auto& epoch) { return epoch.heldOutLoss != 0; })) {
        losses.push_back(heldOut);
    }
    drawPanel(picture, 0, "language model: loss", language, losses);
    drawPanel(picture, 1, "decoder: loss", decoder, losses);
    drawPanel(picture, 2, "decoder: BLEU of held-out units", decoder, {bleu});
    cv::Mat view(picture.height, picture.width, CV_8UC3, picture.rgb.data());
    const int y = kPanelHeight - 14;
    cv::line(view, {kLeft, y - 4}, {kLeft + 18, y - 4}, kHeldOut, 2, cv::LINE_AA);
    drawText(picture, "held-out units", kLeft + 24, y, 90);
    cv::line(view, {kLeft + 150, y - 4}, {kLeft + 168, y - 4}, kLearned, 2, cv::LINE_AA);
    drawText(picture, "learned units (with dropout)", kLeft + 174, y, 90);
    cv::circle(view, {kLeft + 404, y - 4}, 4, kHeldOut, 2, cv::LINE_AA);
    drawText(picture, "the epoch that is kept", kLeft + 414, y, 90);
    return picture;
}

} // namespace brera::cli
