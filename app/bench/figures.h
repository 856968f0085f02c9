// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/baseline.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

/// What the benchmarks share.
namespace brera::bench {

double now();        ///< seconds, steady
double cpuSeconds(); ///< spent by all threads of this process so far
double median(std::vector<double> values);
double peakGigabytes(); ///< of this process so far

/// Every way LibTorch offers to run a network, warmed up and tried on a part of the batches; the
/// two fastest are measured in full whenever asked.
class FastestForward {
public:
    /// @param batches (N, C, H, W) on the network's device; must outlive this.
    FastestForward(const network::Network& network, const std::vector<at::Tensor>& batches,
                   std::stop_token stop);

    /// Seconds for all batches by the faster of the two.
    double seconds();
    /// Seconds for one batch by each of the two.
    std::array<double, 2> seconds(std::size_t batch);

    /// Seconds for one batch by the faster (0) or the slower (1) of the two.
    double seconds(std::size_t way, std::size_t batch);

    const std::string& fastest() const { return m_ways.front().second; }
    /// Way → images a second, as tried.
    nlohmann::json tried() const;

private:
    double time(const std::string& way, std::size_t first, std::size_t count);

    network::PureForward m_forward;
    const std::vector<at::Tensor>& m_batches;
    std::stop_token m_stop;
    std::int64_t m_tried = 0;                           ///< images each way was tried on
    std::vector<std::pair<double, std::string>> m_ways; ///< seconds then, fastest first
};

} // namespace brera::bench
