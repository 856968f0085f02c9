// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace at {
class Tensor;
}
namespace c10 {
struct IValue;
}

namespace brera::network {

/// The logits (N, classes) in what a network returned: the tensor itself, or the first of that
/// shape in a tuple, list or dict, a dict's keys "out" and "logits" being looked at first. (N,
/// classes, 1, 1) counts. Undefined when there is none.
at::Tensor findLogits(const c10::IValue& output, std::int64_t batch);

/// What a network returned, in words: "a tuple of (1, 21, 224, 224) and (1, 1000)".
std::string describeOutput(const c10::IValue& output);

} // namespace brera::network
