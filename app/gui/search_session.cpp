// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/search_session.h"

#include "audit/presets.h"
#include "audit/similar.h"
#include "base/error.h"
#include "gui/shared_project.h"
#include "language/wordnet.h"
#include "project/search.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/models/description_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>
#include <unordered_map>

namespace brera::gui {
namespace {

using widgets::FoundUnit;
using widgets::JobEnd;
using widgets::Outcome;
using widgets::SearchOutcome;

/// What fits on a few screens comes at once, the rest a moment later.
constexpr std::int64_t kFirstHits = 100;
/// More cards than anybody looks through; the count tells of the rest.
constexpr std::int64_t kMostHits = 5000;
constexpr std::size_t kMostSimilar = 60;

/// What cards say of a unit that the search itself does not.
struct Known {
    float activation = 0;
    double threshold = 0;
    double wpmi = std::numeric_limits<double>::quiet_NaN();
    QString text;
};

QString presetTitle(std::string_view name) {
    if (name == "faces") {
        return SearchSession::tr("Faces");
    }
    if (name == "text") {
        return SearchSession::tr("Text");
    }
    if (name == "people") {
        return SearchSession::tr("People");
    }
    if (name == "colours") {
        return SearchSession::tr("Colours");
    }
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

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

/// A handle of its own, so that a search never waits for what else reads or writes the project.
struct SearchSession::Engine {
    std::filesystem::path path;
    std::mutex mutex;
    std::optional<project::Project> project;
    std::unordered_map<std::string, std::unordered_map<std::int64_t, Known>> known; ///< by layer
    std::optional<language::WordNet> wordNet;
    std::optional<audit::Neighbours> neighbours;

    project::Project& open() {
        if (!project) {
            project.emplace(project::Project::open(path, project::OpenMode::ReadOnly));
        }
        return *project;
    }

    project::Widen widen() {
        return [this](std::string_view word) {
            if (!wordNet) {
                wordNet.emplace();
            }
            return wordNet->widen(word);
        };
    }

    std::unordered_map<std::int64_t, Known>& layer(const std::string& name) {
        const auto [place, fresh] = known.try_emplace(name);
        if (fresh) {
            for (const project::UnitHead& head : open().units(name)) {
                Known& unit = place->second[head.unit];
                unit.activation = head.topActivation;
                unit.threshold = head.threshold;
            }
            for (const project::Description& description : open().descriptions(name)) {
                Known& unit = place->second[description.unit];
                unit.wpmi = description.machineText.empty()
                                ? std::numeric_limits<double>::quiet_NaN()
                                : description.wpmi;
                unit.text = QString::fromStdString(description.text);
                if (!description.human) {
                    unit.text = widgets::sentenceCase(std::move(unit.text));
                }
            }
        }
        return place->second;
    }

    FoundUnit unit(const UnitId& id) {
        FoundUnit found;
        found.unit = id;
        const Known& unit = layer(id.layer)[id.index];
        found.activation = unit.activation;
        found.threshold = unit.threshold;
        found.wpmi = unit.wpmi;
        found.text = unit.text;
        return found;
    }

    SearchOutcome search(const QString& query, std::int64_t most) {
        const std::lock_guard lock(mutex);
        const auto result = project::search(open(), query.toStdString(), most, widen());
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

    SearchOutcome similar(const UnitId& like, const std::stop_token& stop,
                          const Progress& progress) {
        const std::lock_guard lock(mutex);
        if (!neighbours) {
            neighbours.emplace(audit::Neighbours::build(open(), stop, progress));
        }
        SearchOutcome outcome;
        for (const audit::Neighbour& near :
             neighbours->near(like, audit::Likeness::Both, kMostSimilar)) {
            outcome.units.push_back(unit(near.unit));
        }
        outcome.total = static_cast<qint64>(outcome.units.size());
        for (const LayerShape& layer : open().layers()) {
            const auto units = std::count_if(
                outcome.units.begin(), outcome.units.end(),
                [&](const FoundUnit& found) { return found.unit.layer == layer.path; });
            if (units > 0) {
                outcome.byLayer.push_back({QString::fromStdString(layer.path), units});
            }
        }
        return outcome;
    }

    /// Descriptions have changed.
    void forget() {
        const std::lock_guard lock(mutex);
        known.clear();
        neighbours.reset();
    }
};

/// All searches of the list, counted, with the verdicts on them.
struct SearchSession::Counted {
    std::vector<widgets::SearchEntry> entries;
    std::map<QString, std::map<UnitId, project::Verdict>> verdicts;
};

SearchSession::SearchSession(widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs) {
}

SearchSession::~SearchSession() = default;

void SearchSession::open(std::shared_ptr<SharedProject> project) {
    close();
    m_project = std::move(project);
    m_engine = std::make_shared<Engine>();
    m_engine->path = m_project->path();
    m_writeProblem =
        m_project->readOnlyReason().empty() ? QString() : tr("This project can only be read.");
    count();
}

void SearchSession::close() {
    clear();
    m_jobs.drop(QStringLiteral("searches"));
    m_project.reset();
    m_engine.reset();
    m_entries.clear();
    m_verdicts.clear();
    m_importances.clear();
    m_writeProblem.clear();
    Q_EMIT entriesChanged(m_entries);
}

void SearchSession::search(const QString& query, const QString& name) {
    m_asked = Asked{query, name, {}};
    run();
}

void SearchSession::searchSimilar(const UnitId& unit) {
    m_asked = Asked{{}, {}, unit};
    run();
}

void SearchSession::clear() {
    m_asked.reset();
    m_jobs.drop(QStringLiteral("search"));
}

void SearchSession::refresh() {
    if (!m_engine) {
        return;
    }
    m_engine->forget();
    count();
    if (m_asked) {
        run();
    }
}

void SearchSession::run() {
    if (m_engine) {
        run(kFirstHits);
    }
}

void SearchSession::run(std::int64_t most) {
    const Asked asked = *m_asked;
    m_jobs.start<SearchOutcome>(
        QStringLiteral("search"), this,
        [engine = m_engine, asked, most](std::stop_token stop, const Progress& progress) {
            SearchOutcome outcome = asked.like.layer.empty()
                                        ? engine->search(asked.query, most)
                                        : engine->similar(asked.like, stop, progress);
            outcome.name = asked.name;
            return outcome;
        },
        [this, engine = m_engine, asked, most](Outcome<SearchOutcome> outcome) {
            if (engine != m_engine) {
                return;
            }
            if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
            if (outcome.end != JobEnd::Done) {
                return;
            }
            SearchOutcome& found = *outcome.value;
            // Typed words may be those of a kept search.
            const auto kept = std::find_if(
                m_entries.begin(), m_entries.end(), [&](const widgets::SearchEntry& entry) {
                    return asked.name.isEmpty()
                               ? !asked.query.isEmpty() && entry.query == asked.query.trimmed()
                               : entry.name == asked.name;
                });
            found.title = asked.query;
            if (!asked.like.layer.empty()) {
                found.title = tr("Like %1").arg(QString::fromStdString(asked.like.toString()));
            } else if (kept != m_entries.end()) {
                found.name = kept->name;
                found.title = kept->title;
            }
            for (FoundUnit& unit : found.units) {
                unit.verdict = verdict(found.name, unit.unit);
                if (const auto known = m_importances.find(unit.unit);
                    known != m_importances.end()) {
                    unit.importance = known->second;
                }
            }
            const auto shown = static_cast<std::int64_t>(found.units.size());
            const bool more = most < kMostHits && shown == most && found.total > shown;
            Q_EMIT this->found(found);
            if (more && m_asked) { // unless that ended the search
                run(kMostHits);
            }
        });
}

void SearchSession::setImportances(std::map<UnitId, double> importances) {
    if (importances != m_importances) {
        m_importances = std::move(importances);
        if (m_asked) {
            run();
        }
    }
}

void SearchSession::count() {
    m_jobs.start<Counted>(
        QStringLiteral("searches"), this,
        [engine = m_engine](std::stop_token stop, const Progress&) {
            const std::lock_guard lock(engine->mutex);
            project::Audits audits(engine->open());
            Counted counted;
            const auto add = [&](const std::string& name, const QString& title,
                                 const std::string& query, bool shipped) {
                if (stop.stop_requested()) {
                    throw Cancelled();
                }
                widgets::SearchEntry entry{QString::fromStdString(name), title,
                                           QString::fromStdString(query), shipped};
                entry.units = project::search(engine->open(), query, 0, engine->widen()).total;
                counted.entries.push_back(std::move(entry));
            };
            for (const audit::Preset& preset : audit::presets()) {
                add(std::string(preset.name), presetTitle(preset.name), std::string(preset.query),
                    true);
            }
            for (const project::SavedSearch& saved : audits.searches()) {
                if (audit::findPreset(saved.name) == nullptr) {
                    add(saved.name, QString::fromStdString(saved.name), saved.query, false);
                }
            }
            for (const auto& [name, verdict] : audits.verdicts()) {
                counted.verdicts[QString::fromStdString(name)][verdict.unit] = verdict.verdict;
            }
            return counted;
        },
        [this, engine = m_engine](Outcome<Counted> outcome) {
            if (engine != m_engine) {
                return;
            }
            if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            } else if (outcome.end == JobEnd::Done) {
                take(std::move(*outcome.value));
            }
        });
}

void SearchSession::take(Counted counted) {
    // What was said meanwhile is newer than what was read.
    for (auto& [name, units] : m_verdicts) {
        for (const auto& [unit, verdict] : units) {
            counted.verdicts[name][unit] = verdict;
        }
    }
    m_verdicts = std::move(counted.verdicts);
    for (const widgets::SearchEntry& entry : m_entries) {
        const bool there = std::any_of(
            counted.entries.begin(), counted.entries.end(),
            [&](const widgets::SearchEntry& other) { return other.name == entry.name; });
        if (!there && !entry.shipped) {
            counted.entries.push_back(entry);
        }
    }
    m_entries = std::move(counted.entries);
    tellEntries();
}

void SearchSession::tellEntries() {
    for (widgets::SearchEntry& entry : m_entries) {
        entry.decided = 0;
        entry.confirmed = 0;
        for (const auto& [unit, verdict] : m_verdicts[entry.name]) {
            entry.decided += verdict != project::Verdict::Undecided ? 1 : 0;
            entry.confirmed += verdict == project::Verdict::Confirmed ? 1 : 0;
        }
    }
    Q_EMIT entriesChanged(m_entries);
}

QString SearchSession::save(const QString& name, const QString& query) {
    const QString kept = name.trimmed().isEmpty() ? query.trimmed() : name.trimmed();
    if (!m_project || !m_writeProblem.isEmpty() || kept.isEmpty()) {
        return {};
    }
    const auto there =
        std::find_if(m_entries.begin(), m_entries.end(),
                     [&](const widgets::SearchEntry& entry) { return entry.name == kept; });
    if (there == m_entries.end()) {
        m_entries.push_back({kept, kept, query.trimmed()});
    } else if (there->shipped) {
        return kept; // its words are Brera's
    } else {
        there->query = query.trimmed();
    }
    write(QStringLiteral("search ") + kept,
          [search = project::SavedSearch{kept.toStdString(), query.trimmed().toStdString()}](
              project::Project& project) { project::Audits(project).save(search); });
    tellEntries();
    count();
    return kept;
}

void SearchSession::remove(const QString& name) {
    const auto there =
        std::find_if(m_entries.begin(), m_entries.end(),
                     [&](const widgets::SearchEntry& entry) { return entry.name == name; });
    if (!m_project || !m_writeProblem.isEmpty() || there == m_entries.end() || there->shipped) {
        return;
    }
    m_entries.erase(there);
    m_verdicts.erase(name);
    write(QStringLiteral("search ") + name, [name = name.toStdString()](project::Project& project) {
        project::Audits(project).remove(name);
    });
    tellEntries();
}

void SearchSession::setVerdict(const QString& name, const UnitId& unit, project::Verdict verdict) {
    if (!m_project || !m_writeProblem.isEmpty()) {
        return;
    }
    m_verdicts[name][unit] = verdict;
    write(QStringLiteral("verdict %1 ").arg(name) + QString::fromStdString(unit.toString()),
          [name = name.toStdString(), unit, verdict](project::Project& project) {
              project::Audits(project).setVerdict(name, unit, verdict);
          });
    Q_EMIT verdictChanged(name, unit, verdict);
    tellEntries();
}

project::Verdict SearchSession::verdict(const QString& name, const UnitId& unit) const {
    const auto audit = m_verdicts.find(name);
    if (audit == m_verdicts.end()) {
        return project::Verdict::Undecided;
    }
    const auto found = audit->second.find(unit);
    return found == audit->second.end() ? project::Verdict::Undecided : found->second;
}

void SearchSession::write(const QString& key, std::function<void(project::Project&)> change) {
    m_project->post(key.toStdString(), std::move(change));
    m_jobs.start<QStringList>(
        QStringLiteral("verdicts"), this,
        [project = m_project](std::stop_token, const Progress&) {
            QStringList problems;
            for (const std::string& problem : project->writeQueued()) {
                problems.append(QString::fromStdString(problem));
            }
            return problems;
        },
        [this](Outcome<QStringList> outcome) {
            if (outcome.value && !outcome.value->isEmpty()) {
                Q_EMIT failed(outcome.value->join(QLatin1Char('\n')));
            }
        });
}

} // namespace brera::gui
