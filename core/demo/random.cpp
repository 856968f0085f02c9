// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/random.h"

namespace brera::demo {

Random::Random(std::initializer_list<std::uint64_t> keys) : m_state(0) {
    for (const std::uint64_t key : keys) {
        m_state ^= key;
        m_state = bits();
    }
}

std::uint64_t Random::bits() {
    m_state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

double Random::uniform() {
    return static_cast<double>(bits() >> 11) * 0x1p-53;
}

double Random::uniform(double low, double high) {
    return low + (high - low) * uniform();
}

int Random::below(int count) {
    const std::uint64_t high = bits() >> 32;
    return static_cast<int>((high * static_cast<std::uint64_t>(count)) >> 32);
}

bool Random::chance(double probability) {
    return uniform() < probability;
}

double Random::noise() {
    const std::uint64_t word = bits();
    const auto sum = static_cast<std::int64_t>((word & 0xffff) + ((word >> 16) & 0xffff) +
                                               ((word >> 32) & 0xffff) + (word >> 48));
    // The sum of four uniforms on 0 … 65535 has mean 131070 and deviation 65536 · √(4/12).
    return static_cast<double>(sum - 131070) / 37837.23;
}

} // namespace brera::demo
