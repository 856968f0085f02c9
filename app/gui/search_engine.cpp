// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/search_engine.h"

#include "base/error.h"
#include "base/log.h"
#include "widgets/models/description_text.h"

#include <algorithm>

namespace brera::gui {
namespace {

using widgets::FoundUnit;
using widgets::SearchOutcome;

constexpr std::size_t kMostSimilar = 60;

/// Bytes of UTF-8 into characters of the string they make.
QList<QPair<int, int>> characters(const std::string& text,
                                  const std::vector<std::pair<int, int>>& bytes) {
    QList<QPair<int, int>> result;
    const auto place = [&](int byte) {
        return static_cast<int>(QString::fromUtf8(text.data(), byte).size());
    };
    for (const auto& [begin, end] : bytes) {
        result.append({place(begin), place(end)});
    }
    return result;
}

} // namespace

project::Project& SearchEngine::open() {
    if (!m_project) {
        m_project.emplace(project::Project::open(m_path, project::OpenMode::ReadOnly));
    }
    return *m_project;
}

std::unordered_map<std::int64_t, SearchEngine::Known>&
SearchEngine::layer(const std::string& name) {
    const auto [place, fresh] = m_known.try_emplace(name);
    if (fresh) {
        for (const project::UnitHead& head : open().units(name)) {
            Known& unit = place->second[head.unit];
            unit.activation = head.topActivation;
            unit.threshold = head.threshold;
        }
        for (const project::Description& description : open().descriptions(name)) {
            Known& unit = place->second[description.unit];
            unit.wpmi = description.machineText.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                        : description.wpmi;
            unit.text = QString::fromStdString(description.text);
            if (!description.human) {
                unit.text = widgets::sentenceCase(std::move(unit.text));
            }
        }
    }
    return place->second;
}

FoundUnit SearchEngine::unit(const UnitId& id) {
    FoundUnit found;
    found.unit = id;
    const Known& unit = layer(id.layer)[id.index];
    found.activation = unit.activation;
    found.threshold = unit.threshold;
    found.wpmi = unit.wpmi;
    found.text = unit.text;
    return found;
}

SearchOutcome SearchEngine::search(const QString& query, std::int64_t most,
                                   const std::stop_token& stop) {
    const std::lock_guard lock(m_mutex);
    const auto result = project::search(open(), query.toStdString(), most, m_widen, stop);
    SearchOutcome outcome;
    outcome.query = query;
    outcome.total = result.total;
    outcome.literal = result.literal;
    for (const auto& [layer, units] : result.byLayer) {
        outcome.byLayer.push_back({QString::fromStdString(layer), units});
    }
    outcome.units.reserve(result.hits.size());
    for (const project::SearchHit& hit : result.hits) {
        FoundUnit found = unit(hit.unit);
        found.text = widgets::sentenceCase(QString::fromStdString(hit.text));
        found.matches = characters(hit.text, hit.matches);
        outcome.units.push_back(std::move(found));
    }
    return outcome;
}

SearchOutcome SearchEngine::similar(const UnitId& like, const std::stop_token& stop,
                                    const Progress& progress) {
    const std::lock_guard lock(m_mutex);
    if (!m_neighbours) {
        m_neighbours.emplace(audit::Neighbours::build(open(), stop, progress));
    }
    SearchOutcome outcome;
    for (const audit::Neighbour& near :
         m_neighbours->near(like, audit::Likeness::Both, kMostSimilar)) {
        outcome.units.push_back(unit(near.unit));
    }
    outcome.total = static_cast<qint64>(outcome.units.size());
    for (const LayerShape& layer : open().layers()) {
        const auto units =
            std::count_if(outcome.units.begin(), outcome.units.end(),
                          [&](const FoundUnit& found) { return found.unit.layer == layer.path; });
        if (units > 0) {
            outcome.byLayer.push_back({QString::fromStdString(layer.path), units});
        }
    }
    return outcome;
}

qint64 SearchEngine::count(const std::string& query, const std::stop_token& stop) {
    const std::lock_guard lock(m_mutex);
    try {
        return project::search(open(), query, 0, m_widen, stop).total;
    } catch (const DataError& error) { // one of a stranger's searches must not end the others
        log(LogLevel::Warning, error.what());
        return 0;
    }
}

} // namespace brera::gui
