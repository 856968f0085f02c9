// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_menu.h"

#include "gui/translation.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMessageBox>
#include <QUndoStack>

namespace brera::gui {

MainMenu::MainMenu(const widgets::Theme& theme, QUndoStack& undo, QWidget* parent) : QMenu(parent) {
    const auto add = [&](const QString& text, const QKeySequence& keys, auto signal) {
        QAction* action = addAction(text, this, signal);
        action->setShortcut(keys);
        // The menu hangs on a button, so its shortcuts need a window to live in.
        parent->addAction(action);
        return action;
    };
    add(tr("New project…"), QKeySequence::New, &MainMenu::newRequested);
    add(tr("Open project…"), QKeySequence::Open, &MainMenu::openRequested);
    add(tr("Close project"), QKeySequence::Close, &MainMenu::homeRequested);
    addSeparator();
    m_undo = undo.createUndoAction(this, tr("Undo"));
    m_undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    m_redo = undo.createRedoAction(this, tr("Redo"));
    m_redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    // Their texts say what there is to take back.
    m_undo->setWhatsThis(tr("Take back the last change"));
    m_redo->setWhatsThis(tr("Do it again after all"));
    for (QAction* action : {m_undo, m_redo}) {
        addAction(action);
        parent->addAction(action);
    }
    addSeparator();
    m_describe = add(tr("Describe units…"), QKeySequence(Qt::CTRL | Qt::Key_D),
                     &MainMenu::describeRequested);
    m_describe->setEnabled(false);
    m_ablation =
        add(tr("Ablation…"), QKeySequence(Qt::CTRL | Qt::Key_B), &MainMenu::ablationRequested);
    m_ablation->setEnabled(false);
    m_compare = add(tr("Compare with…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                    &MainMenu::compareRequested);
    m_compare->setEnabled(false);
    m_report =
        add(tr("Export report…"), QKeySequence(Qt::CTRL | Qt::Key_E), &MainMenu::reportRequested);
    m_report->setEnabled(false);
    add(tr("Probe a picture…"), QKeySequence(Qt::CTRL | Qt::Key_I), &MainMenu::probeRequested);
    add(tr("Probe the copied picture"), QKeySequence::Paste, &MainMenu::probeClipboardRequested);
    addSeparator();
    m_panels = addMenu(tr("Panels"));
    addThemes(theme);
    addLanguages();
    addSeparator();
    add(tr("Shortcuts"), QKeySequence(Qt::Key_F1), &MainMenu::shortcutsRequested);
    add(tr("About Brera"), {}, &MainMenu::showAbout);
    add(tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), &MainMenu::quitRequested);
}

void MainMenu::setDescribeEnabled(bool enabled) {
    m_describe->setEnabled(enabled);
}

void MainMenu::setCompareEnabled(bool enabled) {
    m_compare->setEnabled(enabled);
}

void MainMenu::setReportEnabled(bool enabled) {
    m_report->setEnabled(enabled);
}

void MainMenu::setPanels(const QList<QAction*>& panels) {
    m_panels->addActions(panels);
    m_panels->addSeparator();
    m_panels->addAction(tr("Put all back"), this, &MainMenu::panelsReset);
}

void MainMenu::setPanelsEnabled(bool enabled) {
    m_panels->setEnabled(enabled);
}

void MainMenu::setAblationEnabled(bool enabled) {
    m_ablation->setEnabled(enabled);
}

void MainMenu::addThemes(const widgets::Theme& theme) {
    using widgets::ThemeMode;
    QMenu* menu = addMenu(tr("Appearance"));
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& text, ThemeMode mode) {
        QAction* action = menu->addAction(text, this, [this, mode] { Q_EMIT themeChosen(mode); });
        action->setCheckable(true);
        group->addAction(action);
        connect(menu, &QMenu::aboutToShow, action,
                [action, mode, &theme] { action->setChecked(theme.mode() == mode); });
    };
    add(tr("As the system"), ThemeMode::System);
    add(tr("Light"), ThemeMode::Light);
    add(tr("Dark"), ThemeMode::Dark);
}

void MainMenu::addLanguages() {
    QMenu* menu = addMenu(tr("Language"));
    m_languages = new QActionGroup(menu);
    for (const Language& language : languages()) {
        QAction* action = menu->addAction(
            language.name, this, [this, code = language.code] { Q_EMIT languageChosen(code); });
        action->setData(language.code);
        action->setCheckable(true);
        m_languages->addAction(action);
    }
}

void MainMenu::setLanguage(const QString& code) {
    for (QAction* action : m_languages->actions()) {
        action->setChecked(action->data().toString() == code);
    }
}

void MainMenu::showAbout() {
    QMessageBox::about(
        parentWidget(), tr("About Brera"),
        tr("<h3>Brera %1</h3><p>A gallery for the neurons of vision networks, after Hernandez et "
           "al., <i>Natural Language Descriptions of Deep Visual Features</i>, ICLR 2022.</p>"
           "<p>Free software under the GNU General Public License, version 3 or later.</p>")
            .arg(QStringLiteral(BRERA_VERSION)));
}

} // namespace brera::gui
