// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/new_project_page.h"

#include "widgets/pages/field_row.h"
#include "widgets/pages/layer_chooser.h"
#include "widgets/pages/preprocessing_editor.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/escape.h"
#include "widgets/views/path_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace brera::widgets {

NewProjectPage::NewProjectPage(QWidget* parent)
    : FormPage(tr("New project"), tr("Find the exemplars"), parent),
      m_modules(new ModuleModel(this)),
      m_network(new PathField(PathField::Kind::OpenFile, tr("Network"), this)),
      m_trust(new QCheckBox(tr("I know this file and trust it"), this)),
      m_images(new PathField(PathField::Kind::OpenFolder, tr("Images"), this)),
      m_classes(new PathField(PathField::Kind::OpenFile, tr("Class list"), this)),
      m_preprocessing(new PreprocessingEditor(this)),
      m_layers(new LayerChooser(*m_modules, this)), m_device(new QComboBox(this)),
      m_project(new PathField(PathField::Kind::SaveFile, tr("Project file"), this)),
      m_k(new QSpinBox(this)), m_quantile(new QDoubleSpinBox(this)), m_batch(new QSpinBox(this)) {
    m_trust->setObjectName(QStringLiteral("trust"));
    m_network->setFilter(tr("Networks (*.pt *.pth *.ts *.torchscript);;All files (*)"));
    m_network->setPlaceholder(tr("TorchScript (.pt) or a torchvision state_dict (.pth)"));
    m_images->setPlaceholder(tr("A folder of images, or of folders by class; or a .csv"));
    m_classes->setPlaceholder(tr("Optional: the outputs' names, one a line"));
    m_project->setFilter(tr("Brera projects (*.brera)"));
    fillDevices(*m_device);
    m_networkRow = addRow(tr("Network"), m_network);
    m_trustRow = addRow({}, m_trust);
    m_imagesRow = addRow(tr("Images"), m_images);
    m_classesRow = addRow(tr("Class list"), m_classes);
    m_preprocessingRow = addRow(tr("Preprocessing"), m_preprocessing);
    m_layersRow = addRow(tr("Layers"), m_layers);
    m_deviceRow = addRow(tr("Device"), m_device);
    m_projectRow = addRow(tr("Project file"), m_project);
    m_trustRow->setVisible(false);
    addBelow(makeMore());
    connectParts();
    letEscapeThrough(*this);
    judge();
}

QWidget* NewProjectPage::makeMore() {
    auto* more = new QWidget(this);
    auto* toggle = new QPushButton(more);
    toggle->setObjectName(QStringLiteral("disclosure"));
    toggle->setCheckable(true);
    toggle->setAccessibleName(tr("More options"));
    // A tool button's own arrow stands indented; this one stands level with the fields' names.
    const auto mark = [toggle](bool open) {
        toggle->setText((open ? QStringLiteral("▾ ") : QStringLiteral("▸ ")) + tr("More options"));
    };
    mark(false);
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
    connect(toggle, &QPushButton::toggled, this, [mark, options](bool open) {
        mark(open);
        options->setVisible(open);
    });
    return more;
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
    connect(startButton(), &QPushButton::clicked, this, [this] { Q_EMIT startRequested(form()); });
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
    m_layers->setEmptyText(m_network->path().isEmpty()
                               ? tr("Choose a network first; its modules appear here.")
                           : !m_networkReport ? tr("Looking at the network…")
                                              : tr("This file has no modules to show."));
    startButton()->setEnabled(isReady());
    setSummary(isReady() ? tr("%1 · %2").arg(layersState().text, imagesState().text) : missing());
}

QString NewProjectPage::missing() const {
    const bool network = m_network->path().isEmpty();
    const bool images = m_images->path().isEmpty();
    if (network || images) {
        return network && images ? tr("Choose a network and images to go on")
               : network         ? tr("Choose a network to go on")
                                 : tr("Choose images to go on");
    }
    bool checking = false;
    for (const FieldRow* row : {m_networkRow, m_imagesRow, m_classesRow, m_preprocessingRow,
                                m_layersRow, m_projectRow}) {
        if (row->state().kind == FieldState::Bad) {
            return tr("Mend what is marked ✕ to go on");
        }
        checking = checking || row->state().kind == FieldState::Checking;
    }
    if (checking) {
        return tr("The files are being looked at");
    }
    return m_project->path().isEmpty() ? tr("Name a project file to go on") : QString();
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

} // namespace brera::widgets
