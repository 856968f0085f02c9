// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/compare_page.h"

#include "plots/bar_plot.h"
#include "widgets/pictures/thumbnail_service.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/compare_delegate.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/job_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>

/// What the page shows and asks; how it is laid out stands in compare_page_layout.cpp.
namespace brera::widgets {
namespace {

/// Narrower pages put the figure above the units.
constexpr int kSideBySide = 120 * kGrid;

QString sectionText(CompareSection section, const audit::Comparison& comparison) {
    switch (section) {
    case CompareSection::Matched:
        return ComparePage::tr("Matched");
    case CompareSection::Lost:
        return ComparePage::tr("Only in %1").arg(QString::fromStdString(comparison.first.name));
    case CompareSection::Fresh:
        break;
    }
    return ComparePage::tr("Only in %1").arg(QString::fromStdString(comparison.second.name));
}

/// Layers of both, in the order of the first and then of the second.
QStringList layersOf(const audit::Comparison& comparison) {
    QStringList layers;
    for (const audit::ComparedSide* side : {&comparison.first, &comparison.second}) {
        for (const audit::LayerCounts& layer : side->counts.layers) {
            const QString name = QString::fromStdString(layer.layer);
            if (!layers.contains(name)) {
                layers << name;
            }
        }
    }
    return layers;
}

QList<double> countsOf(const audit::ComparedSide& side, const QStringList& layers, bool confirmed) {
    QList<double> counts;
    for (const QString& name : layers) {
        const auto found = std::find_if(
            side.counts.layers.begin(), side.counts.layers.end(),
            [&](const audit::LayerCounts& layer) { return layer.layer == name.toStdString(); });
        counts << (found == side.counts.layers.end() ? 0.0
                   : confirmed                       ? static_cast<double>(found->confirmed)
                                                     : static_cast<double>(found->found));
    }
    return counts;
}

} // namespace

void ComparePage::begin() {
    m_wish = {};
    m_job->end();
    m_model->setCompared({}, measure(), threshold());
    const QSignalBlocker quiet(m_projects);
    m_projects->setCurrentIndex(-1);
    m_empty->tell(tr("Which units are found again?"),
                  tr("Choose a project that another network made of the same images. Brera counts "
                     "what an audit finds in both, layer by layer, and matches their units."),
                  tr("Choose a project…"));
    m_stack->setCurrentWidget(m_empty);
}

void ComparePage::setChoices(const QList<CompareChoice>& choices) {
    const QSignalBlocker quiet(m_projects);
    m_projects->clear();
    for (const CompareChoice& choice : choices) {
        m_projects->addItem(choice.name, choice.path);
        m_projects->setItemData(m_projects->count() - 1, choice.path, Qt::ToolTipRole);
    }
    m_projects->addItem(tr("Another file…"));
    m_projects->setCurrentIndex(m_wish.second.isEmpty() ? -1 : m_projects->findData(m_wish.second));
}

void ComparePage::setAudits(const QList<CompareAudit>& audits) {
    const QSignalBlocker quiet(m_audits);
    const QString typed = m_audits->currentText();
    m_audits->clear();
    m_audits->addItem(tr("all units"), QStringList{QString(), QString()});
    for (const CompareAudit& audit : audits) {
        m_audits->addItem(audit.title, QStringList{audit.query, audit.name});
        m_audits->setItemData(m_audits->count() - 1, audit.query, Qt::ToolTipRole);
    }
    const int chosen = m_audits->findData(QStringList{m_wish.query, m_wish.audit});
    m_audits->setCurrentIndex(chosen);
    if (chosen < 0) {
        m_audits->setEditText(typed);
    }
}

void ComparePage::setWish(const CompareWish& wish) {
    m_wish = wish;
    const QSignalBlocker quietProjects(m_projects);
    const QSignalBlocker quietAudits(m_audits);
    m_projects->setCurrentIndex(m_projects->findData(wish.second));
    const int chosen = m_audits->findData(QStringList{wish.query, wish.audit});
    m_audits->setCurrentIndex(chosen);
    if (chosen < 0) {
        m_audits->setEditText(wish.query);
    }
}

void ComparePage::ask() {
    const int row = m_projects->currentIndex();
    if (row >= 0 && !m_projects->itemData(row).isValid()) {
        const QSignalBlocker quiet(m_projects);
        m_projects->setCurrentIndex(m_projects->findData(m_wish.second));
        Q_EMIT chooseRequested();
        return;
    }
    const auto audit = m_audits->currentData().toStringList();
    CompareWish wish{m_projects->currentData().toString(), audit.value(0), audit.value(1)};
    if (wish.second.isEmpty()) {
        wish.second = m_wish.second;
    }
    m_wish = wish;
    if (!wish.second.isEmpty()) {
        Q_EMIT compareRequested(wish);
    }
}

void ComparePage::askTyped() {
    const QString typed = m_audits->currentText().trimmed();
    const int known = m_audits->findText(typed, Qt::MatchFixedString);
    if (known >= 0) {
        m_audits->setCurrentIndex(known);
        ask();
        return;
    }
    m_wish.query = typed;
    m_wish.audit.clear();
    if (!m_wish.second.isEmpty()) {
        Q_EMIT compareRequested(m_wish);
    }
}

void ComparePage::showRunning(const QString& title) {
    m_job->begin(title);
}

void ComparePage::setProgress(const ProgressUpdate& update) {
    m_job->setProgress(update);
}

void ComparePage::showCancelled() {
    m_job->end();
    if (!m_model->compared()) {
        m_empty->tell(tr("Stopped"), tr("Nothing has been compared."), tr("Choose a project…"));
    }
}

void ComparePage::showFailed(const QString& message) {
    m_job->end();
    m_model->setCompared({}, measure(), threshold());
    m_empty->tell(tr("These projects cannot be compared"), message, tr("Choose a project…"));
    m_stack->setCurrentWidget(m_empty);
}

void ComparePage::showCompared(Compared compared) {
    m_job->end();
    const audit::Comparison& comparison = compared->comparison;
    {
        const QSignalBlocker quiet(m_measures);
        const bool byActivations = comparison.noActivations.empty();
        const bool byExemplars = comparison.noExemplars.empty();
        if (!byActivations && byExemplars && measure() == audit::MatchBy::Activations) {
            m_measures->setCurrentIndex(1);
        }
        m_measures->setToolTip(QString::fromStdString(comparison.obstacle(measure())));
    }
    m_layers = layersOf(comparison);
    if (!m_layers.contains(m_model->layer())) {
        m_model->setLayer({});
    }
    if (!m_thresholdChosen) {
        const QSignalBlocker quiet(m_threshold);
        m_threshold->setValue(qRound(audit::defaultThreshold(measure()) * kLikenessSteps));
    }
    m_model->setCompared(std::move(compared), measure(), threshold());
    showCounts();
    showMatching();
    m_stack->setCurrentWidget(m_splitter);
    wantPictures();
}

double ComparePage::threshold() const {
    return static_cast<double>(m_threshold->value()) / kLikenessSteps;
}

audit::MatchBy ComparePage::measure() const {
    return static_cast<audit::MatchBy>(m_measures->currentData().toInt());
}

void ComparePage::showCounts() {
    const Compared& compared = m_model->compared();
    if (!compared) {
        return;
    }
    const audit::Comparison& comparison = compared->comparison;
    const bool decided =
        comparison.first.counts.total.decided() + comparison.second.counts.total.decided() > 0;
    m_confirmed->setVisible(decided);
    const bool confirmed = decided && m_confirmed->isChecked();
    m_bars->setAxisTitles(tr("layer"), confirmed           ? tr("confirmed units")
                                       : compared->audited ? tr("units found")
                                                           : tr("units"));
    m_bars->setBars(m_layers, {{QString::fromStdString(comparison.first.name),
                                countsOf(comparison.first, m_layers, confirmed), 0},
                               {QString::fromStdString(comparison.second.name),
                                countsOf(comparison.second, m_layers, confirmed), 1}});
    m_bars->setSelectedGroup(static_cast<int>(m_layers.indexOf(m_model->layer())));
    const auto total = [confirmed](const audit::ComparedSide& side) {
        return countText(confirmed ? side.counts.total.confirmed : side.counts.total.found);
    };
    QString text =
        tr("%1 in %2, %3 in %4. %5 images are in both.")
            .arg(total(comparison.first), QString::fromStdString(comparison.first.name),
                 total(comparison.second), QString::fromStdString(comparison.second.name),
                 countText(static_cast<qint64>(comparison.shared.size())));
    if (comparison.first.counts.literal) {
        text += QLatin1Char(' ') + tr("The search was not understood and taken word by word.");
    }
    m_figureTitle->setText(confirmed           ? tr("Confirmed units by layer")
                           : compared->audited ? tr("Units found by layer")
                                               : tr("Units by layer"));
    m_summary->setText(text);
}

QString ComparePage::summary() const {
    return m_summary->text();
}

void ComparePage::showSections() {
    const Compared& compared = m_model->compared();
    for (int tab = 0; compared && tab < m_sections->count(); ++tab) {
        const auto section = static_cast<CompareSection>(tab);
        m_sections->setTabText(tab, tr("%1 · %2")
                                        .arg(sectionText(section, compared->comparison),
                                             countText(m_model->count(section)))
                                        .replace(QLatin1Char('&'), QStringLiteral("&&")));
    }
}

void ComparePage::showMatching() {
    m_thresholdText->setText(QLocale().toString(threshold(), 'f', 2));
    m_model->setMatching(measure(), threshold());
    showSections();
    showUnits();
}

void ComparePage::showUnits() {
    const Compared& compared = m_model->compared();
    if (m_model->rowCount() > 0) {
        m_lists->setCurrentWidget(m_list);
        m_list->setCurrentIndex(m_model->index(0));
        m_list->scrollToTop();
        wantPictures();
        return;
    }
    const QString obstacle =
        compared ? QString::fromStdString(compared->comparison.obstacle(measure())) : QString();
    const bool filtered = !m_filter->text().trimmed().isEmpty() || !m_model->layer().isEmpty();
    if (filtered && m_model->count(m_model->section()) > 0) {
        m_none->tell(tr("No such units here"), tr("Other units are hidden by what you filter for."),
                     tr("Show all"));
    } else if (!obstacle.isEmpty()) {
        m_none->tell(tr("Units cannot be matched"), obstacle);
    } else {
        m_none->tell(tr("No units here"), m_model->section() == CompareSection::Matched
                                              ? tr("A lower threshold matches more.")
                                              : tr("Every unit has its match."));
    }
    m_lists->setCurrentWidget(m_none);
}

void ComparePage::wantPictures() {
    if (!isVisible() || m_model->rowCount() == 0) {
        return;
    }
    const int height = std::max(1, m_list->sizeHintForRow(0));
    const QModelIndex top = m_list->indexAt(QPoint(8, 1));
    const int first = top.isValid() ? top.row() : 0;
    const int shown = m_list->viewport()->height() / height + 2;
    const int rows = m_model->rowCount();
    for (const CompareSide side : {CompareSide::First, CompareSide::Second}) {
        std::vector<CardRequest> wishes;
        const auto add = [&](int row) {
            if (row >= 0 && row < rows) {
                if (const auto request = m_model->request(row, side)) {
                    wishes.push_back(*request);
                }
            }
        };
        for (int row = first; row < first + 2 * shown; ++row) {
            add(row);
        }
        for (int row = first - 1; row >= first - shown; --row) {
            add(row);
        }
        ThumbnailService& service = side == CompareSide::First ? m_first : m_second;
        service.want(wishes, CompareDelegate::kPatchEdge, devicePixelRatioF());
    }
}

bool ComparePage::isSettled() const {
    return m_first.isIdle() && m_second.isIdle();
}

void ComparePage::openCurrent() {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid()) {
        return;
    }
    if (const auto request = m_model->request(current.row(), m_rows->side())) {
        Q_EMIT unitActivated(m_rows->side(), request->unit);
    }
}

