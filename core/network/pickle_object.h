// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/pickle.h"

#include <deque>

namespace brera::network::pickle {

/// What lies behind a container, global or record.
struct Object {
    std::string_view name{};
    Value arguments{};
    Value state{};
    std::vector<Value> items{};
    std::vector<std::pair<Value, Value>> entries{};
    std::size_t depth = 1; ///< levels of nesting below it, as far as known when it was filled
};

/// Deques: handles are pointers into them.
struct Document::Impl {
    std::deque<Object> objects;
    std::deque<std::string_view> texts; ///< of Text, Bytes and BigInt
    std::deque<std::string> owned;      ///< texts that do not stand in the stream as they are
    std::vector<Value> persistentIds;
    std::vector<Value> globals;
    Value root;
    std::size_t end = 0;
};

} // namespace brera::network::pickle
