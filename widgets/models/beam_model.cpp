// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/beam_model.h"

#include "widgets/models/description_text.h"

#include <QTextDocument>

#include <algorithm>
#include <cmath>
#include <limits>

namespace brera::widgets {
namespace {

QVariant tipOf(int column) {
    switch (column) {
    case BeamModel::GivenExemplarsColumn:
        return Qt::convertFromPlainText(givenExemplarsTip());
    case BeamModel::PriorColumn:
        return Qt::convertFromPlainText(priorTip());
    case BeamModel::WpmiColumn:
        return Qt::convertFromPlainText(wpmiTip());
    default:
        return {};
    }
}

} // namespace

void BeamModel::setBeam(std::optional<UnitBeam> beam, WordList words) {
    beginResetModel();
    m_beam = std::move(beam);
    m_words = std::move(words);
    arrange();
    endResetModel();
}

void BeamModel::choose(const DescriptionChoice& choice) {
    if (choice == m_choice) {
        return;
    }
    beginResetModel();
    m_choice = choice;
    arrange();
    endResetModel();
}

void BeamModel::setLimit(int limit) {
    if (limit != m_limit) {
        beginResetModel();
        m_limit = limit;
        endResetModel();
    }
}

double BeamModel::score(const Candidate& candidate) const {
    const double value = m_choice.mode == DescribeMode::Rerank
                             ? candidate.wpmi(m_choice.lambda)
                             : static_cast<double>(candidate.logpGivenExemplars);
    return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
}

void BeamModel::arrange() {
    m_order.clear();
    if (!m_beam) {
        return;
    }
    for (const Candidate& candidate : m_beam->beam) {
        m_order.push_back(&candidate);
    }
    if (m_choice.mode != DescribeMode::Pmi) {
        std::stable_sort(
            m_order.begin(), m_order.end(),
            [this](const Candidate* a, const Candidate* b) { return score(*a) > score(*b); });
    }
    const int best = brera::choose(*m_beam, m_choice.mode, m_choice.lambda);
    if (best >= 0) {
        const Candidate* first = &m_beam->beam[static_cast<std::size_t>(best)];
        std::erase(m_order, first);
        m_order.insert(m_order.begin(), first);
    } else {
        // The greedy one often is one of the beams; it is listed once.
        std::erase_if(m_order, [this](const Candidate* candidate) {
            return candidate->tokens == m_beam->greedy.tokens;
        });
        m_order.insert(m_order.begin(), &m_beam->greedy);
    }
}

const Candidate* BeamModel::chosen() const {
    return m_order.empty() ? nullptr : m_order.front();
}

int BeamModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid()) {
        return 0;
    }
    return m_limit > 0 ? std::min(m_limit, size()) : size();
}

int BeamModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BeamModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Candidate& candidate = *m_order[static_cast<std::size_t>(index.row())];
    const bool chosen = index.row() == 0;
    if (role == ChosenRole) {
        return chosen;
    }
    if (role == Qt::AccessibleDescriptionRole && chosen) {
        return tr("chosen");
    }
    if (role == Qt::TextAlignmentRole && index.column() != TextColumn) {
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && index.column() != TextColumn) {
        return tipOf(index.column());
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case TextColumn: {
        const QString text = sentenceCase(descriptionText(candidate.tokens, *m_words));
        if (role == Qt::ToolTipRole) {
            return Qt::convertFromPlainText(
                tr("%1\nlog p(d|E) %2 · log p(d) %3 · wpmi %4")
                    .arg(text, scoreText(static_cast<double>(candidate.logpGivenExemplars)),
                         scoreText(static_cast<double>(candidate.logp)),
                         scoreText(candidate.wpmi(m_choice.lambda))));
        }
        return text;
    }
    case GivenExemplarsColumn:
        return scoreText(static_cast<double>(candidate.logpGivenExemplars));
    case PriorColumn:
        return scoreText(static_cast<double>(candidate.logp));
    case WpmiColumn:
        return scoreText(candidate.wpmi(m_choice.lambda));
    default:
        return {};
    }
}

QVariant BeamModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && section != TextColumn) {
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        return tipOf(section);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case TextColumn:
        return tr("Description");
    case GivenExemplarsColumn:
        return tr("log p(d|E)");
    case PriorColumn:
        return tr("log p(d)");
    case WpmiColumn:
        return tr("wpmi");
    default:
        return {};
    }
}

} // namespace brera::widgets
