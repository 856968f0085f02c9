// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"

#include "gui/ablation_jobs.h"
#include "gui/cheat_sheet.h"
#include "gui/description_session.h"
#include "gui/header_bar.h"
#include "gui/main_menu.h"
#include "gui/project_session.h"
#include "gui/search_session.h"
#include "gui/words_command.h"
#include "widgets/models/hit_model.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/search_view.h"
#include "widgets/theme/figures.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QShortcut>
#include <QUndoCommand>
#include <QUndoStack>

/// The part of the window's wiring that is about searching and judging what was found.
namespace brera::gui {

using namespace widgets;

namespace {

/// Verdicts given at once, and what they were before.
class VerdictCommand final : public QUndoCommand {
public:
    /// `taken`: told once verdicts were taken back, or given again.
    VerdictCommand(SearchSession& session, QString name, const QList<UnitId>& units,
                   project::Verdict verdict, std::function<void(const QString&, const UnitId&)> taken)
        : m_session(&session), m_name(std::move(name)), m_units(units), m_verdict(verdict),
          m_taken(std::move(taken)) {
        for (const UnitId& unit : units) {
            m_before.append(session.verdict(m_name, unit));
        }
        setText(verdict == project::Verdict::Undecided
                    ? MainWindow::tr("verdict taken back")
                    : MainWindow::tr("verdict on %1")
                          .arg(QString::fromStdString(units.first().toString())));
    }

    void redo() override {
        for (const UnitId& unit : m_units) {
            m_session->setVerdict(m_name, unit, m_verdict);
        }
        if (!std::exchange(m_given, true)) {
            return;
        }
        m_taken(m_name, m_units.first());
    }

    void undo() override {
        for (qsizetype i = 0; i < m_units.size(); ++i) {
            m_session->setVerdict(m_name, m_units[i], m_before[i]);
        }
        m_taken(m_name, m_units.first());
    }

private:
    SearchSession* m_session;
    QString m_name;
    QList<UnitId> m_units;
    QList<project::Verdict> m_before;
    project::Verdict m_verdict;
    std::function<void(const QString&, const UnitId&)> m_taken;
    bool m_given = false;
};

/// A search taken off the list, with its verdicts.
class RemoveSearchCommand final : public QUndoCommand {
public:
    RemoveSearchCommand(SearchSession& session, QString name)
        : QUndoCommand(MainWindow::tr("removing the search %1").arg(name)), m_session(&session),
          m_name(std::move(name)) {}

    void redo() override { m_kept = m_session->remove(m_name); }

    void undo() override {
        if (m_kept) {
            m_session->restore(*m_kept);
        }
    }

private:
    SearchSession* m_session;
    QString m_name;
    std::optional<SearchSession::Kept> m_kept;
};

} // namespace

void MainWindow::connectSearch() {
    for (const QKeySequence& keys :
         {QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_Slash)}) {
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, m_header, &HeaderBar::focusSearch);
    }
    connect(m_menu, &MainMenu::shortcutsRequested, this, [this] {
        auto* sheet = new CheatSheet(this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->open();
    });
    SearchView* view = m_gallery->searchView();
    connect(m_header, &HeaderBar::searchEdited, this, [this](const QString& query) {
        if (query.trimmed().isEmpty()) {
            m_search->clear();
            m_gallery->closeSearch();
            m_header->focusSearch();
        } else {
            m_search->search(query);
        }
    });
    connect(m_header, &HeaderBar::searchEntered, this, [this, view] {
        if (m_gallery->isSearching()) {
            view->grid()->setFocus();
        }
    });
    connect(m_header, &HeaderBar::searchLeft, this, [this] {
        m_search->clear();
        m_header->setSearch({});
        m_gallery->closeSearch();
        currentPage()->setFocus();
    });
    connect(m_search, &SearchSession::found, this, [this](const SearchOutcome& outcome) {
        if (currentPage() != m_gallery && !outcome.again) {
            const bool typing = m_header->searchField()->hasFocus();
            showPage(m_gallery);
            if (typing) { // and goes on doing so
                m_header->searchField()->setFocus(Qt::OtherFocusReason);
            }
        }
        m_gallery->showSearch(outcome);
    });
    connect(m_search, &SearchSession::entriesChanged, m_gallery, &GalleryPage::showSearches);
    connect(m_search, &SearchSession::failed, this,
            [this](const QString& message) { m_notice->tell(message); });
    connect(m_search, &SearchSession::verdictChanged, this,
            [view](const QString& name, const UnitId& unit, project::Verdict verdict) {
                if (name == view->outcome().name) {
                    view->setVerdict(unit, verdict);
                }
            });
    connect(m_gallery, &GalleryPage::searchChosen, this,
            [this](const QString& query, const QString& name) {
                m_header->setSearch(query);
                m_search->search(query, name);
            });
    connect(m_gallery, &GalleryPage::searchRemoved, this, [this](const QString& name) {
        m_gallery->closeSearch();
        m_undo->push(new RemoveSearchCommand(*m_search, name));
    });
    connect(m_gallery, &GalleryPage::searchClosed, this, [this] {
        m_search->clear();
        m_header->setSearch({});
    });
    connect(m_ablationJobs, &AblationJobs::importancesChanged, this,
            [this] { m_search->setImportances(m_ablationJobs->importances()); });
    connect(m_descriptions, &DescriptionSession::kept, m_search, &SearchSession::refresh);
    connectWords();
    connect(view, &SearchView::verdictsGiven, this, &MainWindow::giveVerdicts);
    connect(view, &SearchView::saveRequested, this, &MainWindow::saveSearch);
    connect(view, &SearchView::menuRequested, this, &MainWindow::showSearchMenu);
    connect(m_gallery, &GalleryPage::similarRequested, this, &MainWindow::searchSimilar);
}

