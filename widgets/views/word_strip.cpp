// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/word_strip.h"

#include "widgets/theme/tokens.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr qreal kLineGap = 2;
constexpr qreal kRadius = 3;

} // namespace

WordStrip::WordStrip(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WordStrip::setWords(std::vector<DescriptionWord> words, bool lively) {
    m_words = std::move(words);
    m_lively = lively && !m_words.empty();
    setFocusPolicy(m_lively ? Qt::StrongFocus : Qt::NoFocus);
    setAccessibleName(text());
    setAccessibleDescription(
        m_lively ? tr("Left and right go through the words; the exemplars show how much of its "
                      "attention each word gave them")
                 : QString());
    m_places = placed(width());
    look(-1, -1);
    updateGeometry();
    update();
}

QString WordStrip::text() const {
    QString text;
    for (const DescriptionWord& word : m_words) {
        text += (word.spaceBefore ? QStringLiteral(" ") : QString()) + word.text;
    }
    return text;
}

int WordStrip::current() const {
    return m_hovered >= 0 ? m_hovered : m_kept;
}

QRectF WordStrip::wordRect(int word) const {
    return m_places.at(static_cast<std::size_t>(word));
}

std::vector<QRectF> WordStrip::placed(int width) const {
    const QFontMetricsF metrics(font());
    const qreal space = metrics.horizontalAdvance(QLatin1Char(' '));
    std::vector<QRectF> places;
    places.reserve(m_words.size());
    qreal x = 0;
    qreal y = 0;
    for (const DescriptionWord& word : m_words) {
        const qreal advance = metrics.horizontalAdvance(word.text);
        if (word.spaceBefore) {
            x += space;
        }
        if (x > 0 && x + advance > width) {
            x = 0;
            y += metrics.height() + kLineGap;
        }
        places.emplace_back(x, y, advance, metrics.height());
        x += advance;
    }
    return places;
}

int WordStrip::heightForWidth(int width) const {
    const std::vector<QRectF> places = placed(width);
    const qreal bottom = places.empty() ? QFontMetricsF(font()).height() : places.back().bottom();
    return static_cast<int>(std::ceil(bottom)) + 1;
}

QSize WordStrip::sizeHint() const {
    const int width = std::max(minimumSizeHint().width(), this->width());
    return {width, heightForWidth(width)};
}

QSize WordStrip::minimumSizeHint() const {
    return {10 * kGrid, static_cast<int>(std::ceil(QFontMetricsF(font()).height())) + 1};
}

int WordStrip::wordAt(const QPointF& place) const {
    for (std::size_t word = 0; word < m_places.size(); ++word) {
        if (m_places[word].adjusted(-2, -1, 2, 1).contains(place) &&
            !m_words[word].text.isEmpty()) {
            return static_cast<int>(word);
        }
    }
    return -1;
}

void WordStrip::look(int hovered, int kept) {
    const int before = current();
    m_hovered = hovered;
    m_kept = kept;
    update();
    if (current() != before) {
        Q_EMIT currentChanged(current());
    }
}

void WordStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& tokens = tokensFor(palette());
    const QFontMetricsF metrics(font());
    painter.setFont(font());
    for (std::size_t word = 0; word < m_places.size(); ++word) {
        const QRectF& place = m_places[word];
        const auto number = static_cast<int>(word);
        if (number == current()) {
            painter.setPen(number == m_kept ? QPen(tokens.accent, 1) : QPen(Qt::NoPen));
            painter.setBrush(tokens.accentSoft);
            painter.drawRoundedRect(place.adjusted(-1.5, 0.5, 1.5, -0.5), kRadius, kRadius);
        }
        painter.setPen(number == current() ? tokens.accent : tokens.text);
        painter.drawText(QPointF(place.left(), place.top() + metrics.ascent()), m_words[word].text);
    }
    if (hasFocus() && current() < 0) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
}

void WordStrip::resizeEvent(QResizeEvent* event) {
    m_places = placed(width());
    QWidget::resizeEvent(event);
}

void WordStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_places = placed(width());
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

void WordStrip::mouseMoveEvent(QMouseEvent* event) {
    const int word = m_lively ? wordAt(event->position()) : -1;
    setCursor(word >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (word != m_hovered) {
        look(word, m_kept);
    }
}

void WordStrip::mousePressEvent(QMouseEvent* event) {
    if (m_lively && event->button() == Qt::LeftButton) {
        const int word = wordAt(event->position());
        look(m_hovered, word == m_kept ? -1 : word);
    }
    QWidget::mousePressEvent(event);
}

void WordStrip::leaveEvent(QEvent* event) {
    look(-1, m_kept);
    QWidget::leaveEvent(event);
}

void WordStrip::keyPressEvent(QKeyEvent* event) {
    const auto last = static_cast<int>(m_words.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        look(-1, current() < 0 ? last : std::max(0, current() - 1));
        return;
    case Qt::Key_Right:
        look(-1, std::min(last, current() + 1));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        look(-1, current() == m_kept ? -1 : current());
        return;
    case Qt::Key_Escape:
        if (current() >= 0) {
            look(-1, -1);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void WordStrip::focusOutEvent(QFocusEvent* event) {
    update();
    QWidget::focusOutEvent(event);
}

} // namespace brera::widgets
