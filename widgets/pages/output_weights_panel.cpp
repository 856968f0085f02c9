// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/output_weights_panel.h"

#include "widgets/models/weight_model.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/weight_delegate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brera::widgets {

OutputWeightsPanel::OutputWeightsPanel(QWidget* parent)
    : QWidget(parent), m_raised(new WeightModel(this)), m_lowered(new WeightModel(this)),
      m_note(new QLabel(this)) {
    setObjectName(QStringLiteral("outputWeights"));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(3 * kGrid);
    const auto add = [&](const QString& title, WeightModel* model) {
        auto* label = new QLabel(title, this);
        label->setObjectName(QStringLiteral("section"));
        auto* list = new QListView(this);
        list->setAccessibleName(title);
        list->setModel(model);
        list->setItemDelegate(new WeightDelegate(list));
        list->setUniformItemSizes(true);
        list->setFrameShape(QFrame::NoFrame);
        list->setSelectionMode(QAbstractItemView::NoSelection);
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->setMinimumHeight(8 * kGrid);
        auto* column = new QVBoxLayout;
        column->setSpacing(kGrid / 2);
        column->addWidget(label);
        column->addWidget(list, 1);
        columns->addLayout(column, 1);
    };
    add(tr("Raises"), m_raised);
    add(tr("Lowers"), m_lowered);
    m_note->setObjectName(QStringLiteral("muted"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(columns, 1);
    layout->addWidget(m_note);
}

void OutputWeightsPanel::showLoading() {
    m_note->setText(tr("The network is being asked…"));
}

void OutputWeightsPanel::showWeights(const WeightsView& view) {
    double strongest = 0;
    for (const auto* rows : {&view.raised, &view.lowered}) {
        for (const auto& row : *rows) {
            strongest = std::max(strongest, std::fabs(row.effect));
        }
    }
    m_raised->setRows(view.raised, strongest);
    m_lowered->setRows(view.lowered, strongest);
    m_note->setText(!view.problem.isEmpty() ? view.problem
                    : view.fixed
                        ? tr("Output weights: logit for each unit of activation")
                        : tr("Gradient of the logits, on average over the unit's best exemplars"));
}

QString OutputWeightsPanel::note() const {
    return m_note->text();
}

} // namespace brera::widgets
