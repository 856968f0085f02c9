// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
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
    /// What stands in the list while there are no modules.
    void setEmptyText(const QString& text);
    /// What stands there now; empty while modules are listed.
    QString emptyText() const;
    QTreeView* view() const { return m_view; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showEmpty();

    QSortFilterProxyModel* m_filtered;
    QLineEdit* m_filter;
    QPushButton* m_suggested;
    QPushButton* m_none;
    QTreeView* m_view;
    QLabel* m_empty;
    QString m_emptyText;
};

} // namespace brera::widgets
