// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_commands.h"
#include "commands.h"
#include "console.h"

#include "base/error.h"
#include "bench/describe_bench.h"
#include "bench/extract_bench.h"
#include "image/dataset.h"
#include "image/folder_source.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>
#include <unistd.h>

namespace brera::cli {

namespace {

/// A folder that is gone when the bench is over.
class ScratchFolder {
public:
    ScratchFolder()
        : m_path(std::filesystem::temp_directory_path() /
                 ("brera-bench-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(m_path);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// A project's store together with the project it writes to.
class ProjectStore final : public ExtractionStore {
public:
    explicit ProjectStore(project::Project project)
        : m_project(std::move(project)), m_store(m_project.extractionStore()) {}
    std::optional<ExtractionState> load() override { return m_store->load(); }
    void commit(const ExtractionSlice& slice) override { m_store->commit(slice); }
    void finish(const ExtractionResult& result) override { m_store->finish(result); }

private:
    project::Project m_project;
    std::unique_ptr<ExtractionStore> m_store;
};

std::vector<project::ImageRecord> records(std::int64_t count) {
    std::vector<project::ImageRecord> images(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < images.size(); ++i) {
        images[i].id = static_cast<std::int64_t>(i);
        images[i].path = std::to_string(i) + ".png";
    }
    return images;
}

/// Drawn pictures as PNG files, then read like any folder.
bench::BenchImages benchImages(const std::string& folder, int count, int size,
                               const ScratchFolder& scratch, Console& console) {
    image::Preprocessing preprocessing = image::preset("imagenet224").preprocessing;
    preprocessing.resize = size;
    preprocessing.cropHeight = size;
    preprocessing.cropWidth = size;
    std::filesystem::path root = folder;
    if (folder.empty()) {
        root = scratch.path() / "images";
        std::filesystem::create_directories(root);
        ProgressMeter meter(console.progress(), "drawing images", count);
        const auto drawn = bench::drawnImages(count, size);
        std::vector<std::int64_t> order;
        for (int i = 0; i < count; ++i) {
            order.push_back(i);
        }
        const auto stream = drawn->open(order);
        while (const auto image = stream->next(console.stopToken())) {
            char name[32];
            std::snprintf(name, sizeof name, "%06d.png", static_cast<int>(image->image));
            image::writePng(root / name, image->picture);
            meter.advance();
        }
        meter.flush();
    }
    auto dataset = image::listDataset(root);
    if (dataset.images.size() > static_cast<std::size_t>(count)) {
        dataset.images.resize(static_cast<std::size_t>(count));
    }
    bench::BenchImages images;
    images.files = std::make_unique<image::FolderSource>(std::move(dataset), preprocessing);
    images.decoded = bench::inMemory(*images.files, console.stopToken());
    return images;
}

void addExtractBench(CLI::App& benchApp, Console& console) {
    auto* command =
        benchApp.add_subcommand("extract", "Full extraction against the fastest pure forward");
    struct Arguments {
        bench::ExtractBenchOptions options;
        std::string images;
        int count = 600;
    };
    const auto arguments = std::make_shared<Arguments>();
    auto& options = arguments->options;
    command->add_option("--network", options.network,
                        "Network file (ResNet-18 with random weights when not given)");
    command->add_option("--images", arguments->images,
                        "Folder of images (drawn ones when not given)");
    command->add_option("--count", arguments->count, "Images at most")
        ->capture_default_str()
        ->check(CLI::Range(16, 1000000));
    command->add_option("--size", options.size, "Input size")
        ->capture_default_str()
        ->check(CLI::Range(32, 1024));
    command->add_option("--layers", options.layers, "Modules, separated by commas")
        ->delimiter(',')
        ->capture_default_str();
    command->add_option("--batch", options.batch, "Images a forward")
        ->capture_default_str()
        ->check(CLI::Range(1, 512));
    command->add_option("--rounds", options.rounds, "Times both are measured")
        ->capture_default_str()
        ->check(CLI::Range(1, 50));
    command->add_option("--device", options.device, "auto, cpu or cuda")->capture_default_str();
    command->callback([arguments, &console] {
        const ScratchFolder scratch;
        const auto images = benchImages(arguments->images, arguments->count,
                                        arguments->options.size, scratch, console);
        int run = 0;
        const auto makeStore =
            [&](const std::vector<LayerShape>& shapes) -> std::unique_ptr<ExtractionStore> {
            const auto file = scratch.path() / ("run" + std::to_string(run++) + ".brera");
            return std::make_unique<ProjectStore>(
                project::Project::create(file, {}, shapes, records(images.decoded->size())));
        };
        const auto result = bench::benchExtract(arguments->options, images, makeStore,
                                                console.stopToken(), console.progress());
        for (const auto& [key, value] : result.items()) {
            console.line(key + ": " + value.dump());
        }
        console.object(result);
    });
}

void addDescribeBench(CLI::App& benchApp, Console& console) {
    auto* command = benchApp.add_subcommand(
        "describe", "Encoding and searching descriptions against what they cannot do without");
    const auto options = std::make_shared<bench::DescribeBenchOptions>();
    command->add_option("--network", options->network, "The encoder's architecture")
        ->capture_default_str();
    command->add_option("--units", options->units, "Units to describe")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command->add_option("--images", options->images, "Distinct images their exemplars are")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command->add_option("--size", options->size, "Side of the images")
        ->capture_default_str()
        ->check(CLI::Range(32, 1024));
    command->add_option("--batch", options->batch, "Images a pure forward")
        ->capture_default_str()
        ->check(CLI::Range(1, 512));
    command->add_option("--words", options->words, "Words of the vocabulary")
        ->capture_default_str()
        ->check(CLI::Range(64, 60000));
    command->add_option("--beam", options->beam, "Hypotheses kept")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    command->add_option("--rounds", options->rounds, "Times both are measured")
        ->capture_default_str()
        ->check(CLI::Range(1, 50));
    command->add_option("--device", options->device, "auto, cpu or cuda")->capture_default_str();
    command->callback([options, &console] {
        const auto result = bench::benchDescribe(*options, console.stopToken(), console.progress());
        for (const auto& [key, value] : result.items()) {
            console.line(key + ": " + value.dump());
        }
        console.object(result);
    });
}

} // namespace

void addBench(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand("bench", "Measure Brera on this machine");
    command->require_subcommand(1);
    command->fallthrough();
    addExtractBench(*command, console);
    addAblateBench(*command, console);
    addDescribeBench(*command, console);
    addSearchBench(*command, console);
}

} // namespace brera::cli
