// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/start_page.h"

#include "widgets/theme/tokens.h"
#include "widgets/views/drop_zone.h"
#include "widgets/views/recent_delegate.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace brera::widgets {
namespace {

constexpr int kColumn = 96 * kGrid;
constexpr int kLargeZone = 20 * kGrid; ///< while nothing else is there
constexpr int kSmallZone = 7 * kGrid;

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
    : QWidget(parent), m_model(new RecentModel(this)), m_demo(new QPushButton(tr("Open the demo"))),
      m_new(new QPushButton(tr("New project…"))), m_open(new QPushButton(tr("Open project…"))),
      m_buttons(new QHBoxLayout), m_recent(new QLabel(tr("Recent projects"), this)),
      m_list(new QListView(this)),
      m_zone(new DropZone(tr("Drop a .brera project here"), this)) {
    setAcceptDrops(true);
    auto* title = new QLabel(tr("A gallery for the neurons of vision networks"), this);
    title->setObjectName(QStringLiteral("display"));
    title->setAlignment(Qt::AlignHCenter);
    title->setWordWrap(true);
    m_demo->setToolTip(tr("A small network and drawn images, made on this computer"));
    m_new->setToolTip(tr("From a network and a folder of images (Ctrl+N)"));
    m_open->setToolTip(tr("A .brera file (Ctrl+O)"));
    m_recent->setObjectName(QStringLiteral("section"));
    m_recent->setBuddy(m_list);

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

    m_buttons->setSpacing(kGrid);
    auto* column = new QWidget(this);
    column->setMaximumWidth(kColumn);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(2 * kGrid, 3 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addSpacing(2 * kGrid);
    layout->addLayout(m_buttons);
    layout->addSpacing(3 * kGrid);
    layout->addWidget(m_recent);
    layout->addWidget(m_list, 100);
    layout->addWidget(m_zone);
    layout->addStretch(3);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(1);
    outer->addWidget(column, 100);
    outer->addStretch(1);

    connect(m_demo, &QPushButton::clicked, this, &StartPage::demoRequested);
    connect(m_new, &QPushButton::clicked, this, &StartPage::newRequested);
    connect(m_open, &QPushButton::clicked, this, &StartPage::openRequested);
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
    m_recent->setVisible(!none);
    m_list->setVisible(!none);
    m_list->setMaximumHeight(m_model->rowCount() * std::max(0, m_list->sizeHintForRow(0)));
    m_zone->setFixedHeight(none ? kLargeZone : kSmallZone);
    arrangeButtons(!none);
}

void StartPage::arrangeButtons(bool known) {
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        delete item;
    }
    const QList<QPushButton*> order = known ? QList<QPushButton*>{m_new, m_open, m_demo}
                                            : QList<QPushButton*>{m_demo, m_new, m_open};
    m_buttons->addStretch(1);
    QWidget* before = nullptr;
    for (QPushButton* button : order) {
        m_buttons->addWidget(button);
        button->setObjectName(button == order.first() ? QStringLiteral("primary") : QString());
        button->style()->unpolish(button);
        button->style()->polish(button);
        if (before != nullptr) {
            setTabOrder(before, button);
        }
        before = button;
    }
    setTabOrder(before, m_list);
    m_buttons->addStretch(1);
    setFocusProxy(order.first());
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
        m_zone->setActive(true);
    }
}

void StartPage::dragLeaveEvent(QDragLeaveEvent*) {
    m_zone->setActive(false);
}

void StartPage::dropEvent(QDropEvent* event) {
    m_zone->setActive(false);
    const QString project = droppedProject(*event->mimeData());
    if (!project.isEmpty()) {
        Q_EMIT projectRequested(project);
    }
}

} // namespace brera::widgets
