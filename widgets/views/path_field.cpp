// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/path_field.h"

#include "widgets/theme/tokens.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTimer>

namespace brera::widgets {
namespace {

constexpr int kTypingPauseMilliseconds = 250;

} // namespace

PathField::PathField(Kind kind, const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_kind(kind), m_edit(new QLineEdit(this)) {
    auto* pick =
        new QPushButton(kind == Kind::OpenFolder ? tr("Choose folder…") : tr("Choose…"), this);
    pick->setAccessibleName(tr("Choose: %1").arg(accessibleName));
    m_edit->setAccessibleName(accessibleName);
    m_edit->setAcceptDrops(false);
    setAcceptDrops(true);
    setFocusProxy(m_edit);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_edit, 1);
    layout->addWidget(pick);
    auto* pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(kTypingPauseMilliseconds);
    connect(m_edit, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, [this] { Q_EMIT pathChanged(path()); });
    connect(pick, &QPushButton::clicked, this, &PathField::browse);
}

void PathField::setPlaceholder(const QString& text) {
    m_edit->setPlaceholderText(text);
}

QString PathField::path() const {
    QString path = m_edit->text().trimmed();
    if (path.startsWith(QLatin1String("~/"))) {
        path.replace(0, 1, QDir::homePath());
    }
    return path;
}

void PathField::setPath(const QString& path) {
    m_edit->setText(path);
}

void PathField::browse() {
    QString chosen;
    switch (m_kind) {
    case Kind::OpenFile:
        chosen = QFileDialog::getOpenFileName(this, m_edit->accessibleName(), path(), m_filter);
        break;
    case Kind::OpenFolder:
        chosen = QFileDialog::getExistingDirectory(this, m_edit->accessibleName(), path());
        break;
    case Kind::SaveFile:
        chosen = QFileDialog::getSaveFileName(this, m_edit->accessibleName(), path(), m_filter);
        break;
    }
    if (!chosen.isEmpty()) {
        setPath(chosen);
    }
}

void PathField::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void PathField::dropEvent(QDropEvent* event) {
    setPath(event->mimeData()->urls().front().toLocalFile());
}

} // namespace brera::widgets
