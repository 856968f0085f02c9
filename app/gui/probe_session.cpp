// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/probe_session.h"

#include "base/error.h"
#include "base/priority.h"
#include "gui/probe_engine.h"
#include "gui/project_session.h"
#include "gui/shared_project.h"
#include "image/picture_io.h"
#include "probing/pasted_pairs.h"
#include "widgets/jobs/job_controller.h"

#include <QFileInfo>

#include <algorithm>

namespace brera::gui {

using widgets::JobEnd;
using widgets::Nothing;
using widgets::Outcome;

namespace {

/// Pictures a unit's output weights are measured on: two tell whether they are the same on all.
constexpr std::size_t kWeightPictures = 2;
constexpr std::size_t kWeightClasses = 5;

constexpr const char* kChannels[] = {"probe",       "probe-target", "probe-source", "probe-predict",
                                     "probe-pairs", "probe-pair",   "probe-weights",
                                     "probe-pasted"};

std::vector<widgets::PairEntry> readPairs(project::Project& project) {
    std::vector<widgets::PairEntry> pairs;
    for (auto& kept : probing::keptPairs(project)) {
        pairs.push_back({kept.id, QString::fromStdString(kept.name),
                         QDateTime::fromSecsSinceEpoch(kept.created), std::move(kept.pair)});
    }
    return pairs;
}

} // namespace

ProbeSession::ProbeSession(widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs) {
}

ProbeSession::~ProbeSession() = default;

void ProbeSession::open(std::shared_ptr<SharedProject> project, const ProjectFacts& facts) {
    close();
    m_project = std::move(project);
    m_engine = std::make_shared<ProbeEngine>(facts.path.toStdString(), facts.geometry);
    m_writeProblem = facts.readOnlyReason;
    m_networkHash = facts.inputs.networkHash;
}

void ProbeSession::close() {
    for (const char* channel : kChannels) {
        m_jobs.drop(QLatin1String(channel));
    }
    m_project.reset();
    m_engine.reset();
    m_picture.reset();
    m_source.reset();
    m_wanted.reset();
    m_predicting = false;
    m_wantedPasted.reset();
    m_reading = false;
}

void ProbeSession::probeFile(const QString& file) {
    probe(file, {});
}

void ProbeSession::probeImage(const QImage& image) {
    probe({}, image);
}

void ProbeSession::probeExample() {
    if (!m_engine) {
        return;
    }
    m_jobs.start<std::string>(
        QStringLiteral("probe"), this,
        [engine = m_engine](const std::stop_token&, const Progress&) { return engine->example(); },
        [this](const Outcome<std::string>& outcome) {
            if (outcome.end == JobEnd::Done) {
                probeFile(QString::fromStdString(*outcome.value));
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT probeFailed(outcome.message);
            }
        });
}

void ProbeSession::loadSource(const QString& file) {
    source(file, {});
}

void ProbeSession::loadSourceImage(const QImage& image) {
    source({}, image);
}

void ProbeSession::probe(const QString& file, const QImage& image) {
    if (!m_engine) {
        return;
    }
    m_jobs.drop(QStringLiteral("probe-pair")); // an older wish must not overtake this one
    Q_EMIT loading(file.isEmpty() ? tr("the clipboard's picture") : QFileInfo(file).fileName());
    using Result = std::pair<LoadedPicture, widgets::ProbeView>;
    m_jobs.start<Result>(
        QStringLiteral("probe"), this,
        [engine = m_engine, path = file.toStdString(), image](const std::stop_token& stop,
                                                              const Progress&) {
            const Interactive first;
            auto loaded = std::make_shared<LoadedFile>(engine->load(path, image));
            auto view = engine->view(*loaded, {}, stop);
            return Result(std::move(loaded), std::move(view));
        },
        [this](Outcome<Result> outcome) {
            if (outcome.end == JobEnd::Done) {
                m_picture = outcome.value->first;
                Q_EMIT probed(outcome.value->second);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT probeFailed(outcome.message);
            }
        });
}

void ProbeSession::setTarget(int output) {
    if (!m_engine || !m_picture) {
        return;
    }
    m_jobs.start<widgets::ProbeView>(
        QStringLiteral("probe-target"), this,
        [engine = m_engine, picture = m_picture, output](const std::stop_token& stop,
                                                         const Progress&) {
            const Interactive first;
            return engine->view(*picture, output, stop);
        },
        [this, picture = m_picture](Outcome<widgets::ProbeView> outcome) {
            if (picture != m_picture) {
                return;
            }
            if (outcome.end == JobEnd::Done) {
                Q_EMIT targeted(*outcome.value);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT probeFailed(outcome.message);
            }
        });
}

void ProbeSession::source(const QString& file, const QImage& image) {
    if (!m_engine) {
        return;
    }
    m_jobs.drop(QStringLiteral("probe-pair"));
    using Result = std::pair<LoadedPicture, widgets::SourceView>;
    m_jobs.start<Result>(
        QStringLiteral("probe-source"), this,
        [engine = m_engine, path = file.toStdString(), image](const std::stop_token& stop,
                                                              const Progress&) {
            const Interactive first;
            auto loaded = std::make_shared<LoadedFile>(engine->load(path, image));
            widgets::SourceView view{loaded->shown, engine->responses(*loaded, stop)};
            return Result(std::move(loaded), std::move(view));
        },
        [this](Outcome<Result> outcome) {
            if (outcome.end == JobEnd::Done) {
                m_source = outcome.value->first;
                Q_EMIT sourceLoaded(outcome.value->second);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT sourceFailed(outcome.message);
            }
        });
}

void ProbeSession::change(const widgets::ProbeChange& change) {
    if (!m_engine || !m_picture || (change.placement && !m_source)) {
        return;
    }
    m_wanted = change;
    if (!m_predicting) {
        predict();
    }
}

void ProbeSession::predict() {
    const widgets::ProbeChange change = *std::exchange(m_wanted, std::nullopt);
    if (change.isEmpty()) {
        return;
    }
    m_predicting = true;
    m_jobs.start<std::vector<double>>(
        QStringLiteral("probe-predict"), this,
        [engine = m_engine, picture = m_picture, source = m_source, change](const std::stop_token&,
                                                                            const Progress&) {
            const Interactive first;
            return engine->predict(*picture, source.get(), change);
        },
        [this, picture = m_picture](const Outcome<std::vector<double>>& outcome) {
            m_predicting = false;
            if (picture == m_picture) {
                if (outcome.end == JobEnd::Done) {
                    Q_EMIT predicted(*outcome.value, !m_wanted);
                } else if (outcome.end == JobEnd::Failed) {
                    Q_EMIT failed(outcome.message);
                }
            }
            if (m_wanted) {
                predict();
            }
        });
}

void ProbeSession::describePasted(const widgets::ProbeChange& change, int target) {
    m_wantedPasted.reset();
    if (!change.placement) {
        m_jobs.drop(QStringLiteral("probe-pasted"));
        m_reading = false;
        return;
    }
    if (!m_engine || !m_picture || !m_source) {
        return;
    }
    m_wantedPasted.emplace(change, target);
    if (!m_reading) {
        readPasted();
    }
}

void ProbeSession::readPasted() {
    const auto [change, target] = *std::exchange(m_wantedPasted, std::nullopt);
    m_reading = true;
    m_jobs.start<widgets::PastedView>(
        QStringLiteral("probe-pasted"), this,
        [engine = m_engine, picture = m_picture, source = m_source, change = change,
         target = target](const std::stop_token& stop, const Progress&) {
            const Interactive first;
            return engine->pasted(*picture, *source, change, target, stop);
        },
        [this, picture = m_picture](const Outcome<widgets::PastedView>& outcome) {
            m_reading = false;
            if (m_wantedPasted) {
                readPasted(); // what has come is of a place the piece has left
            } else if (picture == m_picture && outcome.end == JobEnd::Done) {
                Q_EMIT pastedDescribed(*outcome.value);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
        });
}

void ProbeSession::loadPairs() {
    if (!m_project) {
        return;
    }
    using Result = std::vector<widgets::PairEntry>;
    m_jobs.start<Result>(
        QStringLiteral("probe-pairs"), this,
        [project = m_project](const std::stop_token&, const Progress&) {
            return project->with([](project::Project& open) { return readPairs(open); });
        },
        [this](const Outcome<Result>& outcome) {
            if (outcome.end == JobEnd::Done) {
                Q_EMIT pairsLoaded(*outcome.value);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
        });
}

void ProbeSession::keepPair(probing::PastedPair pair, const QString& name) {
    if (!m_project || !m_writeProblem.isEmpty()) {
        return;
    }
    pair.networkHash = m_networkHash;
    m_project->post("pair " + probing::pairInputs(pair),
                    [pair, name = name.toStdString()](project::Project& project) {
                        probing::keepPair(project, pair, name);
                    });
    loadPairs();
}

void ProbeSession::removePair(probing::PastedPair pair) {
    if (!m_project || !m_writeProblem.isEmpty()) {
        return;
    }
    pair.networkHash = m_networkHash;
    m_project->post("pair " + probing::pairInputs(pair),
                    [pair](project::Project& project) { probing::removePair(project, pair); });
    loadPairs();
}

void ProbeSession::renamePair(qint64 id, const QString& name) {
    if (!m_project) {
        return;
    }
    if (m_writeProblem.isEmpty()) {
        m_project->post("pair name " + std::to_string(id),
                        [id, name = name.toStdString()](project::Project& project) {
                            probing::renamePair(project, id, name);
                        });
    }
    loadPairs();
}

void ProbeSession::openPair(const probing::PastedPair& pair) {
    if (!m_engine) {
        return;
    }
    struct Result {
        LoadedPicture picture;
        LoadedPicture source;
        widgets::ProbeView view;
        widgets::SourceView sourceView;
    };
    m_jobs.drop(QStringLiteral("probe"));
    m_jobs.drop(QStringLiteral("probe-source"));
    m_jobs.start<Result>(
        QStringLiteral("probe-pair"), this,
        [engine = m_engine, pair](const std::stop_token& stop, const Progress&) {
            const Interactive first;
            auto picture = std::make_shared<LoadedFile>(engine->load(pair.target, {}));
            auto source = std::make_shared<LoadedFile>(engine->load(pair.source, {}));
            auto view = engine->view(*picture, {}, stop);
            widgets::SourceView sourceView{source->shown, engine->responses(*source, stop)};
            return Result{std::move(picture), std::move(source), std::move(view),
                          std::move(sourceView)};
        },
        [this, pair](const Outcome<Result>& outcome) {
            if (outcome.end == JobEnd::Done) {
                describePasted({}, 0);
                m_picture = outcome.value->picture;
                m_source = outcome.value->source;
                Q_EMIT probed(outcome.value->view);
                Q_EMIT sourceLoaded(outcome.value->sourceView);
                Q_EMIT pairOpened(pair);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT probeFailed(outcome.message);
            }
        });
}

void ProbeSession::loadWeights(const UnitId& unit, const QStringList& files) {
    if (!m_engine) {
        return;
    }
    m_jobs.start<widgets::WeightsView>(
        QStringLiteral("probe-weights"), this,
        [engine = m_engine, id = unit, files](const std::stop_token&, const Progress&) {
            const Interactive first;
            std::vector<Picture> pictures;
            for (const QString& file : files) {
                if (pictures.size() == kWeightPictures) {
                    break;
                }
                try {
                    pictures.push_back(image::decode(file.toStdString()));
                } catch (const DataError&) {
                    // Another exemplar does as well; without any, outputWeights() says so.
                }
            }
            const auto& network = engine->probe();
            const auto found = network.outputWeights(id, pictures, kWeightClasses);
            widgets::WeightsView view;
            view.unit = id;
            view.fixed = found.fixed;
            const auto rows = [&](const std::vector<probing::ClassEffect>& effects) {
                std::vector<widgets::WeightsView::Row> result;
                for (const auto& each : effects) {
                    result.push_back(
                        {QString::fromStdString(network.className(each.output)), each.effect});
                }
                return result;
            };
            view.raised = rows(found.raised);
            view.lowered = rows(found.lowered);
            return view;
        },
        [this, id = unit](const Outcome<widgets::WeightsView>& outcome) {
            if (outcome.end == JobEnd::Cancelled) {
                return;
            }
            widgets::WeightsView view = outcome.value.value_or(widgets::WeightsView{});
            view.unit = id;
            view.problem = outcome.message;
            Q_EMIT weightsLoaded(view);
        });
}

} // namespace brera::gui
