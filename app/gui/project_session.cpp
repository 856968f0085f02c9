// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project_session.h"

#include "gui/frame_geometry.h"
#include "gui/shared_project.h"
#include "image/preprocess.h"
#include "places/places.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/pictures/thumbnail_service.h"

#include <QCryptographicHash>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <system_error>
#include <utility>

namespace brera::gui {
namespace {

using widgets::JobEnd;
using widgets::Nothing;
using widgets::Outcome;

/// The most a single exemplar is enlarged from; beyond it no screen shows more.
constexpr int kSharpEdge = 2400;
/// Enough to be sure that the images are elsewhere, few enough to ask at once.
constexpr int kMissingExamples = 3;

struct Opened {
    std::shared_ptr<SharedProject> project;
    ProjectFacts facts;
    widgets::MeanColours colours;
};

/// Colours go with the images, whichever project shows them.
QString colourFile(const project::ProjectInputs& inputs) {
    const QByteArray hash = QByteArray::fromStdString(inputs.datasetHash);
    // The hash is text from a file of unknown origin; its own hash is safe as a name.
    const QByteArray name = QCryptographicHash::hash(hash, QCryptographicHash::Sha1).toHex();
    return QString::fromStdString((cacheFolder() / "colours" / name.toStdString()).string());
}

ProjectFacts factsOf(const project::Project& project) {
    ProjectFacts facts;
    facts.path = QString::fromStdString(project.path().string());
    facts.inputs = project.inputs();
    facts.layers = project.layers();
    facts.status = project.status();
    facts.progressed = project.progressed();
    facts.geometry = geometryOf(facts.inputs);
    const auto options = nlohmann::json::parse(facts.inputs.options, nullptr, false);
    if (options.is_object() && options.contains("quantile") && options["quantile"].is_number()) {
        facts.quantile = options["quantile"].get<double>();
    }
    facts.descriptions = readState(project);
    return facts;
}

Opened openProject(const std::filesystem::path& path, std::shared_ptr<SharedProject> project) {
    if (!project) {
        project = std::make_shared<SharedProject>(project::Project::open(path));
    }
    ProjectFacts facts = project->with([](const project::Project& open) { return factsOf(open); });
    facts.readOnlyReason = QString::fromStdString(project->readOnlyReason());
    widgets::MeanColours colours = widgets::readColours(colourFile(facts.inputs));
    return {std::move(project), std::move(facts), std::move(colours)};
}

widgets::UnitView readUnit(const project::Project& project, const ProjectFacts& facts,
                           const UnitId& id, widgets::PictureStore& pictures) {
    const project::UnitDetails details = project.unit(id.layer, id.index);
    widgets::UnitView view{id, details.statistics,   facts.quantile, facts.geometry.input,
                           {}, readView(project, id)};
    const std::vector<std::string>& classes = facts.inputs.classNames;
    for (const Exemplar& exemplar : details.exemplars) {
        widgets::ExemplarEntry entry;
        entry.exemplar = exemplar;
        entry.image = project.image(exemplar.image);
        entry.file = QString::fromStdString(project.imageFile(exemplar.image).string());
        const auto label = static_cast<std::size_t>(entry.image.label);
        if (entry.image.label >= 0 && label < classes.size()) {
            entry.className = QString::fromStdString(classes[label]);
        }
        entry.frame = pictures.remembered(exemplar.image);
        view.exemplars.push_back(std::move(entry));
    }
    return view;
}

struct Units {
    std::vector<project::UnitHead> heads;
    widgets::LayerDescriptions descriptions;
};

struct Check {
    QStringList stale;
    bool moved = false;
};

struct Frame {
    QImage picture;
    QString failure;
    std::optional<QRgb> mean;
};

Frame readFrame(widgets::PictureStore& pictures, std::int64_t image, const QString& file) {
    try {
        QImage picture = pictures.frame(image, file.toStdString());
        return {std::move(picture), {}, pictures.mean(image)};
    } catch (const DataError& error) {
        return {{}, QString::fromUtf8(error.what()), {}};
    }
}

} // namespace

ProjectSession::ProjectSession(widgets::JobController& jobs, widgets::ThumbnailService& thumbnails,
                               QObject* parent)
    : QObject(parent), m_jobs(jobs), m_thumbnails(thumbnails) {
}

ProjectSession::~ProjectSession() = default;

void ProjectSession::open(const QString& path, std::shared_ptr<SharedProject> shared) {
    m_wanted = path;
    // Each path has a channel of its own: an opening that nobody waits for any more holds the file
    // until it ends, and whoever comes back to it takes what it finds.
    const QString channel = QStringLiteral("open ") + path;
    if (m_jobs.isRunning(channel)) {
        return;
    }
    m_jobs.start<Opened>(
        channel, this,
        [path = std::filesystem::path(path.toStdString()).lexically_normal(),
         shared = std::move(shared), leaving = m_leaving](std::stop_token, const Progress&) {
            for (const auto& each : leaving) {
                const auto project = each.lock();
                if (project && project->path() == path) {
                    project->close();
                }
            }
            return openProject(path, shared);
        },
        [this, path](Outcome<Opened> outcome) {
            if (path != m_wanted) {
                return;
            }
            m_wanted.clear();
            if (outcome.end == JobEnd::Failed) {
                Q_EMIT openFailed(path, outcome.message);
            }
            if (outcome.end != JobEnd::Done) {
                return;
            }
            Q_EMIT aboutToChange();
            letGo(outcome.value->project);
            m_facts = std::move(outcome.value->facts);
            m_pictures = std::make_shared<widgets::PictureStore>(m_facts.geometry,
                                                                 std::move(outcome.value->colours));
            adopt(std::move(outcome.value->project));
            m_thumbnails.open(m_facts.path.toStdString(), m_pictures);
            Q_EMIT opened();
        });
}

void ProjectSession::adopt(std::shared_ptr<SharedProject> project) {
    m_project = std::move(project);
    m_project->setListener([this](const std::string& problem) {
        QMetaObject::invokeMethod(
            this, [this, text = QString::fromStdString(problem)] { Q_EMIT failed(text); },
            Qt::QueuedConnection);
    });
}

void ProjectSession::close() {
    m_wanted.clear();
    letGo({});
}

void ProjectSession::letGo(const std::shared_ptr<SharedProject>& next) {
    for (const char* channel : {"units", "unit", "frame", "sharp", "check", "reroot"}) {
        m_jobs.drop(QLatin1String(channel));
    }
    m_thumbnails.close();
    if (m_project) {
        m_jobs.start<Nothing>(
            QStringLiteral("colours"), this,
            [file = colourFile(m_facts.inputs), pictures = m_pictures](std::stop_token,
                                                                       const Progress&) {
                widgets::writeColours(file, pictures->means());
                return Nothing{};
            },
            [](const Outcome<Nothing>&) {});
    }
    if (m_project && m_project != next && !m_project->isLent()) {
        // Who reads from it now may take its time, and so may the last writes.
        std::erase_if(m_leaving, [](const auto& each) { return each.expired(); });
        m_leaving.push_back(m_project);
        ++m_closing;
        m_jobs.start<Nothing>(
            QStringLiteral("close %1").arg(++m_closings), this,
            [project = m_project](std::stop_token, const Progress&) {
                project->close();
                return Nothing{};
            },
            [this](const Outcome<Nothing>&) {
                if (--m_closing == 0 && m_afterClosing) {
                    std::exchange(m_afterClosing, {})();
                }
            });
    }
    m_project.reset();
    m_pictures.reset();
    m_facts = {};
    m_unit = {};
}

void ProjectSession::afterClosing(std::function<void()> next) {
    if (m_closing == 0) {
        next();
    } else {
        m_afterClosing = std::move(next);
    }
}

void ProjectSession::loadUnits(const QString& layer) {
    if (!m_project) {
        return;
    }
    m_jobs.start<Units>(
        QStringLiteral("units"), this,
        [project = m_project, path = layer.toStdString()](std::stop_token, const Progress&) {
            return project->with([&](const project::Project& open) {
                return Units{open.units(path), readLayer(open, path)};
            });
        },
        [this, project = m_project](Outcome<Units> outcome) {
            if (project != m_project) {
                return;
            }
            if (outcome.end == JobEnd::Done) {
                Q_EMIT unitsLoaded(outcome.value->descriptions, outcome.value->heads);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
        });
}

void ProjectSession::loadUnit(const UnitId& unit) {
    if (!m_project) {
        return;
    }
    m_jobs.drop(QStringLiteral("frame"));
    m_jobs.start<widgets::UnitView>(
        QStringLiteral("unit"), this,
        [project = m_project, pictures = m_pictures, facts = m_facts, unit](std::stop_token,
                                                                            const Progress&) {
            return project->with([&](const project::Project& open) {
                return readUnit(open, facts, unit, *pictures);
            });
        },
        [this, project = m_project](Outcome<widgets::UnitView> outcome) {
            if (project != m_project) {
                return;
            }
            if (outcome.end == JobEnd::Done) {
                m_unit = std::move(*outcome.value);
                Q_EMIT unitLoaded(m_unit);
                loadFrame(0);
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT failed(outcome.message);
            }
        });
}

void ProjectSession::loadFrame(int row) {
    const auto count = static_cast<int>(m_unit.exemplars.size());
    while (row < count && !m_unit.exemplars[static_cast<std::size_t>(row)].frame.isNull()) {
        ++row;
    }
    if (row >= count) {
        return;
    }
    const widgets::ExemplarEntry& entry = m_unit.exemplars[static_cast<std::size_t>(row)];
    m_jobs.start<Frame>(
        QStringLiteral("frame"), this,
        [pictures = m_pictures, image = entry.exemplar.image, file = entry.file](
            std::stop_token, const Progress&) { return readFrame(*pictures, image, file); },
        [this, row, unit = m_unit.id, project = m_project](Outcome<Frame> outcome) {
            if (outcome.end != JobEnd::Done || project != m_project || unit != m_unit.id) {
                return;
            }
            const Frame& frame = *outcome.value;
            Q_EMIT frameLoaded(unit, row, frame.picture, frame.failure, frame.mean);
            loadFrame(row + 1);
        });
}

void ProjectSession::loadSharp(const UnitId& unit, int row) {
    if (unit != m_unit.id || row < 0 || row >= static_cast<int>(m_unit.exemplars.size())) {
        return;
    }
    const QString file = m_unit.exemplars[static_cast<std::size_t>(row)].file;
    m_jobs.start<QImage>(
        QStringLiteral("sharp"), this,
        [file, geometry = m_facts.geometry](std::stop_token, const Progress&) {
            return widgets::loadFrame(file.toStdString(), geometry, kSharpEdge);
        },
        [this, unit, row](Outcome<QImage> outcome) {
            if (outcome.end == JobEnd::Done) {
                Q_EMIT sharpLoaded(unit, row, *outcome.value);
            }
        });
}

void ProjectSession::check() {
    if (!m_project) {
        return;
    }
    const std::string path = m_facts.path.toStdString();
    m_jobs.start<Check>(
        QStringLiteral("check"), this,
        [path](std::stop_token stop, const Progress&) {
            // Its own handle: looking at every file must not keep the window's reads waiting.
            const auto project = project::Project::open(path, project::OpenMode::ReadOnly);
            Check check;
            const std::filesystem::path root = project.inputs().datasetRoot;
            check.moved = !root.empty() && !project.missingUnder(root, kMissingExamples).empty();
            if (!stop.stop_requested()) {
                for (const std::string& reason : project.stale()) {
                    check.stale.append(QString::fromStdString(reason));
                }
            }
            return check;
        },
        [this, project = m_project](Outcome<Check> outcome) {
            if (outcome.end == JobEnd::Done && project == m_project) {
                Q_EMIT checked(outcome.value->stale, outcome.value->moved);
            }
        });
}

void ProjectSession::reroot(const QString& root) {
    if (!m_project) {
        return;
    }
    m_jobs.start<Nothing>(
        QStringLiteral("reroot"), this,
        [project = m_project, root](std::stop_token, const Progress&) {
            project->with([&](project::Project& open) { open.reroot(root.toStdString()); });
            return Nothing{};
        },
        [this, project = m_project](Outcome<Nothing> outcome) {
            if (project != m_project) {
                return;
            }
            if (outcome.end == JobEnd::Done) {
                Q_EMIT rerooted();
            } else if (outcome.end == JobEnd::Failed) {
                Q_EMIT rerootFailed(outcome.message);
            }
        });
}

} // namespace brera::gui
