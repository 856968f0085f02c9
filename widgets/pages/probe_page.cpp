// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/probe_page.h"

#include "widgets/models/pair_model.h"
#include "widgets/models/prediction_model.h"
#include "widgets/models/probe_text.h"
#include "widgets/models/response_model.h"
#include "widgets/pages/paste_panel.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/probe_canvas.h"
#include "widgets/views/region_canvas.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

enum Centre { EmptyCentre, PictureCentre };

std::vector<probing::NamedProbability> named(const QStringList& names,
                                             const std::vector<double>& shares) {
    constexpr std::size_t kKept = 5;
    std::vector<std::size_t> order(shares.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
    std::vector<probing::NamedProbability> result;
    for (std::size_t i = 0; i < std::min(kKept, order.size()); ++i) {
        result.push_back(
            {names.value(static_cast<qsizetype>(order[i])).toStdString(), shares[order[i]]});
    }
    return result;
}

} // namespace

void ProbePage::begin(const QString& keepProblem) {
    m_keepProblem = keepProblem;
    m_view = {};
    m_change = {};
    m_predictions->setBefore({}, {});
    m_responses->setResponses({}, {}, {});
    m_responses->restoreAll();
    m_paste->clear();
    m_paste->pairs()->setPairs({});
    m_canvas->setPicture({}, {});
    m_canvas->setPiece({});
    m_problem->hide();
    setPasteOpen(false);
    m_title->setText(tr("Probe a picture"));
    m_empty->tell(tr("No picture yet"),
                  tr("Drop an image file on the window, paste one, or choose a file: Brera shows "
                     "what the network takes it for and which units answer."),
                  tr("Choose a picture…"));
    m_centre->setCurrentIndex(EmptyCentre);
    judgeKeep();
}

void ProbePage::showLoading(const QString& name) {
    m_problem->hide();
    m_title->setText(tr("Looking at %1…").arg(name));
    if (!hasPicture()) {
        m_empty->tell(tr("Looking at %1…").arg(name),
                      tr("The network is opened for the first picture; later ones are quicker."));
    }
}

void ProbePage::showProblem(const QString& message) {
    if (hasPicture()) {
        m_title->setText(m_view.picture.name);
        m_problem->setText(message);
        m_problem->show();
    } else {
        m_title->setText(tr("Probe a picture"));
        m_empty->tell(tr("This picture cannot be probed"), message, tr("Choose another…"));
    }
}

QString ProbePage::problem() const {
    return m_problem->isVisibleTo(this) ? m_problem->text() : QString();
}

void ProbePage::showView(ProbeView view) {
    m_view = std::move(view);
    m_problem->hide();
    m_title->setText(m_view.picture.name);
    m_centre->setCurrentIndex(PictureCentre);
    m_canvas->setPicture(m_view.picture.frame, m_view.input);
    m_canvas->setAccessibleName(m_view.picture.name);
    removePiece();
    m_predictions->setBefore(m_view.classes, m_view.probabilities);
    fitPredictions();
    {
        const QSignalBlocker quiet(m_class);
        m_class->clear();
        m_class->addItems(m_view.classes);
        m_class->setCurrentIndex(m_view.target);
    }
    m_responses->setResponses(m_view.units, m_view.picture.frame, m_view.input);
    m_responseList->scrollToTop();
    if (m_responses->rowCount() > 0) {
        m_responseList->setCurrentIndex(m_responses->index(0));
    }
    showResponse();
    // Units that were switched off stay off: how does the next picture fare without them?
    if (!m_change.isEmpty()) {
        ask();
    }
    judgeKeep();
}

void ProbePage::showTarget(ProbeView view) {
    const QModelIndex current = m_responseList->currentIndex();
    const UnitId unit =
        current.isValid() ? m_responses->entry(current.row()).response.unit : UnitId{};
    m_view.target = view.target;
    m_view.units = std::move(view.units);
    m_responses->setResponses(m_view.units, m_view.picture.frame, m_view.input);
    if (const int row = m_responses->rowOf(unit); row >= 0) {
        m_responseList->setCurrentIndex(m_responses->index(row));
    }
    m_responseList->scrollToTop();
}

void ProbePage::setAfter(std::vector<double> after) {
    m_predictions->setAfter(m_change.isEmpty() ? std::vector<double>() : std::move(after));
    fitPredictions();
    judgeKeep();
}

void ProbePage::showSource(const SourceView& view) {
    removePiece();
    m_paste->showSource(view, m_view.input);
}

void ProbePage::showSourceProblem(const QString& message) {
    m_paste->showProblem(message);
}

void ProbePage::setPairs(std::vector<PairEntry> pairs) {
    m_paste->pairs()->setPairs(std::move(pairs));
}

