// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/layer_chooser.h"

#include "widgets/models/module_model.h"
#include "widgets/theme/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace brera::widgets {

LayerChooser::LayerChooser(ModuleModel& modules, QWidget* parent)
    : QWidget(parent), m_filtered(new QSortFilterProxyModel(this)), m_filter(new QLineEdit(this)),
      m_suggested(new QPushButton(tr("Suggested"), this)),
      m_none(new QPushButton(tr("None"), this)), m_view(new QTreeView(this)),
      m_empty(new QLabel(m_view->viewport())) {
    m_filtered->setSourceModel(&modules);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setFilterKeyColumn(ModuleModel::PathColumn);
    m_filter->setPlaceholderText(tr("Filter modules…"));
    m_filter->setAccessibleName(tr("Filter modules"));
    m_filter->setClearButtonEnabled(true);
    m_suggested->setToolTip(tr("Check the layers people look at first"));

    m_view->setObjectName(QStringLiteral("modules"));
    m_view->setAccessibleName(tr("Layers"));
    m_view->setModel(m_filtered);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setMinimumHeight(26 * kGrid);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setMinimumSectionSize(9 * kGrid); // for the names, whatever is below them
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setSectionResizeMode(ModuleModel::PathColumn, QHeaderView::Stretch);

    // Its current row is where the keyboard is: without it there is nothing to mark.
    m_view->installEventFilter(this);
    m_empty->setObjectName(QStringLiteral("muted"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    auto* inside = new QVBoxLayout(m_view->viewport());
    inside->addWidget(m_empty);

    auto* head = new QHBoxLayout;
    head->setSpacing(kGrid);
    head->addWidget(m_filter, 1);
    head->addWidget(m_suggested);
    head->addWidget(m_none);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(head);
    layout->addWidget(m_view, 1);

    connect(m_filter, &QLineEdit::textChanged, m_filtered,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_suggested, &QPushButton::clicked, &modules, &ModuleModel::checkSuggested);
    connect(m_none, &QPushButton::clicked, &modules, &ModuleModel::checkNone);
    // The first suggestion is what a person wants to see of a list of two hundred.
    connect(&modules, &QAbstractItemModel::modelReset, this, [this] {
        for (int row = 0; row < m_filtered->rowCount(); ++row) {
            const QModelIndex index = m_filtered->index(row, ModuleModel::PathColumn);
            if (index.data(ModuleModel::SuggestedRole).toBool()) {
                m_view->selectionModel()->setCurrentIndex(
                    index, m_view->hasFocus() ? QItemSelectionModel::ClearAndSelect |
                                                    QItemSelectionModel::Rows
                                              : QItemSelectionModel::NoUpdate);
                m_view->scrollTo(index);
                break;
            }
        }
    });
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &LayerChooser::showEmpty);
    connect(m_filtered, &QAbstractItemModel::rowsInserted, this, &LayerChooser::showEmpty);
    connect(m_filtered, &QAbstractItemModel::rowsRemoved, this, &LayerChooser::showEmpty);
    showEmpty();
}

void LayerChooser::setEmptyText(const QString& text) {
    m_emptyText = text;
    showEmpty();
}

QString LayerChooser::emptyText() const {
    return m_empty->isHidden() ? QString() : m_empty->text();
}

void LayerChooser::showEmpty() {
    const bool none = m_filtered->sourceModel()->rowCount() == 0;
    m_filter->setEnabled(!none);
    m_suggested->setEnabled(!none);
    m_none->setEnabled(!none);
    m_empty->setText(none ? m_emptyText : tr("No module is called so"));
    m_empty->setVisible(m_filtered->rowCount() == 0);
}

bool LayerChooser::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        m_view->selectionModel()->select(m_view->currentIndex(),
                                         QItemSelectionModel::ClearAndSelect |
                                             QItemSelectionModel::Rows);
    } else if (event->type() == QEvent::FocusOut) {
        m_view->clearSelection();
    }
    return QWidget::eventFilter(watched, event);
}

void LayerChooser::setPresets(const QString& text, const QString& tip) {
    m_suggested->setText(text);
    m_suggested->setToolTip(tip);
}

} // namespace brera::widgets
