// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pictures/card_pictures.h"
#include "widgets/pictures/lru_cache.h"
#include "widgets/pictures/picture_store.h"

#include <QObject>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::widgets {

/// Makes the cards' pictures on threads of its own, each with its own read-only project. The newest
/// wish replaces all that was pending. What is made is kept within a budget of bytes; mean colours
/// are kept for good. Everything public is called on the thread the service lives in.
class ThumbnailService final : public QObject {
    Q_OBJECT
public:
    explicit ThumbnailService(int threads = 2, std::size_t maxBytes = std::size_t{96} << 20,
                              QObject* parent = nullptr);
    ~ThumbnailService() override;

    /// Forgets the last project and makes pictures of this one from now on.
    void open(const std::filesystem::path& project, std::shared_ptr<PictureStore> store);
    void close();

    /// Makes these cards, first things first, with patches of `edge` logical pixels on a screen of
    /// this pixel ratio; whatever else was pending is dropped.
    void want(const std::vector<CardRequest>& requests, int edge, qreal pixelRatio);
    /// The pictures at the last edge asked for, or at an older one, or tiles; null when nothing is
    /// known yet.
    const CardPictures* find(const UnitId& unit);
    /// True when nothing is pending or being made.
    bool isIdle() const;

Q_SIGNALS:
    void ready(const brera::UnitId& unit);
    /// Everything that was wanted is there.
    void settled();

private:
    struct Source {
        std::filesystem::path project;
        std::shared_ptr<PictureStore> store;
    };
    struct Task {
        CardRequest request;
        int edge = 0;    ///< device pixels
        int outline = 1; ///< device pixels
        std::shared_ptr<const Source> source;
    };

    void work(const std::stop_token& stop);
    void make(const Task& task, project::Project& project, const std::stop_token& stop);
    void post(const Task& task, CardPictures pictures, bool last);
    void settle(const Task& task);
    void keep(const Task& task, const CardPictures& pictures, bool last);

    LruCache<UnitId, CardPictures, UnitIdHash> m_cards;
    std::unordered_map<UnitId, CardPictures, UnitIdHash> m_tiles;
    std::unordered_map<UnitId, int, UnitIdHash> m_outstanding; ///< unit → edge asked for
    std::shared_ptr<const Source> m_source;

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Task> m_pending;
    std::uint64_t m_closings = 0; ///< after each, threads let go of the file
    std::vector<std::jthread> m_threads;
};

} // namespace brera::widgets
