// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>
#include <utility>

namespace brera::network {

/// The device has no memory left for this batch; a smaller one may fit.
class CudaOutOfMemory : public ModelError {
public:
    using ModelError::ModelError;
};

/// The gate found something in a TorchScript file that could do more than compute. what() says how
/// a command line opens it all the same; a window has its own way.
class GateRefused : public ModelError {
public:
    GateRefused(const std::string& file, std::string finding)
        : ModelError(
              file + " is refused: " + finding +
              ". A network can run as a program; if you know where this file comes from, open "
              "it once with --trust"),
          m_finding(std::move(finding)) {}

    /// What was found, and where in the file.
    const std::string& finding() const { return m_finding; }

private:
    std::string m_finding;
};

} // namespace brera::network
