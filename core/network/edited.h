// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/network.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace brera::network {

/// Units by the module call whose output they are.
using RemovedUnits = std::map<std::string, std::vector<std::int64_t>>;

/// Writes a TorchScript file of the network with these units' outputs zero for good; everything
/// else, the modules' names included, stays. It loads in LibTorch and Python alike. Units a network
/// had lost before stay lost. Written beside and renamed.
/// @param input what the network is fed with, for the layers' shapes.
/// @param why JSON text kept in the file (who chose the units, accuracy before and after).
/// @throws ModelError naming a module or unit that does not exist; DataError when the file cannot
/// be written.
void saveEdited(const Network& network, const RemovedUnits& units, const InputSize& input,
                const std::string& why, const std::filesystem::path& path);

struct Edit {
    RemovedUnits units; ///< all that were removed, earlier edits included
    std::string why;    ///< of the latest edit
};
/// What a file says of its edits; empty for a network that is as it was trained.
/// @throws ModelError when the record is damaged.
Edit editOf(const std::filesystem::path& path);

} // namespace brera::network
