// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/search_session.h"

#include "audit/presets.h"
#include "base/error.h"
#include "gui/search_engine.h"
#include "gui/shared_project.h"
#include "widgets/jobs/job_controller.h"

#include <QCoreApplication>

#include <algorithm>

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
/// Someone who types on is not to wait for the rest of what fewer letters found.
constexpr int kRestMilliseconds = 250;

QString presetTitle(std::string_view name) {
    // By name, as lupdate does not find the class from here.
    const auto tr = [](const char* text) {
        return QCoreApplication::translate("brera::gui::SearchSession", text);
    };
    if (name == "faces") {
        return tr(QT_TRANSLATE_NOOP("brera::gui::SearchSession", "Faces"));
    }
    if (name == "text") {
        return tr(QT_TRANSLATE_NOOP("brera::gui::SearchSession", "Text"));
    }
    if (name == "people") {
        return tr(QT_TRANSLATE_NOOP("brera::gui::SearchSession", "People"));
    }
    if (name == "colours") {
        return tr(QT_TRANSLATE_NOOP("brera::gui::SearchSession", "Colours"));
    }
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

/// All searches of the list, counted, with the verdicts on them.
struct SearchSession::Counted {
    std::vector<widgets::SearchEntry> entries;
    std::map<QString, std::map<UnitId, project::Verdict>> verdicts;
};

SearchSession::SearchSession(widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_engine && m_asked) {
            run(kMostHits, true);
        }
    });
}

SearchSession::~SearchSession() = default;

void SearchSession::open(std::shared_ptr<SharedProject> project) {
    close();
    m_project = std::move(project);
    renewEngine();
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
    m_removed.clear();
    m_writeProblem.clear();
    Q_EMIT entriesChanged(m_entries);
}

void SearchSession::search(const QString& query, const QString& name) {
    m_asked = Asked{query, name, {}};
    run(kFirstHits, false);
}

void SearchSession::searchSimilar(const UnitId& unit) {
    m_asked = Asked{{}, {}, unit};
    run(kFirstHits, false);
}

void SearchSession::clear() {
    m_asked.reset();
    m_rest.stop();
    m_jobs.drop(QStringLiteral("search"));
}

void SearchSession::refresh() {
    if (!m_engine) {
        return;
    }
    // What runs keeps the old engine, whose lock nobody here waits for.
    renewEngine();
    count();
    if (m_asked) {
        run(kMostHits, true);
    }
}

void SearchSession::renewEngine() {
    m_engine = std::make_shared<SearchEngine>(m_project->path());
}

void SearchSession::run(std::int64_t most, bool again) {
    m_rest.stop();
    if (!m_engine) {
        return;
    }
    const Asked asked = *m_asked;
    m_jobs.start<SearchOutcome>(
        QStringLiteral("search"), this,
        [engine = m_engine, asked, most](std::stop_token stop, const Progress& progress) {
            SearchOutcome outcome = asked.like.layer.empty()
                                        ? engine->search(asked.query, most, stop)
                                        : engine->similar(asked.like, stop, progress);
            outcome.name = asked.name;
            return outcome;
        },
        [this, engine = m_engine, asked, most, again](Outcome<SearchOutcome> outcome) {
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
            found.again = again;
            found.title = asked.query;
            if (!asked.like.layer.empty()) {
                found.title = tr("Like %1, in words and exemplars").arg(QString::fromStdString(asked.like.toString()));
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
                m_rest.start();
            }
        });
}

void SearchSession::setImportances(std::map<UnitId, double> importances) {
    if (importances != m_importances) {
        m_importances = std::move(importances);
        if (m_asked) {
            run(kMostHits, true);
        }
    }
}

