// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace brera {

/// One unit of a network: "layer4/427" is the same in file, command line and screen.
struct UnitId {
    std::string layer;       ///< module path, with "#2" for a second call
    std::int64_t index = 0;  ///< channel, hidden feature or vector element

    auto operator<=>(const UnitId&) const = default;

    std::string toString() const;
    /// @throws DataError when the text is not LAYER/INDEX.
    static UnitId parse(std::string_view text);
};

} // namespace brera
