// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class QAction;

namespace brera::widgets {

/// A person's own description of a unit. Enter, the tick that appears while it is changed, or
/// leaving the field keeps it; Esc brings back what was kept; clearing it takes it away.
class OwnWordsEdit final : public QLineEdit {
    Q_OBJECT
public:
    explicit OwnWordsEdit(QWidget* parent = nullptr);

    /// What is kept by now.
    void setKept(const QString& text);
    /// What stands there and has not been kept yet is kept now.
    void commit();
    /// `problem`: why nothing can be written; empty when it can.
    void setProblem(const QString& problem);

Q_SIGNALS:
    void kept(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void offerKeeping();
    void drawTick();

    QString m_kept;
    QAction* m_keep;
};

} // namespace brera::widgets
