// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/activation_cache.h"

#include <unistd.h>

namespace brera::ablation {

namespace {

std::int64_t quarterOfMemory() {
    return static_cast<std::int64_t>(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE) / 4;
}

} // namespace

ActivationCache::ActivationCache(std::int64_t limit)
    : m_limit(limit > 0 ? limit : quarterOfMemory()) {
}

void ActivationCache::put(std::map<Place, Entry>& entries, const Place& place, Entry entry) {
    const auto found = entries.find(place);
    if (found != entries.end()) {
        m_bytes -= found->second.state.bytes();
        entries.erase(found);
    }
    m_bytes += entry.state.bytes();
    entries.emplace(place, std::move(entry));
}

bool ActivationCache::makeRoom(std::int64_t bytes, int cut) {
    if (m_bytes + bytes > m_limit) {
        for (const auto& [place, entry] : m_recent) {
            m_bytes -= entry.state.bytes();
        }
        m_recent.clear();
    }
    // Give up the shallowest cut of all batches, again and again.
    while (m_bytes + bytes > m_limit && m_shallowest < cut) {
        for (auto it = m_plain.begin(); it != m_plain.end();) {
            if (it->first.second == m_shallowest) {
                m_bytes -= it->second.state.bytes();
                it = m_plain.erase(it);
            } else {
                ++it;
            }
        }
        ++m_shallowest;
    }
    return m_bytes + bytes <= m_limit;
}

void ActivationCache::keep(std::size_t batch, const std::string& key,
                           const network::StageState& state) {
    const Place place{batch, state.cut()};
    if (key.empty()) {
        if (state.cut() >= m_shallowest && makeRoom(state.bytes(), state.cut())) {
            put(m_plain, place, {key, state});
        }
        return;
    }
    const auto old = m_recent.find(place);
    const std::int64_t freed = old == m_recent.end() ? 0 : old->second.state.bytes();
    if (m_bytes - freed + state.bytes() <= m_limit) {
        put(m_recent, place, {key, state});
    }
}

std::optional<network::StageState>
ActivationCache::latest(std::size_t batch, int cut,
                        const std::function<std::string(int)>& keyAt) const {
    for (int at = cut; at >= 0; --at) {
        const std::string key = keyAt(at);
        const auto& entries = key.empty() ? m_plain : m_recent;
        const auto found = entries.find({batch, at});
        if (found != entries.end() && found->second.key == key) {
            return found->second.state;
        }
    }
    return {};
}

bool ActivationCache::holdsAll(std::size_t batches, int cut) const {
    for (std::size_t batch = 0; batch < batches; ++batch) {
        if (!m_plain.contains({batch, cut})) {
            return false;
        }
    }
    return true;
}

} // namespace brera::ablation
