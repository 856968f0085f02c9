// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace brera::network {

/// Lets LibTorch reuse large blocks of memory. malloc gives blocks of more than 32 MB back to the system as soon
/// as they are freed, and the page faults of getting them again cost every forward. At most `limit` bytes lie
/// idle. Call once, before any network runs.
void keepLargeBlocks(std::size_t limit = std::size_t{512} << 20);

} // namespace brera::network
