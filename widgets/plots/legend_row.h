// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QPen>
#include <QWidget>

namespace brera::plots {

/// A piece of a series' line (or a block of its colour) and its name; switched off it is pale.
class LegendButton final : public QAbstractButton {
    Q_OBJECT
public:
    LegendButton(const QString& name, QWidget* parent);

    void setSwatch(const QPen& pen, bool block);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPen m_pen;
    bool m_block = false;
};

/// The legend above a plot: a button a series, in as many lines as they need.
class LegendRow final : public QWidget {
    Q_OBJECT
public:
    explicit LegendRow(QWidget* parent = nullptr);

    void setNames(const QStringList& names);
    void setSwatch(int series, const QPen& pen, bool block = false);
    void setShown(int series, bool shown);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void toggled(int series, bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Puts the buttons in lines; returns the height they need.
    int arrange(int width, bool move) const;

    QList<LegendButton*> m_buttons;
};

} // namespace brera::plots
