// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QImage>
#include <QList>

namespace brera::widgets {

/// A project that was opened before.
struct RecentProject {
    QString path;
    QString summary;      ///< "resnet18 · 5 layers · 512 units"
    QImage strip;         ///< a few of its pictures; may be null
    bool missing = false; ///< the file is gone
    QDateTime opened = {}; ///< last time; invalid when unknown
};

class RecentModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        PathRole = Qt::UserRole + 1, ///< QString
        SummaryRole,                 ///< QString
        StripRole,                   ///< QImage
        MissingRole,                 ///< bool
        OpenedRole                   ///< QString: "today", a date; empty when unknown
    };

    using QAbstractListModel::QAbstractListModel;

    void setProjects(QList<RecentProject> projects);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    QList<RecentProject> m_projects;
};

} // namespace brera::widgets
