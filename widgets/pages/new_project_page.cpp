// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/new_project_page.h"

#include "widgets/pages/field_row.h"
#include "widgets/pages/layer_chooser.h"
#include "widgets/pages/preprocessing_editor.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/path_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace brera::widgets {

NewProjectPage::NewProjectPage(QWidget* parent)
    : QWidget(parent), m_modules(new ModuleModel(this)),
      m_network(new PathField(PathField::Kind::OpenFile, tr("Network"), this)),
      m_trust(new QCheckBox(tr("I know this file and trust it"), this)),
      m_images(new PathField(PathField::Kind::OpenFolder, tr("Images"), this)),
      m_classes(new PathField(PathField::Kind::OpenFile, tr("Class list"), this)),
      m_preprocessing(new PreprocessingEditor(this)), m_device(new QComboBox(this)),
      m_project(new PathField(PathField::Kind::SaveFile, tr("Project file"), this)),
      m_k(new QSpinBox(this)), m_quantile(new QDoubleSpinBox(this)), m_batch(new QSpinBox(this)),
      m_summary(new QLabel(this)), m_start(new QPushButton(tr("Find the exemplars"), this)) {
    m_trust->setObjectName(QStringLiteral("trust"));
    m_network->setFilter(tr("Networks (*.pt *.pth *.ts *.torchscript);;All files (*)"));
    m_network->setPlaceholder(tr("TorchScript (.pt) or a torchvision state_dict (.pth)"));
    m_images->setPlaceholder(tr("A folder of images, or of folders by class; or a .csv"));
    m_classes->setPlaceholder(tr("Optional: the outputs' names, one a line"));
    m_project->setFilter(tr("Brera projects (*.brera)"));
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

QWidget* NewProjectPage::makeForm() {
    auto* outer = new QWidget(this);
    auto* column = new QWidget(outer);
    column->setMaximumWidth(128 * kGrid);
    auto* title = new QLabel(tr("New project"), column);
    title->setObjectName(QStringLiteral("display"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(2 * kGrid);
    grid->setColumnMinimumWidth(0, 14 * kGrid);
    grid->setColumnStretch(1, 5);
    grid->setColumnStretch(2, 3);
    m_networkRow = new FieldRow(tr("Network"), m_network, grid, column);
    m_trustRow = new FieldRow({}, m_trust, grid, column);
    m_imagesRow = new FieldRow(tr("Images"), m_images, grid, column);
    m_classesRow = new FieldRow(tr("Class list"), m_classes, grid, column);
    m_preprocessingRow = new FieldRow(tr("Preprocessing"), m_preprocessing, grid, column);
    m_layersRow = new FieldRow(tr("Layers"), new LayerChooser(*m_modules, column), grid, column);
    m_deviceRow = new FieldRow(tr("Device"), m_device, grid, column);
    m_projectRow = new FieldRow(tr("Project file"), m_project, grid, column);
    m_trustRow->setVisible(false);

    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(3 * kGrid, 4 * kGrid, 3 * kGrid, 3 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(title);
    layout->addLayout(grid);
    layout->addWidget(makeMore());
    layout->addStretch(1);
    auto* centred = new QHBoxLayout(outer);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(column, 100);
    centred->addStretch(1);
    return outer;
}

QWidget* NewProjectPage::makeMore() {
    auto* more = new QWidget(this);
    auto* toggle = new QToolButton(more);
    toggle->setText(tr("More options"));
    toggle->setCheckable(true);
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toggle->setArrowType(Qt::RightArrow);
    auto* options = new QWidget(more);
    const NewProjectForm standard;
    m_k->setRange(1, 200);
    m_k->setValue(standard.k);
    m_quantile->setRange(0.5, 0.9999);
    m_quantile->setDecimals(4);
    m_quantile->setSingleStep(0.005);
    m_quantile->setLocale(QLocale::c());
    m_quantile->setValue(standard.quantile);
    m_batch->setRange(1, 1024);
    m_batch->setValue(standard.batch);
    auto* grid = new QGridLayout(options);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(kGrid);
    grid->setColumnMinimumWidth(0, 14 * kGrid);
    grid->setColumnStretch(2, 1);
    const auto row = [&](const QString& name, QWidget* field, const QString& text) {
        const int place = grid->rowCount();
        auto* label = new QLabel(name, options);
        label->setBuddy(field);
        field->setAccessibleName(name);
        auto* hint = new QLabel(text, options);
        hint->setObjectName(QStringLiteral("muted"));
        grid->addWidget(label, place, 0);
        grid->addWidget(field, place, 1);
        grid->addWidget(hint, place, 2);
    };
    row(tr("Exemplars"), m_k, tr("images kept for each unit"));
    row(tr("Quantile"), m_quantile, tr("of all activations: where masks begin"));
    row(tr("Batch"), m_batch, tr("images a forward pass"));
    options->hide();
    auto* layout = new QVBoxLayout(more);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(toggle, 0, Qt::AlignLeft);
    layout->addWidget(options);
    connect(toggle, &QToolButton::toggled, this, [toggle, options](bool open) {
        toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        options->setVisible(open);
    });
    return more;
}

QWidget* NewProjectPage::makeFoot() {
    auto* foot = new QFrame(this);
    foot->setObjectName(QStringLiteral("foot"));
    auto* back = new QPushButton(tr("Back"), foot);
    m_summary->setObjectName(QStringLiteral("muted"));
    m_summary->setTextFormat(Qt::PlainText);
    m_start->setObjectName(QStringLiteral("primary"));
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(3 * kGrid, kGrid + 4, 3 * kGrid, kGrid + 4);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(back);
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_start);
    connect(back, &QPushButton::clicked, this, &NewProjectPage::backRequested);
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT startRequested(form()); });
    return foot;
}

void NewProjectPage::connectParts() {
    connect(m_network, &PathField::pathChanged, this, [this] {
        m_trust->setChecked(false);
        m_trustRow->setVisible(false);
        askNetwork();
        suggestName();
    });
    connect(m_trust, &QCheckBox::toggled, this, &NewProjectPage::askNetwork);
    connect(m_images, &PathField::pathChanged, this, [this] {
        askImages();
        suggestName();
    });
    connect(m_classes, &PathField::pathChanged, this, &NewProjectPage::askClasses);
    connect(m_preprocessing, &PreprocessingEditor::changed, this, [this] {
        if (m_networkReport && m_networkReport->input != wished()) {
            askNetwork();
        }
        judge();
    });
    connect(m_device, &QComboBox::currentIndexChanged, this, &NewProjectPage::askNetwork);
    connect(m_project, &PathField::pathChanged, this, &NewProjectPage::judge);
    connect(m_modules, &ModuleModel::checkedChanged, this, &NewProjectPage::judge);
}

void NewProjectPage::setProjectFolder(const QString& folder) {
    m_folder = folder;
    suggestName();
}

void NewProjectPage::suggestName() {
    const QString file = suggestedProject(m_folder, m_network->path(), m_images->path());
    // A name someone typed stays.
    if (!file.isEmpty() && m_project->path() == m_suggested) {
        m_suggested = file;
        m_project->setPath(file);
    }
}

void NewProjectPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // What was suggested last time may be a project by now.
    suggestName();
    judge();
}

