// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/models/ablation_view.h"

class QAbstractItemModel;
class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QTreeView;

namespace brera::widgets {

class ClassTableModel;

/// What switching the tray's units off does to every class of one evaluation set: the largest gains
/// and losses first, by name while nothing is switched off.
class ClassPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ClassPanel(QWidget* parent = nullptr);

    void setView(const AblationView& view);

    QComboBox* setBox() const { return m_set; }
    QTreeView* view() const { return m_table; }
    /// As it is sorted.
    QAbstractItemModel* table() const;

private:
    void show();
    /// `changed`: there are changes to sort by.
    void arrange(bool changed);

    AblationView m_view;
    ClassTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QComboBox* m_set;
    QLabel* m_note;
    QTreeView* m_table;
    bool m_ordered = false; ///< a person has chosen the order
};

} // namespace brera::widgets
