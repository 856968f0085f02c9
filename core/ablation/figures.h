// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace brera::ablation {

/// Units that are switched off, by layer, ascending.
using UnitSet = std::map<std::string, std::vector<std::int64_t>>;

struct ClassFigures {
    std::int64_t images = 0;
    std::int64_t correct = 0;

    bool operator==(const ClassFigures&) const = default;
};

/// How a network does on a labelled set. Images without a label, or that could not be read, do not
/// count.
struct Figures {
    std::int64_t images = 0;
    std::int64_t correct = 0;     ///< the highest logit is the label's (ties: the smaller output)
    std::int64_t correctFive = 0; ///< the label is among the five highest
    double lossSum = 0;           ///< of cross entropies
    std::vector<ClassFigures> classes; ///< by output

    double top1() const { return images > 0 ? double(correct) / double(images) : 0; }
    double top5() const { return images > 0 ? double(correctFive) / double(images) : 0; }
    double loss() const { return images > 0 ? lossSum / double(images) : 0; }
};

/// How one image fares.
struct Outcome {
    bool correct = false;     ///< the highest logit is the label's (ties: the smaller output)
    bool correctFive = false; ///< the label is among the five highest
    double loss = 0;          ///< cross entropy
};

/// @param label one of the logits' outputs.
Outcome judge(std::span<const float> logits, int label);
/// One image's part of the figures; what it was before is taken out with `sign` −1.
/// @param outputs the network has; each is a class of the figures.
void count(Figures& figures, const Outcome& outcome, int label, std::size_t outputs, int sign = 1);

} // namespace brera::ablation
