// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/torch_edge.h"

#include "base/log.h"
#include "network/errors.h"

#include <c10/util/Exception.h>

#include <array>
#include <new>
#include <string_view>

namespace brera::network {

namespace {
// The interpreter rethrows what an operator threw as a plain runtime_error, so that
// c10::OutOfMemoryError often arrives as text only.
bool saysDeviceIsFull(std::string_view message) {
    constexpr std::array<std::string_view, 5> kPhrases{
        "CUDA out of memory", "CUDA error: out of memory", "CUBLAS_STATUS_ALLOC_FAILED",
        "CUDNN_STATUS_ALLOC_FAILED", "HIP out of memory"};
    for (const auto phrase : kPhrases) {
        if (message.find(phrase) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

[[noreturn]] void raise(const std::string& context, const std::string& message, bool full) {
    log(LogLevel::Error, context + ": " + message);
    const std::string text = context + ": " + torchReason(message);
    if (full || saysDeviceIsFull(message)) {
        throw CudaOutOfMemory(text);
    }
    throw ModelError(text);
}
} // namespace

std::string torchReason(const std::string& message) {
    std::string_view text = message;
    // The interpreter puts the script's trace first and the error itself last.
    for (const std::string_view head : {"RuntimeError: ", "torch.jit.Error: "}) {
        if (const auto at = text.rfind(head); at != std::string_view::npos) {
            text.remove_prefix(at + head.size());
            break;
        }
    }
    const auto begin = text.find_first_not_of(" \n\t");
    if (begin == std::string_view::npos) {
        return "LibTorch gives no reason";
    }
    text.remove_prefix(begin);
    text = text.substr(0, text.find('\n'));
    if (const auto trace = text.find("Exception raised from"); trace != std::string_view::npos) {
        text = text.substr(0, trace);
    }
    const auto end = text.find_last_not_of(" .:\r");
    return std::string(text.substr(0, end + 1));
}

void rethrowAtTheEdge(const std::string& context) {
    try {
        throw;
    } catch (const CudaOutOfMemory&) {
        throw;
    } catch (const ModelError& error) {
        if (std::string_view(error.what()).find(context) != std::string_view::npos) {
            throw;
        }
        throw ModelError(context + ": " + error.what());
    } catch (const Error&) {
        throw;
    } catch (const Cancelled&) {
        throw;
    } catch (const c10::OutOfMemoryError& error) {
        raise(context, error.what(), true);
    } catch (const c10::Error& error) {
        log(LogLevel::Debug, error.what());
        raise(context, error.what_without_backtrace(), false);
    } catch (const std::bad_alloc&) {
        raise(context, "not enough memory", false);
    } catch (const std::exception& error) {
        raise(context, error.what(), false);
    }
}

} // namespace brera::network
