// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/recent_model.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QListView;
class QPushButton;

namespace brera::widgets {

class DropZone;

/// Where Brera begins: the demo, a new project, a project that exists, those that were open before.
class StartPage final : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    void setRecent(QList<RecentProject> projects);
    QListView* list() const { return m_list; }
    QPushButton* demoButton() const { return m_demo; }
    QPushButton* newButton() const { return m_new; }
    DropZone* dropZone() const { return m_zone; }

Q_SIGNALS:
    void demoRequested();
    void newRequested();
    void openRequested();
    void projectRequested(const QString& path);
    void forgetRequested(const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void forgetCurrent();
    /// The button for what one most likely wants stands first: the demo until there are projects.
    void arrangeButtons(bool known);

    RecentModel* m_model;
    QPushButton* m_demo;
    QPushButton* m_new;
    QPushButton* m_open;
    QHBoxLayout* m_buttons;
    QLabel* m_recent;
    QListView* m_list;
    DropZone* m_zone;
};

} // namespace brera::widgets
