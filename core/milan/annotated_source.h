// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/features.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace brera {
class ProgressMeter;
}

namespace brera::milan {

/// Units with annotations in one folder or project.
class AnnotatedSource {
public:
    struct Unit {
        std::vector<std::string> annotations; ///< at least one
        std::size_t exemplars = 0;
    };

    virtual ~AnnotatedSource() = default;
    virtual const std::vector<Unit>& units() const = 0;
    virtual std::int64_t images() const = 0; ///< to be looked at, which the meter will count
    /// Pools exemplar e of unit u into row u · k + e.
    /// @returns rows of exemplars whose image is missing.
    virtual std::vector<std::size_t> pool(const PyramidEncoder& encoder, std::size_t k,
                                          std::span<float> rows, std::stop_token stop,
                                          ProgressMeter& meter) = 0;
};

/// A MILANNOTATIONS folder. @throws DataError
std::unique_ptr<AnnotatedSource> annotatedFolder(const std::filesystem::path& folder);
/// A project file. @throws ProjectError
std::unique_ptr<AnnotatedSource> annotatedProject(const std::filesystem::path& file);

} // namespace brera::milan
