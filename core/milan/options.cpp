// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "milan/search.h"
#include "milan/training.h"

#include <cmath>

namespace brera::milan {

namespace {

template <typename T>
void within(T value, T low, T high, const char* what) {
    if (!(value >= low && value <= high)) {
        throw DataError(std::string(what) + " is " + std::to_string(value) + "; choose between " +
                        std::to_string(low) + " and " + std::to_string(high));
    }
}

} // namespace

void SearchOptions::check() const {
    within(lambda, 0.0, 10.0, "λ");
    within(beam, 1, 1000, "the beam");
    within(steps, 1, 100, "the number of steps");
}

void TrainingOptions::check() const {
    within(heldOut, 0.0, 0.9, "the held-out share");
    within(rate, 1e-8, 1.0, "the learning rate");
    within(batch, 1, 65536, "the batch");
    within(epochs, 1, 10000, "the number of epochs");
    within(patience, 1, 10000, "the patience");
    within(attentionWeight, 0.0, 100.0, "the weight of the attention penalty");
    within(lmBatch, 1, 65536, "the language model's batch");
    within(lmEpochs, 1, 10000, "the language model's number of epochs");
    within(lmPatience, 1, 10000, "the language model's patience");
    within(gradientClip, 0.0, 1e6, "the bound on gradients");
}

} // namespace brera::milan