void SearchSession::count() {
    // Those that were kept just now may not be in the file yet.
    std::vector<project::SavedSearch> fresh;
    for (const widgets::SearchEntry& entry : m_entries) {
        if (!entry.shipped) {
            fresh.push_back({entry.name.toStdString(), entry.query.toStdString()});
        }
    }
    m_jobs.start<Counted>(
        QStringLiteral("searches"), this,
        [engine = m_engine, fresh = std::move(fresh)](std::stop_token stop, const Progress&) {
            std::vector<project::SavedSearch> saved;
            Counted counted;
            engine->kept([&](const project::Audits& audits) {
                saved = audits.searches();
                for (const auto& [name, verdict] : audits.verdicts()) {
                    counted.verdicts[QString::fromStdString(name)][verdict.unit] = verdict.verdict;
                }
            });
            const auto add = [&](const std::string& name, const QString& title,
                                 const std::string& query, bool shipped) {
                if (stop.stop_requested()) {
                    throw Cancelled();
                }
                widgets::SearchEntry entry{QString::fromStdString(name), title,
                                           QString::fromStdString(query), shipped};
                entry.units = engine->count(query, stop);
                counted.entries.push_back(std::move(entry));
            };
            for (const audit::Preset& preset : audit::presets()) {
                add(std::string(preset.name), presetTitle(preset.name), std::string(preset.query),
                    true);
            }
            for (const project::SavedSearch& search : fresh) {
                const bool there = std::any_of(
                    saved.begin(), saved.end(),
                    [&](const project::SavedSearch& other) { return other.name == search.name; });
                if (!there) {
                    saved.push_back(search);
                }
            }
            for (const project::SavedSearch& search : saved) {
                if (audit::findPreset(search.name) == nullptr) {
                    add(search.name, QString::fromStdString(search.name), search.query, false);
                }
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
    std::erase_if(counted.entries, [this](const widgets::SearchEntry& entry) {
        return m_removed.contains(entry.name);
    });
    for (const QString& name : m_removed) {
        counted.verdicts.erase(name);
    }
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
    const QString wanted = name.trimmed().isEmpty() ? query.trimmed() : name.trimmed();
    if (!m_project || !m_writeProblem.isEmpty() || wanted.isEmpty()) {
        return {};
    }
    const QString kept = freeName(wanted, query.trimmed());
    const auto there =
        std::find_if(m_entries.begin(), m_entries.end(),
                     [&](const widgets::SearchEntry& entry) { return entry.name == kept; });
    if (there != m_entries.end()) {
        return kept;
    }
    m_entries.push_back({kept, kept, query.trimmed()});
    m_removed.erase(kept);
    write(QStringLiteral("search ") + kept,
          [search = project::SavedSearch{kept.toStdString(), query.trimmed().toStdString()}](
              project::Project& project) { project::Audits(project).save(search); });
    tellEntries();
    count();
    return kept;
}

QString SearchSession::freeName(const QString& name, const QString& query) const {
    const auto isTaken = [&](const QString& candidate) {
        return std::any_of(m_entries.begin(), m_entries.end(),
                           [&](const widgets::SearchEntry& entry) {
                               const bool same = entry.name.compare(candidate, Qt::CaseInsensitive) == 0 ||
                                                 entry.title.compare(candidate, Qt::CaseInsensitive) == 0;
                               return same && (entry.shipped || entry.query != query);
                           });
    };
    QString candidate = name;
    for (int number = 2; isTaken(candidate); ++number) {
        candidate = QStringLiteral("%1 (%2)").arg(name).arg(number);
    }
    return candidate;
}

std::optional<SearchSession::Kept> SearchSession::remove(const QString& name) {
    const auto there =
        std::find_if(m_entries.begin(), m_entries.end(),
                     [&](const widgets::SearchEntry& entry) { return entry.name == name; });
    if (!m_project || !m_writeProblem.isEmpty() || there == m_entries.end() || there->shipped) {
        return {};
    }
    Kept kept{name, there->query, {}};
    if (const auto verdicts = m_verdicts.find(name); verdicts != m_verdicts.end()) {
        kept.verdicts = verdicts->second;
    }
    m_entries.erase(there);
    m_verdicts.erase(name);
    m_removed.insert(name);
    write(QStringLiteral("search ") + name, [name = name.toStdString()](project::Project& project) {
        project::Audits(project).remove(name);
    });
    tellEntries();
    return kept;
}

void SearchSession::restore(const Kept& kept) {
    if (save(kept.name, kept.query) == kept.name) {
        for (const auto& [unit, verdict] : kept.verdicts) {
            setVerdict(kept.name, unit, verdict);
        }
    }
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
    // What could not be written is told by the project itself, whoever wrote.
    m_jobs.start<bool>(
        QStringLiteral("verdicts"), this,
        [project = m_project](std::stop_token, const Progress&) {
            project->writeQueued();
            return true;
        },
        [](const Outcome<bool>&) {});
}

} // namespace brera::gui
