// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/exemplar_model.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;

namespace brera::widgets {

class ExemplarCanvas;
class FiguresLabel;

/// One exemplar of a unit alone. Left and right go to its neighbours, Esc goes back.
class ExemplarPage final : public QWidget {
    Q_OBJECT
public:
    explicit ExemplarPage(QWidget* parent = nullptr);

    /// `description` is what the unit is called; empty when it is not described.
    void showExemplar(const QString& unit, const QString& description, const ExemplarModel& model,
                      int row);
    int row() const { return m_row; }
    ExemplarCanvas* canvas() const { return m_canvas; }

Q_SIGNALS:
    void backRequested();
    /// −1 for the one before, +1 for the next.
    void stepRequested(int step);
    /// What does the network make of this picture?
    void probeRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QLayout* makeHead();
    /// In one line, or with the titles on a line of their own.
    void arrangeHead(bool narrow);

    int m_row = -1;
    QGridLayout* m_head = nullptr;
    std::array<QWidget*, 4> m_parts{}; ///< of the head: back, probe, previous, next
    bool m_narrow = false;
    FiguresLabel* m_title;
    FiguresLabel* m_place;
    QLabel* m_caption;
    ExemplarCanvas* m_canvas;
};

} // namespace brera::widgets
