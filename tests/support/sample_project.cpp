// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_project.h"

#include "base/description_store.h"
#include "image/preprocess.h"
#include "project/content_hash.h"
#include "project/project.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QPainter>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace brera::test {
namespace {

constexpr int kRadius = 14;

QPoint discOf(int image) {
    return {16 + image * 13 % 32, 16 + image * 7 % 32};
}

std::vector<project::ImageRecord> drawImages(const QString& root, int count) {
    std::vector<project::ImageRecord> records;
    for (int number = 0; number < count; ++number) {
        const QString folder = number % 2 ? QStringLiteral("odd") : QStringLiteral("even");
        const QString path =
            QStringLiteral("%1/%2.png").arg(folder).arg(number, 4, 10, QLatin1Char('0'));
        QDir(root).mkpath(folder);
        QImage image(kSampleSide, kSampleSide, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(number * 40 % 360, 120, 90));
        QPainter painter(&image);
        painter.setBrush(QColor::fromHsv(number * 40 % 360, 200, 255));
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(discOf(number), kRadius, kRadius);
        painter.end();
        const QString file = root + QLatin1Char('/') + path;
        image.save(file, "PNG");
        project::ImageRecord record;
        record.id = number;
        record.path = path.toStdString();
        record.bytes = QFileInfo(file).size();
        record.modified =
            std::filesystem::last_write_time(file.toStdString()).time_since_epoch().count();
        record.label = number % 2;
        record.folder = folder.toStdString();
        records.push_back(std::move(record));
    }
    return records;
}

SmallMap discMap(int image, int height, int width, float peak) {
    std::vector<float> values(static_cast<std::size_t>(height) * static_cast<std::size_t>(width));
    const QPoint centre = discOf(image);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double dx = (x + 0.5) * kSampleSide / width - centre.x();
            const double dy = (y + 0.5) * kSampleSide / height - centre.y();
            if (std::hypot(dx, dy) < kRadius) {
                values[static_cast<std::size_t>(y * width + x)] = peak;
            }
        }
    }
    const int row = std::min(centre.y() * height / kSampleSide, height - 1);
    const int column = std::min(centre.x() * width / kSampleSide, width - 1);
    values[static_cast<std::size_t>(row * width + column)] = peak;
    return SmallMap::fromValues(values.data(), height, width);
}

UnitStatistics sampleStatistics() {
    UnitStatistics statistics;
    statistics.threshold = 0.5;
    statistics.mean = 0.2;
    statistics.minimum = 0;
    statistics.maximum = 1;
    statistics.values = 1000;
    statistics.histogram.low = 0;
    statistics.histogram.high = 1;
    statistics.histogram.counts.assign(10, 100);
    return statistics;
}

LayerSlice sliceOf(const SampleLayer& layer, const SampleOptions& options) {
    LayerSlice slice;
    for (int unit = 0; unit < layer.units; ++unit) {
        UnitExemplars exemplars;
        exemplars.unit = unit;
        for (int place = 0; place < std::min(options.exemplars, options.images); ++place) {
            const int image = (unit + place) % options.images;
            const float peak = 1.0F - static_cast<float>(place) / 100.0F;
            exemplars.exemplars.push_back(
                {image, peak, discMap(image, layer.height, layer.width, peak)});
        }
        slice.changed.push_back(std::move(exemplars));
    }
    slice.state = {1, 2, 3};
    return slice;
}

void describeSample(project::Project& project, const SampleOptions& options) {
    const auto store = project.descriptionStore();
    store->begin(sampleRun());
    for (const SampleLayer& layer : options.layers) {
        std::vector<UnitBeam> beams;
        for (int unit = 0; unit < layer.units; ++unit) {
            beams.push_back(sampleBeam(unit, std::min(options.exemplars, options.images)));
        }
        store->commit(layer.path, beams);
    }
    store->finish();
}

} // namespace

