// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/describing_job.h"

#include "base/error.h"
#include "base/log.h"
#include "base/priority.h"
#include "milan/features.h"
#include "milan/project_regions.h"
#include "project/content_hash.h"
#include "project/project.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace brera::milan {

namespace {

/// Units searched and committed together. Groups are the same in every sitting, as what stands
/// beside a unit may matter in the last bit.
constexpr std::size_t kGroup = 32;

using Units = std::span<const ProjectUnit>;

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Units of one layer each, at most kGroup.
std::vector<Units> groupsOf(Units units) {
    std::vector<Units> groups;
    for (std::size_t begin = 0, end = 0; begin < units.size(); begin = end) {
        while (end < units.size() && end - begin < kGroup &&
               units[end].id.layer == units[begin].id.layer) {
            ++end;
        }
        groups.push_back(units.subspan(begin, end - begin));
    }
    return groups;
}

class Describing {
public:
    Describing(project::Project& project, const DescribingJob& job, std::stop_token stop,
               const Progress& progress)
        : m_project(project), m_job(job), m_stop(std::move(stop)), m_progress(progress),
          m_captioner(Captioner::load(job.captioner, job.device)), m_encoder(m_captioner),
          m_source(project), m_store(project.descriptionStore()) {}

    DescribingReport run();

private:
    std::vector<Units> pending(const std::vector<ProjectUnit>& units);
    std::vector<std::vector<ProjectUnit>> stretchesOf(const std::vector<Units>& groups) const;
    void describeStretch(Units units, ProgressMeter& images, ProgressMeter& described);
    void describeGroup(Units group, std::span<const float> rows, const std::vector<bool>& present);

