// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner.h"
#include "network/network.h"

#include <torch/torch.h>

#include <string>
#include <utility>
#include <vector>

namespace brera::milan {

/// y = x Wᵀ + b, as torch.nn.Linear keeps it.
struct LinearWeights {
    at::Tensor weight; ///< (out, in)
    at::Tensor bias;   ///< (out)
};

/// As torch.nn.LSTMCell keeps it: gates in the order input, forget, cell, output.
struct LstmWeights {
    at::Tensor inputWeight;  ///< (4·hidden, in)
    at::Tensor hiddenWeight; ///< (4·hidden, hidden)
    at::Tensor inputBias;    ///< (4·hidden)
    at::Tensor hiddenBias;   ///< (4·hidden)
};

/// Show, Attend and Tell with one LSTM cell (MILAN.md section 2).
struct DecoderWeights {
    LinearWeights initialHidden, initialCell; ///< features → hidden
    at::Tensor embedding;                     ///< (words, embedding)
    LinearWeights query;                      ///< hidden → attention
    LinearWeights key;                        ///< features → attention
    LinearWeights attention;                  ///< attention → 1
    LinearWeights gate;                       ///< hidden → features
    LstmWeights lstm;                         ///< embedding + features → hidden
    LinearWeights output;                     ///< hidden → words
};

/// MILAN.md section 3.
struct LanguageModelWeights {
    at::Tensor embedding; ///< (words, embedding)
    std::vector<LstmWeights> layers;
    LinearWeights output; ///< hidden → words
};

/// Every tensor with its name in the authors' state_dict ("init_h.0.weight",
/// "lm.lstm.weight_ih_l0", …), for reading, writing, training and checking; all float32 on one
/// device.
std::vector<std::pair<std::string, at::Tensor*>> named(DecoderWeights& weights);
std::vector<std::pair<std::string, at::Tensor*>> named(LanguageModelWeights& weights);

struct Captioner::Impl {
    CaptionerRecord record;
    language::Vocabulary vocabulary;
    std::string device; ///< "cpu", "cuda:0"
    network::Network encoder;
    DecoderWeights decoder;
    LanguageModelWeights languageModel;
};

/// Throws ModelError naming the first tensor whose shape does not fit the record and vocabulary, or
/// holds NaN.
void checkWeights(const Captioner::Impl& impl);

} // namespace brera::milan
