// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window_bench.h"

#include "base/error.h"
#include "gui/header_bar.h"
#include "gui/main_window.h"
#include "widgets/models/unit_model.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/search_view.h"
#include "widgets/views/card_grid_view.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace brera::gui {
namespace {

constexpr int kPatience = 60'000; ///< milliseconds
constexpr int kWarmPages = 12;
constexpr int kSteps = 400;
constexpr const char* kQueries[] = {"d",        "do",  "dog",        "red",       "red OR blue",
                                    "\"of a\"", "wh*", "NOT animal", "layer:1 a", "stripes"};

void waitFor(const std::function<bool()>& condition) {
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > kPatience) {
            throw DataError("the window did not come to rest within a minute");
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
}

double residentMib() {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmRSS:")) {
            return std::stod(line.substr(6)) / 1024;
        }
    }
    return 0;
}

nlohmann::json spread(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    return {{"median", at(.5)}, {"p95", at(.95)}, {"worst", values.back()}};
}

double milliseconds(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Milliseconds of every frame while the grid goes from top to `end` in equal steps.
std::vector<double> scroll(widgets::CardGridView& grid, int end) {
    std::vector<double> frames;
    QScrollBar* bar = grid.verticalScrollBar();
    for (int step = 0; step <= kSteps; ++step) {
        frames.push_back(milliseconds([&] {
            bar->setValue(static_cast<int>(static_cast<double>(end) * step / kSteps));
            grid.viewport()->repaint();
        }));
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    return frames;
}

} // namespace

nlohmann::json benchWindow(MainWindow& window, const QString& project) {
    waitFor([&] { return window.isSettled(); });
    const double empty = residentMib();
    nlohmann::json result;
    auto* page = window.galleryPage();
    auto* grid = page->grid();
    result["open_seconds"] =
        milliseconds([&] {
            window.openProject(project);
            waitFor([&] { return page->units()->rowCount() > 0 || !window.problem().isEmpty(); });
            grid->viewport()->repaint();
        }) /
        1e3;
    if (!window.problem().isEmpty()) {
        throw DataError(window.problem().toStdString());
    }
    waitFor([&] { return window.isSettled(); });
    result["units_in_layer"] = page->units()->rowCount();

    QScrollBar* bar = grid->verticalScrollBar();
    const int warm = std::min(bar->maximum(), kWarmPages * bar->pageStep());
    for (int top = 0; top <= warm; top += std::max(1, bar->pageStep() / 2)) {
        bar->setValue(top);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
        waitFor([&] { return window.isSettled(); });
    }
    result["scroll_warm"] = spread(scroll(*grid, warm));
    result["scroll_cold"] = spread(scroll(*grid, bar->maximum()));
    waitFor([&] { return window.isSettled(); });

    std::vector<double> searches;
    auto* view = page->searchView();
    for (const char* query : kQueries) {
        const QString text = QString::fromLatin1(query);
        searches.push_back(milliseconds([&] {
            window.header()->setSearch(text);
            Q_EMIT window.header()->searchEdited(text);
            waitFor([&] { return view->outcome().query == text; });
            view->grid()->viewport()->repaint();
        }));
    }
    result["search"] = spread(searches);
    waitFor([&] { return window.isSettled(); });
    result["memory_mib"] = residentMib() - empty;
    return result;
}

} // namespace brera::gui
