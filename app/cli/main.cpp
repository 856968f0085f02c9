// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/log.h"
#include "commands.h"
#include "console.h"
#include "network/block_cache.h"
#include "network/threads.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace {

using brera::cli::Console;

void logToStandardError() {
    auto logger = spdlog::stderr_color_mt("brera");
    logger->set_pattern("%l: %v");
    logger->set_level(std::getenv("BRERA_DEBUG") != nullptr ? spdlog::level::debug
                                                            : spdlog::level::warn);
    brera::setLogSink([logger](brera::LogLevel level, std::string_view message) {
        static constexpr spdlog::level::level_enum kLevels[] = {
            spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err};
        logger->log(kLevels[static_cast<int>(level)],
                    brera::cli::printable(std::string(message)));
    });
}

int signalPipe[2] = {-1, -1};

void onSignal(int) {
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
}

/// Turns the first SIGINT or SIGTERM into a stop request and the second into an end. A handler and
/// a pipe, not sigwait: the BLAS library's threads are older than main and would take the signal.
void watchSignals(Console& console) {
    if (::pipe2(signalPipe, O_CLOEXEC) != 0) {
        return; // signals then end the program at once; what was committed stays
    }
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::thread([&console] {
        char byte = 0;
        if (::read(signalPipe[0], &byte, 1) == 1) {
            console.stopSource().request_stop();
        }
        if (::read(signalPipe[0], &byte, 1) == 1) {
            std::_Exit(brera::cli::kStopped);
        }
    }).detach();
}

/// Whether a command keeps what it has done and goes on there when it is run again.
bool resumes(const CLI::App& app) {
    static constexpr std::string_view kThose[] = {
        "extract",     "describe",     "importance", "curve",     "captioner train",
        "demo render", "demo project", "demo audit", "demo edit", "demo captioner"};
    std::string name;
    for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
        at = at->get_subcommands().front();
        name += (name.empty() ? "" : " ") + at->get_name();
    }
    return std::find(std::begin(kThose), std::end(kThose), name) != std::end(kThose);
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
        brera::network::keepLargeBlocks();
    });
    brera::cli::addInfo(app, console);
    brera::cli::addExtract(app, console);
    brera::cli::addDescribe(app, console);
    brera::cli::addSheet(app, console);
    brera::cli::addExport(app, console);
    brera::cli::addImport(app, console);
    brera::cli::addSearch(app, console);
    brera::cli::addCompare(app, console);
    brera::cli::addReport(app, console);
    brera::cli::addCaptioner(app, console);
    brera::cli::addAblate(app, console);
    brera::cli::addImportance(app, console);
    brera::cli::addCurve(app, console);
    brera::cli::addEdit(app, console);
    brera::cli::addProbe(app, console);
    brera::cli::addDemo(app, console);
    brera::cli::addBench(app, console);
    try {
        app.parse(argc, argv);
        return brera::cli::kDone;
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? brera::cli::kDone : brera::cli::kUsage;
    } catch (const brera::Cancelled&) {
        console.remark(resumes(app) ? "stopped; run the same command again to go on" : "stopped");
        console.object({{"stopped", true}});
        return brera::cli::kStopped;
    }
}

} // namespace

int main(int argc, char** argv) {
    // Lives as long as the detached signal thread may look at it.
    static Console console;
    logToStandardError();
    watchSignals(console);
    try {
        return run(argc, argv, console);
    } catch (const std::exception& error) {
        return fail(console, error.what());
    }
}
