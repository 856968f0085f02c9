// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/description_store.h"
#include "project/beam_encoding.h"
#include "project/database.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Reading and writing the rows of descriptions. Call within a transaction.
namespace brera::project {

/// The row of `description_run` without the words themselves.
struct RunHead {
    std::int64_t id = 0; ///< of this search; another one has another
    std::string captionerHash;
    int beam = 0;
    int steps = 0;
    std::optional<double> pmiLambda; ///< only when searched in mode Pmi
    DescribeMode mode = DescribeMode::Rerank;
    double lambda = 0;
    std::size_t words = 0;
};

/// Whether the file has tables of descriptions: one of an older version opened for reading has not.
bool hasDescriptions(Database& database);

/// Empty before the first description. @throws ProjectError when the row makes no sense.
std::optional<RunHead> readRunHead(Database& database);
/// The words by token number. @throws ProjectError when they are not as many as the head says.
std::vector<std::string> readVocabulary(Database& database, const RunHead& head);
/// The whole run. @throws ProjectError when it makes no sense.
DescriptionRun readRun(Database& database, const RunHead& head);
/// Replaces the run. @return its id. @throws ProjectError when it cannot be kept.
std::int64_t writeRun(Database& database, const DescriptionRun& run);

/// A unit's row of `beams`: columns scores, lengths and tokens from `column` on.
/// @throws ProjectError when it makes no sense.
BeamColumns beamColumns(Database& database, const Query& query, int column, std::size_t words);

/// The plain text of tokens, special ones left out.
std::string plainText(const std::vector<std::string>& vocabulary,
                      std::span<const std::uint16_t> tokens);

/// Replaces a unit's description and its searchable text.
void writeDescription(Database& database, std::int64_t key, const std::string& text,
                      float logpGivenExemplars, float logp);
/// Chooses every unit's description anew from its beam.
void chooseAll(Database& database, const RunHead& head, DescribeMode mode, double lambda);

/// Removes the run, all beams and all of the machine's descriptions.
void clearDescriptions(Database& database);

} // namespace brera::project
