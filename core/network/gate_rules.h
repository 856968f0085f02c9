// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace torch::jit {
struct Module;
}

namespace brera::network {

/// What TorchScript in a file may and may not name. Shared by the look at the text and the look at
/// what was compiled from it.
namespace rules {

/// Names that reach files: aten::save writes one, aten::from_file maps one, for writing too.
bool isForbiddenName(std::string_view name);
/// Operator namespaces that only compute: LibTorch's own and torchvision's.
bool isKnownOperators(std::string_view space);
/// C++ classes that only hold weights: torch.classes.SPACE. Others open stores and sockets.
bool isKnownClasses(std::string_view space);

} // namespace rules

/// Looks at one record of source text in the compiler's own tokens; never compiles it.
/// @param record "network/code/__torch__/torch/nn/modules/conv.py"
/// @throws ModelError "RECORD, line N: …"
void checkSource(const std::string& record, const std::string& text);

/// Looks for C++ classes that a pickle names. @throws ModelError
void checkPickle(const std::string& record, std::string_view bytes);

/// Looks at every operator of every compiled function, and that no tensor reaches beyond its
/// storage (LibTorch believes the sizes a file gives). @throws ModelError
void checkLoaded(const torch::jit::Module& module);

} // namespace brera::network
