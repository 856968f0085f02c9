// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/compare_model.h"

#include "widgets/models/description_text.h"

#include <QLocale>

#include <algorithm>

namespace brera::widgets {
namespace {

QString nameOf(const audit::ComparedUnit& unit) {
    return QString::fromStdString(unit.unit.toString());
}

QString textOf(const audit::ComparedUnit& unit) {
    return sentenceCase(QString::fromStdString(unit.text));
}

bool mentions(const audit::ComparedUnit& unit, const QString& words) {
    return nameOf(unit).contains(words, Qt::CaseInsensitive) ||
           textOf(unit).contains(words, Qt::CaseInsensitive);
}

double scoreOf(const audit::Counterpart& counterpart, audit::MatchBy by) {
    return static_cast<double>(by == audit::MatchBy::Activations ? counterpart.correlation
                                                                 : counterpart.overlap);
}

} // namespace

CompareModel::CompareModel(PictureLookup first, PictureLookup second, QObject* parent)
    : QAbstractListModel(parent), m_lookups{std::move(first), std::move(second)} {
}

void CompareModel::setCompared(Compared compared, audit::MatchBy by, double threshold) {
    beginResetModel();
    m_compared = std::move(compared);
    m_by = by;
    m_threshold = threshold;
    findUnits();
    match();
    arrange();
    endResetModel();
}

void CompareModel::findUnits() {
    for (const CompareSide which : {CompareSide::First, CompareSide::Second}) {
        auto& units = m_places[which == CompareSide::First ? 0 : 1].units;
        units.clear();
        if (!m_compared) {
            continue;
        }
        std::int64_t place = 0;
        for (const audit::ComparedUnit& each : side(which).units) {
            units.emplace(each.unit, place++);
        }
    }
}

void CompareModel::setMatching(audit::MatchBy by, double threshold) {
    if (by != m_by || threshold != m_threshold) {
        setCompared(m_compared, by, threshold);
    }
}

void CompareModel::setSection(CompareSection section) {
    if (section != m_section) {
        beginResetModel();
        m_section = section;
        arrange();
        endResetModel();
    }
}

void CompareModel::setFilter(const QString& words) {
    if (words.trimmed() != m_words) {
        beginResetModel();
        m_words = words.trimmed();
        arrange();
        endResetModel();
    }
}

void CompareModel::setLayer(const QString& layer) {
    if (layer != m_layer) {
        beginResetModel();
        m_layer = layer;
        arrange();
        endResetModel();
    }
}

void CompareModel::setOrder(CompareOrder order) {
    if (order != m_order) {
        beginResetModel();
        m_order = order;
        arrange();
        endResetModel();
    }
}

void CompareModel::match() {
    m_matching = {};
    if (m_compared) {
        m_matching = audit::match(m_compared->comparison, m_by, m_threshold);
        if (m_compared->audited) {
            m_matching = audit::foundOnly(m_compared->comparison, m_matching);
        }
    }
}

int CompareModel::count(CompareSection section) const {
    switch (section) {
    case CompareSection::Matched:
        return static_cast<int>(m_matching.matched.size());
    case CompareSection::Lost:
        return static_cast<int>(m_matching.lost.size());
    case CompareSection::Fresh:
        break;
    }
    return static_cast<int>(m_matching.fresh.size());
}

std::map<std::string, int> CompareModel::countsByLayer(CompareSection section) const {
    std::map<std::string, int> counts;
    const CompareSide mine =
        section == CompareSection::Fresh ? CompareSide::Second : CompareSide::First;
    for (const Row& row : rowsOf(section)) {
        ++counts[unit(row, mine)->unit.layer];
    }
    return counts;
}

std::vector<CompareModel::Row> CompareModel::rowsOf(CompareSection section) const {
    std::vector<Row> rows;
    if (!m_compared) {
        return rows;
    }
    const auto nearest = [this](const audit::ComparedSide& side, std::size_t place) {
        return side.units[place].counterpart(m_by).unit;
    };
    switch (section) {
    case CompareSection::Matched:
        for (const auto& pair : m_matching.matched) {
            rows.push_back(
                {static_cast<std::int64_t>(pair.first), static_cast<std::int64_t>(pair.second)});
        }
        break;
    case CompareSection::Lost:
        for (const std::size_t place : m_matching.lost) {
            rows.push_back(
                {static_cast<std::int64_t>(place), nearest(m_compared->comparison.first, place)});
        }
        break;
    case CompareSection::Fresh:
        for (const std::size_t place : m_matching.fresh) {
            rows.push_back(
                {nearest(m_compared->comparison.second, place), static_cast<std::int64_t>(place)});
        }
        break;
    }
    return rows;
}

const audit::ComparedSide& CompareModel::side(CompareSide side) const {
    return side == CompareSide::First ? m_compared->comparison.first
                                      : m_compared->comparison.second;
}

const audit::ComparedUnit* CompareModel::unit(const Row& row, CompareSide which) const {
    const std::int64_t place = which == CompareSide::First ? row.first : row.second;
    return place < 0 ? nullptr : &side(which).units[static_cast<std::size_t>(place)];
}

const audit::Counterpart* CompareModel::counterpart(const Row& row) const {
    if (row.first < 0 || row.second < 0) {
        return nullptr;
    }
    // An unmatched unit's nearest may have another unit that is nearer to it.
    const CompareSide mine =
        m_section == CompareSection::Fresh ? CompareSide::Second : CompareSide::First;
    return &unit(row, mine)->counterpart(m_by);
}

bool CompareModel::passes(const Row& row) const {
    // What comes nearest is not what the row is about.
    const audit::ComparedUnit* first =
        m_section == CompareSection::Fresh ? nullptr : unit(row, CompareSide::First);
    const audit::ComparedUnit* second =
        m_section == CompareSection::Lost ? nullptr : unit(row, CompareSide::Second);
    const std::string layer = m_layer.toStdString();
    const bool here = m_layer.isEmpty() || (first && first->unit.layer == layer) ||
                      (second && second->unit.layer == layer);
    const bool said = m_words.isEmpty() || (first && mentions(*first, m_words)) ||
                      (second && mentions(*second, m_words));
    return here && said;
}

void CompareModel::arrange() {
    m_rows = rowsOf(m_section);
    std::erase_if(m_rows, [this](const Row& row) { return !passes(row); });
    const CompareSide mine =
        m_section == CompareSection::Fresh ? CompareSide::Second : CompareSide::First;
    const auto place = [mine](const Row& row) {
        return mine == CompareSide::First ? row.first : row.second;
    };
    switch (m_order) {
    case CompareOrder::ByLikeness:
        std::stable_sort(m_rows.begin(), m_rows.end(), [this](const Row& left, const Row& right) {
            const auto* a = counterpart(left);
            const auto* b = counterpart(right);
            return (a ? scoreOf(*a, m_by) : -1) > (b ? scoreOf(*b, m_by) : -1);
        });
        break;
    case CompareOrder::ByUnit:
        std::stable_sort(m_rows.begin(), m_rows.end(), [&](const Row& left, const Row& right) {
            return place(left) < place(right);
        });
        break;
    case CompareOrder::ByDescription: {
        std::vector<std::pair<QString, Row>> keyed;
        for (const Row& row : m_rows) {
            keyed.emplace_back(textOf(*unit(row, mine)).toCaseFolded(), row);
        }
        std::stable_sort(keyed.begin(), keyed.end(), [](const auto& left, const auto& right) {
            return left.first.isEmpty() != right.first.isEmpty() ? right.first.isEmpty()
                                                                 : left.first < right.first;
        });
        std::transform(keyed.begin(), keyed.end(), m_rows.begin(),
                       [](const auto& entry) { return entry.second; });
        break;
    }
    }
    for (Places& places : m_places) {
        places.rows.clear();
    }
    for (int row = 0; row < rowCount(); ++row) {
        const Row& shown = m_rows[static_cast<std::size_t>(row)];
        m_places[0].rows.emplace(shown.first, row);
        m_places[1].rows.emplace(shown.second, row);
    }
}

std::optional<CardRequest> CompareModel::request(int row, CompareSide which) const {
    const Row& shown = m_rows[static_cast<std::size_t>(row)];
    const audit::ComparedUnit* found = unit(shown, which);
    if (!found) {
        return {};
    }
    const auto& thresholds =
        which == CompareSide::First ? m_compared->firstThresholds : m_compared->secondThresholds;
    const std::int64_t place = which == CompareSide::First ? shown.first : shown.second;
    return CardRequest{found->unit, thresholds[static_cast<std::size_t>(place)]};
}

void CompareModel::refresh(CompareSide which, const UnitId& changed) {
    const Places& places = m_places[which == CompareSide::First ? 0 : 1];
    const auto place = places.units.find(changed);
    if (place == places.units.end()) {
        return;
    }
    // A unit may come nearest to many.
    const auto [begin, end] = places.rows.equal_range(place->second);
    for (auto row = begin; row != end; ++row) {
        Q_EMIT dataChanged(index(row->second), index(row->second),
                           {which == CompareSide::First ? FirstPicturesRole : SecondPicturesRole});
    }
}

CompareHalf CompareModel::half(const Row& row, CompareSide which) const {
    const audit::ComparedUnit* shown = unit(row, which);
    if (!shown) {
        return {};
    }
    const bool nearest = (m_section == CompareSection::Lost && which == CompareSide::Second) ||
                         (m_section == CompareSection::Fresh && which == CompareSide::First);
    return {true, nearest, nameOf(*shown), textOf(*shown), m_compared->audited && shown->found};
}

QString CompareModel::measureText(const Row& row) const {
    const audit::Counterpart* measured = counterpart(row);
    if (!measured) {
        return {};
    }
    const QLocale locale;
    QStringList parts;
    if (m_compared->comparison.noActivations.empty()) {
        parts << tr("r %1").arg(
            locale.toString(static_cast<double>(measured->correlation), 'f', 2));
    }
    if (m_compared->comparison.noExemplars.empty()) {
        parts << tr("overlap %1")
                     .arg(locale.toString(static_cast<double>(measured->overlap), 'f', 2));
    }
    return parts.join(QStringLiteral(" · "));
}

QString CompareModel::spokenText(const Row& row) const {
    const auto say = [this, &row](CompareSide which) {
        const CompareHalf half = this->half(row, which);
        const QString project = QString::fromStdString(side(which).name);
        return half.text.isEmpty() ? tr("%1 of %2").arg(half.name, project)
                                   : tr("%1 of %2, %3").arg(half.name, project, half.text);
    };
    const bool two = row.first >= 0 && row.second >= 0;
    switch (m_section) {
    case CompareSection::Matched:
        return tr("%1; matched with %2; %3")
            .arg(say(CompareSide::First), say(CompareSide::Second), measureText(row));
    case CompareSection::Lost:
        return two ? tr("%1; not matched, nearest is %2; %3")
                         .arg(say(CompareSide::First), say(CompareSide::Second), measureText(row))
                   : tr("%1; not matched").arg(say(CompareSide::First));
    case CompareSection::Fresh:
        break;
    }
    return two ? tr("%1; not matched, nearest is %2; %3")
                     .arg(say(CompareSide::Second), say(CompareSide::First), measureText(row))
               : tr("%1; not matched").arg(say(CompareSide::Second));
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto pictures = [&](CompareSide which) {
        const audit::ComparedUnit* shown = unit(row, which);
        const auto& lookup = m_lookups[which == CompareSide::First ? 0 : 1];
        const CardPictures* found = shown && lookup ? lookup(shown->unit) : nullptr;
        return found ? QVariant::fromValue(*found) : QVariant();
    };
    switch (role) {
    case Qt::DisplayRole:
        return m_section == CompareSection::Fresh ? half(row, CompareSide::Second).name
                                                  : half(row, CompareSide::First).name;
    case Qt::AccessibleTextRole:
        return spokenText(row);
    case FirstRole:
        return QVariant::fromValue(half(row, CompareSide::First));
    case SecondRole:
        return QVariant::fromValue(half(row, CompareSide::Second));
    case FirstPicturesRole:
        return pictures(CompareSide::First);
    case SecondPicturesRole:
        return pictures(CompareSide::Second);
    case ScoreRole: {
        const audit::Counterpart* measured = counterpart(row);
        return measured ? QVariant(scoreOf(*measured, m_by)) : QVariant();
    }
    case CorrelationRole: {
        const audit::Counterpart* measured = counterpart(row);
        return measured && m_compared->comparison.noActivations.empty()
                   ? QVariant(static_cast<double>(measured->correlation))
                   : QVariant();
    }
    case OverlapRole: {
        const audit::Counterpart* measured = counterpart(row);
        return measured && m_compared->comparison.noExemplars.empty()
                   ? QVariant(static_cast<double>(measured->overlap))
                   : QVariant();
    }
    case MatchedByRole:
        return static_cast<int>(m_by);
    default:
        return {};
    }
}

QHash<int, QByteArray> CompareModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    names.insert({{FirstRole, "first"},
                  {SecondRole, "second"},
                  {FirstPicturesRole, "firstPictures"},
                  {SecondPicturesRole, "secondPictures"},
                  {ScoreRole, "score"},
                  {CorrelationRole, "correlation"},
                  {OverlapRole, "overlap"},
                  {MatchedByRole, "matchedBy"}});
    return names;
}

} // namespace brera::widgets
