// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/models/ablation_view.h"

namespace brera::widgets {

/// Accuracy on every evaluation set and its change: "validation 81.2% ▲0.3". What is only an
/// estimate says so by "≈" and the second colour.
class SetFigures final : public QWidget {
    Q_OBJECT
public:
    explicit SetFigures(QWidget* parent = nullptr);

    void setView(const AblationView& view);
    /// What is drawn, in words.
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Tone { Name, Value, Gain, Loss, Faint };
    struct Part {
        QString text;
        Tone tone;
    };
    static std::vector<Part> partsOf(const SetView& set, bool tray);
    QString tipOf(const SetView& set) const;
    qreal widthOf(const std::vector<Part>& parts) const;
    QFont fontOf(Tone tone) const;

    std::vector<std::vector<Part>> m_sets;
    QStringList m_tips;
};

} // namespace brera::widgets
