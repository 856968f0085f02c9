// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/image_tree.h"

#include "base/error.h"
#include "demo/folder_lock.h"
#include "demo/parallel.h"
#include "demo/text_file.h"
#include "demo/truth_json.h"
#include "image/picture_io.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <string>
#include <system_error>

namespace brera::demo {

namespace {

namespace fs = std::filesystem;

/// What a split's folder holds, kept beside it as SPLIT.json.
struct Marker {
    std::string version;
    std::int64_t images = 0;
    bool complete = false;

    bool sameContent(const Marker& other) const {
        return version == other.version && images == other.images;
    }
};

/// An absent or unreadable marker is an empty one: it equals none that is written.
Marker readMarker(const fs::path& path) {
    const auto json = nlohmann::json::parse(readText(path), nullptr, false);
    if (!json.is_object()) {
        return {};
    }
    return {json.value("version", ""), json.value("images", std::int64_t{0}),
            json.value("complete", false)};
}

void writeMarker(const fs::path& path, const Marker& marker) {
    const nlohmann::json json{
        {"version", marker.version}, {"images", marker.images}, {"complete", marker.complete}};
    writeText(path, json.dump() + '\n');
}

std::string relativeImage(std::int64_t index, std::int64_t images) {
    const auto label = static_cast<std::size_t>(index) % classes().size();
    const std::size_t digits = std::max<std::size_t>(5, std::to_string(images - 1).size());
    return fmt::format("{}/{:0{}}.png", classes()[label].name, index, digits);
}

bool allThere(const fs::path& folder, std::int64_t images) {
    for (std::int64_t index = 0; index < images; ++index) {
        if (!fs::exists(folder / relativeImage(index, images))) {
            return false;
        }
    }
    return true;
}

class SplitRenderer {
public:
    SplitRenderer(const Renderer& renderer, const RenderOptions& options, const SplitPlan& split)
        : m_renderer(renderer), m_options(options),
          m_plan(split), m_wanted{renderer.version(),
                                  options.images > 0 ? options.images : split.size, true} {
        const fs::path edition = options.directory / plan(options.edition).name;
        m_folder = edition / split.name;
        m_marker = edition / (std::string(split.name) + ".json");
        m_truth = edition / (std::string(split.name) + ".truth.jsonl");
        m_partial = edition / (std::string(split.name) + ".part");
    }

    RenderedSplit run(std::stop_token stop, const Progress& progress) {
        RenderedSplit result{m_plan.split, m_folder, m_truth, 0};
        const Marker found = readMarker(m_marker);
        if (found.sameContent(m_wanted) && found.complete && fs::exists(m_truth) &&
            allThere(m_folder, m_wanted.images)) {
            return result;
        }
        makeRoom(found);
        result.written = draw(stop, progress);
        writeMarker(m_marker, m_wanted);
        return result;
    }

private:
    /// Folders for what is to come; what other versions drew goes.
    void makeRoom(const Marker& found) {
        if (found.version.empty() && fs::exists(m_folder) && !fs::is_empty(m_folder)) {
            throw DataError(m_folder.string() +
                            " holds something that the demo world did not draw; "
                            "move it away or choose another folder");
        }
        if (!found.sameContent(m_wanted)) {
            fs::remove_all(m_folder);
        }
        fs::remove_all(m_partial);
        // After what is old has gone and before anything new comes: a kill at any instant leaves a
        // marker that tells the truth about the folder.
        fs::create_directories(m_partial);
        Marker begun = m_wanted;
        begun.complete = false;
        writeMarker(m_marker, begun);
        for (const ClassPlan& each : classes()) {
            fs::create_directories(m_folder / each.name);
        }
    }

    std::int64_t draw(std::stop_token stop, const Progress& progress) {
        std::vector<std::string> lines(static_cast<std::size_t>(m_wanted.images));
        std::atomic<std::int64_t> written{0};
        ProgressMeter meter(progress, fmt::format("drawing {} images", m_plan.name),
                            m_wanted.images);
        forEachIndex(
            m_wanted.images, m_options.threads,
            [&](std::int64_t index, int worker) {
                const Sample sample = m_renderer.render(m_options.edition, m_plan.split, index);
                lines[static_cast<std::size_t>(index)] = toJson(sample).dump() + '\n';
                const fs::path file = m_folder / relativeImage(index, m_wanted.images);
                if (!fs::exists(file)) {
                    const fs::path partial = m_partial / fmt::format("{}.png", worker);
                    image::writePng(partial, sample.picture);
                    fs::rename(partial, file);
                    ++written;
                }
            },
            stop, meter);
        std::string text;
        for (const std::string& line : lines) {
            text += line;
        }
        writeText(m_truth, text);
        fs::remove_all(m_partial);
        return written;
    }

    const Renderer& m_renderer;
    const RenderOptions& m_options;
    const SplitPlan& m_plan;
    Marker m_wanted;
    fs::path m_folder;
    fs::path m_marker;
    fs::path m_truth;
    fs::path m_partial;
};

} // namespace

void RenderOptions::check() const {
    if (directory.empty()) {
        throw DataError("no folder is given for the demo world's images");
    }
    if (images < 0) {
        throw DataError(
            fmt::format("{} images cannot be drawn; give 0 for the usual number", images));
    }
    if (threads < 0) {
        throw DataError(fmt::format("{} threads cannot draw; give 0 for one a core", threads));
    }
    for (const Split split : splits) {
        plan(edition, split);
    }
}

std::vector<RenderedSplit> renderImages(const Renderer& renderer, const RenderOptions& options,
                                        std::stop_token stop, const Progress& progress) {
    options.check();
    std::vector<RenderedSplit> rendered;
    try {
        fs::create_directories(options.directory);
        const std::string edition(plan(options.edition).name);
        const FolderLock lock(options.directory / (edition + ".lock"), stop);
        for (const SplitPlan& each : plan(options.edition).splits) {
            const bool wanted =
                options.splits.empty() ||
                std::ranges::find(options.splits, each.split) != options.splits.end();
            if (wanted) {
                rendered.push_back(SplitRenderer(renderer, options, each).run(stop, progress));
            }
        }
    } catch (const fs::filesystem_error& error) {
        throw DataError("cannot draw the demo world into " + options.directory.string() + ": " +
                        error.code().message() + " (" + error.path1().string() + ")");
    }
    return rendered;
}

} // namespace brera::demo
