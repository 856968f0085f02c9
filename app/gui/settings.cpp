// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/settings.h"

#include "base/error.h"
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
    case widgets::UnitOrder::ByImportance:
        return QStringLiteral("importance");
    }
    return QStringLiteral("number");
}

widgets::UnitOrder orderFromName(const QString& name) {
    using widgets::UnitOrder;
    for (const UnitOrder order :
         {UnitOrder::ByActivation, UnitOrder::ByDescription, UnitOrder::ByWpmi,
          UnitOrder::ByImportance}) {
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

QString Settings::language() const {
    return m_settings.value(QStringLiteral("window/language")).toString();
}

void Settings::setLanguage(const QString& language) {
    m_settings.setValue(QStringLiteral("window/language"), language);
}

QByteArray Settings::windowGeometry() const {
    return m_settings.value(QStringLiteral("window/geometry")).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry) {
    m_settings.setValue(QStringLiteral("window/geometry"), geometry);
}

QString Settings::reportFolder() const {
    return m_settings.value(QStringLiteral("report/folder")).toString();
}

void Settings::setReportFolder(const QString& folder) {
    m_settings.setValue(QStringLiteral("report/folder"), folder);
}

widgets::GalleryLook Settings::galleryLook() const {
    widgets::GalleryLook look;
    look.patchEdge = m_settings.value(QStringLiteral("gallery/patch"), look.patchEdge).toInt();
    look.order = orderFromName(m_settings.value(QStringLiteral("gallery/order")).toString());
    look.mask.opacity =
        m_settings.value(QStringLiteral("gallery/maskOpacity"), look.mask.opacity).toDouble();
    look.mask.heat = m_settings.value(QStringLiteral("gallery/heatMap")).toBool();
    look.panels = m_settings.value(QStringLiteral("gallery/panels")).toByteArray();
    return look;
}

void Settings::setGalleryLook(const widgets::GalleryLook& look) {
    m_settings.setValue(QStringLiteral("gallery/patch"), look.patchEdge);
    m_settings.setValue(QStringLiteral("gallery/order"), orderName(look.order));
    m_settings.setValue(QStringLiteral("gallery/maskOpacity"), look.mask.opacity);
    m_settings.setValue(QStringLiteral("gallery/heatMap"), look.mask.heat);
    m_settings.setValue(QStringLiteral("gallery/panels"), look.panels);
}

QString Settings::layerOf(const QString& project) const {
    return m_settings.value(QStringLiteral("layers/") + keyOf(project)).toString();
}

void Settings::setLayerOf(const QString& project, const QString& layer) {
    m_settings.setValue(QStringLiteral("layers/") + keyOf(project), layer);
}

std::vector<UnitId> Settings::trayOf(const QString& project) const {
    std::vector<UnitId> units;
    const QStringList names =
        m_settings.value(QStringLiteral("tray/") + keyOf(project)).toStringList();
    for (const QString& name : names) {
        try {
            units.push_back(UnitId::parse(name.toStdString()));
        } catch (const DataError&) {
            // Someone has edited the file by hand; the rest of the tray is still good.
        }
    }
    return units;
}

void Settings::setTrayOf(const QString& project, const std::vector<UnitId>& units) {
    QStringList names;
    for (const UnitId& unit : units) {
        names.append(QString::fromStdString(unit.toString()));
    }
    m_settings.setValue(QStringLiteral("tray/") + keyOf(project), names);
}

bool Settings::meanOf(const QString& project) const {
    return m_settings.value(QStringLiteral("trayMean/") + keyOf(project)).toBool();
}

void Settings::setMeanOf(const QString& project, bool mean) {
    m_settings.setValue(QStringLiteral("trayMean/") + keyOf(project), mean);
}

QList<EvaluationSource> Settings::evaluationSetsOf(const QString& project) const {
    QList<EvaluationSource> sets;
    const int size = m_settings.beginReadArray(QStringLiteral("evaluation/") + keyOf(project));
    for (int place = 0; place < size; ++place) {
        m_settings.setArrayIndex(place);
        sets.append({m_settings.value(QStringLiteral("name")).toString(),
                     m_settings.value(QStringLiteral("folder")).toString(), false});
    }
    m_settings.endArray();
    return sets;
}

void Settings::setEvaluationSetsOf(const QString& project, const QList<EvaluationSource>& sets) {
    const QString array = QStringLiteral("evaluation/") + keyOf(project);
    m_settings.remove(array);
    m_settings.beginWriteArray(array, static_cast<int>(sets.size()));
    for (int place = 0; place < sets.size(); ++place) {
        m_settings.setArrayIndex(place);
        m_settings.setValue(QStringLiteral("name"), sets[place].name);
        m_settings.setValue(QStringLiteral("folder"), sets[place].folder);
    }
    m_settings.endArray();
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
                        m_settings.value(QStringLiteral("summary")).toString(),
                        m_settings.value(QStringLiteral("opened")).toDateTime()});
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
    for (const char* what : {"layers/", "tray/", "trayMean/", "evaluation/"}) {
        m_settings.remove(QLatin1String(what) + keyOf(path));
    }
    writeRecent(entries);
}

void Settings::writeRecent(const QList<RecentEntry>& entries) {
    m_settings.remove(QStringLiteral("recent"));
    m_settings.beginWriteArray(QStringLiteral("recent"), static_cast<int>(entries.size()));
    for (int place = 0; place < entries.size(); ++place) {
        m_settings.setArrayIndex(place);
        m_settings.setValue(QStringLiteral("path"), entries[place].path);
        m_settings.setValue(QStringLiteral("summary"), entries[place].summary);
        m_settings.setValue(QStringLiteral("opened"), entries[place].opened);
    }
    m_settings.endArray();
}

QString Settings::stripFile(const QString& project) const {
    return m_stripFolder + QLatin1Char('/') + keyOf(project) + QStringLiteral(".png");
}

} // namespace brera::gui
