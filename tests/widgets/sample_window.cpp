// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_window.h"

#include "support/drop.h"
#include "support/sample_project.h"
#include "widgets/pages/gallery_page.h"

#include <QApplication>
#include <QFile>

namespace brera::test {

using namespace brera::widgets;

void SampleWindow::dress() {
    m_theme = std::make_unique<Theme>(*qApp);
    m_theme->setMode(ThemeMode::Dark);
}

void SampleWindow::begin() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
    m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
    makeWindow();
}

void SampleWindow::end() {
    m_window.reset();
    m_settings.reset();
    m_folder.reset();
}

void SampleWindow::makeWindow() {
    m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void SampleWindow::openSample(bool finished) {
    SampleOptions options;
    options.described = finished;
    options.finished = finished;
    const QString file = m_folder->filePath(QStringLiteral("sample.brera"));
    if (!QFile::exists(file)) {
        makeSampleProject(m_folder->path().toStdString(), options);
    }
    QVERIFY(dropFile(*m_window, file));
    QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
    QTRY_COMPARE(m_window->galleryPage()->units()->rowCount(), finished ? 24 : 0);
    QTRY_VERIFY(m_window->isSettled());
}

} // namespace brera::test
