// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"

#include "gui/main_menu.h"
#include "gui/probe_session.h"
#include "gui/project_session.h"
#include "widgets/pages/exemplar_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/output_weights_panel.h"
#include "widgets/pages/paste_panel.h"
#include "widgets/pages/probe_page.h"
#include "widgets/views/banner.h"
#include "widgets/views/region_canvas.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QUndoCommand>
#include <QUndoStack>

/// The part of the window's wiring that is about probing single pictures.
namespace brera::gui {

using namespace widgets;

namespace {

/// The first file that was dragged here or copied; empty when there is none.
QString fileOf(const QMimeData& data) {
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            return url.toLocalFile();
        }
    }
    return {};
}

bool isProject(const QString& file) {
    return file.endsWith(QStringLiteral(".brera"), Qt::CaseInsensitive);
}

/// A kept pair goes, and can be had back. The project is the one that is open: the stack is cleared
/// with it.
class RemovePairCommand final : public QUndoCommand {
public:
    RemovePairCommand(ProbeSession& session, PairEntry pair)
        : QUndoCommand(MainWindow::tr("deleting \"%1\"").arg(pair.name)), m_session(session),
          m_pair(std::move(pair)) {}

    void redo() override { m_session.removePair(m_pair.pair); }
    void undo() override { m_session.keepPair(m_pair.pair, m_pair.name); }

private:
    ProbeSession& m_session;
    PairEntry m_pair;
};

} // namespace

void MainWindow::connectProbe() {
    setAcceptDrops(true);
    connect(m_menu, &MainMenu::probeRequested, this, [this] { choosePicture(false); });
    connect(m_menu, &MainMenu::probeClipboardRequested, this, &MainWindow::pastePicture);
    connect(m_probePage, &ProbePage::backRequested, this, [this] { showPage(m_gallery); });
    connect(m_probePage, &ProbePage::pictureRequested, this, [this] { choosePicture(false); });
    connect(m_probePage, &ProbePage::exampleRequested, m_probe, &ProbeSession::probeExample);
    connect(m_probePage, &ProbePage::sourceRequested, this, [this] { choosePicture(true); });
    connect(m_probePage, &ProbePage::targetChosen, m_probe, &ProbeSession::setTarget);
    connect(m_probePage, &ProbePage::changeRequested, m_probe, &ProbeSession::change);
    connect(m_probePage, &ProbePage::keepRequested, m_probe, &ProbeSession::keepPair);
    connect(m_probePage, &ProbePage::pastedRequested, m_probe, &ProbeSession::describePasted);
    connect(m_probePage, &ProbePage::pairRenamed, m_probe, &ProbeSession::renamePair);
    connect(m_probePage, &ProbePage::pairRemoved, this, [this](const PairEntry& pair) {
        if (m_session->facts().readOnlyReason.isEmpty()) {
            m_undo->push(new RemovePairCommand(*m_probe, pair));
        }
    });
    connect(m_probePage, &ProbePage::pairChosen, this,
            [this](const PairEntry& pair) { m_probe->openPair(pair.pair); });

    connect(m_probe, &ProbeSession::loading, m_probePage, &ProbePage::showLoading);
    connect(m_probe, &ProbeSession::probed, m_probePage, &ProbePage::showView);
    connect(m_probe, &ProbeSession::targeted, m_probePage, &ProbePage::showTarget);
    connect(m_probe, &ProbeSession::probeFailed, m_probePage, &ProbePage::showProblem);
    connect(m_probe, &ProbeSession::sourceLoaded, m_probePage, &ProbePage::showSource);
    connect(m_probe, &ProbeSession::sourceFailed, m_probePage, &ProbePage::showSourceProblem);
    connect(m_probe, &ProbeSession::predicted, m_probePage, &ProbePage::setAfter);
    connect(m_probe, &ProbeSession::pastedDescribed, m_probePage, &ProbePage::showPasted);
    connect(m_probe, &ProbeSession::pairsLoaded, m_probePage, &ProbePage::setPairs);
    connect(m_probe, &ProbeSession::pairOpened, m_probePage, &ProbePage::restore);
    connect(m_probe, &ProbeSession::failed, this,
            [this](const QString& message) { m_notice->tell(message); });

    Inspector* inspector = m_gallery->inspector();
    const ExemplarPage* exemplar = m_gallery->exemplarPage();
    connect(exemplar, &ExemplarPage::probeRequested, this, [this, inspector, exemplar] {
        if (exemplar->row() >= 0 && exemplar->row() < inspector->model()->rowCount()) {
            probePicture(inspector->model()->entry(exemplar->row()).file);
        }
    });
    connect(inspector, &Inspector::weightsRequested, this, [this, inspector](const UnitId& unit) {
        QStringList files;
        for (int row = 0; row < inspector->model()->rowCount(); ++row) {
            files.append(inspector->model()->entry(row).file);
        }
        m_probe->loadWeights(unit, files);
    });
    connect(m_probe, &ProbeSession::weightsLoaded, this, [inspector](const WeightsView& weights) {
        if (weights.unit == inspector->unit()) {
            inspector->weights()->showWeights(weights);
        }
    });
}

