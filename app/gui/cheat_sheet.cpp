// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/cheat_sheet.h"

#include "gui/mode_bar.h"
#include "widgets/theme/tokens.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <vector>

namespace brera::gui {
namespace {

struct Line {
    QString keys;
    QString meaning;
};

struct Group {
    QString title;
    std::vector<Line> lines;
};

QString keys(const QKeySequence& sequence) {
    return sequence.toString(QKeySequence::NativeText);
}

/// What the window's menu offers, in its order.
std::vector<Line> menuLines(const QWidget& window) {
    std::vector<Line> lines;
    for (const QAction* action : window.actions()) {
        QStringList all;
        for (const QKeySequence& each : action->shortcuts()) {
            all.append(keys(each));
        }
        if (all.isEmpty()) {
            continue;
        }
        QString meaning = action->whatsThis().isEmpty() ? action->text() : action->whatsThis();
        meaning.remove(QStringLiteral("…")).remove(QLatin1Char('&'));
        lines.push_back({all.join(QStringLiteral("  ")), meaning});
    }
    lines.push_back({keys(Qt::Key_F10), CheatSheet::tr("The menu")});
    return lines;
}

std::vector<Line> pageLines(const QWidget& window) {
    std::vector<Line> lines;
    if (const auto* modes = window.findChild<ModeBar*>()) {
        for (const Mode mode : {Mode::Gallery, Mode::Probe, Mode::Ablation, Mode::Compare}) {
            const QToolButton& button = *modes->button(mode);
            lines.push_back({keys(button.shortcut()), button.text()});
        }
    }
    return lines;
}

std::vector<Group> left(const QWidget& window) {
    return {{CheatSheet::tr("Menu"), menuLines(window)},
            {CheatSheet::tr("Pages of the project"), pageLines(window)},
            {CheatSheet::tr("Verdicts"),
             {{QStringLiteral("Y"), CheatSheet::tr("Confirm the chosen units")},
              {QStringLiteral("N"), CheatSheet::tr("Reject them")},
              {QStringLiteral("U"), CheatSheet::tr("Unsure")},
              {QStringLiteral("Del"), CheatSheet::tr("Take the verdict back")}}}};
}

std::vector<Group> right() {
    const QString arrows = QStringLiteral("\u2190 \u2191 \u2192 \u2193");
    return {
        {CheatSheet::tr("Searching"),
         {{keys(QKeySequence(QKeySequence::Find)) + QStringLiteral("  /"), CheatSheet::tr("Search descriptions")},
          {QStringLiteral("\u21b5  \u2193"), CheatSheet::tr("On to the units found")},
          {QStringLiteral("Esc"), CheatSheet::tr("Back to the layers")},
          {QStringLiteral("red OR blue"), CheatSheet::tr("Either word; also AND, NOT, ( )")},
          {QStringLiteral("\"left eye\""), CheatSheet::tr("These words in a row")},
          {QStringLiteral("anim*"), CheatSheet::tr("Words that begin so")},
          {QStringLiteral("~animal"), CheatSheet::tr("All words of that kind")},
          {QStringLiteral("layer:layer4"), CheatSheet::tr("In this layer alone")},
          {QStringLiteral("tag:odd"), CheatSheet::tr("With this tag")}}},
        {CheatSheet::tr("Units"),
         {{arrows, CheatSheet::tr("From card to card")},
          {QStringLiteral("Home  End"), CheatSheet::tr("To the first, the last")},
          {QStringLiteral("A"), CheatSheet::tr("Switch the chosen units off or on")},
          {QStringLiteral("M"), CheatSheet::tr("More units like this one")},
          {QStringLiteral("\u21b5"), CheatSheet::tr("Show an exemplar alone")},
          {QStringLiteral("\u2190 \u2192"), CheatSheet::tr("From exemplar to exemplar")},
          {QStringLiteral("P"), CheatSheet::tr("Probe the exemplar that is shown")},
          {QStringLiteral("Esc"), CheatSheet::tr("Back")}}},
        {CheatSheet::tr("Probing"),
         {{arrows, CheatSheet::tr("Move what was pasted")},
          {QStringLiteral("+  -"), CheatSheet::tr("Larger, smaller")},
          {QStringLiteral("Del"), CheatSheet::tr("Take it away")}}},
        {CheatSheet::tr("Comparing"),
         {{QStringLiteral("\u2190 \u2192"), CheatSheet::tr("This network's unit, the other's")},
          {QStringLiteral("\u21b5"), CheatSheet::tr("Show it in its gallery")}}}};
}

QLayout* column(const std::vector<Group>& groups, QWidget* parent) {
    using widgets::kGrid;
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(kGrid / 2);
    grid->setColumnMinimumWidth(0, 14 * kGrid);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Group& group : groups) {
        auto* title = new QLabel(group.title, parent);
        title->setObjectName(QStringLiteral("section"));
        title->setContentsMargins(0, row == 0 ? 0 : 2 * kGrid, 0, kGrid / 2);
        grid->addWidget(title, row++, 0, 1, 2);
        for (const Line& line : group.lines) {
            auto* keys = new QLabel(line.keys, parent);
            keys->setObjectName(QStringLiteral("key"));
            auto* meaning = new QLabel(line.meaning, parent);
            meaning->setWordWrap(true);
            grid->addWidget(keys, row, 0, Qt::AlignLeft | Qt::AlignTop);
            grid->addWidget(meaning, row++, 1);
        }
    }
    grid->setRowStretch(row, 1);
    return grid;
}

} // namespace

CheatSheet::CheatSheet(QWidget* window) : QDialog(window) {
    using widgets::kGrid;
    setWindowTitle(tr("Shortcuts"));
    auto* page = new QWidget(this);
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(5 * kGrid);
    columns->addLayout(column(left(*window), page), 1);
    columns->addLayout(column(right(), page), 1);
    auto* area = new QScrollArea(this);
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 3 * kGrid, 3 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(area, 1);
    layout->addWidget(buttons);
    // All of it at once where the window has the room.
    resize(QSize(106 * kGrid, 92 * kGrid)
               .boundedTo(window->size().expandedTo({90 * kGrid, 60 * kGrid})));
}

} // namespace brera::gui
