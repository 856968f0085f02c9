// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <string>
#include <vector>

namespace brera::widgets {

/// A module call of a network, as the list of layers to choose from shows it.
struct ModuleRow {
    std::string path;
    QString type;
    QString shape; ///< "64 × 56 × 56"
    qint64 units = 0;
    bool usable = false; ///< gives maps or vectors
    bool suggested = false;
};

/// A network's modules with a check mark each.
class ModuleModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { PathColumn, TypeColumn, ShapeColumn, UnitsColumn, ColumnCount };
    enum Role {
        SuggestedRole = Qt::UserRole + 1, ///< bool
        UsableRole                        ///< bool
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Checks what is suggested; where the same paths were listed before, what was checked stays
    /// so.
    void setModules(std::vector<ModuleRow> modules);
    void checkSuggested();
    void checkNone();
    /// In the network's order.
    std::vector<std::string> checkedPaths() const;
    qint64 checkedUnits() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void checkedChanged();

private:
    void checkWhere(bool suggested);

    std::vector<ModuleRow> m_modules;
    std::vector<bool> m_checked;
};

} // namespace brera::widgets
