// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/response_model.h"

#include "widgets/models/probe_text.h"
#include "widgets/pictures/composer.h"
#include "widgets/theme/figures.h"

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

/// Bars are scaled to the largest contribution among so many first rows: a unit far down the list
/// must not make specks of those that people look at.
constexpr std::size_t kScaled = 24;

} // namespace

void ResponseModel::setResponses(std::vector<ResponseEntry> entries, const QImage& frame,
                                 QSize input) {
    beginResetModel();
    m_entries = std::move(entries);
    m_source = frame;
    m_input = input.isEmpty() ? frame.size() : input;
    m_frame = QImage();
    m_pictures.assign(m_entries.size(), QImage());
    m_shown = arranged();
    number();
    endResetModel();
}

void ResponseModel::setOrder(ResponseOrder order) {
    if (order == m_order) {
        return;
    }
    m_order = order;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const auto before = persistentIndexList();
    std::vector<std::size_t> places;
    for (const QModelIndex& each : before) {
        places.push_back(m_shown[static_cast<std::size_t>(each.row())]);
    }
    m_shown = arranged();
    number();
    QModelIndexList after;
    for (const std::size_t place : places) {
        after.append(index(rowOf(m_entries[place].response.unit)));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

std::vector<std::size_t> ResponseModel::arranged() const {
    std::vector<probing::UnitResponse> figures;
    figures.reserve(m_entries.size());
    for (const auto& entry : m_entries) {
        const auto& from = entry.response;
        figures.push_back(
            {{}, from.activation, from.percentile, from.deviations, from.contribution, {}, 0, 0});
    }
    auto order = m_order == ResponseOrder::FiresMost ? probing::byPercentile(figures)
                                                     : probing::byContribution(figures);
    if (m_order == ResponseOrder::SpokeAgainst) {
        std::reverse(order.begin(), order.end());
    }
    return order;
}

void ResponseModel::number() {
    m_rows.clear();
    for (std::size_t row = 0; row < m_shown.size(); ++row) {
        m_rows[m_entries[m_shown[row]].response.unit] = static_cast<int>(row);
    }
    m_largest = 0;
    for (std::size_t row = 0; row < std::min(kScaled, m_shown.size()); ++row) {
        m_largest =
            std::max(m_largest, std::fabs(m_entries[m_shown[row]].response.contribution));
    }
}

void ResponseModel::setEdge(int edge) {
    if (edge == m_edge) {
        return;
    }
    m_edge = edge;
    m_frame = QImage();
    m_pictures.assign(m_entries.size(), QImage());
    if (!m_shown.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1),
                           {PictureRole});
    }
}

const ResponseEntry& ResponseModel::entry(int row) const {
    return m_entries[m_shown[static_cast<std::size_t>(row)]];
}

int ResponseModel::rowOf(const UnitId& unit) const {
    const auto found = m_rows.find(unit);
    return found == m_rows.end() ? -1 : found->second;
}

void ResponseModel::setAblated(const UnitId& unit, bool ablated) {
    if (ablated == isAblated(unit)) {
        return;
    }
    if (ablated) {
        m_ablated.insert(unit);
    } else {
        m_ablated.erase(unit);
    }
    if (const int row = rowOf(unit); row >= 0) {
        const QModelIndex changed = index(row);
        Q_EMIT dataChanged(changed, changed, {AblatedRole, Qt::CheckStateRole});
    }
    Q_EMIT ablationChanged();
}

void ResponseModel::restoreAll() {
    if (m_ablated.empty()) {
        return;
    }
    m_ablated.clear();
    if (!m_shown.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1),
                           {AblatedRole, Qt::CheckStateRole});
    }
    Q_EMIT ablationChanged();
}

QImage ResponseModel::pictureOf(std::size_t place) const {
    QImage& picture = m_pictures[place];
    if (picture.isNull() && !m_source.isNull()) {
        const QSize size =
            m_input.scaled(m_edge, m_edge, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
        if (m_frame.isNull()) { // the same for all units
            m_frame = m_source.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                          .convertToFormat(QImage::Format_RGB32);
        }
        const auto& response = m_entries[place].response;
        MaskStyle style;
        style.outline = 0;
        picture = compose(m_frame, fieldOf(response.map, m_frame.size()), response.threshold,
                          static_cast<double>(response.top), style);
    }
    return picture;
}

int ResponseModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant ResponseModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const std::size_t place = m_shown[static_cast<std::size_t>(index.row())];
    const ResponseEntry& entry = m_entries[place];
    const auto& response = entry.response;
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return QString::fromStdString(response.unit.toString());
    case DescriptionRole:
        return entry.description;
    case Qt::ToolTipRole:
        // Descriptions are strangers' texts: no markup.
        return describe(entry).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    case Qt::AccessibleDescriptionRole:
        return describe(entry);
    case PictureRole:
        return pictureOf(place);
    case PercentileRole:
        return response.percentile;
    case ContributionRole:
        return response.contribution;
    case ShareRole:
        return m_largest > 0 ? std::clamp(response.contribution / m_largest, -1.0, 1.0) : 0.0;
    case AblatedRole:
        return isAblated(response.unit);
    case Qt::CheckStateRole:
        return isAblated(response.unit) ? Qt::Checked : Qt::Unchecked;
    default:
        return {};
    }
}

QString ResponseModel::describe(const ResponseEntry& entry) const {
    const auto& response = entry.response;
    QStringList lines;
    if (!entry.description.isEmpty()) {
        lines.append(entry.description);
    }
    lines.append(tr("%1 · activation %2")
                     .arg(QString::fromStdString(response.unit.toString()),
                          activationText(static_cast<double>(response.activation))));
    if (response.percentile >= 0) {
        lines.append(tr("Stronger than on %1 of the project's images")
                         .arg(percentileText(response.percentile)));
    }
    lines.append(
        tr("Gave the class %1 (activation × gradient)").arg(signedText(response.contribution)));
    return lines.join(QLatin1Char('\n'));
}

bool ResponseModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    setAblated(entry(index.row()).response.unit,
               static_cast<Qt::CheckState>(value.toInt()) == Qt::Checked);
    return true;
}

Qt::ItemFlags ResponseModel::flags(const QModelIndex& index) const {
    const auto flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsUserCheckable : flags;
}

QHash<int, QByteArray> ResponseModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    names.insert({{NameRole, "name"},
                  {DescriptionRole, "description"},
                  {PictureRole, "picture"},
                  {PercentileRole, "percentile"},
                  {ContributionRole, "contribution"},
                  {ShareRole, "share"},
                  {AblatedRole, "ablated"}});
    return names;
}

} // namespace brera::widgets
