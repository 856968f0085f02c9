// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/description_view.h"

#include <QCoreApplication>

namespace brera::widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::widgets::DescriptionView)
};

} // namespace

QString generatedLabel() {
    return Words::tr("Descriptions learned from generated annotations");
}

QString generatedTip() {
    return Words::tr("<p>The captioner that wrote these descriptions was trained on sentences made "
                     "by a program from what is known to be in drawn pictures, not on people's "
                     "words. Its vocabulary is small.</p>");
}

QString modeText(DescribeMode mode) {
    switch (mode) {
    case DescribeMode::Greedy:
        return Words::tr("Greedy");
    case DescribeMode::Beam:
        return Words::tr("Likeliest beam");
    case DescribeMode::Rerank:
        return Words::tr("Re-ranked by wpmi");
    case DescribeMode::Pmi:
        return Words::tr("Searched by pmi");
    }
    return {};
}

} // namespace brera::widgets
