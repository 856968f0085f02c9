// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/compare_page.h"

#include "plots/bar_plot.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/compare_heading.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/job_bar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
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
#include <QTextDocument>

#include <algorithm>

/// What the page shows and asks; how it is laid out stands in compare_page_layout.cpp, what its
/// list does in compare_page_list.cpp.
namespace brera::widgets {
namespace {

/// Narrower pages put the figure above the units; the tools take two lines before that.
constexpr int kSideBySide = 120 * kGrid;
constexpr int kToolsInLine = 164 * kGrid;
constexpr int kFigureWidth = 44 * kGrid;
/// Lower pages show the figure in place of the units.
constexpr int kFigureAbove = 80 * kGrid;
constexpr int kFigureHeight = 30 * kGrid;

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

QList<double> alone(const std::map<std::string, int>& counts, const QStringList& layers) {
    QList<double> values;
    for (const QString& name : layers) {
        const auto found = counts.find(name.toStdString());
        values << (found == counts.end() ? 0 : found->second);
    }
    return values;
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
    m_answered = false;
    m_job->end();
    m_model->setCompared({}, measure(), threshold());
    const QSignalBlocker quiet(m_projects);
    m_projects->setCurrentIndex(-1);
    m_demo = false;
    m_atBeginning = true;
    tellBeginning();
    m_stack->setCurrentWidget(m_empty);
}

void ComparePage::tellBeginning() {
    if (m_atBeginning) {
        m_empty->tell(
            tr("Which units are found again?"),
            tr("Choose a project that another network made of the same images. Brera counts what "
               "an audit finds in both, layer by layer, and matches their units."),
            tr("Choose a project…"),
            m_demo ? tr("Compare the demo’s networks: plain and blurred faces") : QString());
    }
}

void ComparePage::setChoices(const QList<CompareChoice>& choices, bool demo) {
    m_demo = demo;
    tellBeginning();
    const QSignalBlocker quiet(m_projects);
    m_projects->clear();
    for (const CompareChoice& choice : choices) {
        m_projects->addItem(choice.name, choice.path);
        m_projects->setItemData(m_projects->count() - 1, Qt::convertFromPlainText(choice.path),
                                Qt::ToolTipRole);
    }
    m_projects->addItem(tr("Another file…"));
    showChoice();
}

void ComparePage::showChoice() {
    const QSignalBlocker quiet(m_projects);
    const QString& path = m_wish.second;
    if (!path.isEmpty() && m_projects->findData(path) < 0) {
        m_projects->insertItem(0, QFileInfo(path).completeBaseName(), path);
        m_projects->setItemData(0, Qt::convertFromPlainText(path), Qt::ToolTipRole);
    }
    m_projects->setCurrentIndex(path.isEmpty() ? -1 : m_projects->findData(path));
}

void ComparePage::setAudits(const QList<CompareAudit>& audits) {
    const QSignalBlocker quiet(m_audits);
    const QString typed = m_audits->currentText();
    m_audits->clear();
    m_audits->addItem(tr("all units"), QStringList{QString(), QString()});
    for (const CompareAudit& audit : audits) {
        m_audits->addItem(audit.title, QStringList{audit.query, audit.name});
        m_audits->setItemData(m_audits->count() - 1, Qt::convertFromPlainText(audit.query),
                              Qt::ToolTipRole);
    }
    const int chosen = m_audits->findData(QStringList{m_wish.query, m_wish.audit});
    m_audits->setCurrentIndex(chosen);
    if (chosen < 0) {
        m_audits->setEditText(typed);
    }
}

void ComparePage::setWish(const CompareWish& wish) {
    m_wish = wish;
    m_answered = true;
    showChoice();
    const QSignalBlocker quiet(m_audits);
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
    // Words of one's own may be those of a search that is offered.
    const QString typed = m_audits->currentText().trimmed();
    const int known = m_audits->findText(typed, Qt::MatchFixedString);
    const QStringList audit = m_audits->itemData(known).toStringList();
    CompareWish wish{m_projects->currentData().toString(), known < 0 ? typed : audit.value(0),
                     audit.value(1)};
    if (wish.second.isEmpty()) {
        wish.second = m_wish.second;
    }
    // Enter in a field that also offers choices asks twice.
    const bool again = m_answered && wish == m_wish;
    m_wish = wish;
    if (!wish.second.isEmpty() && !again) {
        Q_EMIT compareRequested(wish);
    }
}

void ComparePage::showRunning(const QString& title) {
    m_atBeginning = false;
    m_job->begin(title);
}

void ComparePage::setProgress(const ProgressUpdate& update) {
    m_job->setProgress(update);
}

void ComparePage::showCancelled() {
    m_answered = false;
    m_job->end();
    if (!m_model->compared()) {
        m_atBeginning = true;
        tellBeginning();
    }
}

void ComparePage::showFailed(const QString& message) {
    m_atBeginning = false;
    m_answered = false;
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
        m_measures->setToolTip(
            Qt::convertFromPlainText(QString::fromStdString(comparison.obstacle(measure()))));
    }
    m_layers = layersOf(comparison);
    if (!m_layers.contains(m_model->layer())) {
        m_model->setLayer({});
    }
    if (!m_thresholdChosen) {
        const QSignalBlocker quiet(m_threshold);
        m_threshold->setValue(qRound(audit::defaultThreshold(measure()) * kLikenessSteps));
    }
    m_heading->setNames(QString::fromStdString(comparison.first.name),
                        QString::fromStdString(comparison.second.name));
    m_model->setCompared(std::move(compared), measure(), threshold());
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
    // Every unit is found when none is searched for: what tells then is which have no partner.
    const bool lonely = !confirmed && !compared->audited && comparison.obstacle(measure()).empty();
    const QString first = QString::fromStdString(comparison.first.name);
    const QString second = QString::fromStdString(comparison.second.name);
    m_bars->setAxisTitles(tr("layer"), confirmed           ? tr("confirmed units")
                                       : lonely            ? tr("units without a partner")
                                       : compared->audited ? tr("units found")
                                                           : tr("units"));
    if (lonely) {
        m_bars->setBars(m_layers,
                        {{tr("only in %1").arg(first),
                          alone(m_model->countsByLayer(CompareSection::Lost), m_layers), 0},
                         {tr("only in %1").arg(second),
                          alone(m_model->countsByLayer(CompareSection::Fresh), m_layers), 1}});
    } else {
        m_bars->setBars(m_layers, {{first, countsOf(comparison.first, m_layers, confirmed), 0},
                                   {second, countsOf(comparison.second, m_layers, confirmed), 1}});
    }
    m_bars->setSelectedGroup(static_cast<int>(m_layers.indexOf(m_model->layer())));
    m_figureTitle->setText(confirmed           ? tr("Confirmed units by layer")
                           : lonely            ? tr("Units without a partner")
                           : compared->audited ? tr("Units found by layer")
                                               : tr("Units by layer"));
    m_summary->setText(summaryOf(comparison, confirmed, lonely));
}

QString ComparePage::summaryOf(const audit::Comparison& comparison, bool confirmed,
                               bool lonely) const {
    const QString first = QString::fromStdString(comparison.first.name);
    const QString second = QString::fromStdString(comparison.second.name);
    const auto total = [confirmed](const audit::ComparedSide& side) {
        return countText(confirmed ? side.counts.total.confirmed : side.counts.total.found);
    };
    QString text =
        lonely ? tr("%1 of %2 units are only in %3, %4 of %5 only in %6.")
                     .arg(countText(m_model->count(CompareSection::Lost)), total(comparison.first),
                          first, countText(m_model->count(CompareSection::Fresh)),
                          total(comparison.second), second)
               : tr("%1 in %2, %3 in %4.")
                     .arg(total(comparison.first), first, total(comparison.second), second);
    text += QLatin1Char(' ') +
            tr("%Ln images are in both.", nullptr, static_cast<int>(comparison.shared.size()));
    if (comparison.first.counts.literal) {
        text += QLatin1Char(' ') + tr("The search was not understood and taken word by word.");
    }
    return text;
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
    m_thresholdText->setText(tr("match at least %1").arg(QLocale().toString(threshold(), 'f', 2)));
    m_model->setMatching(measure(), threshold());
    showCounts();
    showSections();
    showUnits();
}

void ComparePage::showUnits() {
    const Compared& compared = m_model->compared();
    m_heading->setVisible(m_model->rowCount() > 0);
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
        m_none->tell(tr("No units here"), compared ? whyNone() : QString());
    }
    m_lists->setCurrentWidget(m_none);
}

