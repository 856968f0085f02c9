// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixture.h"

#include <string>
#include <vector>

/// Beams for tests to be made of.
namespace brera::project::test {

/// A run over a small vocabulary of words and the four special tokens.
DescriptionRun smallRun();
/// A number of smallRun()'s vocabulary. Words it does not know are a failure of the test.
std::int32_t number(const std::string& word);
/// Words with spaces between them.
Candidate candidate(const std::string& words, float logpGivenExemplars, float logp,
                    int exemplars = 0);
/// A unit whose beam holds `text` alone, greedy decode included.
UnitBeam unitSaying(std::int64_t unit, const std::string& text);
/// Three candidates of which each mode likes another, and a greedy one.
UnitBeam contested(std::int64_t unit);
/// Describes the units of a layer, from 0 on.
void describe(Project& project, const std::string& layer, const std::vector<std::string>& texts);

using Texts = std::vector<std::string>;

/// A layer's descriptions, each after its unit's number.
Texts textsOf(const Project& project, const std::string& layer);
/// How many units a query finds.
std::int64_t found(const Project& project, const std::string& query);

bool same(const Candidate& left, const Candidate& right);
bool same(const UnitBeam& left, const UnitBeam& right);

/// Runs SQL on a project's file behind its back.
void alter(const std::filesystem::path& project, const std::string& sql);

} // namespace brera::project::test