    project::Project& m_project;
    const DescribingJob& m_job;
    std::stop_token m_stop;
    const Progress& m_progress;
    Captioner m_captioner;
    PyramidEncoder m_encoder;
    ProjectRegions m_source;
    std::unique_ptr<DescriptionStore> m_store;
    DescribingReport m_report;
};

/// Groups in which at least one unit is not described yet.
std::vector<Units> Describing::pending(const std::vector<ProjectUnit>& units) {
    const auto described = m_store->begin(runOf(m_captioner, m_job.captioner, m_job.search));
    const std::set<UnitId> done(described.begin(), described.end());
    std::vector<Units> result;
    for (const auto group : groupsOf(units)) {
        const bool all = std::ranges::all_of(
            group, [&](const ProjectUnit& unit) { return done.contains(unit.id); });
        if (all) {
            m_report.already += static_cast<std::int64_t>(group.size());
        } else {
            result.push_back(group);
        }
    }
    return result;
}

/// As many groups at once as the memory allows: an image that exemplars of two stretches share is
/// encoded in both.
std::vector<std::vector<ProjectUnit>>
Describing::stretchesOf(const std::vector<Units>& groups) const {
    const auto bytesAnExemplar = static_cast<std::size_t>(m_encoder.features()) * sizeof(float);
    std::vector<std::vector<ProjectUnit>> stretches;
    std::size_t used = 0;
    for (const auto group : groups) {
        std::size_t needed = 0;
        for (const auto& unit : group) {
            needed += unit.mapBytes + unit.images.size() * bytesAnExemplar;
        }
        if (stretches.empty() || used + needed > m_job.mapBytes) {
            stretches.emplace_back();
            used = 0;
        }
        used += needed;
        stretches.back().insert(stretches.back().end(), group.begin(), group.end());
    }
    return stretches;
}

void Describing::describeGroup(Units group, std::span<const float> rows,
                               const std::vector<bool>& present) {
    const auto features = m_encoder.features();
    // Units with as many exemplars as one another are searched together.
    std::map<std::size_t, std::vector<std::size_t>> byCount;
    std::vector<std::vector<std::size_t>> rowsOf(group.size());
    std::size_t row = 0;
    for (std::size_t u = 0; u < group.size(); ++u) {
        for (std::size_t e = 0; e < group[u].images.size(); ++e, ++row) {
            if (present[row]) {
                rowsOf[u].push_back(row);
            }
        }
        byCount[rowsOf[u].size()].push_back(u);
    }
    std::vector<UnitBeam> beams;
    for (const auto& [exemplars, members] : byCount) {
        if (exemplars == 0) {
            m_report.withoutExemplars += static_cast<std::int64_t>(members.size());
            log(LogLevel::Warning, std::to_string(members.size()) + " units of " +
                                       group.front().id.layer +
                                       " have no image left and are not described");
            continue;
        }
        auto input = at::empty({static_cast<std::int64_t>(members.size()),
                                static_cast<std::int64_t>(exemplars), features},
                               at::kFloat);
        float* out = input.data_ptr<float>();
        for (const auto member : members) {
            for (const auto from : rowsOf[member]) {
                out = std::copy_n(rows.data() + static_cast<std::int64_t>(from) * features,
                                  features, out);
            }
        }
        auto found = search(m_captioner, input, m_job.search, m_stop);
        for (std::size_t i = 0; i < members.size(); ++i) {
            found[i].unit = group[members[i]].id.index;
            beams.push_back(std::move(found[i]));
        }
    }
    if (!beams.empty()) {
        m_store->commit(group.front().id.layer, beams);
        m_report.described += static_cast<std::int64_t>(beams.size());
    }
}

void Describing::describeStretch(Units units, ProgressMeter& images, ProgressMeter& described) {
    const auto features = static_cast<std::size_t>(m_encoder.features());
    const double began = now();
    auto regions = m_source.load(units);
    std::vector<bool> present(regions.size(), true);
    std::vector<float> rows(regions.size() * features);
    for (const auto row :
         poolRegions(m_encoder, std::move(regions), m_source, rows, m_stop, images).absent) {
        present[row] = false;
    }
    m_source.load({}); // the maps have done their work
    images.flush();
    const double pooled = now();
    m_report.encodingSeconds += pooled - began;
    std::size_t firstRow = 0;
    for (const auto group : groupsOf(units)) {
        giveWay(m_stop);
        std::size_t count = 0;
        for (const auto& unit : group) {
            count += unit.images.size();
        }
        describeGroup(group, std::span(rows).subspan(firstRow * features, count * features),
                      {present.begin() + static_cast<std::ptrdiff_t>(firstRow),
                       present.begin() + static_cast<std::ptrdiff_t>(firstRow + count)});
        firstRow += count;
        described.advance(static_cast<std::int64_t>(group.size()));
    }
    m_report.searchSeconds += now() - pooled;
}

DescribingReport Describing::run() {
    auto units = projectUnits(m_project, m_job.layers);
    const auto bare = std::erase_if(units, [](const auto& unit) { return unit.images.empty(); });
    m_report.withoutExemplars = static_cast<std::int64_t>(bare);
    const auto groups = pending(units);
    const auto stretches = stretchesOf(groups);
    if (stretches.size() > 1) {
        log(LogLevel::Info, "features of " + std::to_string(stretches.size()) +
                                " stretches of units are pooled one after the other: together "
                                "they would not fit into the memory allowed");
    }
    std::int64_t toSee = 0;
    for (const auto& stretch : stretches) {
        toSee += distinctImages(stretch);
    }
    ProgressMeter images(m_progress, "looking at images", toSee);
    ProgressMeter described(m_progress, "describing", std::ssize(units), m_report.already);
    for (const auto& stretch : stretches) {
        describeStretch(stretch, images, described);
    }
    if (m_source.missingImages() > 0) {
        log(LogLevel::Warning, std::to_string(m_source.missingImages()) +
                                   " images are missing; their exemplars were left out");
    }
    m_store->finish();
    described.flush();
    return m_report;
}

} // namespace

DescriptionRun runOf(const Captioner& captioner, const std::filesystem::path& file,
                     const SearchOptions& options) {
    DescriptionRun run;
    run.captionerHash = project::contentHash(file);
    run.captionerName = captioner.record().name;
    run.generated = captioner.record().generated;
    run.mode = options.mode;
    run.lambda = options.lambda;
    run.beam = options.beam;
    run.steps = options.steps;
    run.vocabulary = captioner.vocabulary().tokens();
    return run;
}

DescribingReport describe(project::Project& project, const DescribingJob& job, std::stop_token stop,
                          const Progress& progress) {
    job.search.check();
    return Describing(project, job, std::move(stop), progress).run();
}

} // namespace brera::milan
