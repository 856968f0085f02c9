// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace brera::widgets {

class FiguresLabel;

/// A project in the making: how far it is, and how it ended.
class ExtractionPage final : public QWidget {
    Q_OBJECT
public:
    explicit ExtractionPage(QWidget* parent = nullptr);

    void begin(const QString& title, const QString& text);
    void setProgress(const ProgressUpdate& update);
    void setStopping();
    void showCancelled();
    void showFailed(const QString& message);
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void cancelRequested();
    void againRequested();
    void backRequested();

private:
    void finish(const QString& title, const QString& text, const QString& again);

    bool m_running = false;
    QLabel* m_title;
    QLabel* m_text;
    QProgressBar* m_bar;
    FiguresLabel* m_stage;
    FiguresLabel* m_figures;
    QPushButton* m_cancel;
    QPushButton* m_again;
    QPushButton* m_back;
};

} // namespace brera::widgets
