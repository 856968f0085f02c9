// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/search.h"

namespace brera::audit {

/// ~word by WordNet's senses, which is read when a word is to be widened first. For one thread; the
/// function throws DataError when WordNet's dictionary is missing.
project::Widen widenByWordNet();

} // namespace brera::audit
