// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace brera::network {

/// The device has no memory left for this batch; a smaller one may fit.
class CudaOutOfMemory : public ModelError {
public:
    using ModelError::ModelError;
};

} // namespace brera::network
