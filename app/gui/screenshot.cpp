// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/screenshot.h"

#include "gui/main_window.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/describe_page.h"
#include "widgets/pages/exemplar_page.h"
#include "widgets/pages/extraction_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/new_project_page.h"
#include "widgets/pages/probe_page.h"
#include "widgets/pages/start_page.h"
#include "widgets/views/card_grid_view.h"

#include <QCoreApplication>
#include <QPixmap>

#include <cstdio>

namespace brera::gui {
namespace {

constexpr int kLookMilliseconds = 50;
/// Timers that debounce are shorter than this many looks.
constexpr int kQuietLooks = 6;
/// Ten minutes: the demo may have to be made first.
constexpr int kMostLooks = 10 * 60 * 1000 / kLookMilliseconds;

} // namespace

Screenshot::Screenshot(MainWindow& window, QString file, QString page, QObject* parent)
    : QObject(parent), m_window(window), m_file(std::move(file)), m_page(std::move(page)) {
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    m_timer.start(kLookMilliseconds);
}

void Screenshot::look() {
    if (++m_looks > kMostLooks) {
        fail(tr("The window did not come to rest."));
        return;
    }
    m_quiet = m_window.isSettled() ? m_quiet + 1 : 0;
    if (m_quiet < kQuietLooks) {
        return;
    }
    if (!m_reached) {
        m_reached = true;
        m_quiet = 0;
        if (!reachPage()) {
            const QString problem = m_window.problem();
            fail(problem.isEmpty() ? tr("There is no such page without a project.") : problem);
        }
        return;
    }
    if (!m_window.grab().save(m_file, "PNG")) {
        fail(tr("%1 cannot be written.").arg(m_file));
        return;
    }
    m_timer.stop();
    QCoreApplication::exit(0);
}

bool Screenshot::reachPage() {
    if (m_page == QStringLiteral("new")) {
        m_window.newProject();
        return true;
    }
    if (m_page == QStringLiteral("start")) {
        return m_window.currentPage() == m_window.startPage();
    }
    const bool inGallery = m_window.currentPage() == m_window.galleryPage();
    if (m_page == QStringLiteral("gallery")) {
        return inGallery;
    }
    if (m_page == QStringLiteral("inspector")) {
        m_window.galleryPage()->inspector()->grid()->setFocus();
        return inGallery;
    }
    if (m_page == QStringLiteral("ablation")) {
        m_window.showAblation();
        return m_window.currentPage() == m_window.ablationPage();
    }
    if (m_page == QStringLiteral("describe")) {
        m_window.describeUnits();
        return m_window.currentPage() == m_window.describePage();
    }
    if (m_page == QStringLiteral("compare")) {
        m_window.showCompare();
        return m_window.currentPage() == m_window.comparePage();
    }
    if (m_page == QStringLiteral("exemplar")) {
        m_window.galleryPage()->openExemplar(0);
        return inGallery && m_window.galleryPage()->isExemplarOpen();
    }
    if (m_page == QStringLiteral("probe")) {
        return m_window.currentPage() == m_window.probePage();
    }
    return m_window.problem().isEmpty();
}

void Screenshot::fail(const QString& message) {
    m_timer.stop();
    std::fprintf(stderr, "brera: %s\n", message.toLocal8Bit().constData());
    QCoreApplication::exit(1);
}

} // namespace brera::gui
