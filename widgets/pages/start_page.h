// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/recent_model.h"

#include <QWidget>

class QLabel;
class QListView;
class QStackedWidget;

namespace brera::widgets {

/// Where Brera begins: the demo, a new project, a project that exists, those that were open before.
class StartPage final : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    void setRecent(QList<RecentProject> projects);
    QListView* list() const { return m_list; }

Q_SIGNALS:
    void demoRequested();
    void newRequested();
    void openRequested();
    void projectRequested(const QString& path);
    void forgetRequested(const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void forgetCurrent();

    RecentModel* m_model;
    QListView* m_list;
    QLabel* m_none;
    QStackedWidget* m_stack;
};

} // namespace brera::widgets
