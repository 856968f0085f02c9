// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "project/audits.h"

class QBoxLayout;
class QProgressBar;
class QPushButton;

namespace brera::widgets {

class FiguresLabel;

/// Where an audit stands, and what can be said of the chosen units.
class AuditBar final : public QFrame {
    Q_OBJECT
public:
    explicit AuditBar(QWidget* parent = nullptr);

    struct Standing {
        qint64 units = 0;
        qint64 confirmed = 0;
        qint64 rejected = 0;
        qint64 unsure = 0;
    };
    void setStanding(const Standing& standing);
    /// How many units a verdict would be about. `problem`: why none can be given; empty when one
    /// can.
    void setChosen(int units, const QString& problem);
    /// What was said of the unit one is at.
    void setCurrent(project::Verdict verdict);
    QString text() const;
    QPushButton* button(project::Verdict verdict) const;

Q_SIGNALS:
    void verdictGiven(brera::project::Verdict verdict);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* addButton(const QString& text, const QString& tip, project::Verdict verdict);

    void showText();

    int m_chosen = 0;

    Standing m_standing;
    QBoxLayout* m_layout;
    QProgressBar* m_progress;
    FiguresLabel* m_text;
    QPushButton* m_confirm;
    QPushButton* m_reject;
    QPushButton* m_unsure;
};

} // namespace brera::widgets
