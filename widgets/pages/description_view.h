// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "base/unit_id.h"
#include "widgets/models/description_table.h"

#include <optional>

namespace brera::widgets {

/// What pages know of a project's descriptions as a whole.
struct DescriptionFacts {
    bool any = false;       ///< units have been described
    bool generated = false; ///< learned from generated annotations
    QString captioner;      ///< its name, for people
    /// The λ of a search made with pmi; that mode can be chosen then, with this λ alone.
    std::optional<double> pmiLambda;
    DescriptionChoice choice;
    bool describing = false; ///< a job describes its units right now
    QString writeProblem;    ///< why nothing can be written; empty when it can

    bool operator==(const DescriptionFacts&) const = default;
};

/// A layer's descriptions on their way to the gallery.
struct LayerDescriptions {
    std::string layer;
    DescriptionTable table;
};

/// One unit's beam and own words on their way to the inspector.
struct DescriptionView {
    UnitId unit;
    std::optional<UnitBeam> beam;
    WordList words;
    QString own; ///< a person's words; empty without
    QString note;
    QStringList tags;
};

/// "Learned from generated annotations", and what that means.
QString generatedLabel();
QString generatedTip();

/// A mode in words: "Re-ranked by wpmi".
QString modeText(DescribeMode mode);

} // namespace brera::widgets
