// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/search_input.h"

#include "base/error.h"

namespace brera::milan {

std::int64_t rowsAtOnce(const c10::Device& device) {
    return device.is_cpu() ? 832 : 8192;
}

at::Tensor checkedFeatures(const Captioner::Impl& captioner, const at::Tensor& features) {
    const auto expected = captioner.record.sizes.features;
    if (!features.defined() || features.dim() != 3 || features.size(1) < 1 ||
        features.size(2) != expected) {
        throw DataError("the captioner asks for features (units, exemplars, " +
                        std::to_string(expected) + "); these are of another shape");
    }
    auto ready = features.to(c10::Device(captioner.device), at::kFloat).contiguous();
    if (!at::isfinite(ready).all().item<bool>()) {
        throw DataError("the features hold values that are not finite");
    }
    return ready;
}

std::vector<std::int32_t> countedWords(const Captioner::Impl& captioner,
                                       std::vector<std::int32_t> words, bool finished,
                                       std::size_t longest) {
    if (finished) {
        const auto stop = captioner.vocabulary.specials().stop;
        words.push_back(stop);
        if (captioner.record.lmCountsPastStop && words.size() < longest) {
            words.push_back(stop);
        }
    }
    return words;
}

} // namespace brera::milan