QSize NewProjectPage::wished() const {
    return wishedInput(m_preprocessing->value(), m_imagesReport ? m_imagesReport->first : QSize());
}

void NewProjectPage::askNetwork() {
    m_networkReport.reset();
    if (m_network->path().isEmpty()) {
        m_modules->setModules({});
    } else {
        Q_EMIT networkRequested(m_network->path(), m_trust->isChecked(),
                                m_device->currentData().toString(), wished());
    }
    judge();
}

void NewProjectPage::askImages() {
    m_imagesReport.reset();
    if (!m_images->path().isEmpty()) {
        Q_EMIT imagesRequested(m_images->path());
    }
    judge();
}

void NewProjectPage::askClasses() {
    m_classesReport.reset();
    if (!m_classes->path().isEmpty()) {
        Q_EMIT classesRequested(m_classes->path());
    }
    judge();
}

void NewProjectPage::setNetworkReport(const NetworkReport& report) {
    m_networkReport = report;
    m_trustRow->setVisible(report.refused || m_trust->isChecked());
    m_modules->setModules(report.modules);
    judge();
}

void NewProjectPage::setImagesReport(const ImagesReport& report) {
    const QSize before = wished();
    m_imagesReport = report;
    if (m_networkReport && wished() != before) {
        askNetwork();
    }
    judge();
}

