// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/script.h>

#include <filesystem>
#include <string>
#include <unordered_map>

namespace brera::milan {

/// A TorchScript module from tokens to contextual embeddings; what it must be is said at
/// evaluate().
class SentenceModel {
public:
    /// @throws ModelError when the gate refuses it.
    explicit SentenceModel(const std::filesystem::path& path);

    /// BERTScore's F of two texts (Zhang et al., ICLR 2020, equations 1–3); 0 when either is empty.
    /// @throws ModelError when the module fails or gives something else than (rows, dimensions).
    double score(const std::string& candidate, const std::string& reference);

private:
    /// (rows, dimensions), rows of unit length; undefined for a text without tokens.
    const at::Tensor& embed(const std::string& text);

    torch::jit::Module m_module;
    std::unordered_map<std::string, at::Tensor> m_known; ///< descriptions repeat
};

} // namespace brera::milan
