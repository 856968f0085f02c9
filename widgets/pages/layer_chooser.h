// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace brera::widgets {

class ModuleModel;

/// The modules of a network to choose from, with a filter.
class LayerChooser final : public QWidget {
    Q_OBJECT
public:
    explicit LayerChooser(ModuleModel& modules, QWidget* parent = nullptr);

    /// What the button that checks the suggested layers says.
    void setPresets(const QString& text, const QString& tip);
    QTreeView* view() const { return m_view; }

private:
    QSortFilterProxyModel* m_filtered;
    QLineEdit* m_filter;
    QPushButton* m_suggested;
    QTreeView* m_view;
};

} // namespace brera::widgets
