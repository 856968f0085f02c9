// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/state_dict.h"

#include <torch/script.h>

#include <caffe2/serialize/inline_container.h>
#include <torch/csrc/jit/serialization/pickler.h>

#include "base/error.h"

#include <string>
#include <utility>
#include <vector>

namespace brera::demo {

namespace {

c10::Dict<std::string, at::Tensor> halfStateDict(const torch::jit::Module& network) {
    c10::Dict<std::string, at::Tensor> tensors;
    const auto add = [&](const std::string& name, const at::Tensor& tensor) {
        const at::Tensor plain = tensor.detach().cpu().contiguous();
        tensors.insert(name, plain.is_floating_point() ? plain.to(at::kHalf) : plain);
    };
    for (const auto& parameter : network.named_parameters()) {
        add(parameter.name, parameter.value);
    }
    for (const auto& buffer : network.named_buffers()) {
        add(buffer.name, buffer.value);
    }
    return tensors;
}

} // namespace

void writeHalfStateDict(const torch::jit::Module& network, const std::filesystem::path& path) {
    const std::filesystem::path partial = path.string() + ".part";
    try {
        // torch::pickle_save would wrap the dictionary in a type tag that only TorchScript knows.
        std::string pickled;
        torch::jit::Pickler pickler(
            [&](const char* bytes, std::size_t size) { pickled.append(bytes, size); }, nullptr,
            nullptr, nullptr, nullptr, /*tag_aggregates=*/false);
        pickler.protocol();
        pickler.pushIValue(halfStateDict(network));
        pickler.stop();

        caffe2::serialize::PyTorchStreamWriter archive(partial.string());
        archive.writeRecord("data.pkl", pickled.data(), pickled.size());
        std::size_t number = 0;
        for (const at::Tensor& tensor : pickler.tensorData()) {
            archive.writeRecord("data/" + std::to_string(number++), tensor.storage().data(),
                                tensor.storage().nbytes());
        }
        archive.writeEndOfFile();
        std::filesystem::rename(partial, path);
    } catch (const c10::Error& error) {
        throw DataError("cannot write " + path.string() + ": " + error.what_without_backtrace());
    } catch (const std::filesystem::filesystem_error& error) {
        throw DataError("cannot write " + path.string() + ": " + error.code().message());
    }
}

} // namespace brera::demo
