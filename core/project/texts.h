// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/database.h"

#include <cstdint>
#include <string>
#include <string_view>

/// The table `texts`: what can be searched of each unit. Call within the transaction that changes
/// the tables it repeats.
namespace brera::project {

// Tokens of the column `keys`: digits alone, which no stemmer touches; the first tells the kind.
inline constexpr const char* kEveryUnitKey = "0";
inline constexpr const char* kNoUnitKey = "9"; ///< which no row has
std::string layerKey(std::int64_t layer);
/// @param tag a normal one.
std::string tagKey(std::string_view tag);

/// A tag as the project keeps it: lower case, without spaces around. May be empty.
std::string normalTag(std::string_view tag);

/// Writes a unit's row anew, or removes it when there is nothing to search.
void refreshText(Database& database, std::int64_t key);
/// Changes a unit's machine description alone.
void refreshDescription(Database& database, std::int64_t key, const std::string& text);
/// Takes the machine's descriptions out of every row.
void forgetDescriptions(Database& database);

} // namespace brera::project
