// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/ablation_tray.h"

#include "widgets/models/tray_model.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/set_figures.h"
#include "widgets/views/tray_delegate.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace brera::widgets {
namespace {

/// Narrower trays are one line on the ablation page.
constexpr int kTwoLines = 112 * kGrid;

} // namespace

AblationTray::AblationTray(QWidget* parent)
    : QFrame(parent), m_model(new TrayModel(this)), m_chips(new QListView(this)),
      m_count(new FiguresLabel(Qt::AlignLeft, this)), m_hint(new QLabel(this)),
      m_undo(new QToolButton(this)), m_redo(new QToolButton(this)),
      m_clear(new QPushButton(tr("Clear"), this)), m_figures(new SetFigures(this)),
      m_busy(new QLabel(this)), m_replacement(new QComboBox(this)),
      m_page(new QPushButton(tr("Curves and classes"), this)),
      m_save(new QPushButton(tr("Save edited network…"), this)), m_more(new QToolButton(this)) {
    setObjectName(QStringLiteral("foot"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(makeUnits());
    m_second = makeFigures();
    layout->addWidget(m_second);
    makeMore();
    connectParts();
    setView({});
}

QWidget* AblationTray::makeUnits() {
    auto* line = new QWidget(this);
    auto* title = new QLabel(tr("Ablation tray"), line);
    title->setObjectName(QStringLiteral("section"));
    m_count->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_count->setMuted(true);
    m_hint->setObjectName(QStringLiteral("muted"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_chips->setObjectName(QStringLiteral("tray"));
    m_chips->setAccessibleName(tr("Units that are switched off"));
    m_chips->setModel(m_model);
    m_chips->setFlow(QListView::LeftToRight);
    m_chips->setWrapping(false);
    m_chips->setMouseTracking(true);
    m_chips->setFrameShape(QFrame::NoFrame);
    m_chips->setSelectionMode(QAbstractItemView::NoSelection);
    m_chips->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_chips->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chips->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chips->setFixedHeight(TrayDelegate::chipHeight());
    m_chips->installEventFilter(this);
    m_chips->viewport()->installEventFilter(this);
    for (QToolButton* button : {m_undo, m_redo}) {
        button->setFocusPolicy(Qt::TabFocus);
    }
    setThemedIcon(*m_undo, QStringLiteral("undo"));
    setThemedIcon(*m_redo, QStringLiteral("redo"));
    m_clear->setObjectName(QStringLiteral("quiet"));
    m_clear->setToolTip(tr("Switch all units on again"));
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(title);
    layout->addWidget(m_count);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_chips, 1);
    layout->addWidget(m_clear);
    layout->addWidget(m_undo);
    layout->addWidget(m_redo);
    layout->addWidget(m_page);
    layout->addWidget(m_more);
    m_first = layout;
    return line;
}

void AblationTray::makeMore() {
    setThemedIcon(*m_more, QStringLiteral("menu"));
    m_more->setToolTip(tr("More for the tray"));
    m_more->setAccessibleName(m_more->toolTip());
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::TabFocus);
    auto* menu = new QMenu(m_more);
    m_saveMore = menu->addAction(m_save->text(), this, &AblationTray::saveRequested);
    m_meanMore = menu->addAction(tr("Replace by mean"));
    m_meanMore->setCheckable(true);
    connect(m_meanMore, &QAction::triggered, this, &AblationTray::meanRequested);
    m_more->setMenu(menu);
}

QWidget* AblationTray::makeFigures() {
    auto* line = new QWidget(this);
    m_busy->setObjectName(QStringLiteral("muted"));
    m_busy->setTextFormat(Qt::PlainText);
    m_replacement->setObjectName(QStringLiteral("replacement"));
    m_replacement->setAccessibleName(tr("What takes the place of a unit that is switched off"));
    m_replacement->setToolTip(tr("What takes the place of a unit that is switched off: zero, as "
                                 "in the paper, or its mean over the project's images"));
    m_replacement->addItem(tr("Replace by zero"));
    m_replacement->addItem(tr("Replace by mean"));
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_figures, 1);
    layout->addWidget(m_busy);
    layout->addWidget(m_replacement);
    layout->addWidget(m_save);
    return line;
}

void AblationTray::connectParts() {
    auto* delegate = new TrayDelegate(m_chips);
    m_chips->setItemDelegate(delegate);
    const auto unitAt = [this](const QModelIndex& index) {
        return m_model->units()[static_cast<std::size_t>(index.row())];
    };
    connect(delegate, &TrayDelegate::removeRequested, this,
            [this, unitAt](const QModelIndex& index) { Q_EMIT removeRequested({unitAt(index)}); });
    connect(m_chips, &QAbstractItemView::activated, this,
            [this, unitAt](const QModelIndex& index) { Q_EMIT unitActivated(unitAt(index)); });
    connect(m_model, &QAbstractItemModel::rowsInserted, m_chips,
            [this](const QModelIndex&, int, int last) {
                m_chips->scrollTo(m_model->index(last), QAbstractItemView::EnsureVisible);
            });
    connect(m_clear, &QPushButton::clicked, this, &AblationTray::clearRequested);
    connect(m_replacement, &QComboBox::activated, this,
            [this](int row) { Q_EMIT meanRequested(row == 1); });
    connect(m_page, &QPushButton::clicked, this, &AblationTray::pageRequested);
    connect(m_save, &QPushButton::clicked, this, &AblationTray::saveRequested);
}

void AblationTray::setUndoActions(QAction* undo, QAction* redo) {
    for (auto [button, action] : {std::pair(m_undo, undo), std::pair(m_redo, redo)}) {
        const auto follow = [button = button, action = action] {
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->text());
            button->setAccessibleName(action->text());
        };
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, follow);
        follow();
    }
}

