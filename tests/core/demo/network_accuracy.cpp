// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_accuracy.h"

#include <torch/torch.h>

#include "demo/training.h"
#include "network/network.h"

#include <algorithm>
#include <vector>

double networkAccuracy(const std::filesystem::path& file, const brera::demo::Renderer& renderer,
                       brera::demo::Edition edition, brera::demo::Split split,
                       std::int64_t images) {
    using namespace brera;
    constexpr std::int64_t kBatch = 50;
    const auto network = network::Network::open(file, {.device = "cpu"});
    const auto probe = network.probe({"layer4"});
    std::int64_t right = 0;
    for (std::int64_t begin = 0; begin < images; begin += kBatch) {
        std::vector<at::Tensor> inputs;
        std::vector<std::int64_t> labels;
        for (std::int64_t index = begin; index < std::min(begin + kBatch, images); ++index) {
            demo::Sample sample = renderer.render(edition, split, index);
            auto pixels =
                torch::from_blob(sample.picture.rgb.data(),
                                 {demo::kPictureSize, demo::kPictureSize, 3}, torch::kUInt8)
                    .to(torch::kFloat32)
                    .permute({2, 0, 1});
            inputs.push_back((pixels / 255 - demo::kDemoNormalization.mean[0]) /
                             demo::kDemoNormalization.deviation[0]);
            labels.push_back(sample.truth.label);
        }
        std::vector<at::Tensor> layers;
        const auto logits = probe.run(torch::stack(inputs), layers);
        right += logits.argmax(1).eq(torch::tensor(labels)).sum().item<std::int64_t>();
    }
    return static_cast<double>(right) / static_cast<double>(images);
}
