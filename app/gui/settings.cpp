// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/settings.h"

#include "places/places.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace brera::gui {
namespace {

constexpr qsizetype kMostRecent = 12;
constexpr qsizetype kMostCaptioners = 5;

QString orderName(widgets::UnitOrder order) {
    switch (order) {
    case widgets::UnitOrder::ByUnit:
        break;
    case widgets::UnitOrder::ByActivation:
        return QStringLiteral("activation");
    case widgets::UnitOrder::ByDescription:
        return QStringLiteral("description");
    case widgets::UnitOrder::ByWpmi:
        return QStringLiteral("wpmi");
    }
    return QStringLiteral("number");
}

widgets::UnitOrder orderFromName(const QString& name) {
    using widgets::UnitOrder;
    for (const UnitOrder order :
         {UnitOrder::ByActivation, UnitOrder::ByDescription, UnitOrder::ByWpmi}) {
        if (name == orderName(order)) {
            return order;
        }
    }
    return UnitOrder::ByUnit;
}

QString keyOf(const QString& path) {
    return QString::fromLatin1(
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex());
}

} // namespace

Settings::Settings(const QString& file)
    : m_stripFolder(file.isEmpty() ? QString::fromStdString((cacheFolder() / "strips").string())
                                   : QFileInfo(file).absolutePath() + QStringLiteral("/strips")),
      m_settings(file.isEmpty() ? QSettings(QSettings::IniFormat, QSettings::UserScope,
                                            QStringLiteral("brera"), QStringLiteral("brera"))
                                      .fileName()
                                : file,
                 QSettings::IniFormat) {
}

widgets::ThemeMode Settings::theme() const {
    return widgets::themeModeFromName(m_settings.value(QStringLiteral("theme")).toString())
        .value_or(widgets::ThemeMode::System);
}

void Settings::setTheme(widgets::ThemeMode mode) {
    m_settings.setValue(QStringLiteral("theme"), widgets::themeModeName(mode));
}

QByteArray Settings::windowGeometry() const {
    return m_settings.value(QStringLiteral("window/geometry")).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry) {
    m_settings.setValue(QStringLiteral("window/geometry"), geometry);
}

widgets::GalleryLook Settings::galleryLook() const {
    widgets::GalleryLook look;
    look.patchEdge = m_settings.value(QStringLiteral("gallery/patch"), look.patchEdge).toInt();
    look.order = orderFromName(m_settings.value(QStringLiteral("gallery/order")).toString());
    look.mask.opacity =
        m_settings.value(QStringLiteral("gallery/maskOpacity"), look.mask.opacity).toDouble();
    look.mask.heat = m_settings.value(QStringLiteral("gallery/heatMap")).toBool();
    look.splitter = m_settings.value(QStringLiteral("gallery/splitter")).toByteArray();
    return look;
}

void Settings::setGalleryLook(const widgets::GalleryLook& look) {
    m_settings.setValue(QStringLiteral("gallery/patch"), look.patchEdge);
    m_settings.setValue(QStringLiteral("gallery/order"), orderName(look.order));
    m_settings.setValue(QStringLiteral("gallery/maskOpacity"), look.mask.opacity);
    m_settings.setValue(QStringLiteral("gallery/heatMap"), look.mask.heat);
    m_settings.setValue(QStringLiteral("gallery/splitter"), look.splitter);
}

QString Settings::layerOf(const QString& project) const {
    return m_settings.value(QStringLiteral("layers/") + keyOf(project)).toString();
}

void Settings::setLayerOf(const QString& project, const QString& layer) {
    m_settings.setValue(QStringLiteral("layers/") + keyOf(project), layer);
}

QStringList Settings::captioners() const {
    return m_settings.value(QStringLiteral("captioners")).toStringList();
}

void Settings::rememberCaptioner(const QString& path) {
    QStringList paths = captioners();
    paths.removeAll(path);
    paths.prepend(path);
    m_settings.setValue(QStringLiteral("captioners"), QStringList(paths.mid(0, kMostCaptioners)));
}

QList<RecentEntry> Settings::recent() const {
    QList<RecentEntry> entries;
    const int size = m_settings.beginReadArray(QStringLiteral("recent"));
    for (int place = 0; place < size; ++place) {
        m_settings.setArrayIndex(place);
        entries.append({m_settings.value(QStringLiteral("path")).toString(),
                        m_settings.value(QStringLiteral("summary")).toString()});
    }
    m_settings.endArray();
    return entries;
}

void Settings::remember(const RecentEntry& entry) {
    QList<RecentEntry> entries = recent();
    entries.removeIf([&](const RecentEntry& old) { return old.path == entry.path; });
    entries.prepend(entry);
    if (entries.size() > kMostRecent) {
        entries.resize(kMostRecent);
    }
    writeRecent(entries);
}

void Settings::forget(const QString& path) {
    QList<RecentEntry> entries = recent();
    entries.removeIf([&](const RecentEntry& old) { return old.path == path; });
    m_settings.remove(QStringLiteral("layers/") + keyOf(path));
    writeRecent(entries);
}

void Settings::writeRecent(const QList<RecentEntry>& entries) {
    m_settings.remove(QStringLiteral("recent"));
    m_settings.beginWriteArray(QStringLiteral("recent"), static_cast<int>(entries.size()));
    for (int place = 0; place < entries.size(); ++place) {
        m_settings.setArrayIndex(place);
        m_settings.setValue(QStringLiteral("path"), entries[place].path);
        m_settings.setValue(QStringLiteral("summary"), entries[place].summary);
    }
    m_settings.endArray();
}

QString Settings::stripFile(const QString& project) const {
    return m_stripFolder + QLatin1Char('/') + keyOf(project) + QStringLiteral(".png");
}

} // namespace brera::gui
