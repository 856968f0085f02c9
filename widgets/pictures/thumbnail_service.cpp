// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictures/thumbnail_service.h"

#include "base/error.h"
#include "project/project.h"
#include "widgets/jobs/thread_niceness.h"
#include "widgets/pictures/composer.h"

#include <QMetaObject>

#include <algorithm>

namespace brera::widgets {
namespace {

/// One patch of a frame: cut around the mask, outlined, `edge` pixels wide and high.
QImage patchOf(const QImage& frame, const SmallMap& map, QSize input, double threshold, int edge,
               int outline) {
    // A project that does not say what the network saw showed it whole pictures.
    if (input.isEmpty()) {
        input = frame.size();
    }
    const ActivationField field = fieldOf(map, input);
    const QRect patch = patchRect(field, threshold);
    const qreal scaleX = static_cast<qreal>(frame.width()) / input.width();
    const qreal scaleY = static_cast<qreal>(frame.height()) / input.height();
    const QRectF window(patch.x() * scaleX, patch.y() * scaleY, patch.width() * scaleX,
                        patch.height() * scaleY);
    const QImage cut = frame.copy(window.toAlignedRect())
                           .scaled(edge, edge, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    MaskStyle style;
    style.outline = outline;
    return compose(cut, cutField(field, patch, cut.size()), threshold, 0, style);
}

std::size_t bytesOf(const CardPictures& pictures) {
    std::size_t bytes = sizeof(CardPictures);
    for (const QImage& patch : pictures.patches) {
        bytes += static_cast<std::size_t>(patch.sizeInBytes());
    }
    return bytes;
}

} // namespace

ThumbnailService::ThumbnailService(int threads, std::size_t maxBytes, QObject* parent)
    : QObject(parent), m_cards(maxBytes) {
    m_threads.reserve(static_cast<std::size_t>(threads));
    for (int i = 0; i < threads; ++i) {
        m_threads.emplace_back([this](std::stop_token stop) { work(stop); });
    }
}

ThumbnailService::~ThumbnailService() {
    for (std::jthread& thread : m_threads) {
        thread.request_stop();
    }
    m_threads.clear();
}

void ThumbnailService::open(const std::filesystem::path& project,
                            std::shared_ptr<PictureStore> store) {
    close();
    m_source = std::make_shared<const Source>(Source{project, std::move(store)});
}

void ThumbnailService::close() {
    {
        const std::lock_guard lock(m_mutex);
        m_pending.clear();
        ++m_closings;
    }
    m_wake.notify_all();
    m_source.reset();
    m_cards.clear();
    m_tiles.clear();
    m_outstanding.clear();
}

void ThumbnailService::want(const std::vector<CardRequest>& requests, int edge, qreal pixelRatio) {
    const int pixels = qRound(edge * pixelRatio);
    if (!m_source) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        for (const Task& dropped : m_pending) {
            settle(dropped);
        }
        m_pending.clear();
        for (const CardRequest& request : requests) {
            const CardPictures* held = m_cards.find(request.unit);
            const bool made = held && held->edge == pixels;
            const auto asked = m_outstanding.find(request.unit);
            const bool making = asked != m_outstanding.end() && asked->second == pixels;
            if (!made && !making) {
                m_outstanding[request.unit] = pixels;
                m_pending.push_back({request, pixels, std::max(1, qRound(pixelRatio)), m_source});
            }
        }
    }
    m_wake.notify_all();
}

const CardPictures* ThumbnailService::find(const UnitId& unit) {
    if (const CardPictures* held = m_cards.find(unit)) {
        return held;
    }
    const auto tiles = m_tiles.find(unit);
    return tiles == m_tiles.end() ? nullptr : &tiles->second;
}

void ThumbnailService::settle(const Task& task) {
    const auto asked = m_outstanding.find(task.request.unit);
    if (asked != m_outstanding.end() && asked->second == task.edge) {
        m_outstanding.erase(asked);
    }
}

bool ThumbnailService::isIdle() const {
    return m_outstanding.empty();
}

void ThumbnailService::work(const std::stop_token& stop) {
    setThreadNiceness(Niceness::Pictures);
    std::shared_ptr<const Source> open;
    std::optional<project::Project> project;
    std::uint64_t closings = 0;
    while (true) {
        std::optional<Task> task;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop,
                             [&] { return !m_pending.empty() || closings != m_closings; })) {
                return;
            }
            closings = m_closings;
            if (!m_pending.empty()) {
                task = std::move(m_pending.front());
                m_pending.pop_front();
            }
        }
        if (!task) { // nobody looks at this file any more
            project.reset();
            open.reset();
            continue;
        }
        try {
            if (open != task->source) {
                project.reset();
                open.reset();
                project = project::Project::open(task->source->project, project::OpenMode::ReadOnly);
                open = task->source;
            }
            make(*task, *project, stop);
        } catch (const std::exception& error) {
            project.reset();
            open.reset();
            CardPictures failed;
            failed.failure = QString::fromUtf8(error.what());
            failed.edge = task->edge;
            post(*task, failed, true);
        }
    }
}

void ThumbnailService::make(const Task& task, project::Project& project,
                            const std::stop_token& stop) {
    const UnitId& unit = task.request.unit;
    PictureStore& store = *task.source->store;
    const std::vector<Exemplar> exemplars = project.exemplars(unit.layer, unit.index, kCardPatches);

    CardPictures pictures;
    bool anyTile = false;
    for (const Exemplar& exemplar : exemplars) {
        const auto mean = store.mean(exemplar.image);
        anyTile = anyTile || mean.has_value();
        pictures.tiles.append(mean.value_or(qRgba(0, 0, 0, 0)));
        pictures.patches.append(QImage());
    }
    if (anyTile) {
        post(task, pictures, false);
    }
    qsizetype place = 0;
    for (const Exemplar& exemplar : exemplars) {
        if (stop.stop_requested()) {
            return;
        }
        try {
            const QImage frame = store.frame(exemplar.image, project.imageFile(exemplar.image));
            pictures.patches[place] = patchOf(frame, exemplar.map, store.geometry().input,
                                              task.request.threshold, task.edge, task.outline);
            pictures.tiles[place] = store.mean(exemplar.image).value_or(pictures.tiles[place]);
        } catch (const DataError& error) {
            pictures.failure = QString::fromUtf8(error.what());
        }
        ++place;
    }
    pictures.edge = task.edge;
    post(task, pictures, true);
}

void ThumbnailService::post(const Task& task, CardPictures pictures, bool last) {
    QMetaObject::invokeMethod(
        this, [this, task, pictures = std::move(pictures), last] { keep(task, pictures, last); },
        Qt::QueuedConnection);
}

void ThumbnailService::keep(const Task& task, const CardPictures& pictures, bool last) {
    if (task.source != m_source) {
        return;
    }
    const UnitId& unit = task.request.unit;
    if (last) {
        settle(task);
        m_cards.insert(unit, pictures, bytesOf(pictures));
    }
    CardPictures tiles;
    tiles.tiles = pictures.tiles;
    tiles.patches.resize(pictures.patches.size());
    m_tiles[unit] = std::move(tiles);
    Q_EMIT ready(unit);
    if (last && isIdle()) {
        Q_EMIT settled();
    }
}

} // namespace brera::widgets
