// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bar_plot.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pictures/thumbnail_service.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/compare_delegate.h"
#include "widgets/views/compare_heading.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/escape.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/job_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextDocument>
#include <QVBoxLayout>

namespace brera::widgets {
ComparePage::ComparePage(ThumbnailService& first, ThumbnailService& second, QWidget* parent)
    : QWidget(parent), m_first(first), m_second(second),
      m_model(new CompareModel([&first](const UnitId& unit) { return first.find(unit); },
                               [&second](const UnitId& unit) { return second.find(unit); }, this)),
      m_title(new QLabel(tr("Compare with"), this)), m_projects(new QComboBox(this)),
      m_audits(new QComboBox(this)), m_job(new JobBar(this)), m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this)), m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_bars(new plots::BarPlot(plots::BarPlot::Size::Full, this)), m_figureTitle(new QLabel(this)),
      m_summary(new QLabel(this)), m_confirmed(new QCheckBox(tr("Confirmed only"), this)),
      m_save(new QPushButton(tr("Save figure…"), this)),
      m_chart(new QPushButton(tr("Show chart"), this)), m_sections(new QTabBar(this)),
      m_filter(new QLineEdit(this)), m_orders(new QComboBox(this)), m_measures(new QComboBox(this)),
      m_threshold(new QSlider(Qt::Horizontal, this)),
      m_thresholdText(new FiguresLabel(Qt::AlignRight, this)), m_lists(new QStackedWidget(this)),
      m_list(new QListView(this)), m_heading(new CompareHeading(*m_list, this)),
      m_none(new EmptyState(this)), m_rows(new CompareDelegate(this)) {
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    m_figure = makeFigure();
    m_splitter->addWidget(m_figure);
    m_splitter->addWidget(makeUnits());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_job);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_projects);
    connectParts();
    connectList();
    letEscapeThrough(*this);
}