void AblationTray::setPageOpen(bool open) {
    m_open = open;
    arrange();
}

void AblationTray::setView(const AblationView& view) {
    m_model->setUnits(view.units);
    m_empty = view.units.empty();
    m_possible = view.problem.isEmpty();
    m_problem = view.problem;
    m_count->setText(m_empty ? QString() : unitsText(static_cast<qint64>(view.units.size())));
    m_figures->setView(view);
    m_busy->setText(view.busy);
    {
        const QSignalBlocker quiet(m_replacement);
        m_replacement->setCurrentIndex(view.mean ? 1 : 0);
    }
    m_meanMore->setChecked(view.mean);
    m_save->setEnabled(m_possible && !m_empty && !view.mean);
    m_saveMore->setEnabled(m_save->isEnabled());
    m_save->setToolTip(view.mean ? tr("An edited network has zeros where units were; choose zero "
                                      "to see how it does and to write it")
                                 : tr("Write a TorchScript file of the network without these "
                                      "units"));
    arrange();
}

void AblationTray::arrange() {
    const bool oneLine = m_open && m_narrow;
    const bool figures = m_possible && !m_empty;
    m_hint->setText(!m_possible ? m_problem
                    : m_open    ? tr("Every unit is on. Click a point of a curve, or choose units "
                                        "in the gallery.")
                                : tr("Switch a unit off with ⊘ on its card, or with the key A."));
    m_hint->setVisible(m_empty || !m_possible);
    m_count->setVisible(!m_empty);
    m_chips->setVisible(figures && !oneLine);
    m_clear->setVisible(!m_empty);
    m_page->setVisible(!m_open);
    m_more->setVisible(figures && oneLine);
    // The figures stand where the units stood.
    auto* line = static_cast<QBoxLayout*>(oneLine ? m_first : m_second->layout());
    if (line->indexOf(m_figures) < 0) {
        line->insertWidget(oneLine ? line->indexOf(m_chips) : 0, m_figures, 1);
    }
    m_figures->setVisible(figures);
    m_busy->setVisible(!m_busy->text().isEmpty());
    m_second->setVisible(figures && !oneLine);
}

void AblationTray::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    const bool narrow = width() < kTwoLines;
    if (narrow != m_narrow) {
        m_narrow = narrow;
        arrange();
    }
}

QString AblationTray::hint() const {
    return m_hint->isVisibleTo(this) ? m_hint->text() : QString();
}

bool AblationTray::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && watched == m_chips) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const QModelIndex current = m_chips->currentIndex();
        if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && current.isValid()) {
            Q_EMIT removeRequested({m_model->units()[static_cast<std::size_t>(current.row())]});
            return true;
        }
    }
    // One line of chips: the wheel moves along it.
    if (event->type() == QEvent::Wheel && watched == m_chips->viewport()) {
        const QPoint turned = static_cast<QWheelEvent*>(event)->angleDelta();
        QScrollBar& bar = *m_chips->horizontalScrollBar();
        bar.setValue(bar.value() - (turned.y() != 0 ? turned.y() : turned.x()) / 2);
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace brera::widgets
