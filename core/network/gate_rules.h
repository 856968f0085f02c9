// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

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
/// @return names of the classes it defines
/// @throws ModelError "RECORD, line N: …"
std::vector<std::string> checkSource(const std::string& record, const std::string& text);

/// Looks at what a pickle names: classes that the source defines ("__torch__.Net"), LibTorch's own
/// makers of tensors and lists, and C++ classes that only hold weights. LibTorch crashes on a
/// pickle that is malformed or names a class that is not there. @throws ModelError
void checkPickle(const std::string& record, std::string_view bytes,
                 const std::set<std::string>& classes);

/// Looks at every operator of every compiled function, and that no tensor reaches beyond its
/// storage (LibTorch believes the sizes a file gives). @throws ModelError
void checkLoaded(const torch::jit::Module& module);

} // namespace brera::network
