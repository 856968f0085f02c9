// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/description_store.h"
#include "base/error.h"
#include "gui/describing_calls.h"
#include "project/project.h"
#include "support/sample_project.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>
#include <vector>

namespace brera::test {

/// Describes as the sample is described, layer by layer, each when it is let on.
struct SlowDescriber {
    std::atomic<int> allowed{0}; ///< layers that may be committed
    std::atomic<bool> began{false};

    milan::DescribingReport operator()(project::Project& project, const milan::DescribingJob& job,
                                       const std::stop_token& stop, const Progress& progress) {
        const auto store = project.descriptionStore();
        DescriptionRun run = sampleRun();
        run.mode = job.search.mode;
        run.lambda = job.search.lambda;
        store->begin(run);
        milan::DescribingReport report;
        int layers = 0;
        for (const LayerShape& layer : project.layers()) {
            while (layers >= allowed) {
                began = true;
                if (stop.stop_requested()) {
                    throw Cancelled();
                }
                progress({"describing", report.described, 32, 0, -1, {}});
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
            std::vector<UnitBeam> beams;
            for (std::int64_t unit = 0; unit < layer.units; ++unit) {
                beams.push_back(sampleBeam(unit));
            }
            store->commit(layer.path, beams);
            report.described += layer.units;
            ++layers;
        }
        store->finish();
        return report;
    }
};

inline widgets::CaptionerReport sampleReport(const QString&) {
    return {{}, QStringLiteral("sample"), QStringLiteral("none"), 14, true, QStringLiteral("abc")};
}

} // namespace brera::test
