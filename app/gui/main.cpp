// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/log.h"
#include "gui/application.h"
#include "gui/command_line.h"
#include "gui/main_window.h"
#include "gui/screenshot.h"
#include "gui/settings.h"
#include "gui/translation.h"
#include "gui/window_bench.h"
#include "network/block_cache.h"
#include "network/threads.h"
#include "places/printable.h"
#include "widgets/theme/theme.h"
#include "widgets/views/banner.h"

#include <QIcon>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <clocale>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace {

constexpr int kUsage = 2;

void logToStandardError(brera::LogLevel level, std::string_view message) {
    if (level >= brera::LogLevel::Warning) {
        std::fprintf(stderr, "brera: %s\n",
                     brera::places::printable(std::string(message)).c_str());
    }
}

} // namespace

int main(int argc, char** argv) {
    brera::gui::Application application(argc, argv);
    // QApplication takes the user's locale, and core's numbers are not a matter of taste.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("brera"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(BRERA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("brera"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/brera/icons/brera.svg")));
    brera::setLogSink(logToStandardError);
    brera::network::setComputeThreads(0);
    brera::network::keepLargeBlocks();

    const auto line = brera::gui::parseCommandLine(QApplication::arguments());
    if (!line.problem.isEmpty()) {
        std::fprintf(stderr, "brera: %s\n", line.problem.toLocal8Bit().constData());
        return kUsage;
    }
    if (!line.answer.isEmpty()) {
        std::printf("%s", line.answer.toLocal8Bit().constData());
        return 0;
    }

    brera::gui::Settings settings(line.settingsFile);
    brera::gui::installTranslation(application,
                                   line.language.isEmpty() ? settings.language() : line.language);
    brera::widgets::Theme theme(application);
    theme.setMode(line.theme.value_or(settings.theme()));
    brera::gui::MainWindow window(settings, theme, brera::network::initComputeThread);
    if (!line.size.isEmpty()) {
        window.resize(line.size);
    }
    QObject::connect(&application, &brera::gui::Application::failed, window.noticeBanner(),
                     [&window](const QString& message) { window.noticeBanner()->tell(message); });
    window.show();
    if (line.demo) {
        window.openDemo();
    } else if (!line.project.isEmpty() && !line.bench) {
        window.openProject(line.project);
    }
    if (!line.compare.isEmpty()) {
        window.compareWith(line.compare);
    }
    if (!line.picture.isEmpty()) {
        window.probeWhenOpen(line.picture);
    }
    if (!line.search.isEmpty()) {
        window.searchWhenOpen(line.search);
    }
    if (line.bench) {
        QTimer::singleShot(0, &window, [&] {
            try {
                std::printf("%s\n",
                            brera::gui::benchWindow(window, line.project).dump(2).c_str());
                QApplication::exit(0);
            } catch (const brera::Error& error) {
                std::fprintf(stderr, "brera: %s\n", error.what());
                QApplication::exit(1);
            }
        });
        return QApplication::exec();
    }
    std::unique_ptr<brera::gui::Screenshot> screenshot;
    if (!line.screenshot.isEmpty()) {
        screenshot = std::make_unique<brera::gui::Screenshot>(window, line.screenshot, line.page);
    }
    return QApplication::exec();
}
