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

/// What switching the tray's units off does to every class of one evaluation set, the largest gains
/// and losses first.
class ClassPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ClassPanel(QWidget* parent = nullptr);

    void setView(const AblationView& view);

    QComboBox* setBox() const { return m_set; }
    /// As it is sorted.
    QAbstractItemModel* table() const;

private:
    void show();

    AblationView m_view;
    ClassTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QComboBox* m_set;
    QLabel* m_note;
    QTreeView* m_table;
};

} // namespace brera::widgets
