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

/// One image's part of the figures; what it was before is taken out with `sign` −1.
void count(Figures& figures, std::span<const float> logits, int label, int sign = 1);

} // namespace brera::ablation
