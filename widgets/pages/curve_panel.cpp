// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/curve_panel.h"

#include "plots/curve_plot.h"
#include "widgets/pages/curve_figure.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace brera::widgets {
namespace {

/// What the box of sources says beside the layers' names, which have no line breaks.
const QString kTray = QStringLiteral("\ntray");
const QString kAll = QStringLiteral("\nall");

constexpr int kMostTrials = 100;
constexpr int kMostStep = 10000;

} // namespace

CurvePanel::CurvePanel(QWidget* parent)
    : QWidget(parent), m_curves(new QComboBox(this)), m_remove(new QToolButton(this)),
      m_export(new QPushButton(tr("Export…"), this)), m_plot(new plots::CurvePlot(this)),
      m_detail(new QLabel(this)), m_stop(new QPushButton(this)), m_best(new QPushButton(this)),
      m_source(new QComboBox(this)), m_order(new QComboBox(this)), m_step(new QSpinBox(this)),
      m_trials(new QSpinBox(this)), m_sortAll(new QCheckBox(tr("All units as control"), this)),
      m_measure(new QPushButton(tr("Measure curve"), this)),
      m_preset(new QPushButton(tr("Remove text neurons"), this)) {
    m_detail->setObjectName(QStringLiteral("muted"));
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setWordWrap(true);
    m_plot->setMinimumHeight(26 * kGrid);
    m_plot->setToolTip(tr("Click a point to load its units into the tray"));
    for (QPushButton* button : {m_stop, m_best}) {
        button->setObjectName(QStringLiteral("quiet"));
        button->setToolTip(tr("Load these units into the tray"));
    }
    auto* choices = new QHBoxLayout;
    choices->setSpacing(kGrid);
    choices->addWidget(m_stop);
    choices->addWidget(m_best);
    choices->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(makeHead());
    layout->addWidget(m_detail);
    layout->addWidget(m_plot, 1);
    layout->addLayout(choices);
    layout->addWidget(makeForm());
    connectParts();
    setLayers({});
    setCurve({});
}

QWidget* CurvePanel::makeHead() {
    auto* head = new QWidget(this);
    auto* title = new QLabel(tr("Curve"), head);
    title->setObjectName(QStringLiteral("section"));
    title->setMinimumHeight(4 * kGrid);
    m_curves->setObjectName(QStringLiteral("curves"));
    m_curves->setAccessibleName(tr("Curves that were measured"));
    m_curves->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_curves->setMinimumContentsLength(12);
    m_curves->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setThemedIcon(*m_remove, QStringLiteral("close"));
    m_remove->setToolTip(tr("Forget this curve"));
    m_remove->setAccessibleName(m_remove->toolTip());
    m_export->setToolTip(tr("Write the figure as PNG or SVG, or its numbers as CSV"));
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(title);
    layout->addWidget(m_curves, 1);
    layout->addWidget(m_remove);
    layout->addWidget(m_export);
    return head;
}

QWidget* CurvePanel::makeForm() {
    auto* form = new QWidget(this);
    const auto label = [form](const QString& text, QWidget* buddy) {
        auto* made = new QLabel(text, form);
        made->setBuddy(buddy);
        return made;
    };
    m_source->setObjectName(QStringLiteral("curveSource"));
    m_source->setAccessibleName(tr("Units of the curve"));
    m_order->setObjectName(QStringLiteral("curveOrder"));
    m_order->setAccessibleName(tr("Order of the curve"));
    m_order->addItem(tr("least important first, by loss"), static_cast<int>(CurveOrder::ByLoss));
    m_order->addItem(tr("least important first, by accuracy"),
                     static_cast<int>(CurveOrder::ByAccuracy));
    m_order->addItem(tr("in their own order"), static_cast<int>(CurveOrder::AsGiven));
    for (QComboBox* box : {m_source, m_order}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    m_step->setRange(1, kMostStep);
    m_step->setAccessibleName(tr("Units a step"));
    m_trials->setRange(0, kMostTrials);
    m_trials->setValue(10);
    m_trials->setAccessibleName(tr("Random orders"));
    m_trials->setToolTip(tr("The same units in random orders, as a control"));
    m_sortAll->setToolTip(tr("All units of the network in the same order, as a second control"));
    m_measure->setObjectName(QStringLiteral("primary"));
    auto* layout = new QGridLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(kGrid);
    layout->setVerticalSpacing(kGrid);
    layout->addWidget(label(tr("Units"), m_source), 0, 0);
    layout->addWidget(m_source, 0, 1);
    layout->addWidget(m_order, 0, 2, 1, 3);
    auto* numbers = new QHBoxLayout;
    numbers->setSpacing(kGrid);
    numbers->addWidget(m_step);
    numbers->addSpacing(kGrid);
    numbers->addWidget(label(tr("Random orders"), m_trials));
    numbers->addWidget(m_trials);
    numbers->addSpacing(kGrid);
    numbers->addWidget(m_sortAll);
    numbers->addStretch(1);
    numbers->addWidget(m_preset);
    numbers->addWidget(m_measure);
    layout->addWidget(label(tr("Step"), m_step), 1, 0);
    layout->addLayout(numbers, 1, 1, 1, 4);
    layout->setColumnStretch(1, 2);
    layout->setColumnStretch(2, 3);
    return form;
}

void CurvePanel::connectParts() {
    connect(m_measure, &QPushButton::clicked, this, [this] { Q_EMIT measureRequested(request()); });
    connect(m_preset, &QPushButton::clicked, this, &CurvePanel::presetRequested);
    connect(m_source, &QComboBox::currentIndexChanged, this, &CurvePanel::judge);
    connect(m_curves, &QComboBox::activated, this,
            [this] { Q_EMIT curveRequested(m_curves->currentData().toLongLong()); });
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeRequested(m_curve.id); });
    connect(m_export, &QPushButton::clicked, this, &CurvePanel::exportFigure);
    connect(m_stop, &QPushButton::clicked, this,
            [this] { load(CurveLine::Chosen, stopChoice(m_curve).value_or(CurveChoice{}).count); });
    connect(m_best, &QPushButton::clicked, this,
            [this] { load(CurveLine::Chosen, bestChoice(m_curve).value_or(CurveChoice{}).count); });
    connect(m_plot, &plots::CurvePlot::pointActivated, this, [this](int series, qint64 count) {
        const QList<FigureLine> lines = figureLines(m_curve);
        if (series >= 0 && series < lines.size()) {
            load(lines[series].line, count);
        }
    });
}

