// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/edit_recipe.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace brera::demo {

/// A network to edit and what is needed to look at it.
struct EditNetwork {
    std::filesystem::path network;
    bool shipped = false;
    std::string name; ///< as the progress calls it: "seed 2"
};

/// The network of a seed: the shipped one, one of an earlier call, or a new one. Networks are kept
/// under names that hold a digest of their recipe, so that no other recipe's is taken for it.
/// @throws as train().
EditNetwork editNetwork(const Renderer& renderer, const EditRecipe& recipe, std::uint64_t seed,
                        std::stop_token stop, const Progress& progress, const EditStep& onStep);

/// A project of the network's own on the validation images, extracted and described as the demo
/// project is. It is not the one people open: their notes and tags are no descriptions.
std::filesystem::path editProject(const Renderer& renderer, const EditRecipe& recipe,
                                  const EditNetwork& network, std::stop_token stop,
                                  const Progress& progress);

} // namespace brera::demo
