// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/start_page.h"

#include "widgets/theme/tokens.h"
#include "widgets/views/recent_delegate.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace brera::widgets {
namespace {

QString droppedProject(const QMimeData& data) {
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile() && url.toLocalFile().endsWith(QStringLiteral(".brera"))) {
            return url.toLocalFile();
        }
    }
    return {};
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_model(new RecentModel(this)), m_list(new QListView(this)),
      m_none(new QLabel(this)), m_stack(new QStackedWidget(this)) {
    setAcceptDrops(true);
    auto* title = new QLabel(QStringLiteral("Brera"), this);
    title->setObjectName(QStringLiteral("display"));
    auto* text = new QLabel(tr("A gallery for the neurons of vision networks"), this);
    text->setObjectName(QStringLiteral("lead"));
    auto* demo = new QPushButton(tr("Open the demo"), this);
    demo->setObjectName(QStringLiteral("primary"));
    demo->setToolTip(tr("A small network and drawn images, made on this computer"));
    auto* fresh = new QPushButton(tr("New project…"), this);
    fresh->setToolTip(tr("From a network and a folder of images (Ctrl+N)"));
    auto* open = new QPushButton(tr("Open project…"), this);
    open->setToolTip(tr("A .brera file (Ctrl+O)"));
    auto* recent = new QLabel(tr("Recent projects"), this);
    recent->setObjectName(QStringLiteral("section"));
    recent->setBuddy(m_list);

    m_list->setObjectName(QStringLiteral("recent"));
    m_list->setAccessibleName(tr("Recent projects"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RecentDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->installEventFilter(this);
    auto* forget = new QAction(tr("Remove from this list"), m_list);
    m_list->addAction(forget);
    m_none->setObjectName(QStringLiteral("muted"));
    m_none->setText(tr("Nothing yet. Open the demo to look around, or make a project from your own "
                       "network and images. A .brera file can also be dropped here."));
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGrid + kGrid / 2);
    buttons->addWidget(demo);
    buttons->addWidget(fresh);
    buttons->addWidget(open);
    buttons->addStretch(1);
    auto* column = new QWidget(this);
    column->setMaximumWidth(96 * kGrid);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(3 * kGrid, 8 * kGrid, 3 * kGrid, 3 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(2 * kGrid);
    layout->addLayout(buttons);
    layout->addSpacing(4 * kGrid);
    layout->addWidget(recent);
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_list);
    layout->addWidget(m_stack, 1);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(1);
    outer->addWidget(column, 100);
    outer->addStretch(1);

    setFocusProxy(demo);
    connect(demo, &QPushButton::clicked, this, &StartPage::demoRequested);
    connect(fresh, &QPushButton::clicked, this, &StartPage::newRequested);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(forget, &QAction::triggered, this, &StartPage::forgetCurrent);
    const auto choose = [this](const QModelIndex& index) {
        if (index.isValid()) {
            Q_EMIT projectRequested(index.data(RecentModel::PathRole).toString());
        }
    };
    connect(m_list, &QListView::clicked, this, choose);
    setRecent({});
}

void StartPage::setRecent(QList<RecentProject> projects) {
    const bool none = projects.isEmpty();
    m_model->setProjects(std::move(projects));
    if (!none) {
        m_list->selectionModel()->setCurrentIndex(m_model->index(0), QItemSelectionModel::NoUpdate);
    }
    m_stack->setCurrentWidget(none ? static_cast<QWidget*>(m_none) : m_list);
}

void StartPage::forgetCurrent() {
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid()) {
        Q_EMIT forgetRequested(current.data(RecentModel::PathRole).toString());
    }
}

bool StartPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Delete) {
            forgetCurrent();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            Q_EMIT m_list->clicked(m_list->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void StartPage::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedProject(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void StartPage::dropEvent(QDropEvent* event) {
    const QString project = droppedProject(*event->mimeData());
    if (!project.isEmpty()) {
        Q_EMIT projectRequested(project);
    }
}

} // namespace brera::widgets
