// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/probe_page.h"

#include "widgets/models/pair_model.h"
#include "widgets/models/prediction_model.h"
#include "widgets/models/response_model.h"
#include "widgets/pages/paste_panel.h"
#include "widgets/pages/probe_side.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/probe_canvas.h"
#include "widgets/views/region_canvas.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTextDocument>

#include <algorithm>

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

PredictionModel* ProbePage::predictions() const {
    return m_side->predictions();
}

ResponseModel* ProbePage::responses() const {
    return m_side->responses();
}

void ProbePage::begin(const QString& keepProblem) {
    m_keepProblem = keepProblem;
    m_view = {};
    m_change = {};
    m_side->setPrediction({}, {}, -1);
    m_side->setUnits({}, {}, {});
    m_side->setDescribed(Described::Picture);
    responses()->restoreAll();
    m_paste->clear();
    m_paste->pairs()->setPairs({});
    m_canvas->setPicture({}, {});
    m_canvas->setPiece({});
    m_problem->hide();
    setPasteOpen(false);
    showTitle();
    m_empty->tell(tr("Probe a picture"),
                  tr("Drop an image on the window, paste one (Ctrl+V) or choose a file. Brera shows "
                     "what the network takes it for and which units answer."),
                  tr("Choose a picture…"), tr("Use an example"));
    m_centre->setCurrentIndex(EmptyCentre);
    judgeKeep();
}

void ProbePage::showTitle() {
    const ProbePicture& picture = m_view.picture;
    m_title->setText(picture.known.isEmpty()
                         ? picture.name
                         : tr("class %1 · %2").arg(picture.known, picture.name));
    m_ontoName->setText(tr("Paste onto %1").arg(picture.name));
    m_head->setVisible(hasPicture());
}

QString ProbePage::title() const {
    return m_title->text();
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
        showTitle();
        m_problem->setText(message);
        m_problem->show();
    } else {
        m_empty->tell(tr("This picture cannot be probed"), message, tr("Choose another…"),
                      tr("Use an example"));
    }
}

QString ProbePage::problem() const {
    return m_problem->isVisibleTo(this) ? m_problem->text() : QString();
}

void ProbePage::showView(ProbeView view) {
    m_view = std::move(view);
    m_problem->hide();
    showTitle();
    m_centre->setCurrentIndex(PictureCentre);
    m_canvas->setPicture(m_view.picture.frame, m_view.input);
    m_canvas->setAccessibleName(m_title->text());
    if (!m_paste->hasSource()) {
        m_paste->canvas()->setPicture({}, m_view.input);
    }
    m_side->setPrediction(m_view.classes, m_view.probabilities, m_view.target);
    removePiece();
    m_side->setDescribed(Described::Picture);
    m_side->setUnits(m_view.units, m_view.picture.frame, m_view.input);
    m_side->showFirst();
    // Units that were switched off stay off: how does the next picture fare without them?
    if (!m_change.isEmpty()) {
        ask();
    }
    judgeKeep();
}

void ProbePage::showTarget(ProbeView view) {
    m_view.target = view.target;
    m_view.units = std::move(view.units);
    if (m_canvas->hasPiece()) {
        describePasted();
    } else {
        m_side->setUnits(m_view.units, m_view.picture.frame, m_view.input);
    }
}

void ProbePage::showPasted(PastedView view) {
    if (!m_canvas->hasPiece() || !(view.placement == m_canvas->placement())) {
        return;
    }
    m_canvas->setPastedFrame(view.frame);
    m_side->setDescribed(Described::Pasted);
    m_side->setUnits(std::move(view.units), view.frame, m_view.input);
}

void ProbePage::setAfter(std::vector<double> after, bool last) {
    m_predicted = last;
    m_side->setAfter(m_change.isEmpty() ? std::vector<double>() : std::move(after));
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
    describePasted();
}

bool ProbePage::isPasteOpen() const {
    return m_cut->isChecked();
}

void ProbePage::setPasteOpen(bool open) {
    m_cut->setChecked(open);
}

std::optional<probing::PastedPair> ProbePage::pair() const {
    if (!m_predicted || !m_canvas->hasPiece() || !m_paste->hasSource() || !predictions()->isChanged()) {
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
        after[output] = predictions()->after(static_cast<int>(output));
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
    describePasted();
    judgeKeep();
}

void ProbePage::describePasted() {
    if (!hasPicture()) {
        return;
    }
    if (m_canvas->hasPiece() || m_side->described() != Described::Picture) {
        Q_EMIT pastedRequested(m_change, m_side->target());
    }
    if (!m_canvas->hasPiece() && m_side->described() != Described::Picture) {
        m_side->setDescribed(Described::Picture);
        m_side->setUnits(m_view.units, m_view.picture.frame, m_view.input);
    }
}

void ProbePage::ask() {
    if (!hasPicture()) {
        return;
    }
    m_change.without = responses()->ablated();
    m_change.mean = m_side->isMean();
    m_change.placement = m_canvas->hasPiece() ? std::optional(m_canvas->placement()) : std::nullopt;
    m_change.mask = m_canvas->hasPiece() ? m_paste->mask() : std::nullopt;
    if (m_canvas->hasPiece() && !m_canvas->hasPastedFrame()) {
        m_side->setDescribed(Described::Earlier);
    }
    if (m_change.isEmpty()) {
        setAfter({});
    } else {
        m_predicted = false;
        judgeKeep();
    }
    Q_EMIT changeRequested(m_change);
}

void ProbePage::judgeKeep() {
    m_remove->setEnabled(m_canvas->hasPiece());
    m_keep->setEnabled(m_keepProblem.isEmpty() && pair().has_value());
    m_keep->setToolTip(m_keepProblem.isEmpty()
                           ? tr("Keeps both pictures, the place and the predictions in the project")
                           : Qt::convertFromPlainText(
                                 tr("Pairs cannot be kept: %1").arg(m_keepProblem)));
}

void ProbePage::showResponse() {
    const ResponseEntry* entry = m_side->current();
    if (entry == nullptr) {
        m_unit->setText({});
        m_canvas->setResponse({});
        m_paste->setUnit({});
        return;
    }
    const auto& response = entry->response;
    const QString name = QString::fromStdString(response.unit.toString());
    m_unit->setText(entry->description.isEmpty()
                        ? name
                        : name + QStringLiteral(" · ") + entry->description);
    m_unit->setToolTip(Qt::convertFromPlainText(m_unit->text()));
    m_paste->setUnit(response.unit);
    m_canvas->setResponse(
        ResponseMap{response.map, response.threshold,
                    static_cast<double>(std::max(response.top, response.activation))});
}

bool ProbePage::eventFilter(QObject* watched, QEvent* event) {
    // What stands above and below both pictures takes the same room, so that they stand level.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize) {
        alignPanes();
    }
    return QWidget::eventFilter(watched, event);
}

void ProbePage::alignPanes() {
    const int below = m_paste->foot()->sizeHint().height();
    const int own = m_controls->sizeHint().height();
    const int height = isPasteOpen() ? std::max(own, below) : own;
    m_controls->setFixedHeight(height);
    m_paste->foot()->setFixedHeight(height);
}

void ProbePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT backRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
