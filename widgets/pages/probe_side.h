// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/pages/probe_view.h"

class QComboBox;
class QLabel;
class QListView;
class QPushButton;

namespace brera::widgets {

class FiguresLabel;
class PredictionModel;
class ResponseModel;

/// What the listed units answer to.
enum class Described {
    Picture, ///< the picture as it is
    Pasted,  ///< the picture with the piece on it
    Earlier  ///< what was there before the piece was moved
};

/// What stands beside a probed picture: the prediction, and the units with what they gave it, each
/// with a tick that switches it off.
class ProbeSide final : public QWidget {
    Q_OBJECT
public:
    explicit ProbeSide(QWidget* parent = nullptr);

    /// Another picture's prediction, and the output that contributions are of.
    void setPrediction(const QStringList& classes, std::vector<double> shares, int target);
    void setAfter(std::vector<double> after);
    /// The units, with the picture they answer to; the one looked at stays so where it is known.
    void setUnits(std::vector<ResponseEntry> units, const QImage& frame, QSize input);
    void setDescribed(Described described);
    Described described() const { return m_described; }
    /// Looks at the first unit.
    void showFirst();
    /// Nothing for no unit.
    const ResponseEntry* current() const;
    /// The output that contributions are of.
    int target() const;
    /// A switched off unit gives its mean over the project's images instead of zero.
    bool isMean() const;

    PredictionModel* predictions() const { return m_predictions; }
    ResponseModel* responses() const { return m_responses; }
    QListView* responseList() const { return m_responseList; }
    QComboBox* orderBox() const { return m_order; }
    QComboBox* classBox() const { return m_class; }
    QComboBox* replacementBox() const { return m_replacement; }
    QPushButton* allButton() const { return m_all; }
    QPushButton* restoreButton() const { return m_restore; }
    /// What the list's figures are.
    QLabel* note() const { return m_note; }

Q_SIGNALS:
    void currentChanged();
    /// Other units are switched off, or something else takes their place.
    void ablationChanged();
    void targetChosen(int output);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makePrediction();
    QWidget* makeHead();
    QWidget* makeFoot();
    void connectParts();
    void showOrder();
    void showNote();
    void showAblated();
    void fit();

    Described m_described = Described::Picture;
    PredictionModel* m_predictions;
    ResponseModel* m_responses;
    QListView* m_predictionList;
    QPushButton* m_all;
    QComboBox* m_order;
    QComboBox* m_class;
    QLabel* m_note;
    QComboBox* m_replacement;
    QListView* m_responseList;
    QWidget* m_foot = nullptr;
    FiguresLabel* m_ablated;
    QPushButton* m_restore;
};

} // namespace brera::widgets
