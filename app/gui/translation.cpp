// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace brera::gui {

QList<Language> languages() {
    return {{{}, QCoreApplication::translate("brera::gui::Language", "As the system")},
            {QStringLiteral("en"), QStringLiteral("English")},
            {QStringLiteral("it"), QStringLiteral("Italiano")},
            {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
}

void installTranslation(QCoreApplication& application, const QString& code) {
    const QLocale locale = code.isEmpty() ? QLocale() : QLocale(code);
    if (!code.isEmpty()) {
        QLocale::setDefault(locale);
    }
    // Qt's own words first, so that Brera's go before them.
    const auto install = [&](const QLocale& wanted, const QString& name, const QString& folder) {
        auto* translator = new QTranslator(&application);
        const bool loaded = translator->load(wanted, name, QStringLiteral("_"), folder);
        if (loaded) {
            QCoreApplication::installTranslator(translator);
        } else {
            delete translator;
        }
        return loaded;
    };
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    const QString own = QStringLiteral(":/brera/translations");
    if (!install(locale, QStringLiteral("brera"), own)) {
        install(QLocale(QLocale::English), QStringLiteral("brera"), own); // its plurals
    }
}

} // namespace brera::gui
