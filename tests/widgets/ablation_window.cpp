// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_window.h"

#include "exemplars/extraction_job.h"
#include "gui/project_session.h"
#include "image/preprocess.h"
#include "project/project.h"
#include "widgets/models/unit_model.h"
#include "widgets/views/card_delegate.h"
#include "widgets/views/card_grid_view.h"

#include <QApplication>
#include <QDir>
#include <QFile>

namespace brera::test {

using namespace brera::widgets;

void AblationWindow::makeProject() {
    m_theme = std::make_unique<Theme>(*qApp);
    m_theme->setMode(ThemeMode::Light);
    QVERIFY(m_made.isValid());
    QVERIFY(QFile::copy(kOracle + "network_scripted.pt", m_made.filePath("network.pt")));
    extract("network.pt", "made.brera");
    auto project = project::Project::open(made("made.brera"));
    for (const std::int64_t unit : {1, 4, 6, 9}) {
        project.setHumanDescription("layer4", unit, "letters in the corner");
    }
}

void AblationWindow::begin() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
    m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
    m_file = m_folder->filePath("p.brera");
    QVERIFY(QFile::copy(m_made.filePath("made.brera"), m_file));
    makeWindow();
}

void AblationWindow::end() {
    m_window.reset();
    m_settings.reset();
    m_folder.reset();
}

QString AblationWindow::names() {
    QStringList names;
    for (const UnitId& unit : units()) {
        names.append(QString::fromStdString(unit.toString()));
    }
    return names.join(QLatin1Char(' '));
}

CardBadges AblationWindow::badges(int row) {
    return CardBadges::fromInt(page().units()->index(row).data(UnitModel::BadgesRole).toInt());
}

void AblationWindow::extract(const char* network, const char* project) {
    exemplars::ExtractionJob job;
    job.network = made(network);
    job.images = (kOracle + "images").toStdString();
    job.project = made(project);
    job.layers = {"conv1", "layer1", "layer2", "layer3", "layer4"};
    job.preprocessing = image::preset("imagenet224").preprocessing;
    job.preprocessing.resize = 64;
    job.preprocessing.cropHeight = 64;
    job.preprocessing.cropWidth = 64;
    job.classList = made("classes.txt");
    QFile classes(m_made.filePath("classes.txt"));
    QVERIFY(classes.open(QIODevice::WriteOnly));
    const auto folders = QDir(kOracle + "images").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    classes.write(folders.join('\n').toUtf8() + '\n');
    classes.close();
    exemplars::runExtraction(job, {}, {});
}

void AblationWindow::makeWindow() {
    m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
    m_window->resize(1280, 860);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void AblationWindow::openFile() {
    m_window->openProject(m_file);
    QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
    QTRY_VERIFY(page().units()->rowCount() > 0);
    QTRY_COMPARE(page().currentLayer(), QStringLiteral("layer4"));
    QTRY_VERIFY(!session().view().sets.empty() || !session().view().problem.isEmpty());
}

void AblationWindow::prepare() {
    session().prepare();
    QTRY_VERIFY_WITH_TIMEOUT(session().isReady(), kPatience);
}

void AblationWindow::settle() {
    QTRY_VERIFY_WITH_TIMEOUT(session().isReady() && session().isSettled(), kPatience);
}

void AblationWindow::clickToggle(int row) {
    CardGridView& grid = *page().grid();
    const QModelIndex index = page().units()->index(row);
    grid.scrollTo(index);
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {},
                      CardDelegate::toggleRect(grid.visualRect(index)).center());
}

} // namespace brera::test