void ProbePage::restore(const probing::PastedPair& pair) {
    setPasteOpen(true);
    m_paste->restore(pair);
    m_canvas->setPiece(m_paste->canvas()->piece());
    m_canvas->setPlacement(pair.placement);
    ask();
}

bool ProbePage::isPasteOpen() const {
    return m_cut->isChecked();
}

void ProbePage::setPasteOpen(bool open) {
    m_cut->setChecked(open);
}

std::optional<probing::PastedPair> ProbePage::pair() const {
    if (!m_canvas->hasPiece() || !m_paste->hasSource() || !m_predictions->isChanged()) {
        return {};
    }
    probing::PastedPair pair;
    pair.target = m_view.picture.file.toStdString();
    pair.source = m_paste->source().file.toStdString();
    pair.placement = m_canvas->placement();
    if (m_paste->mask()) {
        pair.maskUnit = m_paste->maskUnit().toString();
    }
    pair.before = named(m_view.classes, m_view.probabilities);
    std::vector<double> after;
    after.resize(m_view.probabilities.size());
    for (std::size_t output = 0; output < after.size(); ++output) {
        after[output] = m_predictions->after(static_cast<int>(output));
    }
    pair.after = named(m_view.classes, after);
    return pair;
}

void ProbePage::putPiece(const QPointF& middle) {
    const auto& region = m_paste->canvas()->region();
    if (!region) {
        return;
    }
    if (!m_canvas->hasPiece()) {
        m_canvas->setPiece(m_paste->canvas()->piece());
    }
    probing::Placement placement = m_canvas->placement();
    placement.region = *region;
    placement.x = std::clamp(middle.x(), 0.0, 1.0);
    placement.y = std::clamp(middle.y(), 0.0, 1.0);
    m_canvas->setPlacement(placement);
    ask();
}

void ProbePage::removePiece() {
    m_canvas->setPiece({});
    m_canvas->setPlacement({});
    if (m_change.placement) {
        ask();
    }
    judgeKeep();
}

void ProbePage::ask() {
    if (!hasPicture()) {
        return;
    }
    m_change.without = m_responses->ablated();
    m_change.placement = m_canvas->hasPiece() ? std::optional(m_canvas->placement()) : std::nullopt;
    m_change.mask = m_canvas->hasPiece() ? m_paste->mask() : std::nullopt;
    if (m_change.isEmpty()) {
        setAfter({});
    }
    Q_EMIT changeRequested(m_change);
}

void ProbePage::judgeKeep() {
    const bool pasted = m_canvas->hasPiece();
    m_remove->setVisible(pasted);
    m_keep->setVisible(pasted);
    m_keep->setEnabled(m_keepProblem.isEmpty() && pair().has_value());
    m_keep->setToolTip(m_keepProblem.isEmpty()
                           ? tr("Keeps both pictures, the place and the predictions in the project")
                           : tr("Pairs cannot be kept: %1").arg(m_keepProblem));
}

void ProbePage::showResponse() {
    const QModelIndex current = m_responseList->currentIndex();
    if (!current.isValid()) {
        m_unit->setText({});
        m_canvas->setResponse({});
        m_paste->setUnit({});
        return;
    }
    const ResponseEntry& entry = m_responses->entry(current.row());
    const auto& response = entry.response;
    const QString name = QString::fromStdString(response.unit.toString());
    m_unit->setText(entry.description.isEmpty() ? name
                                                : name + QStringLiteral(" · ") + entry.description);
    m_unit->setToolTip(m_unit->text().toHtmlEscaped());
    m_paste->setUnit(response.unit);
    m_canvas->setResponse(
        ResponseMap{response.map, response.threshold,
                    static_cast<double>(std::max(response.top, response.activation))});
}

void ProbePage::showAblated() {
    const auto count = static_cast<int>(m_responses->ablated().size());
    m_ablated->setText(count == 0 ? tr("The sign on a unit switches it off")
                                  : tr("%n unit(s) switched off", nullptr, count));
    m_restore->setVisible(count > 0);
}

void ProbePage::showOrder() {
    const auto order = static_cast<ResponseOrder>(m_order->currentData().toInt());
    m_class->setVisible(order != ResponseOrder::FiresMost);
    m_responses->setOrder(order);
    m_responseList->scrollToTop();
}

void ProbePage::fitPredictions() {
    const int row = fontMetrics().height() + kGrid;
    const int most = std::max(3, (height() - 30 * kGrid) / 2 / row);
    m_predictionList->setFixedHeight(row * std::clamp(m_predictions->rowCount(), 1, most));
}

void ProbePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitPredictions();
}

void ProbePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT backRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
