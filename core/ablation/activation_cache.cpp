// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/activation_cache.h"

#include <algorithm>
#include <unistd.h>

namespace brera::ablation {

namespace {

constexpr std::size_t kRecent = 2; ///< states kept of one place beside the plain one

} // namespace

std::int64_t usualCacheBytes() {
    return static_cast<std::int64_t>(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE) / 4;
}

ActivationCache::ActivationCache(std::int64_t limit)
    : m_limit(limit > 0 ? limit : usualCacheBytes()) {
}

bool ActivationCache::makeRoom(std::int64_t bytes, int cut) {
    if (m_bytes + bytes > m_limit) {
        for (const auto& [place, entries] : m_recent) {
            for (const auto& entry : entries) {
                m_bytes -= entry.state.bytes();
            }
        }
        m_recent.clear();
    }
    // Give up the shallowest cut of all batches, again and again.
    while (m_bytes + bytes > m_limit && m_shallowest < cut) {
        for (auto it = m_plain.begin(); it != m_plain.end();) {
            if (it->first.second == m_shallowest) {
                m_bytes -= it->second.bytes();
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
        if (state.cut() >= m_shallowest && !m_plain.contains(place) &&
            makeRoom(state.bytes(), state.cut())) {
            m_bytes += state.bytes();
            m_plain.emplace(place, state);
        }
        return;
    }
    auto& entries = m_recent[place];
    const auto old = std::find_if(entries.begin(), entries.end(),
                                  [&](const Entry& entry) { return entry.key == key; });
    if (old != entries.end()) {
        m_bytes -= old->state.bytes();
        entries.erase(old);
    }
    while (!entries.empty() && (entries.size() >= kRecent || m_bytes + state.bytes() > m_limit)) {
        m_bytes -= entries.back().state.bytes();
        entries.pop_back();
    }
    if (m_bytes + state.bytes() <= m_limit) {
        m_bytes += state.bytes();
        entries.push_front({key, state});
    }
}

std::optional<network::StageState> ActivationCache::at(std::size_t batch, int cut,
                                                       const std::string& key) const {
    const Place place{batch, cut};
    if (key.empty()) {
        const auto found = m_plain.find(place);
        return found == m_plain.end() ? std::nullopt : std::optional(found->second);
    }
    const auto found = m_recent.find(place);
    if (found != m_recent.end()) {
        for (const auto& entry : found->second) {
            if (entry.key == key) {
                return entry.state;
            }
        }
    }
    return {};
}

std::optional<network::StageState>
ActivationCache::latest(std::size_t batch, int cut,
                        const std::function<std::string(int)>& keyAt) const {
    for (int place = cut; place >= 0; --place) {
        if (auto found = at(batch, place, keyAt(place))) {
            return found;
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
