// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>
#include <QStringList>

namespace brera::widgets {

/// What a card's badge row says of its unit, in the order of the row.
enum CardBadge {
    AblatedBadge = 1,   ///< switched off in the tray
    RemovedBadge = 2,   ///< an edited network lost it for good
    ConfirmedBadge = 4, ///< verdicts of an audit
    RejectedBadge = 8,
    UnsureBadge = 16,
    TagBadge = 32 ///< has tags
};
Q_DECLARE_FLAGS(CardBadges, CardBadge)
Q_DECLARE_OPERATORS_FOR_FLAGS(CardBadges)

/// In words, and as names of icons, in the order of the row.
QStringList badgeTexts(CardBadges badges);
QStringList badgeIcons(CardBadges badges);

} // namespace brera::widgets
