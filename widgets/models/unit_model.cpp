// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/unit_model.h"

#include "widgets/theme/figures.h"

#include <QTextDocument>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace brera::widgets {

UnitModel::UnitModel(PictureLookup lookup, QObject* parent)
    : QAbstractListModel(parent), m_lookup(std::move(lookup)) {
}

void UnitModel::setUnits(const std::string& layer, std::vector<project::UnitHead> units,
                         DescriptionTable descriptions) {
    beginResetModel();
    m_layer = layer;
    m_descriptions = std::move(descriptions);
    m_units = std::move(units);
    arrange();
    endResetModel();
}

void UnitModel::setOrder(UnitOrder order) {
    if (order != m_order) {
        m_order = order;
        rearrange();
    }
}

void UnitModel::setDescriptions(DescriptionTable descriptions) {
    m_descriptions = std::move(descriptions);
    tellDescriptions();
    sortAgain();
}

void UnitModel::choose(const DescriptionChoice& choice) {
    m_descriptions.choose(choice);
    tellDescriptions();
}

void UnitModel::sortAgain() {
    if ((m_order == UnitOrder::ByDescription || m_order == UnitOrder::ByWpmi) &&
        arranged() != m_shown) {
        rearrange();
    }
}

void UnitModel::setOwnWords(std::int64_t unit, const QString& text) {
    m_descriptions.setOwn(unit, text);
    if (const int row = rowOf(unit); row >= 0) {
        Q_EMIT dataChanged(
            index(row), index(row),
            {DescriptionRole, OwnWordsRole, Qt::AccessibleDescriptionRole, Qt::ToolTipRole});
    }
}

void UnitModel::tellDescriptions() {
    if (!m_units.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1),
                           {DescriptionRole, OwnWordsRole, WpmiRole, Qt::AccessibleDescriptionRole,
                            Qt::ToolTipRole});
    }
}

void UnitModel::rearrange() {
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<std::int64_t> units;
    for (const QModelIndex& index : from) {
        units.push_back(m_units[m_shown[static_cast<std::size_t>(index.row())]].unit);
    }
    arrange();
    QModelIndexList to;
    for (const std::int64_t unit : units) {
        to.append(index(rowOf(unit)));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

std::vector<std::size_t> UnitModel::arranged() const {
    std::vector<std::size_t> places(m_units.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    switch (m_order) {
    case UnitOrder::ByUnit:
        break;
    case UnitOrder::ByActivation:
        std::stable_sort(places.begin(), places.end(), [this](std::size_t a, std::size_t b) {
            return m_units[a].topActivation > m_units[b].topActivation;
        });
        break;
    case UnitOrder::ByDescription: {
        std::vector<QString> keys;
        keys.reserve(m_units.size());
        for (const project::UnitHead& head : m_units) {
            const auto description = m_descriptions.of(head.unit);
            keys.push_back(description ? description->text.toCaseFolded() : QString());
        }
        std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
            return keys[a].isEmpty() != keys[b].isEmpty() ? keys[b].isEmpty() : keys[a] < keys[b];
        });
        break;
    }
    case UnitOrder::ByImportance: {
        std::vector<double> keys;
        keys.reserve(m_units.size());
        for (const project::UnitHead& head : m_units) {
            const auto found = m_importances.find({m_layer, head.unit});
            keys.push_back(found == m_importances.end() ? -std::numeric_limits<double>::infinity()
                                                        : found->second);
        }
        std::stable_sort(places.begin(), places.end(),
                         [&](std::size_t a, std::size_t b) { return keys[a] > keys[b]; });
        break;
    }
    case UnitOrder::ByWpmi: {
        std::vector<double> keys;
        keys.reserve(m_units.size());
        for (const project::UnitHead& head : m_units) {
            const double wpmi = m_descriptions.wpmi(head.unit);
            keys.push_back(std::isnan(wpmi) ? -std::numeric_limits<double>::infinity() : wpmi);
        }
        std::stable_sort(places.begin(), places.end(),
                         [&](std::size_t a, std::size_t b) { return keys[a] > keys[b]; });
        break;
    }
    }
    return places;
}

void UnitModel::arrange() {
    m_shown = arranged();
    m_rows.clear();
    m_rows.reserve(static_cast<qsizetype>(m_shown.size()));
    int row = 0;
    for (const std::size_t place : m_shown) {
        m_rows.insert(m_units[place].unit, row++);
    }
}

void UnitModel::setBadge(CardBadge badge, const std::set<UnitId>& units) {
    const std::set<UnitId> before = std::exchange(m_badges[badge], units);
    for (int row = 0; row < rowCount(); ++row) {
        const UnitId unit = request(row).unit;
        if (before.count(unit) != units.count(unit)) {
            Q_EMIT dataChanged(index(row), index(row), {BadgesRole, Qt::AccessibleDescriptionRole});
        }
    }
}

CardBadges UnitModel::badges(const UnitId& unit) const {
    CardBadges badges;
    for (const auto& [badge, units] : m_badges) {
        badges.setFlag(badge, units.count(unit) > 0);
    }
    return badges;
}

void UnitModel::setImportances(std::map<UnitId, double> importances) {
    m_importances = std::move(importances);
    if (!m_units.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {ImportanceRole});
    }
    if (m_order == UnitOrder::ByImportance && arranged() != m_shown) {
        rearrange();
    }
}

