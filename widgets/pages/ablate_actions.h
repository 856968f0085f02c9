// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "base/unit_id.h"

#include <vector>

class QAction;

namespace brera::widgets {

class CardGridView;

/// Switching units off and on from a grid of cards: the key A, the button on a card, and an action
/// for menus. The grid's items have UnitModel's roles and its delegate paints cards.
class AblateActions final : public QObject {
    Q_OBJECT
public:
    explicit AblateActions(CardGridView& grid);

    /// Whether units can be switched off.
    void setPossible(bool possible);
    /// Switches what is selected off, or on where all of it is off already.
    QAction* action() const { return m_action; }
    /// The units that are selected, or the one the grid stands at, in the order of the cards.
    std::vector<UnitId> chosen() const;

Q_SIGNALS:
    void toggleRequested(const std::vector<brera::UnitId>& units);

private:
    CardGridView& m_grid;
    QAction* m_action;
};

} // namespace brera::widgets
