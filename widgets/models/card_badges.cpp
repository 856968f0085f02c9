// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/card_badges.h"

#include <QCoreApplication>

namespace brera::widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::widgets::CardBadges)
};

constexpr CardBadge kAll[] = {AblatedBadge,  RemovedBadge, ConfirmedBadge,
                              RejectedBadge, UnsureBadge,  TagBadge};

QString textOf(CardBadge badge) {
    switch (badge) {
    case AblatedBadge:
        return Words::tr("switched off");
    case RemovedBadge:
        return Words::tr("removed from the network");
    case ConfirmedBadge:
        return Words::tr("confirmed");
    case RejectedBadge:
        return Words::tr("rejected");
    case UnsureBadge:
        return Words::tr("not sure");
    case TagBadge:
        return Words::tr("tagged");
    }
    return {};
}

QString iconOf(CardBadge badge) {
    switch (badge) {
    case AblatedBadge:
        return QStringLiteral("ablate");
    case RemovedBadge:
        return QStringLiteral("removed");
    case ConfirmedBadge:
        return QStringLiteral("confirmed");
    case RejectedBadge:
        return QStringLiteral("rejected");
    case UnsureBadge:
        return QStringLiteral("unsure");
    case TagBadge:
        return QStringLiteral("tag");
    }
    return {};
}

QStringList listed(CardBadges badges, QString (*what)(CardBadge)) {
    QStringList result;
    for (const CardBadge badge : kAll) {
        if (badges.testFlag(badge)) {
            result.append(what(badge));
        }
    }
    return result;
}

} // namespace

QStringList badgeTexts(CardBadges badges) {
    return listed(badges, textOf);
}

QStringList badgeIcons(CardBadges badges) {
    return listed(badges, iconOf);
}

} // namespace brera::widgets
