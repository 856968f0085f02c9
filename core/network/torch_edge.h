// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

namespace brera::network {

/// Turns the exception being handled into a ModelError "CONTEXT: REASON", or a CudaOutOfMemory.
/// Errors of Brera's own and Cancelled pass through as they are. The whole text, back trace
/// included, goes to the log.
[[noreturn]] void rethrowAtTheEdge(const std::string& context);

/// The line of LibTorch's message that says what went wrong, without traces of either language.
std::string torchReason(const std::string& message);

/// Runs what calls LibTorch, so that nothing of LibTorch's gets out. @throws ModelError,
/// CudaOutOfMemory
template <typename Work>
auto atTheEdge(const std::string& context, Work&& work) -> decltype(work()) {
    try {
        return std::forward<Work>(work)();
    } catch (...) {
        rethrowAtTheEdge(context);
    }
}

} // namespace brera::network
