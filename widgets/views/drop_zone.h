// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace brera::widgets {

/// A dashed place that says what can be dropped, and lights up while something is held over it. The
/// page it stands on takes what is dropped.
class DropZone final : public QWidget {
    Q_OBJECT
public:
    explicit DropZone(const QString& text, QWidget* parent = nullptr);

    void setActive(bool active);
    bool isActive() const { return m_active; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    bool m_active = false;
};

} // namespace brera::widgets
