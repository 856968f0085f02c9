// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QWidget>

#include "widgets/models/description_text.h"

#include <vector>

namespace brera::widgets {

/// A description word by word. Pointing at a word, or going to it with the arrow keys, says so; a
/// click (or Enter) keeps it until the next one, or Esc.
class WordStrip final : public QWidget {
    Q_OBJECT
public:
    explicit WordStrip(QWidget* parent = nullptr);

    /// @param lively whether words can be pointed at.
    void setWords(std::vector<DescriptionWord> words, bool lively);
    QString text() const;
    /// The word that is looked at; −1 for none.
    int current() const;
    /// Where a word stands; for hovering over it.
    QRectF wordRect(int word) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int word);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    std::vector<QRectF> placed(int width) const;
    int wordAt(const QPointF& place) const;
    void look(int hovered, int kept);

    std::vector<DescriptionWord> m_words;
    std::vector<QRectF> m_places;
    bool m_lively = false;
    int m_hovered = -1;
    int m_kept = -1;
};

} // namespace brera::widgets