QString ComparePage::whyNone() const {
    const audit::Comparison& comparison = m_model->compared()->comparison;
    const int matched = m_model->count(CompareSection::Matched);
    const bool inFirst = matched + m_model->count(CompareSection::Lost) > 0;
    const bool inSecond = matched + m_model->count(CompareSection::Fresh) > 0;
    if (!inFirst || !inSecond) {
        return tr("There are no such units in %1.")
            .arg(QString::fromStdString(inFirst ? comparison.second.name : comparison.first.name));
    }
    return m_model->section() == CompareSection::Matched ? tr("A lower threshold matches more.")
                                                         : tr("Every unit has its match.");
}

void ComparePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const auto wanted = event->size().width() >= kSideBySide ? Qt::Horizontal : Qt::Vertical;
    m_tools->setDirection(event->size().width() >= kToolsInLine ? QBoxLayout::LeftToRight
                                                                : QBoxLayout::TopToBottom);
    const bool low = event->size().height() < kFigureAbove;
    if (!m_laidOut || low != m_low || m_splitter->orientation() != wanted) {
        m_laidOut = true;
        m_low = low;
        m_splitter->setOrientation(wanted);
        showFigure();
    }
}

void ComparePage::showFigure() {
    const bool beside = m_splitter->orientation() == Qt::Horizontal;
    m_chart->setVisible(!beside);
    m_chart->setText(m_chart->isChecked() ? tr("Hide chart") : tr("Show chart"));
    m_figure->setVisible(beside || m_chart->isChecked());
    const bool instead = !beside && m_low && m_chart->isChecked();
    m_below->setVisible(!instead);
    const int all = beside ? width() : height();
    const int figure = beside ? kFigureWidth : instead ? all : kFigureHeight;
    m_splitter->setSizes({figure, std::max(1, all - figure)});
}

void ComparePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT backRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ComparePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    wantPictures();
}

} // namespace brera::widgets
