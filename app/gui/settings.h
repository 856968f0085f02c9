// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/evaluation_source.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/theme/theme.h"

#include <QDateTime>
#include <QSettings>
#include <QStringList>

#include <vector>

namespace brera::gui {

/// A project in the list of recent ones, as it is remembered.
struct RecentEntry {
    QString path;
    QString summary;
    QDateTime opened;
};

/// What Brera remembers between sittings.
class Settings {
public:
    /// An empty path means the user's own settings file.
    explicit Settings(const QString& file = {});

    widgets::ThemeMode theme() const;
    void setTheme(widgets::ThemeMode mode);

    /// "it", "zh_CN", "en"; empty: the system's.
    QString language() const;
    void setLanguage(const QString& language);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);

    /// Where the last report was written; empty when none was.
    QString reportFolder() const;
    void setReportFolder(const QString& folder);

    widgets::GalleryLook galleryLook() const;
    void setGalleryLook(const widgets::GalleryLook& look);

    /// The layer a project was last looked at; empty when unknown.
    QString layerOf(const QString& project) const;
    void setLayerOf(const QString& project, const QString& layer);

    /// The ablation tray of a project: its units, what takes their place, and the evaluation sets a
    /// person has added.
    std::vector<UnitId> trayOf(const QString& project) const;
    void setTrayOf(const QString& project, const std::vector<UnitId>& units);
    bool meanOf(const QString& project) const;
    void setMeanOf(const QString& project, bool mean);
    QList<EvaluationSource> evaluationSetsOf(const QString& project) const;
    void setEvaluationSetsOf(const QString& project, const QList<EvaluationSource>& sets);

    /// Files of captioners, the one used last first.
    QStringList captioners() const;
    void rememberCaptioner(const QString& path);

    QList<RecentEntry> recent() const;
    /// Puts a project on top of the list.
    void remember(const RecentEntry& entry);
    void forget(const QString& path);

    /// Where the strip of a project's pictures on the start page is kept.
    QString stripFile(const QString& project) const;

private:
    void writeRecent(const QList<RecentEntry>& entries);

    QString m_stripFolder;
    mutable QSettings m_settings;
};

} // namespace brera::gui
