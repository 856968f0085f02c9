// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe_window.h"

#include "exemplars/extraction_job.h"
#include "widgets/models/pair_model.h"
#include "widgets/models/response_model.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/paste_panel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QPushButton>

namespace brera::test {

using namespace brera::widgets;

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");

} // namespace

void ProbeWindow::makeProject() {
    m_theme = std::make_unique<Theme>(*qApp);
    m_theme->setMode(ThemeMode::Light);
    QVERIFY(m_shared.isValid());
    m_classes = QDir(kOracle + "images").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QFile classes(m_shared.filePath("classes.txt"));
    QVERIFY(classes.open(QIODevice::WriteOnly));
    classes.write(m_classes.join('\n').toUtf8() + '\n');
    classes.close();
    exemplars::ExtractionJob job;
    job.network = (kOracle + "network_scripted.pt").toStdString();
    job.images = (kOracle + "images").toStdString();
    job.project = m_shared.filePath("probe.brera").toStdString();
    job.classList = m_shared.filePath("classes.txt").toStdString();
    job.layers = {"layer1", "layer4"};
    job.preprocessing = {64, 64, 64, {{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}}};
    exemplars::runExtraction(job, {}, {});
    m_text = m_shared.filePath("text.jpg");
    QFile text(m_text);
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("this is no picture");
}

void ProbeWindow::begin() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CACHE_HOME", m_folder->filePath("cache").toUtf8());
    m_settings = std::make_unique<gui::Settings>(m_folder->filePath("s.ini"));
    QVERIFY(QFile::copy(m_shared.filePath("probe.brera"), file()));
    makeWindow();
}

void ProbeWindow::end() {
    m_window.reset();
    m_settings.reset();
    m_folder.reset();
}

QString ProbeWindow::picture(int number) const {
    const QString folder = kOracle + "images/" + m_classes[number / 20];
    return folder + '/' + QDir(folder).entryList({"*.png"}, QDir::Files).at(number % 20);
}

std::vector<double> ProbeWindow::shares(PredictionModel::Role role) {
    std::vector<double> result(10);
    for (int row = 0; row < page().predictions()->rowCount(); ++row) {
        const auto index = page().predictions()->index(row);
        result[static_cast<std::size_t>(index.data(PredictionModel::OutputRole).toInt())] =
            index.data(role).toDouble();
    }
    return result;
}

void ProbeWindow::makeWindow() {
    m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
    m_window->resize(1280, 860);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    side().allButton()->setChecked(true); // shares() looks at all rows
    for (QAbstractItemModel* model :
         {static_cast<QAbstractItemModel*>(page().predictions()),
          static_cast<QAbstractItemModel*>(page().responses()),
          static_cast<QAbstractItemModel*>(page().pastePanel()->pairs())}) {
        new QAbstractItemModelTester(model, m_window.get());
    }
}

void ProbeWindow::open() {
    m_window->openProject(file());
    QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
    QTRY_VERIFY(m_window->galleryPage()->inspector()->model()->rowCount() > 0);
    QTRY_VERIFY(m_window->isSettled());
}

void ProbeWindow::probe(int number) {
    m_window->probePicture(picture(number));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled() && page().hasPicture(), 20000);
}

void ProbeWindow::dropOn(const QPointF& place, const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
}

} // namespace brera::test
