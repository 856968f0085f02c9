// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstring>

#include <unistd.h>

/// libgomp reads its waiting policy when it is loaded, and threads that spin while they wait crawl
/// as soon as anything else runs. Where nobody has chosen, the program starts itself once more with
/// OMP_WAIT_POLICY=PASSIVE. It does so from .preinit_array, before the libraries' constructors:
/// LibTorch's alone take half a second, and main() would be too late to save it.
namespace {

char kPolicy[] = "OMP_WAIT_POLICY=PASSIVE";
constexpr std::size_t kNameLength = sizeof "OMP_WAIT_POLICY=" - 1;

[[maybe_unused]] void settleWaitingPolicy(int, char** arguments, char** environment) {
    std::size_t count = 0;
    for (; environment[count] != nullptr; ++count) {
        if (std::strncmp(environment[count], kPolicy, kNameLength) == 0) {
            return;
        }
    }
    // Nothing is constructed yet, so the stack is all there is.
    auto** extended = static_cast<char**>(__builtin_alloca((count + 2) * sizeof(char*)));
    std::memcpy(extended, environment, count * sizeof(char*));
    extended[count] = kPolicy;
    extended[count + 1] = nullptr;
    // Where this fails the program goes on as it is, only slower.
    ::execve("/proc/self/exe", arguments, extended);
}

// A sanitizer's runtime is not ready this early, and its builds are slow anyhow.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
[[gnu::section(".preinit_array"), gnu::used]] void (*g_settle)(int, char**,
                                                               char**) = settleWaitingPolicy;
#endif

} // namespace
