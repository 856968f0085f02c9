// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/describe_page.h"

#include "widgets/pages/description_view.h"
#include "widgets/pages/field_row.h"
#include "widgets/pages/layer_chooser.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/escape.h"
#include "widgets/views/path_field.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTextDocument>
#include <QTreeView>
#include <QVBoxLayout>

namespace brera::widgets {
namespace {

QString anotherFile() {
    return QStringLiteral("\n"); // no file is called so
}

} // namespace

DescribePage::DescribePage(QWidget* parent)
    : FormPage(tr("Describe units"), tr("Describe units"), parent),
      m_modules(new ModuleModel(this)), m_known(new QComboBox(this)),
      m_file(new PathField(PathField::Kind::OpenFile, tr("Captioner"), this)),
      m_mode(new QComboBox(this)), m_lambda(new QDoubleSpinBox(this)), m_beam(new QSpinBox(this)),
      m_device(new QComboBox(this)) {
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
    fillDevices(*m_device);
    setLead(tr("A captioner looks at each unit's exemplars inside their masks and says in a few "
               "words what they have in common."));
    auto* captioner = new QWidget(this);
    auto* files = new QVBoxLayout(captioner);
    files->setContentsMargins(0, 0, 0, 0);
    files->setSpacing(kGrid);
    files->addWidget(m_known);
    files->addWidget(m_file);
    captioner->setFocusProxy(m_known);
    auto* layers = new LayerChooser(*m_modules, this);
    layers->setPresets(tr("All"), tr("Check every layer"));
    layers->view()->setColumnHidden(ModuleModel::TypeColumn, true);
    m_captionerRow = addRow(tr("Captioner"), captioner);
    m_layersRow = addRow(tr("Layers"), layers);
    m_searchRow = addRow(tr("Search"), makeSearch());
    addRow(tr("Device"), m_device);
    connectParts();
    letEscapeThrough(*this);
    judge();
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

void DescribePage::connectParts() {
    connect(m_known, &QComboBox::currentIndexChanged, this, &DescribePage::ask);
    connect(m_file, &PathField::pathChanged, this, &DescribePage::ask);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &DescribePage::judge);
    connect(m_lambda, &QDoubleSpinBox::valueChanged, this, &DescribePage::judge);
    connect(m_beam, &QSpinBox::valueChanged, this, &DescribePage::judge);
    connect(m_modules, &ModuleModel::checkedChanged, this, &DescribePage::judge);
    connect(startButton(), &QPushButton::clicked, this, [this] { Q_EMIT startRequested(form()); });
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
            m_known->setItemData(m_known->count() - 1,
                                 Qt::convertFromPlainText(captioner.path), Qt::ToolTipRole);
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
    const bool again = m_report && replacesEarlier(m_subject, *m_report, form());
    startButton()->setText(again ? tr("Describe again") : tr("Describe units"));
    startButton()->setEnabled(isReady());
    setSummary(m_busy.isEmpty() ? m_earlier.text : m_busy);
}

bool DescribePage::isReady() const {
    return m_busy.isEmpty() && captionerState().kind == FieldState::Good &&
           m_earlier.kind != FieldState::Bad && m_layersRow->state().kind == FieldState::Good;
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

} // namespace brera::widgets
