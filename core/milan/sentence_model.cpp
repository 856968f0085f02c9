// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/sentence_model.h"

#include "base/error.h"
#include "language/tokens.h"
#include "network/gate.h"
#include "network/torch_edge.h"

#include <c10/core/Device.h>

namespace brera::milan {

SentenceModel::SentenceModel(const std::filesystem::path& path)
    : m_module(network::atTheEdge(path.string(), [&] {
          auto module = network::loadThroughGate(path, c10::Device(c10::kCPU), false);
          module.eval();
          return module;
      })) {
}

const at::Tensor& SentenceModel::embed(const std::string& text) {
    const auto [found, isNew] = m_known.try_emplace(text);
    if (!isNew) {
        return found->second;
    }
    const auto tokens = language::tokenize(text);
    if (tokens.empty()) {
        return found->second;
    }
    const at::NoGradGuard noGrad;
    const auto result = network::atTheEdge("the sentence model", [&] {
        return m_module.forward(
            {c10::List<std::string>(c10::ArrayRef<std::string>(tokens.data(), tokens.size()))});
    });
    if (!result.isTensor() || result.toTensor().dim() != 2 || result.toTensor().size(0) < 1 ||
        !at::isFloatingType(result.toTensor().scalar_type())) {
        throw ModelError("the sentence model must give a tensor (rows, dimensions) of at least one "
                         "row for a list of tokens");
    }
    const auto rows = result.toTensor().to(at::kFloat);
    found->second = rows / rows.norm(2, 1, true).clamp_min(1e-12);
    return found->second;
}

double SentenceModel::score(const std::string& candidate, const std::string& reference) {
    const auto ours = embed(candidate);
    const auto theirs = embed(reference);
    if (!ours.defined() || !theirs.defined()) {
        return 0;
    }
    return network::atTheEdge("the sentence model", [&] {
        const auto cosines = at::mm(ours, theirs.t());
        const auto precision = std::get<0>(cosines.max(1)).mean().item<double>();
        const auto recall = std::get<0>(cosines.max(0)).mean().item<double>();
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0.0;
    });
}

} // namespace brera::milan
