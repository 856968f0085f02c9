// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/log.h"
#include "milan/captioner_impl.h"
#include "milan/record_json.h"
#include "milan/weights.h"
#include "network/errors.h"
#include "network/gate.h"
#include "network/loader.h"
#include "network/network_impl.h"
#include "network/torch_edge.h"
#include "network/zip_archive.h"

#include <torch/script.h>

#include <fstream>
#include <map>
#include <system_error>

namespace brera::milan {

namespace {

using torch::jit::Module;

constexpr const char* kRecordFile = "captioner.json";
constexpr const char* kEncoder = "encoder";

/// binary16 where it keeps the values finite.
at::Tensor halved(const at::Tensor& tensor) {
    if (tensor.scalar_type() != at::kFloat) {
        return tensor;
    }
    const auto half = tensor.to(at::kHalf);
    const bool fits = at::isfinite(half).equal(at::isfinite(tensor));
    return fits ? half : tensor;
}

at::Tensor widened(const at::Tensor& tensor) {
    return tensor.scalar_type() == at::kHalf ? tensor.to(at::kFloat) : tensor;
}

template <typename Change>
void changeTensors(const Module& module, const Change& change) {
    for (at::Tensor tensor : module.parameters()) {
        tensor.set_data(change(tensor.detach()));
    }
    for (at::Tensor tensor : module.buffers()) {
        tensor.set_data(change(tensor.detach()));
    }
}

/// Names with dots as a tree of modules: what lies below one of them.
struct Branch {
    std::map<std::string, Branch> children;
    std::map<std::string, at::Tensor> tensors;
};

void grow(Branch& root, const std::string& name, const at::Tensor& tensor) {
    Branch* branch = &root;
    std::size_t begin = 0;
    for (auto dot = name.find('.'); dot != std::string::npos; dot = name.find('.', begin)) {
        branch = &branch->children[name.substr(begin, dot - begin)];
        begin = dot + 1;
    }
    branch->tensors[name.substr(begin)] = tensor;
}

Module realize(const Branch& branch, const std::string& name,
               const std::shared_ptr<torch::jit::CompilationUnit>& unit) {
    Module module(c10::QualifiedName("__torch__." + name), unit, true);
    module.register_attribute("training", c10::BoolType::get(), false);
    for (const auto& [leaf, tensor] : branch.tensors) {
        module.register_parameter(leaf, tensor, false);
    }
    for (const auto& [child, below] : branch.children) {
        module.register_module(child, realize(below, "Weights", unit));
    }
    return module;
}

std::optional<c10::IValue> find(const Module& module, const std::string& name) {
    c10::IValue value = module._ivalue();
    std::size_t begin = 0;
    while (true) {
        const auto dot = name.find('.', begin);
        const auto part = name.substr(begin, dot - begin);
        if (!value.isObject() || !value.type()->cast<c10::ClassType>()->hasAttribute(part)) {
            return std::nullopt;
        }
        value = value.toObjectRef().getAttr(part);
        if (dot == std::string::npos) {
            return value;
        }
        begin = dot + 1;
    }
}

/// A tensor may claim to repeat a few bytes any number of times; nothing here does.
void checkStored(const std::string& name, const at::Tensor& tensor) {
    const auto held = static_cast<std::int64_t>(tensor.storage().nbytes() / tensor.element_size());
    if (tensor.numel() > held) {
        throw ModelError("the captioner's " + name + " claims " + std::to_string(tensor.numel()) +
                         " values; the file holds " + std::to_string(held));
    }
}

using Names = std::vector<std::pair<std::string, at::Tensor*>>;

void read(const Names& names, const Module& module, const c10::Device& device) {
    for (const auto& [name, tensor] : names) {
        const auto value = find(module, name);
        if (!value || !value->isTensor() || !value->toTensor().defined()) {
            throw ModelError("the captioner has no tensor " + name);
        }
        checkStored(name, value->toTensor());
        *tensor = widened(value->toTensor().detach()).to(device).contiguous();
    }
}

void checkEncoder(const Module& module) {
    const auto check = [](const std::string& name, const at::Tensor& tensor) {
        checkStored("encoder." + name, tensor);
        if (tensor.is_floating_point() && !at::isfinite(tensor).all().item<bool>()) {
            throw ModelError("the captioner's encoder." + name +
                             " holds values that are not finite");
        }
    };
    for (const auto& parameter : module.named_parameters()) {
        check(parameter.name, parameter.value);
    }
    for (const auto& buffer : module.named_buffers()) {
        check(buffer.name, buffer.value);
    }
}

std::shared_ptr<Captioner::Impl> read(const std::filesystem::path& path, const c10::Device& device,
                                      const std::string& deviceName) {
    std::unordered_map<std::string, std::string> extra{{kRecordFile, ""}};
    const Module module = network::loadThroughGate(path, c10::Device(c10::kCPU), false, extra);
    if (extra[kRecordFile].empty()) {
        throw ModelError("is TorchScript, but no captioner: it has no record");
    }
    auto [record, vocabulary] = recordFromJson(extra[kRecordFile]);
    const auto encoder = find(module, kEncoder);
    if (!encoder || !encoder->isModule()) {
        throw ModelError("the captioner has no encoder");
    }
    const Module encoderModule = encoder->toModule();
    checkEncoder(encoderModule);
    changeTensors(encoderModule, widened);

    auto network = network::Network::fromModule(encoderModule, path.filename().string(),
                                                record.encoder, deviceName);
    auto impl = std::make_shared<Captioner::Impl>(Captioner::Impl{
        std::move(record), std::move(vocabulary), device.str(), std::move(network), {}, {}});
    read(named(impl->decoder), module, device);
    impl->languageModel.layers.resize(static_cast<std::size_t>(impl->record.sizes.lmLayers));
    read(named(impl->languageModel), module, device);
    checkWeights(*impl);
    if (const auto features = encoderFeatures(*impl); features != impl->record.sizes.features) {
        throw ModelError("the encoder's layers have " + std::to_string(features) +
                         " features together; the record says " +
                         std::to_string(impl->record.sizes.features));
    }
    return impl;
}

} // namespace

Captioner Captioner::load(const std::filesystem::path& path, const std::string& device) {
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure)) {
        throw ModelError(path.string() + ": there is no such captioner");
    }
    if (!network::ZipArchive::looksLikeZip(path)) {
        throw ModelError(path.string() + " is no captioner; the authors' checkpoints are imported "
                                         "with brera-cli captioner import");
    }
    const auto name = path.filename().string();
    return network::atTheEdge(name, [&] {
        try {
            const auto where = network::parseDevice(device);
            return Captioner(read(path, where, where.str()));
        } catch (const network::GateRefused& refused) {
            throw ModelError(name + " is refused: " + refused.finding() +
                             ". No captioner that Brera writes holds such a thing");
        } catch (const ModelError& error) {
            throw ModelError(name + ": " + error.what());
        }
    });
}

