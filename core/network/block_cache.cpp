// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/block_cache.h"

#include <c10/core/CPUAllocator.h>

#include <algorithm>
#include <cstdlib>
#include <list>
#include <mutex>

namespace brera::network {

namespace {

constexpr std::size_t kSmallest = std::size_t{1} << 20; ///< smaller ones are malloc's business
constexpr std::size_t kHeader = 64;                     ///< keeps what follows aligned for AVX-512
constexpr std::size_t kRound = std::size_t{1} << 16;

/// Hands large blocks out again without returning them to the system in between.
class BlockCache final : public c10::Allocator {
public:
    explicit BlockCache(std::size_t limit) : m_limit(limit) {}

    c10::DataPtr allocate(std::size_t bytes) const override {
        void* data = bytes == 0 ? nullptr : const_cast<BlockCache*>(this)->take(bytes);
        return {data, data, &release, c10::Device(c10::DeviceType::CPU)};
    }

    c10::DeleterFnPtr raw_deleter() const override { return &release; }

private:
    struct Header {
        BlockCache* owner;
        std::size_t size; ///< of the block, this header included
    };

    static void release(void* data) {
        if (data != nullptr) {
            auto* header = reinterpret_cast<Header*>(static_cast<char*>(data) - kHeader);
            header->owner->give(header);
        }
    }

    void* take(std::size_t bytes) {
        const bool kept = bytes >= kSmallest;
        const std::size_t size = kept ? (bytes + kHeader + kRound - 1) / kRound * kRound
                                      : (bytes + 2 * kHeader - 1) / kHeader * kHeader;
        if (kept) {
            const std::lock_guard lock(m_mutex);
            const auto found = std::find_if(m_free.begin(), m_free.end(), [size](Header* block) {
                return block->size >= size && block->size <= size + size / 8;
            });
            if (found != m_free.end()) {
                Header* block = *found;
                m_free.erase(found);
                m_freeBytes -= block->size;
                return reinterpret_cast<char*>(block) + kHeader;
            }
        }
        void* memory = std::aligned_alloc(kHeader, size);
        if (memory == nullptr) {
            clear();
            memory = std::aligned_alloc(kHeader, size);
        }
        TORCH_CHECK(memory != nullptr, "not enough memory: you tried to allocate ", bytes,
                    " bytes");
        auto* header = static_cast<Header*>(memory);
        *header = {this, size};
        return static_cast<char*>(memory) + kHeader;
    }

    void give(Header* block) {
        if (block->size < kSmallest) {
            std::free(block);
            return;
        }
        const std::lock_guard lock(m_mutex);
        m_free.push_front(block);
        m_freeBytes += block->size;
        while (m_freeBytes > m_limit) {
            m_freeBytes -= m_free.back()->size;
            std::free(m_free.back());
            m_free.pop_back();
        }
    }

    void clear() {
        const std::lock_guard lock(m_mutex);
        for (Header* block : m_free) {
            std::free(block);
        }
        m_free.clear();
        m_freeBytes = 0;
    }

    std::size_t m_limit;
    std::mutex m_mutex;
    std::list<Header*> m_free; ///< the latest first
    std::size_t m_freeBytes = 0;
};

} // namespace

void keepLargeBlocks(std::size_t limit) {
    // Never destroyed: tensors may outlive main().
    static auto* const cache = new BlockCache(limit);
    c10::SetCPUAllocator(cache);
}

} // namespace brera::network
