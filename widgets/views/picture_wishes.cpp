// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/picture_wishes.h"

#include "widgets/views/card_grid_view.h"

#include <algorithm>

namespace brera::widgets {

std::vector<CardRequest> wishesFor(const CardGridView& grid, int rows,
                                   const std::function<CardRequest(int row)>& request) {
    std::vector<CardRequest> requests;
    const auto [first, last] = grid.visibleRows();
    if (first < 0) {
        return requests;
    }
    const int screen = last - first + 1;
    for (int row = first; row <= last; ++row) {
        requests.push_back(request(row));
    }
    for (int row = last + 1; row <= std::min(last + screen, rows - 1); ++row) {
        requests.push_back(request(row));
    }
    for (int row = first - 1; row >= std::max(first - screen, 0); --row) {
        requests.push_back(request(row));
    }
    return requests;
}

} // namespace brera::widgets
