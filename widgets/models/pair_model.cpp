// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/pair_model.h"

#include "widgets/models/probe_text.h"

#include <QLocale>

namespace brera::widgets {
namespace {

QString likeliest(const std::vector<probing::NamedProbability>& predictions) {
    return predictions.empty()
               ? QString()
               : QString::fromStdString(predictions.front().name) + QLatin1Char(' ') +
                     probabilityText(predictions.front().probability);
}

} // namespace

void PairModel::setPairs(std::vector<PairEntry> pairs) {
    beginResetModel();
    m_pairs = std::move(pairs);
    endResetModel();
}

QString PairModel::describe(const PairEntry& entry) {
    return tr("%1\npasted onto %2\nkept on %3")
        .arg(QString::fromStdString(entry.pair.source), QString::fromStdString(entry.pair.target),
             QLocale().toString(entry.created, QLocale::ShortFormat));
}

int PairModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_pairs.size());
}

QVariant PairModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PairEntry& entry = pair(index.row());
    const QString outcome =
        likeliest(entry.pair.before) + QStringLiteral(" → ") + likeliest(entry.pair.after);
    switch (role) {
    case Qt::DisplayRole:
        return entry.name + QStringLiteral("   ") + outcome;
    case Qt::EditRole:
        return entry.name;
    case Qt::ToolTipRole:
        return describe(entry).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    case Qt::AccessibleDescriptionRole:
        return describe(entry);
    case IdRole:
        return entry.id;
    case OutcomeRole:
        return outcome;
    default:
        return {};
    }
}

bool PairModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const QString name = value.toString().simplified();
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) ||
        name.isEmpty()) {
        return false;
    }
    PairEntry& entry = m_pairs[static_cast<std::size_t>(index.row())];
    if (name != entry.name) {
        entry.name = name;
        Q_EMIT dataChanged(index, index);
        Q_EMIT renamed(entry.id, name);
    }
    return true;
}

Qt::ItemFlags PairModel::flags(const QModelIndex& index) const {
    const auto flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

} // namespace brera::widgets
