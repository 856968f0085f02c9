// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/curve_panel.h"

#include "plots/curve_plot.h"
#include "widgets/pages/curve_figure.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/flow_layout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTextDocument>
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
constexpr int kFigureHeight = 26 * kGrid;
constexpr int kCompactHeight = 12 * kGrid;

} // namespace

CurvePanel::CurvePanel(QWidget* parent)
    : QWidget(parent), m_curves(new QComboBox(this)), m_remove(new QToolButton(this)),
      m_export(new QPushButton(tr("Export…"), this)), m_figure(new QStackedWidget(this)),
      m_empty(new EmptyState(this)), m_plot(new plots::CurvePlot(this)), m_detail(new QLabel(this)),
      m_stop(new QPushButton(this)), m_best(new QPushButton(this)), m_source(new QComboBox(this)),
      m_order(new QComboBox(this)), m_step(new QSpinBox(this)), m_trials(new QSpinBox(this)),
      m_sortAll(new QCheckBox(tr("All units as control"), this)),
      m_measure(new QPushButton(tr("Measure curve"), this)),
      m_preset(new QPushButton(tr("Experiment: text units"), this)), m_reason(new QLabel(this)) {
    for (QLabel* words : {m_detail, m_reason}) {
        words->setObjectName(QStringLiteral("muted"));
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
    }
    m_plot->setToolTip(tr("Click a point to load its units into the tray"));
    for (QPushButton* button : {m_stop, m_best}) {
        button->setObjectName(QStringLiteral("quiet"));
    }
    m_figure->addWidget(m_empty);
    m_figure->addWidget(m_plot);
    m_figure->setMinimumHeight(kFigureHeight);
    auto* frame = new QFrame(this);
    frame->setObjectName(QStringLiteral("figure"));
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(kGrid, kGrid, kGrid, kGrid / 2);
    inside->addWidget(m_figure);
    m_choices = new QWidget(this);
    auto* choices = new FlowLayout(kGrid, kGrid / 2);
    m_choices->setLayout(choices);
    choices->addWidget(m_stop);
    choices->addWidget(m_best);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(makeHead());
    layout->addWidget(frame, 1);
    layout->addWidget(m_detail);
    layout->addWidget(m_choices);
    layout->addWidget(makeForm());
    connectParts();
    setLayers({});
    setCurve({});
}

void CurvePanel::setCompact(bool compact) {
    if (compact != m_compact) {
        m_compact = compact;
        m_figure->setMinimumHeight(compact ? kCompactHeight : kFigureHeight);
        // The plot asks for more than a low page has.
        m_plot->setMinimumHeight(compact ? kCompactHeight : 0);
        const int air = compact ? kGrid : 3 * kGrid;
        m_empty->layout()->setContentsMargins(air, air, air, air);
        judge();
    }
}

QWidget* CurvePanel::makeHead() {
    auto* head = new QWidget(this);
    auto* title = new QLabel(tr("Curve"), head);
    title->setObjectName(QStringLiteral("section"));
    head->setFixedHeight(4 * kGrid);
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
    m_source->setObjectName(QStringLiteral("curveSource"));
    m_source->setAccessibleName(tr("Units of the curve"));
    m_source->setToolTip(tr("Units that are switched off one after the other"));
    m_order->setObjectName(QStringLiteral("curveOrder"));
    m_order->setAccessibleName(tr("Order of the curve"));
    m_order->addItem(tr("least important first, by loss"), static_cast<int>(CurveOrder::ByLoss));
    m_order->addItem(tr("least important first, by accuracy"),
                     static_cast<int>(CurveOrder::ByAccuracy));
    m_order->addItem(tr("in their own order"), static_cast<int>(CurveOrder::AsGiven));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_step->setRange(1, kMostStep);
    m_step->setMaximumWidth(9 * kGrid);
    m_step->setAccessibleName(tr("Units a step"));
    m_step->setToolTip(tr("How many more units are off from one point of the curve to the next"));
    m_trials->setRange(0, kMostTrials);
    m_trials->setValue(10);
    m_trials->setAccessibleName(tr("Random orders"));
    m_trials->setToolTip(tr("How often the same units are also switched off in a random order. The "
                            "grey line and its range show whether the chosen order matters."));
    m_sortAll->setToolTip(tr("Also switches off units of the whole network in the chosen order, to "
                             "show whether these units are special or any others would do."));
    m_measure->setObjectName(QStringLiteral("primary"));
    auto* fields = new QWidget(form);
    auto* flow = new FlowLayout(kGrid + kGrid / 2, kGrid);
    fields->setLayout(flow);
    const auto named = [fields](const QString& text, QWidget* field) {
        auto* both = new QWidget(fields);
        auto* label = new QLabel(text, both);
        label->setBuddy(field);
        label->setToolTip(field->toolTip());
        auto* line = new QHBoxLayout(both);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(kGrid);
        line->addWidget(label);
        line->addWidget(field);
        return both;
    };
    flow->addWidget(m_source);
    flow->addWidget(m_order);
    flow->addWidget(named(tr("Step"), m_step));
    flow->addWidget(named(tr("Random orders"), m_trials));
    flow->addWidget(m_sortAll);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGrid);
    buttons->addWidget(m_reason, 1);
    buttons->addWidget(m_preset);
    buttons->addWidget(m_measure);
    auto* layout = new QVBoxLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(fields);
    layout->addLayout(buttons);
    return form;
}

