// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/describe_page.h"

#include "widgets/pages/description_view.h"
#include "widgets/pages/field_row.h"
#include "widgets/pages/layer_chooser.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/path_field.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTreeView>
#include <QVBoxLayout>

namespace brera::widgets {
namespace {

QString anotherFile() {
    return QStringLiteral("\n"); // no file is called so
}

} // namespace

DescribePage::DescribePage(QWidget* parent)
    : QWidget(parent), m_modules(new ModuleModel(this)), m_known(new QComboBox(this)),
      m_file(new PathField(PathField::Kind::OpenFile, tr("Captioner"), this)),
      m_mode(new QComboBox(this)), m_lambda(new QDoubleSpinBox(this)), m_beam(new QSpinBox(this)),
      m_device(new QComboBox(this)), m_summary(new QLabel(this)),
      m_start(new QPushButton(tr("Describe units"), this)) {
    const DescribeForm standard;
    m_known->setObjectName(QStringLiteral("captioners"));
    m_known->setAccessibleName(tr("Captioner"));
    m_file->setFilter(tr("Captioners (*.captioner);;All files (*)"));
    m_file->setPlaceholder(tr("A .captioner file"));
    m_mode->setObjectName(QStringLiteral("describeMode"));
    m_mode->setAccessibleName(tr("How descriptions are chosen"));
    for (const DescribeMode mode :
         {DescribeMode::Rerank, DescribeMode::Beam, DescribeMode::Greedy, DescribeMode::Pmi}) {
        m_mode->addItem(modeText(mode), static_cast<int>(mode));
    }
    m_lambda->setRange(0, 1);
    m_lambda->setDecimals(2);
    m_lambda->setSingleStep(0.05);
    m_lambda->setValue(standard.choice.lambda);
    m_lambda->setAccessibleName(tr("Lambda: weight against common phrases"));
    m_beam->setRange(1, 500);
    m_beam->setValue(standard.beam);
    m_beam->setAccessibleName(tr("Beams"));
    m_device->setAccessibleName(tr("Device"));
    m_device->addItem(tr("Automatic: the GPU where there is one"), QStringLiteral("auto"));
    m_device->addItem(tr("Processor"), QStringLiteral("cpu"));
    m_device->addItem(tr("GPU (CUDA)"), QStringLiteral("cuda"));

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeForm());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeFoot());
    connectParts();
    judge();
}

QWidget* DescribePage::makeForm() {
    auto* outer = new QWidget(this);
    auto* column = new QWidget(outer);
    column->setMaximumWidth(128 * kGrid);
    auto* title = new QLabel(tr("Describe units"), column);
    title->setObjectName(QStringLiteral("display"));
    auto* lead = new QLabel(tr("A captioner looks at each unit's exemplars inside their masks and "
                               "says in a few words what they have in common."),
                            column);
    lead->setObjectName(QStringLiteral("muted"));
    lead->setWordWrap(true);
    auto* captioner = new QWidget(column);
    auto* files = new QVBoxLayout(captioner);
    files->setContentsMargins(0, 0, 0, 0);
    files->setSpacing(kGrid);
    files->addWidget(m_known);
    files->addWidget(m_file);
    captioner->setFocusProxy(m_known);
    auto* layers = new LayerChooser(*m_modules, column);
    layers->setPresets(tr("All"), tr("Check every layer"));
    layers->view()->setColumnHidden(ModuleModel::TypeColumn, true);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(2 * kGrid);
    grid->setColumnMinimumWidth(0, 14 * kGrid);
    grid->setColumnStretch(1, 5);
    grid->setColumnStretch(2, 3);
    m_captionerRow = new FieldRow(tr("Captioner"), captioner, grid, column);
    m_layersRow = new FieldRow(tr("Layers"), layers, grid, column);
    m_searchRow = new FieldRow(tr("Search"), makeSearch(), grid, column);
    new FieldRow(tr("Device"), m_device, grid, column);

    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(3 * kGrid, 4 * kGrid, 3 * kGrid, 3 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(title);
    layout->addWidget(lead);
    layout->addLayout(grid);
    layout->addStretch(1);
    auto* centred = new QHBoxLayout(outer);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(column, 100);
    centred->addStretch(1);
    return outer;
}

QWidget* DescribePage::makeSearch() {
    auto* search = new QWidget(this);
    const auto label = [search](const QString& text, QWidget* buddy) {
        auto* made = new QLabel(text, search);
        made->setBuddy(buddy);
        return made;
    };
    auto* layout = new QHBoxLayout(search);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_mode, 1);
    layout->addSpacing(kGrid);
    layout->addWidget(label(QStringLiteral("λ"), m_lambda));
    layout->addWidget(m_lambda);
    layout->addSpacing(kGrid);
    layout->addWidget(label(tr("Beams"), m_beam));
    layout->addWidget(m_beam);
    search->setFocusProxy(m_mode);
    return search;
}

