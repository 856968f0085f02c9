// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/log.h"
#include "commands.h"
#include "console.h"
#include "network/threads.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace {

using brera::cli::Console;

/// OpenMP reads its waiting policy before main: spinning threads would crawl when anything else
/// runs.
void useSleepingThreads(char** argv) {
    if (std::getenv("OMP_WAIT_POLICY") == nullptr) {
        ::setenv("OMP_WAIT_POLICY", "PASSIVE", 1);
        ::execv("/proc/self/exe", argv); // goes on below if that fails
    }
}

void logToStandardError() {
    auto logger = spdlog::stderr_color_mt("brera");
    logger->set_pattern("%l: %v");
    logger->set_level(std::getenv("BRERA_DEBUG") != nullptr ? spdlog::level::debug
                                                            : spdlog::level::warn);
    brera::setLogSink([logger](brera::LogLevel level, std::string_view message) {
        static constexpr spdlog::level::level_enum kLevels[] = {
            spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err};
        logger->log(kLevels[static_cast<int>(level)], message);
    });
}

/// Turns the first SIGINT or SIGTERM into a stop request and the second into an end.
void watchSignals(Console& console) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // inherited by every later thread
    std::thread([&console, signals] {
        int signal = 0;
        sigwait(&signals, &signal);
        console.stopSource().request_stop();
        sigwait(&signals, &signal);
        std::_Exit(brera::cli::kStopped);
    }).detach();
}

int fail(Console& console, const std::string& message) {
    console.remark("error: " + message);
    console.object({{"error", message}});
    return brera::cli::kFailed;
}

int run(int argc, char** argv, Console& console) {
    CLI::App app{"Brera: a gallery for the neurons of vision networks", "brera-cli"};
    app.set_version_flag("--version", std::string("brera-cli ") + BRERA_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    bool json = false;
    int threads = 0;
    app.add_flag("--json", json, "One JSON object on standard output, for machines");
    app.add_option("--threads", threads, "Compute threads (0: one for each core)")
        ->check(CLI::Range(0, 1024));
    app.parse_complete_callback([&] {
        console.setJson(json);
        brera::network::setComputeThreads(threads);
    });
    brera::cli::addInfo(app, console);
    brera::cli::addExtract(app, console);
    brera::cli::addSheet(app, console);
    brera::cli::addExport(app, console);
    brera::cli::addImport(app, console);
    brera::cli::addDemo(app, console);
    brera::cli::addBench(app, console);
    try {
        app.parse(argc, argv);
        return brera::cli::kDone;
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? brera::cli::kDone : brera::cli::kUsage;
    }
}

} // namespace

int main(int argc, char** argv) {
    useSleepingThreads(argv);
    // Lives as long as the detached signal thread may look at it.
    static Console console;
    logToStandardError();
    watchSignals(console);
    try {
        return run(argc, argv, console);
    } catch (const brera::Cancelled&) {
        console.remark("stopped; run the same command again to go on");
        console.object({{"stopped", true}});
        return brera::cli::kStopped;
    } catch (const std::exception& error) {
        return fail(console, error.what());
    }
}
