// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/gate_rules.h"
#include "network/pickle.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace brera::network {

namespace {
/// What LibTorch's unpickler makes itself, without looking for a class.
bool isBuiltIn(std::string_view name) {
    constexpr std::array<std::string_view, 2> kModules{"torch.jit._pickle.", "torch._utils."};
    constexpr std::array<std::string_view, 3> kNames{"collections.OrderedDict", "builtins.complex",
                                                     "__builtin__.complex"};
    const bool direct = name.starts_with("torch.") && name.find('.', 6) == std::string_view::npos;
    return direct || std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
           std::any_of(kModules.begin(), kModules.end(),
                       [&](std::string_view module) { return name.starts_with(module); });
}

bool isCustomClass(std::string_view name) {
    constexpr std::string_view kPrefix = "__torch__.torch.classes.";
    return name.starts_with(kPrefix);
}

bool isKnownCustomClass(std::string_view name) {
    constexpr std::size_t kPrefix = std::string_view("__torch__.torch.classes.").size();
    const auto rest = name.substr(kPrefix);
    return rules::isKnownClasses(rest.substr(0, rest.find('.')));
}
} // namespace

void checkPickle(const std::string& record, std::string_view bytes,
                 const std::set<std::string>& classes) {
    const std::span<const std::byte> stream(reinterpret_cast<const std::byte*>(bytes.data()),
                                            bytes.size());
    const auto document = pickle::read(stream, record);
    for (const auto& global : document.globals()) {
        const std::string name(global.name());
        if (isCustomClass(name) ? !isKnownCustomClass(name)
                                : !isBuiltIn(name) && !classes.contains(name)) {
            throw ModelError(record + ": " + pickle::printable(name) +
                             " is a class that neither the file defines nor Brera knows");
        }
    }
}

} // namespace brera::network