QWidget* DescribePage::makeFoot() {
    auto* foot = new QFrame(this);
    foot->setObjectName(QStringLiteral("foot"));
    auto* back = new QPushButton(tr("Back"), foot);
    m_summary->setObjectName(QStringLiteral("muted"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_start->setObjectName(QStringLiteral("primary"));
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(3 * kGrid, kGrid + 4, 3 * kGrid, kGrid + 4);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(back);
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_start);
    connect(back, &QPushButton::clicked, this, &DescribePage::backRequested);
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT startRequested(form()); });
    return foot;
}

void DescribePage::connectParts() {
    connect(m_known, &QComboBox::currentIndexChanged, this, &DescribePage::ask);
    connect(m_file, &PathField::pathChanged, this, &DescribePage::ask);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &DescribePage::judge);
    connect(m_lambda, &QDoubleSpinBox::valueChanged, this, &DescribePage::judge);
    connect(m_beam, &QSpinBox::valueChanged, this, &DescribePage::judge);
    connect(m_modules, &ModuleModel::checkedChanged, this, &DescribePage::judge);
}

void DescribePage::begin(const DescribeSubject& subject, const QList<KnownCaptioner>& known) {
    m_subject = subject;
    std::vector<ModuleRow> rows;
    for (const LayerShape& layer : subject.layers) {
        ModuleRow row;
        row.path = layer.path;
        row.shape = QStringLiteral("%1 × %2").arg(layer.height).arg(layer.width);
        row.units = layer.units;
        row.usable = true;
        row.suggested = true;
        rows.push_back(std::move(row));
    }
    m_modules->setModules(std::move(rows));
    {
        const QSignalBlocker quiet(m_known);
        const QString before = captioner();
        m_known->clear();
        for (const KnownCaptioner& captioner : known) {
            m_known->addItem(captioner.name, captioner.path);
            m_known->setItemData(m_known->count() - 1, captioner.path, Qt::ToolTipRole);
        }
        m_known->addItem(tr("Another file…"), anotherFile());
        const int row = m_known->findData(before);
        m_known->setCurrentIndex(row >= 0 ? row : 0);
    }
    ask();
}

QString DescribePage::captioner() const {
    const QString known = m_known->currentData().toString();
    return known == anotherFile() ? m_file->path() : known;
}

void DescribePage::setCaptioner(const QString& path) {
    const int row = m_known->findData(path);
    m_known->setCurrentIndex(row >= 0 ? row : m_known->findData(anotherFile()));
    if (row < 0) {
        m_file->setPath(path);
    }
}

void DescribePage::ask() {
    m_report.reset();
    m_file->setVisible(m_known->currentData().toString() == anotherFile());
    if (!captioner().isEmpty()) {
        Q_EMIT captionerRequested(captioner());
    }
    judge();
}

void DescribePage::setCaptionerReport(const CaptionerReport& report) {
    m_report = report;
    judge();
}

void DescribePage::setBusy(const QString& problem) {
    m_busy = problem;
    judge();
}

void DescribePage::judge() {
    if (captioner().isEmpty()) {
        m_captionerRow->setState({FieldState::Blank, tr("What describes the units.")});
    } else if (m_report) {
        m_captionerRow->setState(checkCaptioner(*m_report));
    } else {
        m_captionerRow->setState({FieldState::Checking, tr("looking…")});
    }
    m_layersRow->setState(checkLayers(*m_modules));
    const auto mode = static_cast<DescribeMode>(m_mode->currentData().toInt());
    m_lambda->setEnabled(mode == DescribeMode::Rerank || mode == DescribeMode::Pmi);
    m_searchRow->setState(
        mode == DescribeMode::Pmi
            ? FieldState{FieldState::Note, tr("λ is part of the search and stays as it is.")}
            : FieldState{FieldState::Blank, tr("Mode and λ can be changed afterwards.")});
    m_earlier = m_report ? checkEarlier(m_subject, *m_report, form()) : FieldState();
    m_start->setEnabled(isReady());
    m_summary->setText(m_busy.isEmpty() ? m_earlier.text : m_busy);
}

bool DescribePage::isReady() const {
    return m_busy.isEmpty() && captionerState().kind == FieldState::Good &&
           m_layersRow->state().kind == FieldState::Good;
}

const FieldState& DescribePage::captionerState() const {
    return m_captionerRow->state();
}

DescribeForm DescribePage::form() const {
    DescribeForm form;
    form.captioner = captioner();
    form.layers = m_modules->checkedPaths();
    form.choice.mode = static_cast<DescribeMode>(m_mode->currentData().toInt());
    form.choice.lambda = m_lambda->value();
    form.beam = m_beam->value();
    form.device = m_device->currentData().toString();
    return form;
}

void DescribePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT backRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
