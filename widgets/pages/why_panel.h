// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/description_view.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QPushButton;
class QSlider;
class QTreeView;

namespace brera::widgets {

class BeamModel;
class FiguresLabel;

/// Why a unit is described as it is: the best beams with their scores, and the mode and λ that
/// choose among them, for every unit at once.
class WhyPanel final : public QWidget {
    Q_OBJECT
public:
    explicit WhyPanel(QWidget* parent = nullptr);

    void setFacts(const DescriptionFacts& facts);
    void setView(const DescriptionView& view);
    void clear();
    /// A choice that has not settled yet is settled now.
    void commit();
    /// As high as all its rows, without a scroll bar of its own; otherwise as high as there is room.
    void setWhole(bool whole);
    const DescriptionChoice& choice() const { return m_choice; }

    BeamModel* model() const { return m_model; }
    QSlider* slider() const { return m_lambda; }
    QComboBox* modes() const { return m_mode; }

Q_SIGNALS:
    /// While someone moves λ or changes the mode.
    void choiceChanged(const brera::widgets::DescriptionChoice& choice);
    /// They have let go: it may be kept.
    void choiceSettled(const brera::widgets::DescriptionChoice& choice);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeControls();
    void change();
    void showChoice();
    void showSize();
    void fillModes();
    void fitList();

    BeamModel* m_model;
    QComboBox* m_mode;
    QSlider* m_lambda;
    FiguresLabel* m_value;
    QTreeView* m_list;
    QPushButton* m_more;
    FiguresLabel* m_note;
    QWidget* m_foot;
    QBoxLayout* m_controls = nullptr; ///< the mode and λ, beside or above each other
    bool m_whole = false;
    DescriptionChoice m_choice;
    std::optional<double> m_pmiLambda;
    bool m_all = false;
    QTimer m_settle;
};

} // namespace brera::widgets