void NewProjectPage::setClassesReport(const ClassesReport& report) {
    m_classesReport = report;
    judge();
}

void NewProjectPage::judge() {
    const FieldState checking{FieldState::Checking, tr("looking…")};
    if (m_network->path().isEmpty()) {
        m_networkRow->setState({});
    } else {
        m_networkRow->setState(m_networkReport ? checkNetwork(*m_networkReport, wished())
                                               : checking);
    }
    if (m_images->path().isEmpty()) {
        m_imagesRow->setState({});
    } else {
        m_imagesRow->setState(m_imagesReport ? checkImages(*m_imagesReport) : checking);
    }
    const bool listGiven = !m_classes->path().isEmpty();
    if (listGiven && !m_classesReport) {
        m_classesRow->setState(checking);
    } else if (m_imagesReport && m_imagesReport->problem.isEmpty() && m_networkReport &&
               m_networkReport->problem.isEmpty()) {
        m_classesRow->setState(checkClasses(listGiven ? *m_classesReport : ClassesReport{},
                                            *m_imagesReport, m_networkReport->outputs));
    } else if (listGiven && !m_classesReport->problem.isEmpty()) {
        m_classesRow->setState({FieldState::Bad, m_classesReport->problem});
    } else {
        m_classesRow->setState({});
    }
    m_preprocessingRow->setState(checkPreprocessing(m_preprocessing->value()));
    m_layersRow->setState(checkLayers(*m_modules));
    m_projectRow->setState(checkProjectPath(m_project->path()));
    m_start->setEnabled(isReady());
    m_summary->setText(isReady() ? tr("%1 · %2").arg(layersState().text, imagesState().text)
                                 : QString());
}

bool NewProjectPage::isReady() const {
    for (const FieldRow* row : {m_networkRow, m_imagesRow, m_layersRow, m_projectRow}) {
        if (row->state().kind != FieldState::Good) {
            return false;
        }
    }
    for (const FieldRow* row : {m_classesRow, m_preprocessingRow}) {
        if (row->state().kind == FieldState::Bad || row->state().kind == FieldState::Checking) {
            return false;
        }
    }
    return true;
}

NewProjectForm NewProjectPage::form() const {
    NewProjectForm form;
    form.network = m_network->path();
    form.trusted = m_trust->isChecked();
    form.images = m_images->path();
    form.classList = m_classes->path();
    form.preprocessing = m_preprocessing->value();
    form.layers = m_modules->checkedPaths();
    form.device = m_device->currentData().toString();
    form.project = m_project->path();
    form.k = m_k->value();
    form.quantile = m_quantile->value();
    form.batch = m_batch->value();
    return form;
}

const FieldState& NewProjectPage::networkState() const {
    return m_networkRow->state();
}

const FieldState& NewProjectPage::imagesState() const {
    return m_imagesRow->state();
}

const FieldState& NewProjectPage::classesState() const {
    return m_classesRow->state();
}

const FieldState& NewProjectPage::preprocessingState() const {
    return m_preprocessingRow->state();
}

const FieldState& NewProjectPage::layersState() const {
    return m_layersRow->state();
}

const FieldState& NewProjectPage::projectState() const {
    return m_projectRow->state();
}

void NewProjectPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT backRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
