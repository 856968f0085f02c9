// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <unordered_map>
#include <utility>

namespace brera::widgets {

/// A map that holds at most a number of bytes and forgets what was not looked at for longest. Not
/// thread-safe.
template <typename Key, typename Value, typename Hash = std::hash<Key>>
class LruCache {
public:
    explicit LruCache(std::size_t maxBytes) : m_maxBytes(maxBytes) {}

    /// Null when it is not held; valid until the next insert.
    const Value* find(const Key& key) {
        const auto found = m_places.find(key);
        if (found == m_places.end()) {
            return nullptr;
        }
        m_entries.splice(m_entries.begin(), m_entries, found->second);
        return &found->second->value;
    }

    bool contains(const Key& key) const { return m_places.contains(key); }

    /// What alone is larger than the cache stays until the next insert.
    void insert(const Key& key, Value value, std::size_t bytes) {
        erase(key);
        m_entries.push_front({key, std::move(value), bytes});
        m_places[key] = m_entries.begin();
        m_bytes += bytes;
        while (m_bytes > m_maxBytes && m_entries.size() > 1) {
            erase(Key(m_entries.back().key));
        }
    }

    void erase(const Key& key) {
        const auto found = m_places.find(key);
        if (found != m_places.end()) {
            m_bytes -= found->second->bytes;
            m_entries.erase(found->second);
            m_places.erase(found);
        }
    }

    void clear() {
        m_entries.clear();
        m_places.clear();
        m_bytes = 0;
    }

    std::size_t bytes() const { return m_bytes; }
    std::size_t size() const { return m_entries.size(); }

private:
    struct Entry {
        Key key;
        Value value;
        std::size_t bytes;
    };

    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
    std::list<Entry> m_entries;
    std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> m_places;
};

} // namespace brera::widgets
