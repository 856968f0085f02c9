// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner_impl.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace brera::milan {

/// What search() and score() have in common.

/// How many hypotheses are decoded side by side: enough for fast matrix products, few enough for
/// the memory.
std::int64_t rowsAtOnce(const c10::Device& device);

/// As float32 on the captioner's device. @throws DataError when they do not fit the captioner or
/// are not finite.
at::Tensor checkedFeatures(const Captioner::Impl& captioner, const at::Tensor& features);

/// The words that log p(d) sums over: all and the first stop. The reference goes one word further
/// when the longest hypothesis of its batch does (oracle/README.md); so do captioners that say so.
/// @param words without the stop word; `finished`: it follows them.
/// @param longest words of the longest hypothesis, stop included; 0: never go further.
std::vector<std::int32_t> countedWords(const Captioner::Impl& captioner,
                                       std::vector<std::int32_t> words, bool finished,
                                       std::size_t longest);

} // namespace brera::milan
