// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/recent_projects.h"

#include "widgets/jobs/job_controller.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pictures/card_pictures.h"

#include <QDir>
#include <QFileInfo>
#include <QPainter>
#include <QSaveFile>

namespace brera::gui {
namespace {

constexpr int kStripPictures = 4;
constexpr int kStripEdge = 96;
constexpr int kStripGap = 8;

using Projects = QList<widgets::RecentProject>;

void writeStrip(const QString& file, const QImage& strip) {
    QDir().mkpath(QFileInfo(file).absolutePath());
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && strip.save(&out, "PNG")) {
        out.commit();
    }
}

} // namespace

RecentProjects::RecentProjects(Settings& settings, widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_settings(settings), m_jobs(jobs) {
}

void RecentProjects::load() {
    Projects projects;
    QStringList strips;
    for (const RecentEntry& entry : m_settings.recent()) {
        projects.append({entry.path, entry.summary, {}, false, entry.opened});
        strips.append(m_settings.stripFile(entry.path));
    }
    // The names at once, the rest when it is known.
    Q_EMIT loaded(projects);
    if (projects.isEmpty()) {
        return;
    }
    m_jobs.start<Projects>(
        QStringLiteral("recent"), this,
        [projects, strips](std::stop_token, const Progress&) {
            Projects looked = projects;
            for (qsizetype place = 0; place < looked.size(); ++place) {
                looked[place].missing = !QFileInfo::exists(looked[place].path);
                looked[place].strip = QImage(strips[place]);
            }
            return looked;
        },
        [this](widgets::Outcome<Projects> outcome) {
            if (outcome.end == widgets::JobEnd::Done) {
                Q_EMIT loaded(*outcome.value);
            }
        });
}

void RecentProjects::remember(const QString& path, const QString& summary) {
    m_settings.remember({path, summary, QDateTime::currentDateTime()});
}

void RecentProjects::forget(const QString& path) {
    m_settings.forget(path);
    load();
}

void RecentProjects::keepStrip(const QString& path, const widgets::GalleryPage& gallery) {
    QImage strip(kStripPictures * kStripEdge + (kStripPictures - 1) * kStripGap, kStripEdge,
                 QImage::Format_ARGB32_Premultiplied);
    strip.fill(Qt::transparent);
    QPainter painter(&strip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    int drawn = 0;
    const widgets::UnitModel& units = *gallery.units();
    for (int row = 0; row < units.rowCount() && row < 4 * kStripPictures && drawn < kStripPictures;
         ++row) {
        const auto pictures =
            units.index(row).data(widgets::UnitModel::PicturesRole).value<widgets::CardPictures>();
        const QImage patch = pictures.patches.value(0);
        if (!patch.isNull()) {
            painter.drawImage(QRect(drawn * (kStripEdge + kStripGap), 0, kStripEdge, kStripEdge),
                              patch);
            ++drawn;
        }
    }
    painter.end();
    if (drawn < kStripPictures) {
        return;
    }
    m_jobs.start<widgets::Nothing>(
        QStringLiteral("strip"), this,
        [file = m_settings.stripFile(path), strip](std::stop_token, const Progress&) {
            writeStrip(file, strip);
            return widgets::Nothing{};
        },
        [](const widgets::Outcome<widgets::Nothing>&) {});
}

} // namespace brera::gui
