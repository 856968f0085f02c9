// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/evaluation_source.h"

#include "base/error.h"
#include "demo/evaluation_sets.h"
#include "network/edited.h"
#include "project/content_hash.h"
#include "project/project.h"
#include "project/search.h"

#include <QCoreApplication>

#include <algorithm>
#include <system_error>

#include <unistd.h>

namespace brera::gui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::gui::EvaluationSource)
};

/// Two sets or more share what one command would take for all of its sets.
std::int64_t cacheBytesOfSet() {
    const std::int64_t pages = ::sysconf(_SC_PHYS_PAGES);
    return pages > 0 ? pages * ::sysconf(_SC_PAGESIZE) / 8 : 0;
}

QString networkProblem(const project::ProjectInputs& inputs) {
    const QString path = QString::fromStdString(inputs.networkPath.string());
    if (path.isEmpty()) {
        return Words::tr(
            "This project was made without a network; there is nothing to switch off.");
    }
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(inputs.networkPath, ignored)) {
        return Words::tr("The network %1 is not there any more. Put it back to switch units off.")
            .arg(path);
    }
    if (project::contentHash(inputs.networkPath) != inputs.networkHash) {
        return Words::tr("The network %1 has changed since the project was made. Make a new "
                         "project of it to switch units off.")
            .arg(path);
    }
    return {};
}

/// A file that does not say is left to whoever opens it, with a better message.
std::vector<UnitId> removedUnits(const std::filesystem::path& network) {
    std::vector<UnitId> removed;
    try {
        for (const auto& [layer, units] : network::editOf(network).units) {
            for (const std::int64_t unit : units) {
                removed.push_back({layer, unit});
            }
        }
    } catch (const ModelError&) {
        removed.clear();
    }
    return removed;
}

QString noteOf(const std::vector<std::string>& unmatched) {
    QStringList names;
    for (const std::string& name : unmatched) {
        names.append(QString::fromStdString(name));
    }
    return names.isEmpty() ? QString()
                           : Words::tr("Without a class, and left out: %1")
                                 .arg(names.join(QStringLiteral(", ")));
}

} // namespace

AblationLook lookAtAblation(const std::filesystem::path& path) {
    AblationLook look;
    try {
        const auto project = project::Project::open(path, project::OpenMode::ReadOnly);
        if (project.status() != project::ExtractionStatus::Complete) {
            look.problem = Words::tr("Units can be switched off once all images have been read.");
            return look;
        }
        const project::ProjectInputs inputs = project.inputs();
        look.problem = networkProblem(inputs);
        if (!look.problem.isEmpty()) {
            return look;
        }
        const std::vector<project::ImageRecord> images = project.images();
        look.labelled = std::any_of(images.begin(), images.end(),
                                    [](const auto& image) { return image.label >= 0; });
        if (const auto drawn = demo::drawnSplit(inputs.datasetRoot)) {
            look.demo = drawn->edition == demo::Edition::SpuriousText &&
                        drawn->split == demo::Split::Validation;
        }
        look.textUnits = project::search(project, demo::kTextQuery, 1, {}).total;
        look.removed = removedUnits(inputs.networkPath);
    } catch (const Error& error) {
        look.problem = QString::fromUtf8(error.what());
    }
    return look;
}

QList<EvaluationSource> defaultSources(const AblationLook& look) {
    QList<EvaluationSource> sources;
    if (look.demo) {
        // The names are the demo's own, as its commands print them.
        sources.append({QStringLiteral("validation"), {}, false});
        sources.append({QStringLiteral("adversarial"), {}, true});
    } else if (look.labelled) {
        sources.append({Words::tr("project images"), {}, false});
    }
    return sources;
}

std::shared_ptr<const EvaluationSet> openEvaluationSet(const std::filesystem::path& path,
                                                       const EvaluationSource& source, bool mean,
                                                       std::stop_token stop,
                                                       const Progress& progress) {
    const auto project = project::Project::open(path, project::OpenMode::ReadOnly);
    std::filesystem::path folder = source.folder.toStdString();
    if (source.drawn) {
        for (const auto& [name, images] :
             demo::evaluationSets(project.inputs().datasetRoot, stop, progress)) {
            if (name == source.name.toStdString()) {
                folder = images;
            }
        }
    }
    ablation::AblationJob job;
    job.sets.emplace_back(source.name.toStdString(), folder);
    job.replacement = mean ? ablation::Replacement::Mean : ablation::Replacement::Zero;
    job.cacheBytes = cacheBytesOfSet();
    auto set = std::make_shared<EvaluationSet>();
    set->name = source.name.toStdString();
    set->ablation = std::make_shared<ablation::ProjectAblation>(project, job);
    set->classNames = set->ablation->classNames();
    set->note = noteOf(set->ablation->unmatchedFolders());
    set->before = set->evaluator().baseline(stop, progress);
    set->conditions = set->ablation->conditions(stop, progress);
    return set;
}

} // namespace brera::gui
