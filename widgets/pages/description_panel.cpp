// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/description_panel.h"

#include "widgets/models/description_text.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/own_words_edit.h"
#include "widgets/views/word_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QTextDocument>
#include <QVBoxLayout>

namespace brera::widgets {
namespace {

constexpr double kWhole = 255; ///< a word's whole attention, as candidates keep it

} // namespace

DescriptionPanel::DescriptionPanel(QWidget* parent)
    : QWidget(parent), m_machine(new WordStrip(this)),
      m_title(new FiguresLabel(Qt::AlignLeft, this)), m_none(new QLabel(this)),
      m_describe(new QPushButton(tr("Describe units…"), this)),
      m_figures(new FiguresLabel(Qt::AlignLeft, this)), m_source(new QLabel(this)),
      m_own(new OwnWordsEdit(this)) {
    m_machine->setObjectName(QStringLiteral("description"));
    m_machine->setToolTip(tr("Point at a word to see which exemplars it looked at"));
    m_title->setObjectName(QStringLiteral("heading"));
    m_title->setElideMode(Qt::ElideMiddle);
    m_none->setObjectName(QStringLiteral("muted"));
    m_none->setWordWrap(true);
    m_describe->setObjectName(QStringLiteral("describe"));
    m_figures->setMuted(true);
    m_source->setObjectName(QStringLiteral("muted"));
    m_source->setTextFormat(Qt::PlainText);
    m_source->setWordWrap(true);

    auto* none = new QHBoxLayout;
    none->setSpacing(kGrid);
    none->addWidget(m_none, 1);
    none->addWidget(m_describe);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(m_machine);
    layout->addWidget(m_title);
    layout->addWidget(m_figures);
    layout->addWidget(m_source);
    layout->addLayout(none);
    layout->addSpacing(kGrid / 2);
    layout->addWidget(m_own);

    connect(m_machine, &WordStrip::currentChanged, this, &DescriptionPanel::tellAttention);
    connect(m_describe, &QPushButton::clicked, this, &DescriptionPanel::describeRequested);
    connect(m_own, &OwnWordsEdit::kept, this, [this](const QString& text) {
        m_view.own = text;
        Q_EMIT ownWordsChanged(m_view.unit, text);
    });
    showMachine();
}

void DescriptionPanel::setUnit(const QString& name, const QString& best) {
    m_name = name;
    m_best = best;
    showMachine();
}

QString DescriptionPanel::headline() const {
    return m_view.own.isEmpty() ? m_machine->text() : m_view.own;
}

void DescriptionPanel::setFacts(const DescriptionFacts& facts) {
    m_facts = facts;
    m_own->setProblem(facts.writeProblem);
    showMachine();
}

void DescriptionPanel::setView(const DescriptionView& view) {
    const bool same = view.unit == m_view.unit;
    // A unit that is shown again, with more than before, leaves alone what someone types.
    const bool typing = same && m_own->hasFocus() && m_own->isModified();
    if (!same) {
        commit();
    }
    m_view = view;
    m_shown.clear();
    if (!typing) {
        m_own->setKept(view.own);
    }
    showMachine();
}

void DescriptionPanel::setChoice(const DescriptionChoice& choice) {
    m_facts.choice = choice;
    showMachine();
}

void DescriptionPanel::clear() {
    commit();
    m_view = {};
    m_own->setKept({});
    showMachine();
}

void DescriptionPanel::commit() {
    m_own->commit();
}

const Candidate* DescriptionPanel::chosen() const {
    if (!m_view.beam) {
        return nullptr;
    }
    const int best = brera::choose(*m_view.beam, m_facts.choice.mode, m_facts.choice.lambda);
    return best < 0 ? &m_view.beam->greedy : &m_view.beam->beam[static_cast<std::size_t>(best)];
}

void DescriptionPanel::showMachine() {
    const Candidate* candidate = chosen();
    m_machine->setVisible(candidate != nullptr);
    m_title->setVisible(candidate == nullptr);
    m_title->setText(m_name);
    m_source->setVisible(candidate != nullptr);
    showFigures();
    m_none->setVisible(candidate == nullptr);
    m_describe->setVisible(candidate == nullptr && !m_facts.describing && !m_facts.any &&
                           m_facts.writeProblem.isEmpty());
    if (candidate == nullptr) {
        m_shown.clear();
        m_machine->setWords({}, false);
        m_none->setText(m_facts.describing ? tr("Not described yet; units are being described.")
                                           : tr("Not described yet."));
        return;
    }
    // While the choice stays, so does the word someone looks at.
    if (candidate->tokens != m_shown || m_shown.empty()) {
        m_shown = candidate->tokens;
        m_machine->setWords(descriptionWords(candidate->tokens, *m_view.words),
                            !candidate->attention.empty());
    }
    QStringList source;
    if (!m_facts.captioner.isEmpty()) {
        source.append(tr("by %1").arg(m_facts.captioner));
    }
    if (m_facts.generated) {
        source.append(tr("learned from generated annotations"));
    }
    m_source->setText(source.join(QStringLiteral(" · ")));
    m_source->setToolTip(m_facts.generated ? generatedTip() : QString());
    m_source->setVisible(!source.isEmpty());
}

void DescriptionPanel::showFigures() {
    const Candidate* candidate = chosen();
    QStringList parts{tr("best %1").arg(m_best)};
    QStringList tips{tr("best: the unit's highest activation on all images.")};
    if (candidate != nullptr) {
        parts.prepend(m_name);
        parts.append(tr("wpmi %1").arg(scoreText(candidate->wpmi(m_facts.choice.lambda))));
        tips.append(wpmiTip());
    }
    m_figures->setText(parts.join(QStringLiteral(" · ")));
    m_figures->setToolTip(Qt::convertFromPlainText(tips.join(QLatin1Char('\n'))));
}

void DescriptionPanel::tellAttention(int word) {
    const Candidate* candidate = chosen();
    std::vector<double> shares;
    if (candidate != nullptr && word >= 0 && !candidate->tokens.empty()) {
        const std::size_t exemplars = candidate->attention.size() / candidate->tokens.size();
        const std::size_t first = static_cast<std::size_t>(word) * exemplars;
        for (std::size_t place = first; place < first + exemplars; ++place) {
            shares.push_back(static_cast<double>(candidate->attention.at(place)) / kWhole);
        }
    }
    Q_EMIT attentionChanged(shares);
}

} // namespace brera::widgets
