// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/pages/probe_view.h"

class QLabel;
class QListView;

namespace brera::widgets {

class WeightModel;

/// The classes that a unit of the last layer raises and lowers.
class OutputWeightsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit OutputWeightsPanel(QWidget* parent = nullptr);

    /// On their way.
    void showLoading();
    void showWeights(const WeightsView& view);

    WeightModel* raised() const { return m_raised; }
    WeightModel* lowered() const { return m_lowered; }
    QString note() const;

private:
    WeightModel* m_raised;
    WeightModel* m_lowered;
    QLabel* m_note;
};

} // namespace brera::widgets
