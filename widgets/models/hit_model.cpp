// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/hit_model.h"

#include "widgets/models/card_badges.h"
#include "widgets/theme/figures.h"

#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

/// Higher first; what is not a number last.
template <typename Key>
void sortFalling(std::vector<std::size_t>& places, Key key) {
    std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        const double left = key(a);
        const double right = key(b);
        return std::isnan(right) ? !std::isnan(left) : left > right;
    });
}

int badgeOf(project::Verdict verdict) {
    switch (verdict) {
    case project::Verdict::Confirmed:
        return ConfirmedBadge;
    case project::Verdict::Rejected:
        return RejectedBadge;
    case project::Verdict::Unsure:
        return UnsureBadge;
    case project::Verdict::Undecided:
        break;
    }
    return 0;
}

} // namespace

QString verdictText(project::Verdict verdict) {
    switch (verdict) {
    case project::Verdict::Undecided:
        return {};
    case project::Verdict::Confirmed:
        return HitModel::tr("confirmed");
    case project::Verdict::Rejected:
        return HitModel::tr("rejected");
    case project::Verdict::Unsure:
        return HitModel::tr("unsure");
    }
    return {};
}

HitModel::HitModel(UnitModel::PictureLookup lookup, QObject* parent)
    : QAbstractListModel(parent), m_lookup(std::move(lookup)) {
}

void HitModel::setUnits(std::vector<FoundUnit> units, const QStringList& layers) {
    beginResetModel();
    m_layers = layers;
    m_units = std::move(units);
    m_layer.clear();
    arrange();
    endResetModel();
}

void HitModel::setLayer(const QString& layer) {
    if (layer != m_layer) {
        beginResetModel();
        m_layer = layer;
        arrange();
        endResetModel();
    }
}

void HitModel::setOrder(HitOrder order) {
    if (order != m_order) {
        m_order = order;
        rearrange();
    }
}

void HitModel::rearrange() {
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<UnitId> units;
    units.reserve(static_cast<std::size_t>(before.size()));
    for (const QModelIndex& index : before) {
        units.push_back(unit(index.row()).unit);
    }
    arrange();
    QModelIndexList after;
    for (const UnitId& unit : units) {
        after.append(index(rowOf(unit)));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void HitModel::arrange() {
    m_shown.clear();
    const std::string layer = m_layer.toStdString();
    for (std::size_t place = 0; place < m_units.size(); ++place) {
        if (layer.empty() || m_units[place].unit.layer == layer) {
            m_shown.push_back(place);
        }
    }
    switch (m_order) {
    case HitOrder::ByMatch:
        break;
    case HitOrder::ByActivation:
        sortFalling(m_shown,
                    [this](std::size_t place) { return double(m_units[place].activation); });
        break;
    case HitOrder::ByWpmi:
        sortFalling(m_shown, [this](std::size_t place) { return m_units[place].wpmi; });
        break;
    case HitOrder::ByImportance:
        sortFalling(m_shown, [this](std::size_t place) { return m_units[place].importance; });
        break;
    case HitOrder::ByLayer: {
        std::unordered_map<std::string, qsizetype> places;
        for (const QString& name : m_layers) {
            places.emplace(name.toStdString(), static_cast<qsizetype>(places.size()));
        }
        std::stable_sort(m_shown.begin(), m_shown.end(), [&](std::size_t a, std::size_t b) {
            const UnitId& left = m_units[a].unit;
            const UnitId& right = m_units[b].unit;
            return std::pair(places[left.layer], left.index) <
                   std::pair(places[right.layer], right.index);
        });
        break;
    }
    }
    m_rows.clear();
    for (std::size_t row = 0; row < m_shown.size(); ++row) {
        m_rows.emplace(m_units[m_shown[row]].unit, static_cast<int>(row));
    }
}

int HitModel::rowOf(const UnitId& unit) const {
    const auto found = m_rows.find(unit);
    return found == m_rows.end() ? -1 : found->second;
}

int HitModel::nextUndecided(int row) const {
    const int rows = rowCount();
    for (int step = 1; step <= rows; ++step) {
        const int next = (row + step) % rows;
        if (unit(next).verdict == project::Verdict::Undecided) {
            return next;
        }
    }
    return -1;
}

void HitModel::setVerdict(const UnitId& unit, project::Verdict verdict) {
    const auto found = std::find_if(m_units.begin(), m_units.end(),
                                    [&](const FoundUnit& one) { return one.unit == unit; });
    if (found == m_units.end() || found->verdict == verdict) {
        return;
    }
    found->verdict = verdict;
    if (const int row = rowOf(unit); row >= 0) {
        Q_EMIT dataChanged(
            index(row), index(row),
            {UnitModel::VerdictRole, UnitModel::BadgesRole, Qt::AccessibleDescriptionRole});
    }
}

qint64 HitModel::count(project::Verdict verdict) const {
    return std::count_if(m_units.begin(), m_units.end(),
                         [&](const FoundUnit& unit) { return unit.verdict == verdict; });
}

qint64 HitModel::confirmedIn(const QString& layer) const {
    const std::string name = layer.toStdString();
    return std::count_if(m_units.begin(), m_units.end(), [&](const FoundUnit& unit) {
        return unit.verdict == project::Verdict::Confirmed && unit.unit.layer == name;
    });
}

CardRequest HitModel::request(int row) const {
    return {unit(row).unit, unit(row).threshold};
}

void HitModel::refresh(const UnitId& unit) {
    if (const int row = rowOf(unit); row >= 0) {
        Q_EMIT dataChanged(index(row), index(row), {UnitModel::PicturesRole});
    }
}

void HitModel::refreshRole(int role) {
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {role});
    }
}

int HitModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant HitModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const FoundUnit& found = unit(index.row());
    switch (role) {
    case UnitModel::UnitRole:
        return QVariant::fromValue<qint64>(found.unit.index);
    case Qt::DisplayRole:
    case UnitModel::NameRole:
        return QString::fromStdString(found.unit.toString());
    case Qt::AccessibleDescriptionRole: {
        const QString verdict = verdictText(found.verdict);
        return verdict.isEmpty() ? found.text : tr("%1; %2").arg(found.text, verdict);
    }
    case Qt::ToolTipRole: // a card may be too small for all of it
        return Qt::convertFromPlainText(found.text);
    case UnitModel::DescriptionRole:
        return found.text.isEmpty() ? QVariant() : QVariant(found.text);
    case UnitModel::MatchesRole:
        return QVariant::fromValue(found.matches);
    case UnitModel::BadgesRole: {
        const int others = m_badges ? m_badges(found.unit).toInt() : 0;
        return others | badgeOf(found.verdict);
    }
    case UnitModel::VerdictRole:
        return static_cast<int>(found.verdict);
    case UnitModel::WpmiRole:
        return std::isnan(found.wpmi) ? QVariant() : QVariant(found.wpmi);
    case UnitModel::ActivationRole:
        return found.activation;
    case UnitModel::ThresholdRole:
        return found.threshold;
    case UnitModel::PicturesRole: {
        const CardPictures* pictures = m_lookup ? m_lookup(found.unit) : nullptr;
        return pictures ? QVariant::fromValue(*pictures) : QVariant();
    }
    default:
        return {};
    }
}

} // namespace brera::widgets