std::filesystem::path makeSampleProject(const std::filesystem::path& directory,
                                        const SampleOptions& options) {
    const QString base = QString::fromStdString(directory.string());
    const QString root = base + QStringLiteral("/images");
    QDir().mkpath(root);
    const auto images = drawImages(root, options.images);
    QFile network(base + QStringLiteral("/network.pt"));
    if (network.open(QIODevice::WriteOnly)) {
        network.write("weights");
        network.close();
    }

    project::ProjectInputs inputs;
    inputs.networkPath = network.fileName().toStdString();
    inputs.networkHash = project::contentHash(inputs.networkPath);
    inputs.networkDescription = "sample";
    inputs.datasetRoot = root.toStdString();
    inputs.datasetHash = project::manifestHash(images);
    inputs.preprocessing =
        image::toJson({kSampleSide, kSampleSide, kSampleSide, Normalization{}}).dump();
    inputs.options = nlohmann::json{{"k", options.exemplars}, {"quantile", 0.99}}.dump();
    inputs.inputHeight = kSampleSide;
    inputs.inputWidth = kSampleSide;
    inputs.classNames = {"even numbers", "odd numbers"};

    std::vector<LayerShape> shapes;
    ExtractionSlice slice;
    ExtractionResult result;
    std::size_t units = 0;
    for (const SampleLayer& layer : options.layers) {
        shapes.push_back({layer.path, layer.units, layer.height, layer.width});
        slice.layers.push_back(sliceOf(layer, options));
        result.statistics.emplace_back(static_cast<std::size_t>(layer.units), sampleStatistics());
        result.maximaScales.push_back(1);
        units += static_cast<std::size_t>(layer.units);
    }
    slice.phase = "pass";
    slice.imagesDone = options.finished ? options.images : options.images / 2;
    for (int image = 0; image < slice.imagesDone; ++image) {
        slice.maxima.push_back({image, std::vector<std::uint16_t>(units, 0x3c00)});
    }

    const std::filesystem::path file = directory / "sample.brera";
    auto project = project::Project::create(file, inputs, shapes, images);
    const auto store = project.extractionStore();
    store->commit(slice);
    if (options.finished) {
        store->finish(result);
    }
    if (options.described) {
        describeSample(project, options);
    }
    return file;
}

DescriptionRun sampleRun() {
    DescriptionRun run;
    run.captionerHash = "0123456789abcdef";
    run.captionerName = "sample";
    run.generated = true;
    run.beam = 11;
    run.vocabulary = {"a",      "disc", "red",      "green",   "blue",   "the",   "dark",
                      "ground", "of",   "pictures", "<start>", "<stop>", "<pad>", "<unk>"};
    return run;
}

UnitBeam sampleBeam(std::int64_t unit, int exemplars) {
    const auto candidate = [exemplars](std::vector<std::int32_t> tokens, float given, float alone) {
        Candidate made{std::move(tokens), given, alone, {}};
        for (std::size_t word = 0; word < made.tokens.size(); ++word) {
            for (int place = 0; place < exemplars; ++place) {
                made.attention.push_back(place == static_cast<int>(word) ? 200 : 3);
            }
        }
        return made;
    };
    const auto colour = static_cast<std::int32_t>(2 + unit % 3);
    UnitBeam beam;
    beam.unit = unit;
    beam.beam.push_back(candidate({0, 1}, -1.0F, -2.0F));
    beam.beam.push_back(candidate({0, colour, 1}, -1.5F, -8.0F));
    for (int place = 0; place < 9; ++place) {
        std::vector<std::int32_t> tokens{5, 6, 7};
        tokens.insert(tokens.end(), static_cast<std::size_t>(place), 8);
        const auto step = static_cast<float>(place);
        beam.beam.push_back(candidate(std::move(tokens), -4.0F - step, -6.0F - step));
    }
    beam.greedy = beam.beam.front();
    return beam;
}

} // namespace brera::test
