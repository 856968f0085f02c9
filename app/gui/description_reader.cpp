// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/description_reader.h"

namespace brera::gui {
namespace {

widgets::WordList wordsOf(const project::Project& project) {
    auto run = project.descriptionRun();
    return std::make_shared<const std::vector<std::string>>(run ? std::move(run->vocabulary)
                                                                : std::vector<std::string>());
}

} // namespace

DescriptionState readState(const project::Project& project) {
    return {project.descriptionRun(), project.pmiLambda(), project.described()};
}

widgets::LayerDescriptions readLayer(const project::Project& project, const std::string& layer) {
    widgets::LayerDescriptions descriptions{
        layer, widgets::DescriptionTable(project.beams(layer), wordsOf(project))};
    for (const project::Annotation& annotation : project.annotations(layer)) {
        if (annotation.source == project::kHumanSource) {
            descriptions.table.setOwn(annotation.unit, QString::fromStdString(annotation.text));
        }
    }
    return descriptions;
}

widgets::DescriptionView readView(const project::Project& project, const UnitId& unit) {
    QStringList tags;
    for (const std::string& tag : project.tags(unit.layer, unit.index)) {
        tags.append(QString::fromStdString(tag));
    }
    return {unit,
            project.beam(unit.layer, unit.index),
            wordsOf(project),
            QString::fromStdString(project.humanDescription(unit.layer, unit.index)),
            QString::fromStdString(project.note(unit.layer, unit.index)),
            tags};
}

} // namespace brera::gui
