// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner_impl.h"
#include "support/checkpoint_writer.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace brera::test {

/// A captioner's checkpoint as the authors' code lays it out, without the encoder's weights, whose
/// parts a test may change before it is written.
struct CaptionerCheckpoint {
    using Entries = std::vector<std::pair<std::string, std::string>>; ///< key → pickled value

    std::map<std::string, at::Tensor> tensors;
    std::vector<std::string> tokens;
    Entries indexer{{"start", "\x88"}, {"stop", "\x88"}, {"pad", "\x88"}, {"unk", "\x88"}};
    Entries properties{{"temperature", pickled::integer(1)}};
    Entries children{{"encoder", pickled::text("PyramidConvEncoder")}};

    explicit CaptionerCheckpoint(const milan::Captioner& captioner) {
        milan::Captioner::Impl& impl = captioner.impl();
        for (const auto& [name, tensor] : milan::named(impl.decoder)) {
            tensors[name] = *tensor;
        }
        for (const auto& [name, tensor] : milan::named(impl.languageModel)) {
            tensors[name] = *tensor;
        }
        const auto& all = captioner.vocabulary().tokens();
        tokens.assign(all.begin(), all.end() - 4);
    }

    std::string bytes() const {
        ZipContents contents{{"milan/data.pkl", ""}};
        Entries state;
        for (const auto& [name, tensor] : tensors) {
            const auto key = std::to_string(state.size());
            const auto values = tensor.contiguous();
            contents.emplace_back(
                "milan/data/" + key,
                std::string(static_cast<const char*>(values.data_ptr()), values.nbytes()));
            state.emplace_back(
                name, pickled::tensor(pickled::storage("FloatStorage", key, values.numel()), 0,
                                      values.sizes().vec(), values.strides().vec()));
        }
        std::vector<std::string> words;
        for (const auto& token : tokens) {
            words.push_back(pickled::text(token));
        }
        const auto nest = [](const Entries& entries) {
            return pickled::dict(
                {{"properties", pickled::dict(entries)}, {"children", pickled::dict({})}});
        };
        auto indexerEntries = indexer;
        indexerEntries.emplace_back("vocab", nest({{"tokens", pickled::tuple(words)}}));
        auto all = properties;
        all.emplace_back("indexer", nest(indexerEntries));
        all.emplace_back("encoder", nest({{"config", pickled::text("tiny")}}));
        contents[0].second = pickled::whole(pickled::dict({{"properties", pickled::dict(all)},
                                                           {"children", pickled::dict(children)},
                                                           {"state_dict", pickled::dict(state)}}));
        contents.emplace_back("milan/version", "3\n");
        return zipOf(contents);
    }
};

} // namespace brera::test
