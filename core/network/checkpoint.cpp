// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/checkpoint.h"

#include "base/error.h"
#include "network/checkpoint_file.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <unordered_map>

namespace brera::network {

namespace {

using pickle::Kind;
using pickle::Value;

/// Where training scripts put the state_dict.
constexpr const char* kNests[] = {"state_dict", "model_state_dict", "model", "net"};
constexpr std::string_view kParallelPrefix = "module.";

at::ScalarType scalarType(const ElementType& type) {
    static const std::unordered_map<std::string_view, at::ScalarType> known{
        {"float32", at::kFloat},  {"float16", at::kHalf}, {"bfloat16", at::kBFloat16},
        {"float64", at::kDouble}, {"int64", at::kLong},   {"int32", at::kInt},
        {"int16", at::kShort},    {"int8", at::kChar},    {"uint8", at::kByte},
        {"bool", at::kByte},
    };
    return known.at(type.dtype);
}

/// Copies a tensor out of its storage's bytes, which need not be aligned.
at::Tensor copyOf(const TensorView& view, std::span<const std::byte> storage) {
    const auto type = scalarType(*view.type);
    if (view.elements() == 0) {
        return at::empty(view.shape, type);
    }
    std::int64_t span = 1;
    for (std::size_t axis = 0; axis < view.shape.size(); ++axis) {
        span += (view.shape[axis] - 1) * view.strides[axis];
    }
    const auto part = at::empty({span}, type);
    std::memcpy(part.data_ptr(), storage.data() + view.offset * view.type->bytes,
                static_cast<std::size_t>(span * view.type->bytes));
    return part.as_strided(view.shape, view.strides).contiguous();
}

} // namespace

struct Checkpoint::Impl {
    std::filesystem::path path;
    std::unique_ptr<const CheckpointFile> file;
    std::vector<TensorInfo> infos;
    std::vector<Value> values; ///< of the tensors, in the same order
    std::unordered_map<std::string_view, std::size_t> byName;

    explicit Impl(const std::filesystem::path& where)
        : path(where), file(openCheckpointFile(where)) {
        // A later entry replaces an earlier one of the same name, as in a Python dict.
        std::unordered_map<std::string_view, std::size_t> places;
        for (const auto& [key, value] : stateDict().entries()) {
            if (!key.is(Kind::Text) || !viewOf(value, named(key.text()))) {
                continue;
            }
            auto info = infoOf(value, std::string(key.text()));
            const auto [place, isNew] = places.emplace(key.text(), infos.size());
            if (isNew) {
                infos.push_back(std::move(info));
                values.push_back(value);
            } else {
                infos[place->second] = std::move(info);
                values[place->second] = value;
            }
        }
        const bool parallel = std::ranges::all_of(
            infos, [](const auto& info) { return info.name.starts_with(kParallelPrefix); });
        for (std::size_t i = 0; i < infos.size(); ++i) {
            infos[i].name.erase(0, parallel ? kParallelPrefix.size() : 0);
            byName.emplace(infos[i].name, i);
        }
    }

    std::string named(std::string_view tensor) const {
        return path.string() + ": " + pickle::printable(tensor);
    }

    bool holdsTensors(const Value& dict) const {
        return std::ranges::any_of(dict.entries(), [&](const auto& entry) {
            return viewOf(entry.second, path.string()).has_value();
        });
    }

    const Value& stateDict() const {
        const auto& root = file->document().root();
        for (const auto* nest : kNests) {
            const auto* nested = root.find(nest);
            if (nested != nullptr && holdsTensors(*nested)) {
                return *nested;
            }
        }
        return root;
    }

    TensorInfo infoOf(const Value& value, const std::string& name) const {
        const auto view = viewOf(value, named(name)).value();
        file->check(view.storage, named(name));
        return {name, view.shape, std::string(view.type->dtype)};
    }

    at::Tensor tensor(const Value& value, const std::string& what) const {
        const auto view = viewOf(value, what);
        if (!view) {
            throw ModelError(what + ": a " + value.kindName() + ", no tensor");
        }
        const auto bytes = file->bytes(view->storage, what);
        try {
            const auto copy = copyOf(*view, bytes);
            return view->type->dtype == "bool" ? copy.ne(0) : copy;
        } catch (const c10::Error& error) {
            throw ModelError(what + ": " + error.what_without_backtrace());
        } catch (const std::bad_alloc&) {
            throw ModelError(what + ": not enough memory for " + std::to_string(view->elements()) +
                             " elements");
        }
    }
};

Checkpoint::Checkpoint(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {
}

Checkpoint readCheckpoint(const std::filesystem::path& path) {
    return Checkpoint(std::make_shared<const Checkpoint::Impl>(path));
}

const std::vector<TensorInfo>& Checkpoint::tensors() const {
    return m_impl->infos;
}

bool Checkpoint::contains(std::string_view name) const {
    return m_impl->byName.contains(name);
}

at::Tensor Checkpoint::tensor(const std::string& name) const {
    const auto found = m_impl->byName.find(name);
    if (found == m_impl->byName.end()) {
        throw ModelError(m_impl->named(name) + ": there is no tensor of that name");
    }
    return m_impl->tensor(m_impl->values[found->second], m_impl->named(name));
}

const pickle::Value& Checkpoint::root() const {
    return m_impl->file->document().root();
}

std::optional<TensorInfo> Checkpoint::describe(const pickle::Value& value) const {
    if (!viewOf(value, m_impl->path.string())) {
        return {};
    }
    return m_impl->infoOf(value, {});
}

at::Tensor Checkpoint::tensor(const pickle::Value& value) const {
    return m_impl->tensor(value, m_impl->path.string());
}

const std::filesystem::path& Checkpoint::path() const {
    return m_impl->path;
}

} // namespace brera::network
