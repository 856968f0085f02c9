// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "bench/extract_bench.h"
#include "network/block_cache.h"
#include "network/threads.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

/// Keeps nothing: on these machines there is no project file.
class NoStore final : public brera::ExtractionStore {
public:
    std::optional<brera::ExtractionState> load() override { return {}; }
    void commit(const brera::ExtractionSlice&) override {}
    void finish(const brera::ExtractionResult&) override {}
};

} // namespace

/// brera-bench [COUNT [BATCH [DEVICE]]]: `brera-cli bench extract --json` on drawn images.
int main(int argc, char** argv) {
    try {
        brera::network::setComputeThreads(0);
        brera::network::keepLargeBlocks();
        brera::bench::ExtractBenchOptions options;
        const int count = argc > 1 ? std::atoi(argv[1]) : 600;
        options.batch = argc > 2 ? std::atoi(argv[2]) : options.batch;
        options.device = argc > 3 ? argv[3] : options.device;
        if (count < 1 || options.batch < 1) {
            std::fprintf(stderr, "usage: brera-bench [COUNT [BATCH [auto|cpu|cuda]]]\n");
            return 2;
        }
        const brera::bench::BenchImages images{brera::bench::drawnImages(count, options.size),
                                               nullptr};
        const auto result = brera::bench::benchExtract(
            options, images, [](const auto&) { return std::make_unique<NoStore>(); }, {}, {});
        std::printf("%s\n", result.dump(2).c_str());
        return 0;
    } catch (const brera::Error& error) {
        std::fprintf(stderr, "error: %s\n", error.what());
        return 1;
    }
}