int UnitModel::rowOf(std::int64_t unit) const {
    return m_rows.value(unit, -1);
}

CardRequest UnitModel::request(int row) const {
    const project::UnitHead& head = m_units[m_shown[static_cast<std::size_t>(row)]];
    return {{m_layer, head.unit}, head.threshold};
}

void UnitModel::refresh(const UnitId& unit) {
    if (unit.layer != m_layer) {
        return;
    }
    if (const int row = rowOf(unit.index); row >= 0) {
        Q_EMIT dataChanged(index(row), index(row), {PicturesRole});
    }
}

int UnitModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant UnitModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const project::UnitHead& head = m_units[m_shown[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case UnitRole:
        return QVariant::fromValue<qint64>(head.unit);
    case Qt::DisplayRole:
    case NameRole:
        return QString::fromStdString(UnitId{m_layer, head.unit}.toString());
    case Qt::AccessibleDescriptionRole: {
        const QString activation =
            tr("highest activation %1")
                .arg(activationText(static_cast<double>(head.topActivation)));
        const auto description = m_descriptions.of(head.unit);
        QString text = description ? tr("%1; %2").arg(description->text, activation) : activation;
        for (const QString& badge : badgeTexts(badges({m_layer, head.unit}))) {
            text = tr("%1; %2").arg(text, badge);
        }
        return text;
    }
    case Qt::ToolTipRole: {
        // A card may be too small for all of it; someone's words may look like markup.
        const auto description = m_descriptions.of(head.unit);
        return description ? Qt::convertFromPlainText(description->text) : QVariant();
    }
    case DescriptionRole: {
        const auto description = m_descriptions.of(head.unit);
        return description ? QVariant(description->text) : QVariant();
    }
    case OwnWordsRole:
        return !m_descriptions.own(head.unit).isEmpty();
    case WpmiRole: {
        const double wpmi = m_descriptions.wpmi(head.unit);
        return std::isnan(wpmi) ? QVariant() : QVariant(wpmi);
    }
    case BadgesRole:
        return static_cast<int>(badges({m_layer, head.unit}));
    case ImportanceRole: {
        const auto found = m_importances.find({m_layer, head.unit});
        return found == m_importances.end() ? QVariant() : QVariant(found->second);
    }
    case ActivationRole:
        return head.topActivation;
    case ThresholdRole:
        return head.threshold;
    case PicturesRole: {
        const CardPictures* pictures = m_lookup ? m_lookup({m_layer, head.unit}) : nullptr;
        return pictures ? QVariant::fromValue(*pictures) : QVariant();
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> UnitModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    names.insert({{UnitRole, "unit"},
                  {NameRole, "name"},
                  {ActivationRole, "activation"},
                  {ThresholdRole, "threshold"},
                  {PicturesRole, "pictures"},
                  {DescriptionRole, "description"},
                  {OwnWordsRole, "ownWords"},
                  {WpmiRole, "wpmi"},
                  {MatchesRole, "matches"},
                  {VerdictRole, "verdict"}});
    return names;
}

} // namespace brera::widgets
