// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pictures/card_pictures.h"

#include <functional>
#include <vector>

namespace brera::widgets {

class CardGridView;

/// The cards of a grid whose pictures are wanted: those in sight first, then a screen below, then a
/// screen above. `request` tells a row's.
std::vector<CardRequest> wishesFor(const CardGridView& grid, int rows,
                                   const std::function<CardRequest(int row)>& request);

} // namespace brera::widgets
