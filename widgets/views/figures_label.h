// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace brera::widgets {

/// A label for text whose numbers change while someone looks: tabular figures, so that nothing
/// jumps.
class FiguresLabel final : public QWidget {
    Q_OBJECT
public:
    explicit FiguresLabel(Qt::Alignment alignment = Qt::AlignLeft, QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return m_text; }
    /// Where the dots stand when there is too little room; at the right unless said otherwise.
    void setElideMode(Qt::TextElideMode mode) { m_elide = mode; }
    /// The second colour instead of the first.
    void setMuted(bool muted);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Alignment m_alignment;
    QString m_text;
    Qt::TextElideMode m_elide = Qt::ElideRight;
    bool m_muted = false;
};

} // namespace brera::widgets