void MainWindow::beginProbe() {
    const ProjectFacts& facts = m_session->facts();
    m_probe->open(m_session->shared(), facts);
    m_probePage->begin(facts.readOnlyReason);
    const bool complete = facts.status == project::ExtractionStatus::Complete;
    m_gallery->inspector()->setLastLayer(complete && !facts.layers.empty()
                                             ? QString::fromStdString(facts.layers.back().path)
                                             : QString());
    if (!m_pictureToProbe.isEmpty()) {
        // After the page of the project itself.
        QMetaObject::invokeMethod(
            this, [this, file = std::exchange(m_pictureToProbe, QString())] { probePicture(file); },
            Qt::QueuedConnection);
    }
}

bool MainWindow::canProbe() const {
    return m_session->isOpen() && m_probe->isOpen() &&
           m_session->facts().status == project::ExtractionStatus::Complete;
}

bool MainWindow::openProbePage() {
    if (!canProbe()) {
        m_notice->tell(
            m_session->isOpen()
                ? tr("Pictures can be probed once all of the project's images have been read.")
                : tr("Open a project first: its network looks at the picture."));
        return false;
    }
    if (currentPage() != m_probePage) {
        m_gallery->commit();
        m_notice->hide();
        m_probe->loadPairs();
        showPage(m_probePage);
    }
    return true;
}

void MainWindow::probePicture(const QString& file) {
    if (openProbePage()) {
        m_probe->probeFile(file);
    }
}

void MainWindow::choosePicture(bool source) {
    if (!openProbePage()) {
        return;
    }
    const QString file = QFileDialog::getOpenFileName(
        this, source ? tr("Choose the picture to cut from") : tr("Choose a picture to probe"), {},
        tr("Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.pnm *.ppm *.pgm);;All files "
           "(*)"));
    if (!file.isEmpty()) {
        source ? m_probe->loadSource(file) : m_probe->probeFile(file);
    }
}

void MainWindow::pastePicture() {
    const QMimeData* data = QApplication::clipboard()->mimeData();
    if (data == nullptr || (fileOf(*data).isEmpty() && !data->hasImage())) {
        const QString problem = tr("No picture has been copied; copy an image or an image file.");
        if (currentPage() == m_probePage) {
            m_probePage->showProblem(problem);
        } else {
            m_notice->tell(problem);
        }
        return;
    }
    if (openProbePage()) {
        const RegionCanvas* from = m_probePage->pastePanel()->canvas();
        takePicture(*data, m_probePage->isPasteOpen() && from->hasFocus());
    }
}

void MainWindow::takePicture(const QMimeData& data, bool source) {
    const QString file = fileOf(data);
    if (!file.isEmpty()) {
        source ? m_probe->loadSource(file) : m_probe->probeFile(file);
        return;
    }
    const auto image = qvariant_cast<QImage>(data.imageData());
    if (image.isNull()) {
        m_probePage->showProblem(tr("What was dropped or copied is no picture."));
        return;
    }
    source ? m_probe->loadSourceImage(image) : m_probe->probeImage(image);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QString file = fileOf(*event->mimeData());
    if (isProject(file) ||
        (m_session->isOpen() && (!file.isEmpty() || event->mimeData()->hasImage()))) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString file = fileOf(*event->mimeData());
    event->acceptProposedAction();
    if (isProject(file)) {
        openProject(file);
        return;
    }
    if (!openProbePage()) {
        return;
    }
    const PastePanel* panel = m_probePage->pastePanel();
    const bool source = panel->isVisible() && QRect(panel->mapTo(this, QPoint(0, 0)), panel->size())
                                                  .contains(event->position().toPoint());
    takePicture(*event->mimeData(), source);
}

} // namespace brera::gui
