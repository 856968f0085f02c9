// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/figures.h"

#include "base/error.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <sys/resource.h>

namespace brera::bench {

namespace {
constexpr std::size_t kTriedBatches = 4;
} // namespace

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double cpuSeconds() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double peakGigabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / (1 << 20);
}

FastestForward::FastestForward(const network::Network& network,
                               const std::vector<at::Tensor>& batches, std::stop_token stop)
    : m_forward(network), m_batches(batches), m_stop(std::move(stop)) {
    const auto part = std::min(batches.size(), kTriedBatches);
    for (std::size_t i = 0; i < part; ++i) {
        m_tried += batches[i].size(0);
    }
    for (const auto& way : network::PureForward::names()) {
        m_forward.prepare(way, batches.front());
        const double first = time(way, 0, part);
        m_ways.emplace_back(std::min(first, time(way, 0, part)), way);
    }
    std::sort(m_ways.begin(), m_ways.end());
}

double FastestForward::time(const std::string& way, std::size_t first, std::size_t count) {
    double seconds = 0;
    for (std::size_t i = first; i < first + count; ++i) {
        if (m_stop.stop_requested()) {
            throw Cancelled();
        }
        seconds += m_forward.secondsPerBatch(way, m_batches[i]);
    }
    return seconds;
}

double FastestForward::seconds() {
    const double first = time(m_ways[0].second, 0, m_batches.size());
    return std::min(first, time(m_ways[1].second, 0, m_batches.size()));
}

std::array<double, 2> FastestForward::seconds(std::size_t batch) {
    return {time(m_ways[0].second, batch, 1), time(m_ways[1].second, batch, 1)};
}

double FastestForward::seconds(std::size_t way, std::size_t batch) {
    return time(m_ways.at(way).second, batch, 1);
}

nlohmann::json FastestForward::tried() const {
    nlohmann::json ways = nlohmann::json::object();
    for (const auto& [seconds, way] : m_ways) {
        ways[way] = static_cast<double>(m_tried) / seconds;
    }
    return ways;
}

} // namespace brera::bench
