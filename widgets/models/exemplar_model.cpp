// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/exemplar_model.h"

#include "widgets/theme/figures.h"

#include <QColor>
#include <QTextDocument>

#include <algorithm>

namespace brera::widgets {

void ExemplarModel::setExemplars(std::vector<ExemplarEntry> entries, QSize input,
                                 double threshold) {
    beginResetModel();
    m_shown.clear();
    m_shares.clear();
    m_attention.clear();
    m_input = input;
    m_threshold = threshold;
    m_top = 0;
    for (ExemplarEntry& entry : entries) {
        m_top = std::max(m_top, static_cast<double>(entry.exemplar.activation));
        Shown shown;
        shown.entry = std::move(entry);
        m_shown.push_back(std::move(shown));
    }
    for (Shown& shown : m_shown) {
        if (!shown.entry.frame.isNull()) {
            shown.mean =
                shown.entry.frame.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                    .pixel(0, 0);
        }
        scale(shown);
        composeOne(shown);
    }
    endResetModel();
}

void ExemplarModel::setFrame(int row, const QImage& frame, const QString& failure,
                             std::optional<QRgb> mean) {
    Shown& shown = m_shown.at(static_cast<std::size_t>(row));
    shown.entry.frame = frame;
    shown.entry.failure = failure;
    shown.mean = mean;
    scale(shown);
    composeOne(shown);
    Q_EMIT dataChanged(index(row), index(row));
    if (!failure.isEmpty() && !m_shares.empty()) {
        placeAttention();
    }
}

void ExemplarModel::setThreshold(double threshold) {
    if (threshold != m_threshold) {
        m_threshold = threshold;
        composeAll();
    }
}

void ExemplarModel::setStyle(const MaskStyle& style) {
    if (!(style == m_style)) {
        m_style = style;
        composeAll();
    }
}

void ExemplarModel::setAttention(std::vector<double> shares) {
    if (shares != m_shares) {
        m_shares = std::move(shares);
        placeAttention();
    }
}

void ExemplarModel::placeAttention() {
    m_attention.clear();
    const auto readable = static_cast<std::size_t>(
        std::count_if(m_shown.begin(), m_shown.end(),
                      [](const Shown& shown) { return shown.entry.failure.isEmpty(); }));
    if (m_shares.size() == m_shown.size()) {
        m_attention = m_shares;
    } else if (!m_shares.empty() && m_shares.size() == readable) {
        auto share = m_shares.begin();
        for (const Shown& shown : m_shown) {
            m_attention.push_back(shown.entry.failure.isEmpty() ? *share++ : 0);
        }
    }
    m_strongest =
        m_attention.empty() ? 1 : *std::max_element(m_attention.begin(), m_attention.end());
    if (!m_shown.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1),
                           {AttentionRole, StrengthRole, Qt::AccessibleDescriptionRole});
    }
}

void ExemplarModel::setEdge(int edge) {
    if (edge == m_edge || edge < 1) {
        return;
    }
    m_edge = edge;
    for (Shown& shown : m_shown) {
        scale(shown);
    }
    composeAll();
}

const ExemplarEntry& ExemplarModel::entry(int row) const {
    return m_shown.at(static_cast<std::size_t>(row)).entry;
}

void ExemplarModel::scale(Shown& shown) const {
    if (shown.entry.frame.isNull()) {
        return;
    }
    QSize size = shown.entry.frame.size();
    size.scale(m_edge, m_edge, Qt::KeepAspectRatio);
    size = size.expandedTo(QSize(1, 1));
    shown.scaled = shown.entry.frame.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    shown.field = fieldOf(shown.entry.exemplar.map, size);
}

void ExemplarModel::composeOne(Shown& shown) const {
    if (!shown.scaled.isNull()) {
        shown.picture = compose(shown.scaled, shown.field, m_threshold, m_top, m_style);
    }
}

void ExemplarModel::composeAll() {
    for (Shown& shown : m_shown) {
        composeOne(shown);
    }
    if (!m_shown.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {PictureRole});
    }
}

double ExemplarModel::attention(int row) const {
    const auto place = static_cast<std::size_t>(row);
    return place < m_attention.size() ? m_attention[place] : 0;
}

int ExemplarModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QString ExemplarModel::describe(const Shown& shown, int row) const {
    QString text = tr("%1 of %2 · activation %3")
                       .arg(row + 1)
                       .arg(m_shown.size())
                       .arg(activationText(static_cast<double>(shown.entry.exemplar.activation)));
    text += QLatin1Char('\n') + QString::fromStdString(shown.entry.image.path);
    if (!shown.entry.className.isEmpty()) {
        text += QLatin1Char('\n') + tr("class %1").arg(shown.entry.className);
    } else if (!shown.entry.image.folder.empty()) {
        text += QLatin1Char('\n') +
                tr("folder %1").arg(QString::fromStdString(shown.entry.image.folder));
    }
    if (!shown.entry.failure.isEmpty()) {
        text += QLatin1Char('\n') + shown.entry.failure;
    }
    return text;
}

QVariant ExemplarModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Shown& shown = m_shown[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case PathRole:
        return QString::fromStdString(shown.entry.image.path);
    case Qt::ToolTipRole:
        // File names may look like markup.
        return Qt::convertFromPlainText(describe(shown, index.row()));
    case Qt::AccessibleDescriptionRole:
        return m_attention.empty()
                   ? describe(shown, index.row())
                   : tr("attention %1; %2")
                         .arg(percentText(attention(index.row())), describe(shown, index.row()));
    case AttentionRole:
        return m_attention.empty() ? QVariant() : QVariant(attention(index.row()));
    case StrengthRole:
        return m_attention.empty() || m_strongest <= 0
                   ? QVariant()
                   : QVariant(attention(index.row()) / m_strongest);
    case PictureRole:
        return shown.picture;
    case TileRole:
        return shown.mean ? QVariant(QColor(*shown.mean)) : QVariant();
    case ActivationRole:
        return shown.entry.exemplar.activation;
    case FolderRole:
        return QString::fromStdString(shown.entry.image.folder);
    case ClassRole:
        return shown.entry.className;
    case FailureRole:
        return shown.entry.failure;
    default:
        return {};
    }
}

QHash<int, QByteArray> ExemplarModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    names.insert({{PictureRole, "picture"},
                  {TileRole, "tile"},
                  {ActivationRole, "activation"},
                  {PathRole, "path"},
                  {FolderRole, "folder"},
                  {ClassRole, "class"},
                  {FailureRole, "failure"},
                  {AttentionRole, "attention"},
                  {StrengthRole, "strength"}});
    return names;
}

} // namespace brera::widgets
