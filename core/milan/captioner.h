// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/description_store.h"
#include "base/image_source.h"
#include "language/vocabulary.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

namespace brera::network {
class Network;
}

namespace brera::milan {

/// The sizes of decoder and language model (MILAN.md sections 2 and 3).
struct CaptionerSizes {
    std::int64_t features = 0; ///< of one exemplar: channels of all encoder layers together
    std::int64_t embedding = 128;
    std::int64_t hidden = 512;
    std::int64_t attention = 0; ///< 0: min(hidden, features)
    std::int64_t lmEmbedding = 128;
    std::int64_t lmHidden = 512;
    std::int64_t lmLayers = 2;

    bool operator==(const CaptionerSizes&) const = default;
};

/// Everything about a captioner that is not a weight; kept as JSON inside its file.
struct CaptionerRecord {
    std::string name;                ///< for people
    std::string encoder;             ///< architecture of the encoder: "resnet101", "demo-resnet18"
    std::vector<std::string> layers; ///< whose features are pooled, in this order
    Normalization normalization;     ///< of the encoder's input
    int inputHeight = 0;             ///< pictures are brought to this size; 0 = as they come
    int inputWidth = 0;
    CaptionerSizes sizes;
    bool generated = false; ///< learned from generated annotations
    /// Sum log p(d) as the reference does, one token past the first stop (oracle/README.md): set
    /// for captioners imported from the authors' files.
    bool lmCountsPastStop = false;
    std::string training; ///< JSON text: data, epochs, metrics, seeds; "{}" when unknown

    bool operator==(const CaptionerRecord&) const = default;
};

/// Decoder, language model, encoder and vocabulary: one .captioner file, a TorchScript archive that
/// passes the gate. Copies share everything, the record included.
class Captioner {
public:
    /// @throws ModelError when the file is no captioner, is refused by the gate, or its weights do
    /// not fit its record.
    static Captioner load(const std::filesystem::path& path, const std::string& device = "auto");
    /// Random weights (the decoder's and the language model's; the encoder as Network::build makes
    /// it) for benchmarks and as the start of training.
    static Captioner random(CaptionerRecord record, language::Vocabulary vocabulary,
                            std::uint64_t seed, const std::string& device = "auto");

    /// The same with an encoder of one's own: a TorchScript file, a state_dict, or another
    /// captioner, whose encoder is then used (with its layers, normalisation and input size, unless
    /// the record names layers). Where the record names no layers: conv1 and layer1 to layer4, or
    /// what follows AlexNet's five convolutions.
    /// @throws ModelError when the file is no network, or a layer is missing.
    static Captioner untrained(CaptionerRecord record, language::Vocabulary vocabulary,
                               const std::filesystem::path& encoder, std::uint64_t seed,
                               const std::string& device = "auto");

    Captioner(const Captioner&);
    Captioner& operator=(const Captioner&);
    Captioner(Captioner&&) noexcept;
    Captioner& operator=(Captioner&&) noexcept;
    ~Captioner();

    /// Written beside and renamed. @param half store weights as binary16 (half the size; what is
    /// read back differs by rounding). @throws DataError when it cannot be written.
    void save(const std::filesystem::path& path, bool half = false) const;

    const CaptionerRecord& record() const;
    void setRecord(CaptionerRecord record); ///< sizes and layers must stay
    const language::Vocabulary& vocabulary() const;
    const std::string& device() const;

    struct Impl; ///< milan/captioner_impl.h, with torch
    Impl& impl() const { return *m_impl; }
    explicit Captioner(std::shared_ptr<Impl> impl);

private:
    std::shared_ptr<Impl> m_impl;
};

/// The authors' milan-*.pth (nested dicts {properties, children, state_dict}) and decoders saved
/// without their encoder (then `encoder` is the file of its state_dict or TorchScript; random
/// encoders are never made up). Reads only plain values; runs nothing.
/// @throws ModelError naming what is missing or does not fit.
Captioner importCaptioner(const std::filesystem::path& file,
                          const std::filesystem::path& encoder = {},
                          const std::string& device = "auto");

} // namespace brera::milan
