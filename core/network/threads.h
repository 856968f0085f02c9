// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace brera::network {

/// Compute threads of LibTorch; 0 = one for each core. Call once, before any network runs.
void setComputeThreads(int threads);
/// Call first on every new thread that computes: threads do not inherit the setting.
void initComputeThread();

} // namespace brera::network
