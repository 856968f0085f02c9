// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/widen.h"

#include "language/wordnet.h"

#include <memory>

namespace brera::audit {

project::Widen widenByWordNet() {
    return [lexicon = std::shared_ptr<language::WordNet>()](std::string_view word) mutable {
        if (!lexicon) {
            lexicon = std::make_shared<language::WordNet>();
        }
        return lexicon->widen(word);
    };
}

} // namespace brera::audit
