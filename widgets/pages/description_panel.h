// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/description_view.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace brera::widgets {

class FiguresLabel;
class OwnWordsEdit;
class WordStrip;

/// A unit's description in full, the machine's and under it the person's own.
class DescriptionPanel final : public QWidget {
    Q_OBJECT
public:
    explicit DescriptionPanel(QWidget* parent = nullptr);

    /// The unit's name and its best activation, for people.
    void setUnit(const QString& name, const QString& best);
    void setFacts(const DescriptionFacts& facts);
    void setView(const DescriptionView& view);
    void setChoice(const DescriptionChoice& choice);
    void clear();
    /// Words that were typed and not kept yet are kept now.
    void commit();

    /// What the unit is called first of all: a person's words, else the machine's, else nothing.
    QString headline() const;
    WordStrip* words() const { return m_machine; }
    OwnWordsEdit* own() const { return m_own; }

Q_SIGNALS:
    void ownWordsChanged(const brera::UnitId& unit, const QString& text);
    /// The share of its attention the word that is looked at gave to each exemplar; empty for none.
    void attentionChanged(const std::vector<double>& shares);
    void describeRequested();

private:
    void showMachine();
    void showFigures();
    void tellAttention(int word);
    const Candidate* chosen() const;

    QString m_name;
    QString m_best;
    DescriptionFacts m_facts;
    DescriptionView m_view;
    std::vector<std::int32_t> m_shown; ///< tokens of the description that is shown
    WordStrip* m_machine;
    FiguresLabel* m_title; ///< the unit's name, while there is no description
    QLabel* m_none;
    QPushButton* m_describe;
    FiguresLabel* m_figures;
    QLabel* m_source;
    OwnWordsEdit* m_own;
};

} // namespace brera::widgets
