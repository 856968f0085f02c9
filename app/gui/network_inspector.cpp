// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/network_inspector.h"

#include "base/error.h"
#include "exemplars/extraction_job.h"
#include "image/dataset.h"
#include "image/picture_io.h"
#include "network/errors.h"
#include "network/network.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

namespace brera::gui {
namespace {

constexpr std::size_t kImagesTried = 20;

QString shapeText(const std::vector<std::int64_t>& shape) {
    QString text;
    for (std::size_t axis = 1; axis < shape.size(); ++axis) {
        text += (axis > 1 ? QStringLiteral(" × ") : QString()) + QString::number(shape[axis]);
    }
    return text;
}

std::vector<widgets::ModuleRow> rowsOf(const std::vector<network::ModuleInfo>& modules) {
    const std::vector<std::string> suggested = exemplars::suggestLayers(modules);
    std::vector<widgets::ModuleRow> rows;
    rows.reserve(modules.size());
    for (const network::ModuleInfo& module : modules) {
        widgets::ModuleRow row;
        row.path = module.path;
        row.type = QString::fromStdString(module.type);
        row.shape = shapeText(module.outputShape);
        row.units = module.units;
        row.usable = module.kind != network::LayerKind::Other;
        row.suggested =
            std::find(suggested.begin(), suggested.end(), module.path) != suggested.end();
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

NetworkInspector::NetworkInspector() = default;
NetworkInspector::~NetworkInspector() = default;

widgets::NetworkReport NetworkInspector::inspect(const QString& path, bool trusted,
                                                 const QString& device, QSize wished) {
    const std::lock_guard lock(m_mutex);
    widgets::NetworkReport report;
    const QFileInfo file(path);
    const QString key = QStringLiteral("%1\n%2\n%3\n%4\n%5")
                            .arg(path, device)
                            .arg(trusted)
                            .arg(file.size())
                            .arg(file.lastModified().toMSecsSinceEpoch());
    try {
        if (key != m_key || !m_network) {
            m_network.reset();
            m_network = std::make_unique<network::Network>(network::Network::open(
                path.toStdString(), {.device = device.toStdString(), .trusted = trusted}));
            m_key = key;
        }
        std::optional<network::InputSize> hint;
        if (!wished.isEmpty()) {
            hint = network::InputSize{3, wished.height(), wished.width()};
        }
        const network::InputSize input = m_network->inputSize(hint);
        report.description = QString::fromStdString(m_network->description());
        report.input = {input.width, input.height};
        report.modules = rowsOf(m_network->modules(input));
        try {
            report.outputs = m_network->outputs(input);
        } catch (const ModelError&) {
            // Without logits there are still layers to look at; labels then name no outputs.
            report.outputs = 0;
        }
    } catch (const network::GateRefused& refusal) {
        report.refused = true;
        report.problem = QCoreApplication::translate(
                             "NetworkInspector",
                             "Refused: %1. A network can run as a program; if you know where this "
                             "file comes from, trust it below.")
                             .arg(QString::fromUtf8(refusal.finding().c_str()));
    } catch (const Error& error) {
        report.problem = QString::fromUtf8(error.what());
    }
    return report;
}

void NetworkInspector::forget() {
    // The window must not wait for a file that is being read; the next look replaces it anyway.
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (lock.owns_lock()) {
        m_network.reset();
        m_key.clear();
    }
}

widgets::ImagesReport inspectImages(const QString& path) {
    widgets::ImagesReport report;
    try {
        const image::Dataset dataset = image::listDataset(path.toStdString());
        report.images = static_cast<qint64>(dataset.images.size());
        report.folders = dataset.folders;
        const std::size_t tried = std::min(kImagesTried, dataset.images.size());
        for (std::size_t place = 0; place < tried && report.first.isEmpty(); ++place) {
            try {
                const Picture picture = image::decode(dataset.root / dataset.images[place].path);
                report.first = {picture.width, picture.height};
            } catch (const DataError& error) {
                report.problem = QString::fromUtf8(error.what());
            }
        }
        if (!report.first.isEmpty()) {
            report.problem.clear();
        }
    } catch (const Error& error) {
        report.problem = QString::fromUtf8(error.what());
    }
    return report;
}

widgets::ClassesReport inspectClasses(const QString& path) {
    widgets::ClassesReport report;
    try {
        report.names = image::readClassList(path.toStdString());
    } catch (const Error& error) {
        report.problem = QString::fromUtf8(error.what());
    }
    return report;
}

} // namespace brera::gui
