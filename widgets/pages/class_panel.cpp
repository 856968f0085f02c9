// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/class_panel.h"

#include "widgets/models/class_table_model.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/class_delegate.h"
#include "widgets/views/class_header.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace brera::widgets {

ClassPanel::ClassPanel(QWidget* parent)
    : QWidget(parent), m_model(new ClassTableModel(this)),
      m_sorted(new QSortFilterProxyModel(this)), m_set(new QComboBox(this)),
      m_note(new QLabel(this)), m_table(new QTreeView(this)) {
    auto* title = new QLabel(tr("Classes"), this);
    title->setObjectName(QStringLiteral("section"));
    m_set->setObjectName(QStringLiteral("classSet"));
    m_set->setAccessibleName(tr("Evaluation set of the table"));
    m_set->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_note->setObjectName(QStringLiteral("muted"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(ClassTableModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("classes"));
    m_table->setAccessibleName(tr("Accuracy by class"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new ClassDelegate(m_table));
    m_table->setHeader(new ClassHeader(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ClassTableModel::ClassColumn, Qt::AscendingOrder);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setSectionResizeMode(ClassTableModel::ClassColumn, QHeaderView::Stretch);
    m_table->header()->setSectionsMovable(false);
    m_table->header()->setMinimumSectionSize(7 * kGrid);
    m_table->setMinimumHeight(18 * kGrid);
    auto* line = new QWidget(this);
    line->setFixedHeight(4 * kGrid);
    auto* head = new QHBoxLayout(line);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(kGrid);
    head->addWidget(title, 1);
    head->addWidget(m_set);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(line);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    connect(m_table->header(), &QHeaderView::sectionClicked, this, [this] { m_ordered = true; });
    connect(m_set, &QComboBox::currentIndexChanged, this, &ClassPanel::show);
}

QAbstractItemModel* ClassPanel::table() const {
    return m_sorted;
}

void ClassPanel::setView(const AblationView& view) {
    bool same = m_view.sets.size() == view.sets.size();
    for (std::size_t set = 0; same && set < view.sets.size(); ++set) {
        same = m_view.sets[set].name == view.sets[set].name;
    }
    m_view = view;
    if (!same) {
        const QSignalBlocker quiet(m_set);
        const QString before = m_set->currentText();
        m_set->clear();
        for (const SetView& set : view.sets) {
            m_set->addItem(set.name);
        }
        m_set->setCurrentIndex(std::max(0, m_set->findText(before)));
        m_set->setVisible(m_set->count() > 1);
    }
    show();
}

void ClassPanel::arrange(bool changed) {
    // A person's own order stays.
    if (m_ordered) {
        return;
    }
    const int column = changed ? ClassTableModel::ChangeColumn : ClassTableModel::ClassColumn;
    if (m_sorted->sortColumn() != column) {
        m_table->sortByColumn(column, changed ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
}

void ClassPanel::show() {
    const auto row = static_cast<std::size_t>(std::max(0, m_set->currentIndex()));
    if (row >= m_view.sets.size()) {
        m_model->setFigures({}, {}, {});
        m_note->setText(m_view.problem);
        m_note->setVisible(!m_view.problem.isEmpty());
        return;
    }
    const SetView& set = m_view.sets[row];
    QString note = set.problem;
    if (note.isEmpty() && !set.before) {
        note = m_view.busy;
    }
    if (note.isEmpty() && m_view.units.empty()) {
        note = tr("No unit is switched off: this is the network as it is.");
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    // While the exact figures are on their way the last ones stay, so that nothing flickers.
    if (set.after || !set.before || m_view.units.empty()) {
        m_model->setFigures(set.before, set.after, m_view.classNames);
        arrange(set.after.has_value());
    }
}

} // namespace brera::widgets
