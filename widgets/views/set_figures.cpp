// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/set_figures.h"

#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QTextDocument>

#include <cmath>

namespace brera::widgets {
namespace {

constexpr qreal kPartGap = 6;
constexpr qreal kSetGap = 3 * kGrid;

} // namespace

SetFigures::SetFigures(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

std::vector<SetFigures::Part> SetFigures::partsOf(const SetView& set, bool tray) {
    std::vector<Part> parts{{set.name, Tone::Name}};
    if (!set.problem.isEmpty()) {
        parts.push_back({tr("cannot be measured"), Tone::Loss});
    } else if (!set.before) {
        parts.push_back({QStringLiteral("…"), Tone::Faint});
    } else if (!tray) {
        parts.push_back({accuracyText(set.before->top1()), Tone::Value});
    } else if (set.after) {
        const double change = set.after->top1() - set.before->top1();
        parts.push_back({accuracyText(set.after->top1()), Tone::Value});
        const bool same = set.after->correct == set.before->correct;
        parts.push_back({changeText(change), same         ? Tone::Faint
                                             : change > 0 ? Tone::Gain
                                                          : Tone::Loss});
    } else if (set.estimate) {
        parts.push_back({QStringLiteral("≈") + accuracyText(*set.estimate), Tone::Faint});
        parts.push_back({changeText(*set.estimate - set.before->top1()), Tone::Faint});
    } else {
        parts.push_back({QStringLiteral("…"), Tone::Faint});
    }
    return parts;
}

QString SetFigures::tipOf(const SetView& set) const {
    QStringList lines{set.name};
    if (!set.problem.isEmpty()) {
        lines.append(set.problem);
    }
    const auto line = [](const QString& title, const ablation::Figures& figures) {
        return tr("%1: %2 of %3 images right, top 5 %4, loss %5")
            .arg(title, countText(figures.correct), countText(figures.images),
                 accuracyText(figures.top5()), QLocale().toString(figures.loss(), 'f', 4));
    };
    if (set.before) {
        lines.append(line(tr("Whole network"), *set.before));
    }
    if (set.after) {
        lines.append(line(tr("Without the units"), *set.after));
    } else if (set.estimate) {
        lines.append(tr("An estimate from the images so far"));
    }
    if (!set.note.isEmpty()) {
        lines.append(set.note);
    }
    return lines.join(QLatin1Char('\n'));
}

void SetFigures::setView(const AblationView& view) {
    m_sets.clear();
    m_tips.clear();
    for (const SetView& set : view.sets) {
        m_sets.push_back(partsOf(set, !view.units.empty()));
        m_tips.append(tipOf(set));
    }
    setToolTip(Qt::convertFromPlainText(m_tips.join(QStringLiteral("\n\n"))));
    setAccessibleName(text());
    updateGeometry();
    update();
}

QString SetFigures::text() const {
    QStringList sets;
    for (const auto& parts : m_sets) {
        QStringList words;
        for (const Part& part : parts) {
            words.append(part.text);
        }
        sets.append(words.join(QLatin1Char(' ')));
    }
    return sets.join(QStringLiteral(" · "));
}

QFont SetFigures::fontOf(Tone tone) const {
    QFont font = this->font();
    if (tone == Tone::Value || tone == Tone::Gain || tone == Tone::Loss) {
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

qreal SetFigures::widthOf(const std::vector<Part>& parts) const {
    qreal width = 0;
    for (const Part& part : parts) {
        width += figuresWidth(QFontMetricsF(fontOf(part.tone)), part.text) + kPartGap;
    }
    return width - kPartGap;
}

QSize SetFigures::sizeHint() const {
    qreal width = 0;
    for (const auto& parts : m_sets) {
        width += widthOf(parts) + kSetGap;
    }
    return {static_cast<int>(std::ceil(width)), fontMetrics().height()};
}

QSize SetFigures::minimumSizeHint() const {
    return {10 * kGrid, fontMetrics().height()};
}

void SetFigures::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& tokens = tokensFor(palette());
    qreal left = 0;
    for (const auto& parts : m_sets) {
        // A set that does not fit is left to the tooltip, but never the first.
        if (left > 0 && left + widthOf(parts) > width()) {
            painter.setPen(tokens.muted);
            painter.setFont(font());
            painter.drawText(QRectF(left - kSetGap / 2, 0, kSetGap, height()), Qt::AlignCenter,
                             QStringLiteral("…"));
            return;
        }
        for (const Part& part : parts) {
            const QFont font = fontOf(part.tone);
            painter.setFont(font);
            switch (part.tone) {
            case Tone::Name:
            case Tone::Faint:
                painter.setPen(tokens.muted);
                break;
            case Tone::Value:
                painter.setPen(tokens.text);
                break;
            case Tone::Gain:
                painter.setPen(tokens.accent);
                break;
            case Tone::Loss:
                painter.setPen(tokens.problem);
                break;
            }
            const qreal room = figuresWidth(QFontMetricsF(font), part.text);
            drawFigures(painter, QRectF(left, 0, room, height()), Qt::AlignLeft, part.text);
            left += room + kPartGap;
        }
        left += kSetGap - kPartGap;
    }
}

bool SetFigures::event(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
    }
    return QWidget::event(event);
}

} // namespace brera::widgets