void Captioner::save(const std::filesystem::path& path, bool half) const {
    const auto partial = path.string() + ".part";
    const auto json = toJson(m_impl->record, m_impl->vocabulary);
    try {
        at::NoGradGuard noGrad;
        // A copy on the CPU: the running encoder keeps its device and precision.
        Module encoder = m_impl->encoder.impl().module.deepcopy();
        encoder.to(c10::Device(c10::kCPU));
        const auto stored = [half](const at::Tensor& tensor) {
            const auto plain = tensor.detach().to(at::kCPU).contiguous();
            return half ? halved(plain) : plain;
        };
        if (half) {
            changeTensors(encoder, halved);
        }
        Branch root;
        for (const auto& [name, tensor] : named(m_impl->decoder)) {
            grow(root, name, stored(*tensor));
        }
        for (const auto& [name, tensor] : named(m_impl->languageModel)) {
            grow(root, name, stored(*tensor));
        }
        Module module = realize(root, "Captioner", std::make_shared<torch::jit::CompilationUnit>());
        module.register_module(kEncoder, encoder);

        std::ofstream file(partial, std::ios::binary | std::ios::trunc);
        if (file) {
            module.save(file, {{kRecordFile, json}});
            file.close();
        }
        std::error_code failure;
        if (file) {
            std::filesystem::rename(partial, path, failure);
        }
        if (!file || failure) {
            throw DataError("is the disk full, or the folder read-only?");
        }
    } catch (const std::exception& error) {
        log(LogLevel::Error, path.string() + ": " + error.what());
        std::error_code ignored;
        std::filesystem::remove(partial, ignored);
        throw DataError("cannot write " + path.string() + ": " +
                        network::torchReason(error.what()));
    }
}

} // namespace brera::milan
