// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/command_line.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace brera::gui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::gui::CommandLine)
};

QSize sizeFrom(const QString& text) {
    const QStringList sides = text.split(QLatin1Char('x'));
    if (sides.size() != 2) {
        return {};
    }
    return {sides[0].toInt(), sides[1].toInt()};
}

} // namespace

CommandLine parseCommandLine(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(Words::tr("A gallery for the neurons of vision networks"));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("project"), Words::tr("A .brera file to open"),
                                 QStringLiteral("[PROJECT.brera]"));
    const QCommandLineOption demo(QStringLiteral("demo"), Words::tr("Open the demo"));
    const QCommandLineOption theme(QStringLiteral("theme"), Words::tr("light, dark or system"),
                                   QStringLiteral("THEME"));
    const QCommandLineOption settings(QStringLiteral("settings"),
                                      Words::tr("Settings file in place of your own"),
                                      QStringLiteral("FILE"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        Words::tr("Write the window to a PNG once everything in it is drawn, and end"),
        QStringLiteral("FILE"));
    const QCommandLineOption page(QStringLiteral("page"),
                                  Words::tr("What the screenshot shows: start, new, gallery, "
                                            "inspector, exemplar, describe, probe, ablation or compare"),
                                  QStringLiteral("PAGE"));
    const QCommandLineOption size(QStringLiteral("size"), Words::tr("Size of the window"),
                                  QStringLiteral("WxH"));
    const QCommandLineOption compare(QStringLiteral("compare"),
                                     Words::tr("A .brera file to compare the project with"),
                                     QStringLiteral("FILE"));
    const QCommandLineOption picture(QStringLiteral("picture"),
                                     Words::tr("An image to probe with the project's network"),
                                     QStringLiteral("FILE"));
    const QCommandLineOption search(QStringLiteral("search"),
                                    Words::tr("Words to search the project's descriptions for"),
                                    QStringLiteral("QUERY"));
    const QCommandLineOption language(QStringLiteral("language"),
                                      Words::tr("en, it or zh_CN in place of the system's"),
                                      QStringLiteral("LANGUAGE"));
    const QCommandLineOption bench(
        QStringLiteral("bench"),
        Words::tr("Measure opening, scrolling and searching the project, print JSON, and end"));
    parser.addOptions(
        {demo, theme, settings, screenshot, page, picture, compare, search, language, bench, size});

    CommandLine line;
    if (!parser.parse(arguments)) {
        line.problem = parser.errorText();
        return line;
    }
    if (parser.isSet(help)) {
        line.answer = parser.helpText();
        return line;
    }
    if (parser.isSet(version)) {
        line.answer = QStringLiteral("Brera %1\n").arg(QCoreApplication::applicationVersion());
        return line;
    }
    const QStringList projects = parser.positionalArguments();
    if (projects.size() > 1) {
        line.problem = Words::tr("One project at a time: %1").arg(projects.join(QLatin1Char(' ')));
        return line;
    }
    line.project = projects.value(0);
    line.demo = parser.isSet(demo);
    line.settingsFile =
        parser.isSet(settings) ? parser.value(settings) : qEnvironmentVariable("BRERA_SETTINGS");
    line.screenshot = parser.value(screenshot);
    if (parser.isSet(theme)) {
        line.theme = widgets::themeModeFromName(parser.value(theme));
        if (!line.theme) {
            line.problem =
                Words::tr("--theme is light, dark or system, not %1").arg(parser.value(theme));
        }
    }
    line.page = parser.value(page);
    line.picture = parser.value(picture);
    line.search = parser.value(search);
    line.language = parser.value(language);
    line.bench = parser.isSet(bench);
    if (line.bench && line.project.isEmpty()) {
        line.problem = Words::tr("--bench needs a project to open");
    }
    line.compare = parser.value(compare);
    static const QStringList kPages{QString(),
                                    QStringLiteral("start"),
                                    QStringLiteral("new"),
                                    QStringLiteral("gallery"),
                                    QStringLiteral("inspector"),
                                    QStringLiteral("exemplar"),
                                    QStringLiteral("describe"),
                                    QStringLiteral("compare"),
                                    QStringLiteral("probe"),
                                    QStringLiteral("ablation")};
    if (!kPages.contains(line.page)) {
        line.problem = Words::tr("--page is start, new, gallery, inspector, exemplar, describe, probe, "
                                 "ablation or compare, not %1")
                           .arg(line.page);
    }
    if (parser.isSet(size)) {
        line.size = sizeFrom(parser.value(size));
        if (line.size.isEmpty()) {
            line.problem = Words::tr("--size is like 1440x900, not %1").arg(parser.value(size));
        }
    }
    return line;
}

} // namespace brera::gui
