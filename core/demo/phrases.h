// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/concepts.h"
#include "demo/random.h"

#include <span>
#include <string>
#include <vector>

namespace brera::demo {

/// What an annotation is to say.
struct Saying {
    int which = -1;     ///< the concept; −1: nothing in particular, in general terms
    int second = -1;    ///< another one to mention; −1 for none
    bool edges = false; ///< only where it ends
};

/// What a careful person would say of regions in which so much was found (weightiest first, down
/// to small shares).
Saying sayingOf(std::span<const Finding> found);

/// One way to say it, in lower case, drawn from a small grammar; different draws give paraphrases
/// and now and then somebody less exact.
std::string phrase(const Saying& saying, Random& random);

/// Every word the grammar can use, sorted.
std::vector<std::string> grammarWords();

} // namespace brera::demo
