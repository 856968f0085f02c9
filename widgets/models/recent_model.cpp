// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/recent_model.h"

#include <QFileInfo>
#include <QLocale>
#include <QTextDocument>

namespace brera::widgets {
namespace {

QString openedText(const QDateTime& opened) {
    if (!opened.isValid()) {
        return {};
    }
    const qint64 days = opened.date().daysTo(QDate::currentDate());
    return days == 0   ? RecentModel::tr("opened today")
           : days == 1 ? RecentModel::tr("opened yesterday")
                       : RecentModel::tr("opened %1").arg(
                             QLocale().toString(opened.date(), QLocale::ShortFormat));
}

} // namespace

void RecentModel::setProjects(QList<RecentProject> projects) {
    beginResetModel();
    m_projects = std::move(projects);
    endResetModel();
}

int RecentModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_projects.size());
}

QVariant RecentModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const RecentProject& project = m_projects[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return QFileInfo(project.path).completeBaseName();
    case Qt::ToolTipRole:
        return Qt::convertFromPlainText(
            project.missing ? tr("%1\nThe file is not there any more.").arg(project.path)
                            : project.path);
    case Qt::AccessibleDescriptionRole:
        return project.missing ? tr("missing, %1").arg(project.path)
                               : QStringLiteral("%1, %2").arg(project.summary, project.path);
    case PathRole:
        return project.path;
    case SummaryRole:
        return project.summary;
    case StripRole:
        return project.strip;
    case MissingRole:
        return project.missing;
    case OpenedRole:
        return openedText(project.opened);
    default:
        return {};
    }
}

QHash<int, QByteArray> RecentModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    names.insert({{PathRole, "path"},
                  {SummaryRole, "summary"},
                  {StripRole, "strip"},
                  {MissingRole, "missing"},
                  {OpenedRole, "opened"}});
    return names;
}

} // namespace brera::widgets