void ComparePage::connectList() {
    connect(&m_first, &ThumbnailService::ready, this,
            [this](const UnitId& unit) { m_model->refresh(CompareSide::First, unit); });
    connect(&m_second, &ThumbnailService::ready, this,
            [this](const UnitId& unit) { m_model->refresh(CompareSide::Second, unit); });
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
}

bool ComparePage::eventFilter(QObject* watched, QEvent* event) {
    const bool onRows = watched == m_list->viewport();
    if (onRows && (event->type() == QEvent::MouseButtonPress ||
                   event->type() == QEvent::MouseButtonRelease)) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QModelIndex index = m_list->indexAt(mouse->position().toPoint());
        if (index.isValid() && mouse->button() == Qt::LeftButton) {
            m_rows->setSide(
                CompareDelegate::sideAt(m_list->visualRect(index), mouse->position().toPoint()));
            m_list->update(index);
            if (event->type() == QEvent::MouseButtonRelease && index == m_list->currentIndex()) {
                // Once the list is done with the click.
                QMetaObject::invokeMethod(this, &ComparePage::openCurrent, Qt::QueuedConnection);
            }
        }
    }
    if (onRows && event->type() == QEvent::Resize) {
        wantPictures();
    }
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
            m_rows->setSide(static_cast<QKeyEvent*>(event)->key() == Qt::Key_Left
                                ? CompareSide::First
                                : CompareSide::Second);
            m_list->update(m_list->currentIndex());
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            openCurrent();
            return true;
        case Qt::Key_Escape:
            Q_EMIT backRequested();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ComparePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const auto wanted = event->size().width() >= kSideBySide ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != wanted) {
        m_splitter->setOrientation(wanted);
        m_splitter->setSizes(wanted == Qt::Horizontal ? QList<int>{2, 3} : QList<int>{2, 5});
    }
}

void ComparePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    wantPictures();
}

} // namespace brera::widgets
