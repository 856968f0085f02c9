// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/edit_recipe.h"

#include <span>
#include <string>

namespace brera::demo {

/// seed,series,trial,count,unit,validation_accuracy,validation_loss,adversarial_accuracy,
/// adversarial_loss: a row a point; `unit` is the one switched off last. Series are by_loss,
/// by_accuracy, sort_all and random, whose trials count from 1.
std::string editCsv(std::span<const SeedEdit> edits);

/// One figure with all series (SVG): a column a network, adversarial accuracy above validation
/// accuracy, over the number of units switched off; the random orders as a band, what nothing
/// switched off reaches as dotted lines, the best point within the allowance and the stop rule's
/// choice marked.
std::string drawEdit(std::span<const SeedEdit> edits, const EditRecipe& recipe);

} // namespace brera::demo
