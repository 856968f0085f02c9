// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/prediction_model.h"

#include "widgets/models/probe_text.h"

#include <QTextDocument>

#include <algorithm>
#include <numeric>

namespace brera::widgets {
namespace {

constexpr std::size_t kRegular = 5;
constexpr std::size_t kNewcomers = 3;

std::vector<int> likeliest(const std::vector<double>& shares, std::size_t count) {
    std::vector<int> order(shares.size());
    std::iota(order.begin(), order.end(), 0);
    const std::size_t kept = std::min(count, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                      [&](int a, int b) {
                          const double left = shares[static_cast<std::size_t>(a)];
                          const double right = shares[static_cast<std::size_t>(b)];
                          return left != right ? left > right : a < b;
                      });
    order.resize(kept);
    return order;
}

} // namespace

void PredictionModel::setBefore(QStringList names, std::vector<double> before) {
    beginResetModel();
    m_names = std::move(names);
    m_before = std::move(before);
    m_after.clear();
    list();
    endResetModel();
}

void PredictionModel::list() {
    // Hiding a single class would save nothing.
    const bool all = m_all || m_before.size() <= kRegular + 1;
    m_rows = likeliest(m_before, all ? m_before.size() : kRegular);
    m_regular = m_rows.size();
}

void PredictionModel::setAllShown(bool all) {
    if (all == m_all) {
        return;
    }
    beginResetModel();
    m_all = all;
    list();
    endResetModel();
    addNewcomers();
}

void PredictionModel::setAfter(std::vector<double> after) {
    if (!after.empty() && after.size() != m_before.size()) {
        return;
    }
    m_after = std::move(after);
    addNewcomers();
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
}

void PredictionModel::addNewcomers() {
    std::vector<int> newcomers;
    if (!m_after.empty() && m_regular < m_before.size()) {
        for (const int output : likeliest(m_after, kNewcomers)) {
            const auto end = m_rows.begin() + static_cast<std::ptrdiff_t>(m_regular);
            if (std::find(m_rows.begin(), end, output) == end) {
                newcomers.push_back(output);
            }
        }
    }
    const auto first = static_cast<int>(m_regular);
    const std::vector<int> present(m_rows.begin() + first, m_rows.end());
    if (newcomers == present) {
        return;
    }
    if (!present.empty()) {
        beginRemoveRows({}, first, rowCount() - 1);
        m_rows.resize(m_regular);
        endRemoveRows();
    }
    if (!newcomers.empty()) {
        beginInsertRows({}, first, first + static_cast<int>(newcomers.size()) - 1);
        m_rows.insert(m_rows.end(), newcomers.begin(), newcomers.end());
        endInsertRows();
    }
}

double PredictionModel::after(int output) const {
    const auto place = static_cast<std::size_t>(output);
    return output >= 0 && place < m_after.size() ? m_after[place] : 0;
}

int PredictionModel::winner() const {
    const auto& shares = m_after.empty() ? m_before : m_after;
    return shares.empty()
               ? -1
               : static_cast<int>(std::max_element(shares.begin(), shares.end()) - shares.begin());
}

int PredictionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PredictionModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int output = m_rows[static_cast<std::size_t>(index.row())];
    const auto place = static_cast<std::size_t>(output);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return m_names.value(output);
    case Qt::ToolTipRole: // class names are strangers' texts: no markup
        return Qt::convertFromPlainText(data(index, Qt::AccessibleDescriptionRole).toString());
    case Qt::AccessibleDescriptionRole: {
        const QString before = probabilityText(m_before[place]);
        return m_after.empty()
                   ? tr("%1: %2").arg(m_names.value(output), before)
                   : tr("%1: %2 before, %3 now")
                         .arg(m_names.value(output), before, probabilityText(m_after[place]));
    }
    case OutputRole:
        return output;
    case BeforeRole:
        return m_before[place];
    case AfterRole:
        return m_after.empty() ? QVariant() : QVariant(m_after[place]);
    case WinnerRole:
        return output == winner();
    default:
        return {};
    }
}

QHash<int, QByteArray> PredictionModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    names.insert({{NameRole, "name"},
                  {OutputRole, "output"},
                  {BeforeRole, "before"},
                  {AfterRole, "after"},
                  {WinnerRole, "winner"}});
    return names;
}

} // namespace brera::widgets
