// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace brera::demo {

/// SplitMix64 with distributions of our own: those of the standard library differ between
/// libraries, and the demo world must come out the same everywhere. Source: Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    /// An independent stream for every combination of keys.
    explicit Random(std::initializer_list<std::uint64_t> keys);

    std::uint64_t bits();
    double uniform();                        ///< [0, 1)
    double uniform(double low, double high); ///< [low, high)
    int below(int count);                    ///< 0 … count − 1
    bool chance(double probability);
    /// Nearly normal, mean 0, deviation 1: a sum of four uniforms, exact in integers until the last
    /// step.
    double noise();

    template <typename T>
    void shuffle(std::vector<T>& values) {
        for (int last = static_cast<int>(values.size()) - 1; last > 0; --last) {
            std::swap(values[static_cast<std::size_t>(last)],
                      values[static_cast<std::size_t>(below(last + 1))]);
        }
    }

private:
    std::uint64_t m_state;
};

} // namespace brera::demo
