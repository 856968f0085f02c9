// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/gate_rules.h"

#include <algorithm>
#include <array>

namespace brera::network::rules {

namespace {
template <std::size_t Count>
bool holds(const std::array<std::string_view, Count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}
} // namespace

bool isForbiddenName(std::string_view name) {
    constexpr std::array<std::string_view, 2> kNames{"save", "from_file"};
    return holds(kNames, name);
}

bool isKnownOperators(std::string_view space) {
    constexpr std::array<std::string_view, 10> kSpaces{
        "aten",      "prim",   "quantized", "_quantized",      "torchvision",
        "prepacked", "mkldnn", "sparse",    "mkldnn_prepacked"};
    return holds(kSpaces, space);
}

bool isKnownClasses(std::string_view space) {
    constexpr std::array<std::string_view, 6> kSpaces{"quantized", "rnn",    "sparse",
                                                      "xnnpack",   "mkldnn", "profiler"};
    return holds(kSpaces, space);
}

} // namespace brera::network::rules
