// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/layer_chooser.h"
#include "widgets/pages/new_project_page.h"
#include "widgets/pages/preprocessing_editor.h"
#include "widgets/views/path_field.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace brera;
using namespace brera::widgets;

namespace {

NetworkReport goodNetwork() {
    NetworkReport report;
    report.description = QStringLiteral("TorchScript, traced");
    report.input = {224, 224};
    report.outputs = 10;
    report.modules = {
        {"conv1", QStringLiteral("Conv2d"), QStringLiteral("8 × 112 × 112"), 8, true, true},
        {"layer1", QStringLiteral("Sequential"), QStringLiteral("8 × 56 × 56"), 8, true, true},
        {"fc", QStringLiteral("Linear"), QStringLiteral("10"), 10, true, false}};
    return report;
}

ImagesReport goodImages() {
    ImagesReport report;
    report.images = 200;
    report.folders = {"cat", "dog"};
    report.first = {500, 375};
    return report;
}

QPushButton* startButton(const NewProjectPage& page) {
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->objectName() == QStringLiteral("primary")) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class TestNewProject : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_page = std::make_unique<NewProjectPage>();
        m_page->show();
    }

    void startsWithNothingReady() {
        QVERIFY(!m_page->isReady());
        QVERIFY(!startButton(*m_page)->isEnabled());
        QCOMPARE(m_page->layersState().kind, FieldState::Blank);
        // The empty list itself says what to do, and there is nothing to check in it yet.
        QVERIFY(m_page->layerChooser()->emptyText().contains(QStringLiteral("network")));
        for (const auto* button : m_page->layerChooser()->findChildren<QPushButton*>()) {
            QVERIFY(!button->isEnabled());
        }
        QCOMPARE(m_page->summary(), QStringLiteral("Choose a network and images to go on"));
    }

    void aNetworkIsLookedAtAsItIsChosen() {
        QSignalSpy asked(m_page.get(), &NewProjectPage::networkRequested);
        m_page->networkField()->setPath(QStringLiteral("/nets/a.pt"));
        QTRY_COMPARE(asked.count(), 1);
        QCOMPARE(asked.front()[0].toString(), QStringLiteral("/nets/a.pt"));
        QCOMPARE(asked.front()[3].toSize(), QSize(224, 224));
        QCOMPARE(m_page->networkState().kind, FieldState::Checking);
        m_page->setNetworkReport(goodNetwork());
        QCOMPARE(m_page->networkState().kind, FieldState::Good);
        QVERIFY(m_page->networkState().text.contains(QStringLiteral("TorchScript, traced")));
        QCOMPARE(m_page->form().layers, (std::vector<std::string>{"conv1", "layer1"}));
        QVERIFY(m_page->layersState().text.contains(QStringLiteral("16")));
        QVERIFY(m_page->layerChooser()->emptyText().isEmpty());
        for (const auto* button : m_page->layerChooser()->findChildren<QPushButton*>()) {
            QVERIFY(button->isEnabled());
        }
        QCOMPARE(m_page->summary(), QStringLiteral("Choose images to go on"));
        // The row people begin at is marked only while the keyboard is there.
        QTreeView* view = m_page->layerChooser()->view();
        QVERIFY(view->currentIndex().isValid());
        QVERIFY(!view->selectionModel()->hasSelection());
        view->setFocus();
        QTRY_VERIFY(view->selectionModel()->hasSelection());
    }

    void narrowFormsSayBelowHowFieldsStand() {
        m_page->networkField()->setPath(QStringLiteral("/nets/a.pt"));
        QTRY_COMPARE(m_page->networkState().kind, FieldState::Checking);
        m_page->setNetworkReport(goodNetwork());
        const auto said = [this] {
            for (const auto* label : m_page->findChildren<QLabel*>(QStringLiteral("fieldState"))) {
                if (label->isVisible() && label->text().contains(QStringLiteral("TorchScript"))) {
                    return label->mapTo(m_page.get(), QPoint(0, 0));
                }
            }
            return QPoint();
        };
        const auto bottom = [this] {
            return m_page->networkField()
                ->mapTo(m_page.get(), QPoint(0, m_page->networkField()->height()))
                .y();
        };
        m_page->resize(1440, 850);
        QTRY_VERIFY(said().x() > 0 && said().y() < bottom());
        m_page->resize(720, 440);
        QTRY_VERIFY(said().y() >= bottom());
    }

    void aBrokenNetworkSaysWhy() {
        m_page->networkField()->setPath(QStringLiteral("/nets/a.txt"));
        QTRY_COMPARE(m_page->networkState().kind, FieldState::Checking);
        NetworkReport report;
        report.problem = QStringLiteral("a.txt is not a TorchScript file");
        m_page->setNetworkReport(report);
        QCOMPARE(m_page->networkState().kind, FieldState::Bad);
        QCOMPARE(m_page->networkState().text, report.problem);
        QVERIFY(!m_page->isReady());
    }

    void aNetworkOfAnotherSizeIsBad() {
        NetworkReport report = goodNetwork();
        report.input = {96, 96};
        const FieldState state = checkNetwork(report, {224, 224});
        QCOMPARE(state.kind, FieldState::Bad);
        QVERIFY(state.text.contains(QStringLiteral("96 × 96")));
    }

    void anotherPreprocessingAsksTheNetworkAgain() {
        m_page->networkField()->setPath(QStringLiteral("/nets/a.pt"));
        QSignalSpy asked(m_page.get(), &NewProjectPage::networkRequested);
        QTRY_COMPARE(asked.count(), 1);
        m_page->setNetworkReport(goodNetwork());
        image::Preprocessing own;
        own.resize = 96;
        own.cropHeight = 96;
        own.cropWidth = 96;
        m_page->preprocessing()->setValue(own);
        QVERIFY(asked.count() > 1);
        QCOMPARE(asked.back()[3].toSize(), QSize(96, 96));
        QCOMPARE(m_page->form().preprocessing, own);
    }

    void imagesSayHowManyAndWhatIsWrong() {
        QCOMPARE(checkImages(goodImages()).kind, FieldState::Good);
        ImagesReport broken;
        broken.problem = QStringLiteral("/data holds no image");
        QCOMPARE(checkImages(broken).text, broken.problem);
        QCOMPARE(checkImages(broken).kind, FieldState::Bad);
    }

    void classesAreMatchedByName() {
        const ImagesReport images = goodImages();
        ClassesReport classes;
        // Two folders are not the first two of ten outputs.
        QCOMPARE(checkClasses(classes, images, 10).kind, FieldState::Note);
        QCOMPARE(checkClasses(classes, images, 2).kind, FieldState::Good);
        classes.names = {"bird", "cat", "dog"};
        QCOMPARE(checkClasses(classes, images, 3).kind, FieldState::Good);
        QCOMPARE(checkClasses(classes, images, 10).kind, FieldState::Bad);
        classes.names = {"bird", "cat", "fish"};
        const FieldState unmatched = checkClasses(classes, images, 3);
        QCOMPARE(unmatched.kind, FieldState::Note);
        QVERIFY(unmatched.text.contains(QStringLiteral("dog")));
        classes.problem = QStringLiteral("names.txt is empty");
        QCOMPARE(checkClasses(classes, images, 3).kind, FieldState::Bad);
    }

    void preprocessingMakesSense() {
        image::Preprocessing value = image::preset("imagenet224").preprocessing;
        QCOMPARE(checkPreprocessing(value).kind, FieldState::Good);
        value.normalization.deviation[1] = 0;
        QCOMPARE(checkPreprocessing(value).kind, FieldState::Bad);
        value = {};
        value.cropHeight = 64;
        QCOMPARE(checkPreprocessing(value).kind, FieldState::Bad);
        value = {};
        value.resize = 100000;
        QCOMPARE(checkPreprocessing(value).kind, FieldState::Bad);
    }

    void theInputFollowsThePreprocessing() {
        image::Preprocessing value;
        QCOMPARE(wishedInput(value, {}), QSize());
        QCOMPARE(wishedInput(value, {500, 375}), QSize(500, 375));
        value.resize = 75;
        QCOMPARE(wishedInput(value, {500, 375}), QSize(100, 75));
        value.cropHeight = 64;
        value.cropWidth = 48;
        QCOMPARE(wishedInput(value, {500, 375}), QSize(48, 64));
    }

    void aProjectPathMustBeFreeAndWritable() {
        QTemporaryDir folder;
        QCOMPARE(checkProjectPath({}).kind, FieldState::Blank);
        QCOMPARE(checkProjectPath(folder.path()).kind, FieldState::Bad);
        QCOMPARE(checkProjectPath(folder.filePath(QStringLiteral("a.txt"))).kind, FieldState::Bad);
        QCOMPARE(checkProjectPath(folder.filePath(QStringLiteral("a.brera"))).kind,
                 FieldState::Good);
        QCOMPARE(checkProjectPath(folder.filePath(QStringLiteral("new/deep/a.brera"))).kind,
                 FieldState::Good);
        QFile taken(folder.filePath(QStringLiteral("b.brera")));
        QVERIFY(taken.open(QIODevice::WriteOnly));
        QCOMPARE(checkProjectPath(taken.fileName()).kind, FieldState::Bad);
        QCOMPARE(checkProjectPath(taken.fileName() + QStringLiteral("/c.brera")).kind,
                 FieldState::Bad);
    }

    void filledInWhollyItStarts() {
        QTemporaryDir folder;
        m_page->setProjectFolder(folder.path());
        m_page->networkField()->setPath(QStringLiteral("/nets/resnet.pt"));
        m_page->imagesField()->setPath(QStringLiteral("/data/animals"));
        QTRY_COMPARE(m_page->imagesState().kind, FieldState::Checking);
        m_page->setNetworkReport(goodNetwork());
        m_page->setImagesReport(goodImages());
        QTRY_COMPARE(m_page->projectState().kind, FieldState::Good);
        QCOMPARE(m_page->form().project,
                 folder.filePath(QStringLiteral("resnet on animals.brera")));
        QVERIFY(m_page->isReady());
        QSignalSpy started(m_page.get(), &NewProjectPage::startRequested);
        QTest::mouseClick(startButton(*m_page), Qt::LeftButton);
        QCOMPARE(started.count(), 1);
        const NewProjectForm form = m_page->form();
        QCOMPARE(form.k, 15);
        QCOMPARE(form.quantile, 0.99);
        QCOMPARE(form.images, QStringLiteral("/data/animals"));

        // Once that project is there, another name is suggested.
        QFile made(m_page->form().project);
        QVERIFY(made.open(QIODevice::WriteOnly));
        m_page->hide();
        m_page->show();
        QCOMPARE(m_page->form().project,
                 folder.filePath(QStringLiteral("resnet on animals 2.brera")));

        m_page->modules()->checkNone();
        QCOMPARE(m_page->layersState().kind, FieldState::Bad);
        QVERIFY(!startButton(*m_page)->isEnabled());
    }

    void aTypedProjectNameStays() {
        m_page->setProjectFolder(QStringLiteral("/tmp"));
        m_page->projectField()->setPath(QStringLiteral("/tmp/mine.brera"));
        m_page->networkField()->setPath(QStringLiteral("/nets/resnet.pt"));
        m_page->imagesField()->setPath(QStringLiteral("/data/animals"));
        QTRY_COMPARE(m_page->imagesState().kind, FieldState::Checking);
        QCOMPARE(m_page->form().project, QStringLiteral("/tmp/mine.brera"));
    }

    void aRefusedFileCanBeTrusted() {
        m_page->networkField()->setPath(QStringLiteral("/nets/odd.pt"));
        QTRY_COMPARE(m_page->networkState().kind, FieldState::Checking);
        NetworkReport report;
        report.problem = QStringLiteral("refused");
        report.refused = true;
        m_page->setNetworkReport(report);
        auto* trust = m_page->findChild<QAbstractButton*>(QStringLiteral("trust"));
        QVERIFY(trust && trust->isVisible());
        QSignalSpy asked(m_page.get(), &NewProjectPage::networkRequested);
        trust->click();
        QCOMPARE(asked.count(), 1);
        QVERIFY(asked.front()[1].toBool());
        // Another file is another decision.
        m_page->networkField()->setPath(QStringLiteral("/nets/other.pt"));
        QTRY_VERIFY(asked.count() > 1);
        QVERIFY(!asked.back()[1].toBool());
    }

private:
    std::unique_ptr<NewProjectPage> m_page;
};

QTEST_MAIN(TestNewProject)
#include "tst_new_project.moc"
