// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace brera::widgets {

class FiguresLabel;

/// A running job: what it does, how far it is, how fast, how long still, and Cancel.
class JobBar final : public QFrame {
    Q_OBJECT
public:
    explicit JobBar(QWidget* parent = nullptr);

    /// "312 of 600 · 41/s · 0:07 left"; parts that are unknown are left out.
    static QString progressText(const ProgressUpdate& update);
    /// Moves a bar that no words stand on.
    static void showProgress(QProgressBar& bar, const ProgressUpdate& update);

    void begin(const QString& title);
    void setProgress(const ProgressUpdate& update);
    /// Cancel was pressed; the job ends at its next batch.
    void setStopping();
    void end();

Q_SIGNALS:
    void cancelRequested();

private:
    QLabel* m_title;
    QProgressBar* m_bar;
    FiguresLabel* m_figures;
    QPushButton* m_cancel;
};

} // namespace brera::widgets
