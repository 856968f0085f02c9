// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/unit_id.h"

#include "base/error.h"

#include <charconv>

namespace brera {

std::string UnitId::toString() const {
    return layer + "/" + std::to_string(index);
}

UnitId UnitId::parse(std::string_view text) {
    const auto slash = text.rfind('/');
    UnitId id;
    if (slash != std::string_view::npos && slash > 0) {
        id.layer = text.substr(0, slash);
        const auto digits = text.substr(slash + 1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), id.index);
        if (error == std::errc{} && end == digits.data() + digits.size() && id.index >= 0) {
            return id;
        }
    }
    throw DataError("\"" + std::string(text) + "\" is not a unit: write LAYER/INDEX, for instance "
                    "layer4/427");
}

} // namespace brera
