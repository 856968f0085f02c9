// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/folder_source.h"

#include "base/error.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace brera::image {

/// What it takes to make one input.
struct FolderSource::Recipe {
    Dataset dataset;
    Preprocessing preprocessing;
    DecodeOptions decode;

    /// Never throws: whatever goes wrong with an image becomes its failure.
    SourceImage make(std::int64_t image) const noexcept {
        SourceImage result;
        result.image = image;
        try {
            const DatasetImage& file = dataset.images[static_cast<std::size_t>(image)];
            result.picture =
                prepare(image::decode(dataset.root / file.path, decode), preprocessing);
        } catch (const std::bad_alloc&) {
            result.failure = "not enough memory"; // short enough to need none itself
        } catch (const std::exception& error) {
            result.failure = error.what();
        } catch (...) {
            result.failure = "unknown error";
        }
        return result;
    }
};

namespace {

/// A ring of slots: workers take the next place of the order as long as its slot is free, so that
/// at most a ring's length of pictures exists, and whoever asks takes them in order.
template <typename Make>
class PrefetchStream final : public ImageStream {
public:
    PrefetchStream(Make make, std::vector<std::int64_t> order, const PrefetchOptions& options)
        : m_make(std::move(make)), m_order(std::move(order)),
          m_ring(static_cast<std::size_t>(std::max(options.queue, 1))),
          m_byteLimit(static_cast<std::size_t>(std::max<std::int64_t>(options.queueBytes, 0))) {
        const std::size_t wanted = static_cast<std::size_t>(std::max(options.threads, 1));
        const std::size_t threads = std::min({wanted, m_ring.size(), m_order.size()});
        m_workers.reserve(threads);
        for (std::size_t i = 0; i < threads; ++i) {
            m_workers.emplace_back([this](std::stop_token stop) { work(stop); });
        }
    }

    ~PrefetchStream() override {
        // All are told before the first is waited for.
        for (std::jthread& worker : m_workers) {
            worker.request_stop();
        }
    }

    std::optional<SourceImage> next(std::stop_token stop) override {
        std::unique_lock lock(m_mutex);
        if (m_taken == m_order.size()) {
            return std::nullopt;
        }
        std::optional<SourceImage>& slot = m_ring[m_taken % m_ring.size()];
        const bool ready = m_filled.wait(lock, stop, [&slot] { return slot.has_value(); });
        if (!ready || stop.stop_requested()) {
            throw Cancelled();
        }
        std::optional<SourceImage> result = std::exchange(slot, std::nullopt);
        m_bytes -= result->picture.rgb.size();
        ++m_taken;
        lock.unlock();
        m_freed.notify_all();
        return result;
    }

private:
    /// The next place may be begun. What is due next is never held back by the byte limit.
    bool mayBegin() const {
        return m_begun == m_order.size() ||
               (m_begun < m_taken + m_ring.size() && (m_begun == m_taken || m_bytes < m_byteLimit));
    }

    void work(const std::stop_token& stop) {
        std::unique_lock lock(m_mutex);
        while (m_freed.wait(lock, stop, [this] { return mayBegin(); }) &&
               m_begun < m_order.size() && !stop.stop_requested()) {
            const std::size_t place = m_begun++;
            lock.unlock();
            SourceImage image = m_make(m_order[place]);
            lock.lock();
            m_bytes += image.picture.rgb.size();
            m_ring[place % m_ring.size()] = std::move(image);
            m_filled.notify_all();
        }
    }

    const Make m_make;
    const std::vector<std::int64_t> m_order;
    std::mutex m_mutex;
    std::condition_variable_any m_filled; ///< a slot has been filled
    std::condition_variable_any m_freed;  ///< a slot has been emptied
    std::vector<std::optional<SourceImage>> m_ring;
    const std::size_t m_byteLimit;
    std::size_t m_begun = 0;             ///< places of the order that workers have begun
    std::size_t m_taken = 0;             ///< places handed out
    std::size_t m_bytes = 0;             ///< in the ring
    std::vector<std::jthread> m_workers; ///< last: joined before what they use is gone
};

} // namespace

FolderSource::FolderSource(Dataset dataset, Preprocessing preprocessing, DecodeOptions decode,
                           PrefetchOptions prefetch)
    : m_recipe(std::make_shared<const Recipe>(Recipe{std::move(dataset), preprocessing, decode})),
      m_prefetch(prefetch) {
}

std::int64_t FolderSource::size() const {
    return static_cast<std::int64_t>(m_recipe->dataset.images.size());
}

Normalization FolderSource::normalization() const {
    return m_recipe->preprocessing.normalization;
}

std::unique_ptr<ImageStream> FolderSource::open(std::vector<std::int64_t> order) const {
    for (const std::int64_t image : order) {
        if (image < 0 || image >= size()) {
            throw DataError("the data set has " + std::to_string(size()) + " images; image " +
                            std::to_string(image) + " does not exist");
        }
    }
    auto make = [recipe = m_recipe](std::int64_t image) noexcept { return recipe->make(image); };
    return std::make_unique<PrefetchStream<decltype(make)>>(std::move(make), std::move(order),
                                                            m_prefetch);
}

} // namespace brera::image