void CurvePanel::connectParts() {
    connect(m_measure, &QPushButton::clicked, this, &CurvePanel::measure);
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_measure->isEnabled()) {
            measure();
        } else {
            Q_EMIT unitsWanted();
        }
    });
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

void CurvePanel::measure() {
    Q_EMIT measureRequested(request());
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
    m_source->addItem(tr("Units in the tray"), kTray);
    m_source->addItem(tr("All units"), kAll);
    for (const QString& layer : layers) {
        m_source->addItem(tr("All units of %1").arg(layer), layer);
    }
    judge();
}

void CurvePanel::setView(const AblationView& view) {
    m_view = view;
    judge();
}

QString CurvePanel::problem() const {
    if (!m_view.problem.isEmpty()) {
        return m_view.problem;
    }
    if (m_view.jobProblem.isEmpty() && m_source->currentData() == kTray && m_view.units.empty()) {
        return tr("The tray is empty: switch units off, or choose all units of a layer.");
    }
    return m_view.jobProblem;
}

void CurvePanel::judge() {
    const QString general = m_view.problem.isEmpty() ? m_view.jobProblem : m_view.problem;
    m_preset->setVisible(m_view.textPreset);
    m_preset->setEnabled(general.isEmpty());
    m_preset->setToolTip(Qt::convertFromPlainText(
        general.isEmpty()
            ? tr("Searches “text OR word OR letter”, orders what it finds by how little the first "
                 "set's loss rises without it, and switches one unit after the other off. The "
                 "curve is drawn and kept; nothing is deleted.")
            : general));
    m_remove->setEnabled(m_curve.id > 0 && !m_view.readOnly && m_view.jobProblem.isEmpty());
    const QString problem = this->problem();
    m_measure->setEnabled(problem.isEmpty());
    m_measure->setToolTip(Qt::convertFromPlainText(problem));
    m_reason->setText(problem);
    tellEmpty(problem);
}

void CurvePanel::tellEmpty(const QString& problem) {
    const QString title = tr("Nothing measured yet");
    if (problem.isEmpty()) {
        m_empty->tell(title,
                      tr("A curve shows how accuracy changes as units are switched off one after "
                         "the other."),
                      m_compact ? QString() : m_measure->text());
    } else if (m_view.problem.isEmpty() && m_view.jobProblem.isEmpty()) {
        m_empty->tell(title,
                      tr("Switch units off in the gallery, or choose all units of a layer below, "
                         "to see how accuracy changes without them."),
                      tr("Choose units in the gallery"));
    } else {
        m_empty->tell(title, problem + QLatin1Char(' ') +
                                 tr("A curve's points appear here as they are measured."));
    }
}

QString CurvePanel::reason() const {
    return m_reason->text();
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
    m_figure->setCurrentWidget(there ? static_cast<QWidget*>(m_plot) : m_empty);
    m_detail->setText(curve.detail);
    m_detail->setVisible(there);
    showChoices();
}

void CurvePanel::showChoices() {
    const auto set = [this](std::size_t number) {
        return number < m_curve.sets.size() ? m_curve.sets[number] : QString();
    };
    const auto show = [](QPushButton& button, QString text, const QString& tip) {
        button.setVisible(!text.isEmpty());
        button.setText(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
        button.setToolTip(Qt::convertFromPlainText(tip));
    };
    const std::optional<CurveChoice> stop = stopChoice(m_curve);
    const std::optional<CurveChoice> best = bestChoice(m_curve);
    show(*m_stop, stop ? tr("Stop rule: %1").arg(stop->text) : QString(),
         tr("The most units off with which the accuracy on %1 still reaches that of the whole "
            "network (the paper's rule). A click loads them into the tray.")
             .arg(set(0)));
    show(*m_best, best ? tr("Most gained on %1: %2").arg(set(1), best->text) : QString(),
         tr("The largest gain on %1 that costs %2 two points at most. A click loads these units "
            "into the tray.")
             .arg(set(1), set(0)));
    m_choices->setVisible(!m_curve.curve.points.empty());
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
