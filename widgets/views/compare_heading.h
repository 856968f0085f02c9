// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QListView;

namespace brera::widgets {

/// The line above the rows of a comparison: whose units stand at which side, each project's name in
/// the colour its bars have.
class CompareHeading final : public QWidget {
    Q_OBJECT
public:
    /// Stands above `list` and keeps to its columns.
    explicit CompareHeading(const QListView& list, QWidget* parent = nullptr);

    void setNames(const QString& first, const QString& second);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const QListView& m_list;
    QString m_first;
    QString m_second;
};

} // namespace brera::widgets
