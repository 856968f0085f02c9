// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner.h"

#include <cstdint>
#include <string>
#include <vector>

namespace brera::milan {

/// The attention's own default, min(hidden, features).
void resolveSizes(CaptionerSizes& sizes);

/// @throws ModelError naming the size that no captioner has.
void checkSizes(const CaptionerSizes& sizes);

/// Decoder and language model as PyTorch starts such modules: linear layers and LSTMs from U(±1/√n)
/// with n the inputs (hidden units for LSTMs), embeddings from N(0, 1). The same seed gives the
/// same weights on every device.
void fillRandomly(Captioner::Impl& impl, std::uint64_t seed);

/// Adds up the units of the encoder's layers at the record's input size (or the encoder's own).
/// @throws ModelError when a layer is missing or is no map.
std::int64_t encoderFeatures(const Captioner::Impl& impl);

/// The layers that the authors pool: a residual network's conv1 and layer1 to layer4, or what
/// follows AlexNet's five convolutions.
/// @throws ModelError when the encoder has neither.
std::vector<std::string> pyramidLayers(const network::Network& encoder);

} // namespace brera::milan
