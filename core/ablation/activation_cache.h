// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/staged.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace brera::ablation {

/// A quarter of the machine's memory.
std::int64_t usualCacheBytes();

/// Activations of batches at the cuts, within a budget: those of the untouched network (key ""),
/// and beside them those of the two sets of units that were looked at last: one, and the way back.
class ActivationCache {
public:
    /// 0 = usualCacheBytes().
    explicit ActivationCache(std::int64_t limit);

    /// Keeps the state unless it would go over the budget. Of the untouched network the deepest
    /// cuts go first: they are small, and most units live there.
    void keep(std::size_t batch, const std::string& key, const network::StageState& state);
    /// The kept state of the batch behind the latest cut up to `cut` whose key is the one asked
    /// for.
    std::optional<network::StageState> latest(std::size_t batch, int cut,
                                              const std::function<std::string(int)>& keyAt) const;
    /// What is kept of this very place under this key.
    std::optional<network::StageState> at(std::size_t batch, int cut, const std::string& key) const;
    bool holdsAll(std::size_t batches, int cut) const; ///< of the untouched network

    std::int64_t bytes() const { return m_bytes; }

private:
    struct Entry {
        std::string key;
        network::StageState state;
    };
    using Place = std::pair<std::size_t, int>; ///< batch, cut

    bool makeRoom(std::int64_t bytes, int cut);

    std::int64_t m_limit;
    std::int64_t m_bytes = 0;
    std::map<Place, network::StageState> m_plain;
    std::map<Place, std::deque<Entry>> m_recent; ///< the latest first
    int m_shallowest = 0;                        ///< cuts before this one are not kept any more
};

} // namespace brera::ablation