void CurvePanel::load(CurveLine line, qint64 count) {
    if (line == CurveLine::Random) {
        Q_EMIT failed(tr("Each of the random orders has other units; the grey line is their mean. "
                         "Click one of the other lines."));
        return;
    }
    Q_EMIT unitsRequested(unitsAt(m_curve, line, count), tr("%1 of a curve").arg(unitsText(count)));
}

void CurvePanel::setLayers(const QStringList& layers) {
    const QSignalBlocker quiet(m_source);
    m_source->clear();
    m_source->addItem(tr("of the tray"), kTray);
    m_source->addItem(tr("of all layers"), kAll);
    for (const QString& layer : layers) {
        m_source->addItem(tr("of %1").arg(layer), layer);
    }
    judge();
}

void CurvePanel::setView(const AblationView& view) {
    m_view = view;
    judge();
}

void CurvePanel::judge() {
    QString problem = m_view.problem.isEmpty() ? m_view.jobProblem : m_view.problem;
    m_preset->setVisible(m_view.textPreset);
    m_preset->setEnabled(problem.isEmpty());
    m_preset->setToolTip(problem.isEmpty()
                             ? tr("The paper's experiment: units described with text, word or "
                                  "letter, least important first, beside random orders and all "
                                  "units")
                             : problem);
    m_remove->setEnabled(m_curve.id > 0 && !m_view.readOnly && m_view.jobProblem.isEmpty());
    if (problem.isEmpty() && m_source->currentData() == kTray && m_view.units.empty()) {
        problem = tr("The tray is empty; put units into it, or choose a layer.");
    }
    m_measure->setEnabled(problem.isEmpty());
    m_measure->setToolTip(problem);
}

CurveRequest CurvePanel::request() const {
    CurveRequest request;
    const QString source = m_source->currentData().toString();
    request.everything = source == kAll;
    if (source == kTray) {
        request.units = m_view.units;
    } else if (!request.everything) {
        request.layer = source;
    }
    request.order = static_cast<CurveOrder>(m_order->currentData().toInt());
    request.step = m_step->value();
    request.trials = m_trials->value();
    request.sortAll = m_sortAll->isChecked();
    request.mean = m_view.mean;
    return request;
}

void CurvePanel::setCurves(const std::vector<CurveEntry>& entries, qint64 current) {
    const QSignalBlocker quiet(m_curves);
    m_curves->clear();
    for (const CurveEntry& entry : entries) {
        const QString name = entry.complete ? entry.name : tr("%1 (not finished)").arg(entry.name);
        m_curves->addItem(tr("%1 · %2").arg(name, entry.date), entry.id);
    }
    m_curves->setCurrentIndex(m_curves->findData(current));
    m_curves->setVisible(!entries.empty());
}

void CurvePanel::setCurve(const CurveView& curve) {
    const bool another = curve.id != m_curve.id || curve.sets != m_curve.sets ||
                         curve.trials != m_curve.trials || curve.name != m_curve.name;
    m_curve = curve;
    showFigure(another);
    const bool there = !curve.sets.empty();
    for (QWidget* part : {static_cast<QWidget*>(m_remove), static_cast<QWidget*>(m_export)}) {
        part->setVisible(there);
    }
    judge();
    m_detail->setText(there ? curve.detail
                            : tr("How accuracy changes as units are switched off one after the "
                                 "other. Choose the units and their order below."));
    const auto show = [](QPushButton& button, const QString& title,
                         const std::optional<CurveChoice>& choice) {
        button.setVisible(choice.has_value());
        button.setText(choice ? title.arg(choice->text) : QString());
    };
    show(*m_stop, tr("Stop rule: %1"), stopChoice(curve));
    show(*m_best, tr("Best: %1"), bestChoice(curve));
}

void CurvePanel::showFigure(bool another) {
    if (another) {
        m_plot->setSeries(figureSets(m_curve), figureSeries(m_curve));
        m_plot->setLargestCount(m_curve.most);
    }
    const QList<plots::CurveSet> sets = figureSets(m_curve);
    for (int set = 0; set < sets.size(); ++set) {
        m_plot->setBaseline(set, sets[set].baseline);
    }
    const QList<FigureLine> lines = figureLines(m_curve);
    for (int line = 0; line < lines.size(); ++line) {
        m_plot->setPoints(line, figurePoints(m_curve, lines[line]));
    }
    const std::optional<CurveChoice> stop = stopChoice(m_curve);
    m_plot->setMarker(stop ? std::optional(stop->count) : std::nullopt, tr("stop rule"));
}

void CurvePanel::exportFigure() {
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export the curve"),
                                     m_curve.name + QStringLiteral(".png"), plots::figureFilters());
    if (path.isEmpty()) {
        return;
    }
    if (const QString problem = m_plot->exportTo(path); !problem.isEmpty()) {
        Q_EMIT failed(problem);
    }
}

} // namespace brera::widgets
