// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace brera::widgets {

/// The names above the columns of a table that ClassDelegate paints: they end exactly where the
/// numbers below them end, and the mark of the order stands beside them.
class ClassHeader final : public QHeaderView {
    Q_OBJECT
public:
    explicit ClassHeader(QWidget* parent = nullptr);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;
};

} // namespace brera::widgets
