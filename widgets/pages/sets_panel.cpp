// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sets_panel.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QTextDocument>
#include <QToolButton>
#include <QVBoxLayout>

namespace brera::widgets {

struct SetsPanel::Line : public QWidget {
    explicit Line(QWidget* parent)
        : QWidget(parent), name(new QLabel(this)), state(new QLabel(this)),
          remove(new QToolButton(this)) {
        name->setTextFormat(Qt::PlainText);
        state->setTextFormat(Qt::PlainText);
        state->setObjectName(QStringLiteral("fieldState"));
        state->setWordWrap(true);
        setThemedIcon(*remove, QStringLiteral("close"));
        remove->setToolTip(SetsPanel::tr("Take this set away"));
        remove->setAccessibleName(remove->toolTip());
        QSizePolicy policy = remove->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        remove->setSizePolicy(policy);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(name);
        words->addWidget(state);
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(kGrid);
        layout->addLayout(words, 1);
        layout->addWidget(remove, 0, Qt::AlignTop);
    }

    QLabel* name;
    QLabel* state;
    QToolButton* remove;
};

SetsPanel::SetsPanel(QWidget* parent)
    : QWidget(parent), m_list(new QVBoxLayout),
      m_addFolder(new QPushButton(tr("Add folder…"), this)),
      m_addFile(new QPushButton(tr("Add CSV…"), this)) {
    auto* title = new QLabel(tr("Evaluation sets"), this);
    title->setObjectName(QStringLiteral("section"));
    m_addFolder->setToolTip(tr("Images in folders that bear the names of classes"));
    m_addFile->setToolTip(tr("A file of lines: path of an image, its class"));
    m_list->setSpacing(kGrid);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGrid);
    buttons->addWidget(m_addFolder);
    buttons->addWidget(m_addFile);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(title);
    layout->addLayout(m_list);
    layout->addLayout(buttons);
    connect(m_addFolder, &QPushButton::clicked, this, &SetsPanel::addFolder);
    connect(m_addFile, &QPushButton::clicked, this, &SetsPanel::addFile);
}

void SetsPanel::makeLines(std::size_t count) {
    while (m_lines.size() > count) {
        m_lines.back()->deleteLater();
        m_lines.back()->hide();
        m_lines.pop_back();
    }
    while (m_lines.size() < count) {
        auto* line = new Line(this);
        const int set = static_cast<int>(m_lines.size());
        connect(line->remove, &QToolButton::clicked, this,
                [this, set] { Q_EMIT removeRequested(set); });
        m_list->addWidget(line);
        m_lines.push_back(line);
    }
}

void SetsPanel::setView(const AblationView& view) {
    makeLines(view.sets.size());
    for (std::size_t set = 0; set < view.sets.size(); ++set) {
        const SetView& from = view.sets[set];
        Line& line = *m_lines[set];
        line.name->setText(from.name);
        QString state = from.problem;
        if (state.isEmpty() && from.before) {
            state =
                tr("%1 · %2").arg(tr("%Ln images", nullptr, static_cast<int>(from.before->images)),
                                  accuracyText(from.before->top1()));
        } else if (state.isEmpty()) {
            state = tr("not opened yet");
        }
        if (!from.note.isEmpty()) {
            state += QLatin1Char('\n') + from.note;
        }
        if (line.state->text() != state) {
            line.state->setText(state);
            line.state->setProperty("bad", !from.problem.isEmpty());
            line.state->style()->unpolish(line.state);
            line.state->style()->polish(line.state);
        }
        line.setToolTip(Qt::convertFromPlainText(from.folder));
        line.remove->setVisible(!from.folder.isEmpty());
    }
}

QString SetsPanel::text(int set) const {
    const Line& line = *m_lines.at(static_cast<std::size_t>(set));
    return line.name->text() + QLatin1Char('\n') + line.state->text();
}

void SetsPanel::addFolder() {
    const QString path = QFileDialog::getExistingDirectory(this, tr("Folder of labelled images"));
    if (!path.isEmpty()) {
        Q_EMIT addRequested(path);
    }
}

void SetsPanel::addFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("List of labelled images"), {},
                                                      tr("Lists (*.csv);;All files (*)"));
    if (!path.isEmpty()) {
        Q_EMIT addRequested(path);
    }
}

} // namespace brera::widgets