void MainWindow::connectWords() {
    const auto name = [](const UnitId& unit) { return QString::fromStdString(unit.toString()); };
    connect(m_gallery, &GalleryPage::ownWordsChanged, this,
            [this, name](const UnitId& unit, const QString& text, const QString& before) {
                const auto put = [this](const UnitId& of, const QString& words, bool shown) {
                    if (!shown) {
                        m_gallery->putOwnWords(of, words);
                        m_gallery->lookAt(of);
                    }
                    m_descriptions->keepOwnWords(of, words);
                };
                m_undo->push(
                    new WordsCommand(tr("own words for %1").arg(name(unit)), unit, before, text, put));
            });
    connect(m_gallery, &GalleryPage::noteChanged, this,
            [this, name](const UnitId& unit, const QString& note, const QString& before) {
                const auto put = [this](const UnitId& of, const QString& words, bool shown) {
                    if (!shown) {
                        m_gallery->putNote(of, words);
                        m_gallery->lookAt(of);
                    }
                    m_descriptions->keepNote(of, words);
                };
                m_undo->push(
                    new WordsCommand(tr("the note on %1").arg(name(unit)), unit, before, note, put));
            });
    connect(m_gallery, &GalleryPage::tagsChanged, this,
            [this, name](const UnitId& unit, const QStringList& tags, const QStringList& before) {
                const auto put = [this](const UnitId& of, const QString& words, bool shown) {
                    const QStringList list = words.split(QLatin1Char(','), Qt::SkipEmptyParts);
                    if (!shown) {
                        m_gallery->putTags(of, list);
                        m_gallery->lookAt(of);
                    }
                    m_descriptions->keepTags(of, list);
                };
                // Tags have no commas: they are separated by them.
                const QString comma = QStringLiteral(",");
                m_undo->push(new WordsCommand(tr("the tags of %1").arg(name(unit)), unit,
                                              before.join(comma), tags.join(comma), put));
            });
}

void MainWindow::searchSimilar(const UnitId& unit) {
    m_header->setSearch({});
    m_search->searchSimilar(unit);
}

void MainWindow::searchWhenOpen(const QString& query) {
    auto* once = new QObject(this);
    connect(m_session, &ProjectSession::opened, once, [this, once, query] {
        once->deleteLater();
        m_header->setSearch(query);
        m_search->search(query);
    });
}

void MainWindow::giveVerdicts(const QList<UnitId>& units, project::Verdict verdict) {
    SearchView* view = m_gallery->searchView();
    const SearchOutcome& outcome = view->outcome();
    QString name = outcome.name;
    if (name.isEmpty()) {
        if (outcome.query.isEmpty()) {
            m_notice->tell(tr("Verdicts are kept with a search for words; this list comes from "
                              "one unit. Search for what the units should show."));
            return;
        }
        name = m_search->save({}, outcome.query);
        if (name.isEmpty()) {
            return;
        }
        view->setName(name, name);
    }
    const auto taken = [this](const QString& search, const UnitId& unit) {
        if (m_gallery->isSearching() && m_gallery->searchView()->outcome().name == search) {
            m_gallery->lookAt(unit);
        } else {
            m_notice->tell(tr("A verdict on %1 in the search “%2” has changed.")
                               .arg(QString::fromStdString(unit.toString()), search));
        }
    };
    m_undo->push(new VerdictCommand(*m_search, name, units, verdict, taken));
}

void MainWindow::saveSearch() {
    const QString query = m_gallery->searchView()->outcome().query;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("saveSearch"));
    dialog->setWindowTitle(tr("Save search"));
    dialog->setLabelText(tr("Name of this search and of the verdicts on what it finds:"));
    dialog->setTextValue(query);
    dialog->setOkButtonText(tr("Save"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, query](const QString& name) {
        const QString kept = m_search->save(name, query);
        if (!kept.isEmpty() && m_gallery->searchView()->outcome().query == query) {
            m_search->search(query, kept);
        }
    });
    dialog->open();
}

void MainWindow::showSearchMenu(const QPoint& place, const QList<UnitId>& units) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto give = [this, units](project::Verdict verdict) {
        return [this, units, verdict] { giveVerdicts(units, verdict); };
    };
    if (m_search->writeProblem().isEmpty()) {
        menu->addAction(tr("Confirm\tY"), this, give(project::Verdict::Confirmed));
        menu->addAction(tr("Reject\tN"), this, give(project::Verdict::Rejected));
        menu->addAction(tr("Unsure\tU"), this, give(project::Verdict::Unsure));
        menu->addAction(tr("Take the verdict back\tDel"), this, give(project::Verdict::Undecided));
        menu->addSeparator();
    }
    addAblationActions(*menu, {units.begin(), units.end()});
    menu->addSeparator();
    if (units.size() == 1) {
        menu->addAction(tr("More like this\tM"), this,
                        [this, units] { searchSimilar(units.first()); });
        menu->addAction(tr("Show in its layer"), this,
                        [this, units] { m_gallery->showInLayer(units.first()); });
    }
    menu->popup(place);
}

} // namespace brera::gui
