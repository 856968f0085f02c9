// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/models/ablation_view.h"

class QBoxLayout;
class QLabel;
class QPushButton;

namespace brera::widgets {

class ClassPanel;
class CurvePanel;
class SetsPanel;

/// What switching units off does, in depth: curves, the table of classes, the evaluation sets and
/// the importance of every unit.
class AblationPage final : public QWidget {
    Q_OBJECT
public:
    explicit AblationPage(QWidget* parent = nullptr);

    void setView(const AblationView& view);

    CurvePanel* curvePanel() const { return m_curve; }
    ClassPanel* classPanel() const { return m_classes; }
    SetsPanel* setsPanel() const { return m_sets; }
    QPushButton* importanceButton() const { return m_importance; }
    QString importanceText() const;

Q_SIGNALS:
    void backRequested();
    void importanceRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeSide();

    CurvePanel* m_curve;
    ClassPanel* m_classes;
    SetsPanel* m_sets;
    QLabel* m_ranked;
    QPushButton* m_importance;
    QLabel* m_problem;
    QBoxLayout* m_columns;
    QWidget* m_head = nullptr;
};

} // namespace brera::widgets
