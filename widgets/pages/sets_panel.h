// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/models/ablation_view.h"

class QPushButton;
class QVBoxLayout;

namespace brera::widgets {

/// The evaluation sets: how many images, how the network does on them as it is, and what is wrong
/// with one that cannot be measured.
class SetsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit SetsPanel(QWidget* parent = nullptr);

    void setView(const AblationView& view);

    /// A line as a person reads it.
    QString text(int set) const;
    QPushButton* addFolderButton() const { return m_addFolder; }

Q_SIGNALS:
    void addRequested(const QString& path);
    void removeRequested(int set);

private:
    struct Line;
    void makeLines(std::size_t count);
    void addFolder();
    void addFile();

    QVBoxLayout* m_list;
    std::vector<Line*> m_lines;
    QPushButton* m_addFolder;
    QPushButton* m_addFile;
};

} // namespace brera::widgets
