// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner.h"

#include <string>
#include <utility>

namespace brera::milan {

/// The record inside a captioner's file: JSON with everything that is not a weight.
std::string toJson(const CaptionerRecord& record, const language::Vocabulary& vocabulary);

/// @throws ModelError naming what is missing, of the wrong type or beyond reason.
std::pair<CaptionerRecord, language::Vocabulary> recordFromJson(const std::string& text);

} // namespace brera::milan