QWidget* ComparePage::makeHead() {
    auto* head = new QFrame(this);
    head->setObjectName(QStringLiteral("header"));
    m_title->setObjectName(QStringLiteral("heading"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setBuddy(m_projects);
    m_projects->setObjectName(QStringLiteral("compareProjects"));
    m_projects->setAccessibleName(tr("Project to compare with"));
    m_projects->setPlaceholderText(tr("Choose a project"));
    m_projects->setMinimumContentsLength(12);
    m_projects->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_audits->setObjectName(QStringLiteral("compareAudits"));
    m_audits->setAccessibleName(tr("Units to count"));
    m_audits->setToolTip(tr("A search, or words of your own, as in the search field"));
    m_audits->setEditable(true);
    m_audits->setInsertPolicy(QComboBox::NoInsert);
    // Words of one's own are not to become the name of a search that begins alike.
    m_audits->setCompleter(nullptr);
    m_audits->setMinimumContentsLength(12);
    m_audits->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* counting = new QLabel(tr("Count:"), head);
    counting->setObjectName(QStringLiteral("muted"));
    counting->setBuddy(m_audits);
    head->setFixedHeight(6 * kGrid);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_title);
    layout->addWidget(m_projects);
    layout->addSpacing(2 * kGrid);
    layout->addWidget(counting);
    layout->addWidget(m_audits);
    layout->addStretch(1);
    setAudits({});
    setChoices({});
    return head;
}

QWidget* ComparePage::makeFigure() {
    auto* panel = new QWidget(this);
    panel->setObjectName(QStringLiteral("side"));
    m_figureTitle->setObjectName(QStringLiteral("section"));
    m_summary->setObjectName(QStringLiteral("muted"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_confirmed->setToolTip(tr("Count what you have confirmed instead of all that was found"));
    m_save->setObjectName(QStringLiteral("quiet"));
    m_save->setToolTip(tr("As a picture, a drawing or a table"));
    m_bars->setAccessibleName(tr("Units by layer in both projects"));
    auto* head = new QHBoxLayout;
    head->setSpacing(kGrid);
    head->addWidget(m_figureTitle, 1);
    head->addWidget(m_save);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addLayout(head);
    layout->addWidget(m_bars, 1);
    layout->addWidget(m_confirmed);
    layout->addWidget(m_summary);
    panel->setMinimumWidth(30 * kGrid);
    return panel;
}

QWidget* ComparePage::makeUnits() {
    auto* panel = new QWidget(this);
    m_sections->setObjectName(QStringLiteral("compareSections"));
    m_sections->setAccessibleName(tr("Matched units, and those of one project alone"));
    m_sections->setExpanding(false);
    m_sections->setDrawBase(false);
    m_sections->setElideMode(Qt::ElideRight);
    const QStringList tips{
        tr("Units that are each other's most alike, and at least as alike as the slider says"),
        tr("A unit has one partner at most: the most alike unit may be nearer to another one, so "
           "that a unit stays without a partner however alike the two are."),
    };
    for (int tab = 0; tab < 3; ++tab) {
        m_sections->addTab(QString());
        m_sections->setTabToolTip(tab, Qt::convertFromPlainText(tips[tab == 0 ? 0 : 1]));
    }
    m_list->setObjectName(QStringLiteral("compared"));
    m_list->setAccessibleName(tr("Units of both projects"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_rows);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lists->addWidget(m_list);
    m_lists->addWidget(m_none);
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, 0);
    tabs->addWidget(m_sections, 1);
    m_chart->setObjectName(QStringLiteral("quiet"));
    m_chart->setCheckable(true);
    tabs->addWidget(m_chart);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(tabs);
    m_below = new QWidget(panel);
    m_tools = makeTools();
    auto* rows = new QVBoxLayout(m_below);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(m_tools);
    rows->addWidget(m_heading);
    rows->addWidget(m_lists, 1);
    layout->addWidget(m_below, 1);
    return panel;
}

QBoxLayout* ComparePage::makeTools() {
    m_filter->setPlaceholderText(tr("Filter by words or layer"));
    m_filter->setAccessibleName(tr("Filter units"));
    m_filter->setClearButtonEnabled(true);
    m_orders->setAccessibleName(tr("Order"));
    m_orders->addItem(tr("most alike first"), static_cast<int>(CompareOrder::ByLikeness));
    m_orders->addItem(tr("by layer and unit"), static_cast<int>(CompareOrder::ByUnit));
    m_orders->addItem(tr("by description"), static_cast<int>(CompareOrder::ByDescription));
    m_measures->setAccessibleName(tr("What units are matched by"));
    m_measures->addItem(tr("matched by activations"),
                        static_cast<int>(audit::MatchBy::Activations));
    m_measures->addItem(tr("matched by exemplars"), static_cast<int>(audit::MatchBy::Exemplars));
    m_threshold->setRange(0, kLikenessSteps);
    m_threshold->setPageStep(kLikenessSteps / 20);
    m_threshold->setValue(qRound(audit::kMatchCorrelation * kLikenessSteps));
    m_threshold->setAccessibleName(tr("Least likeness of matched units"));
    m_threshold->setToolTip(
        tr("Two units match when each is the one most like the other, and at least this much"));
    m_threshold->setMinimumWidth(8 * kGrid);
    m_thresholdText->setMuted(true);
    auto* which = new QHBoxLayout;
    which->setSpacing(kGrid);
    which->addWidget(m_filter, 1);
    which->addWidget(m_orders);
    auto* how = new QHBoxLayout;
    how->setSpacing(kGrid);
    how->addWidget(m_measures);
    how->addWidget(m_threshold, 1);
    how->addWidget(m_thresholdText);
    auto* tools = new QBoxLayout(QBoxLayout::LeftToRight);
    tools->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 2 * kGrid);
    tools->setSpacing(kGrid);
    tools->addLayout(which, 1);
    tools->addLayout(how, 1);
    return tools;
}

void ComparePage::connectParts() {
    connect(m_projects, &QComboBox::activated, this, &ComparePage::ask);
    connect(m_audits, &QComboBox::activated, this, &ComparePage::ask);
    connect(m_audits->lineEdit(), &QLineEdit::returnPressed, this, &ComparePage::ask);
    connect(m_job, &JobBar::cancelRequested, this, [this] {
        m_job->setStopping();
        Q_EMIT cancelRequested();
    });
    connect(m_empty, &EmptyState::actionRequested, this, &ComparePage::chooseRequested);
    connect(m_empty, &EmptyState::otherRequested, this, &ComparePage::demoRequested);
    connect(m_save, &QPushButton::clicked, this, &ComparePage::figureRequested);
    connect(m_confirmed, &QCheckBox::toggled, this, &ComparePage::showCounts);
    connect(m_chart, &QPushButton::toggled, this, &ComparePage::showFigure);
    connect(m_bars, &plots::BarPlot::barActivated, this, [this](int group, int) {
        const bool again = m_bars->selectedGroup() == group;
        m_bars->setSelectedGroup(again ? -1 : group);
        m_model->setLayer(again ? QString() : m_layers.value(group));
        showUnits();
    });
    connect(m_sections, &QTabBar::currentChanged, this, [this](int tab) {
        m_model->setSection(static_cast<CompareSection>(tab));
        showUnits();
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_model->setFilter(words);
        showUnits();
    });
    connect(m_orders, &QComboBox::currentIndexChanged, this, [this] {
        m_model->setOrder(static_cast<CompareOrder>(m_orders->currentData().toInt()));
        showUnits();
    });
    connect(m_measures, &QComboBox::currentIndexChanged, this, [this] {
        // A correlation and an overlap are no numbers of one kind.
        m_thresholdChosen = false;
        const QSignalBlocker quiet(m_threshold);
        m_threshold->setValue(qRound(audit::defaultThreshold(measure()) * kLikenessSteps));
        showMatching();
    });
    connect(m_threshold, &QSlider::valueChanged, this, [this] {
        m_thresholdChosen = true;
        showMatching();
    });
    connect(m_none, &EmptyState::actionRequested, this, [this] {
        m_filter->clear();
        m_bars->setSelectedGroup(-1);
        m_model->setLayer({});
        showUnits();
    });
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &ComparePage::wantPictures);
}

} // namespace brera::widgets
