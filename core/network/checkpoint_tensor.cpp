// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/checkpoint_tensor.h"

#include "base/error.h"

#include <algorithm>
#include <array>

namespace brera::network {

namespace {

using pickle::Kind;
using pickle::Value;

constexpr std::array<ElementType, 15> kTypes{{
    {"FloatStorage", "float32", 4},
    {"HalfStorage", "float16", 2},
    {"BFloat16Storage", "bfloat16", 2},
    {"DoubleStorage", "float64", 8},
    {"LongStorage", "int64", 8},
    {"IntStorage", "int32", 4},
    {"ShortStorage", "int16", 2},
    {"CharStorage", "int8", 1},
    {"ByteStorage", "uint8", 1},
    {"BoolStorage", "bool", 1},
    {"ComplexFloatStorage", "complex64", 8, false},
    {"ComplexDoubleStorage", "complex128", 16, false},
    {"QInt8Storage", "qint8", 1, false},
    {"QUInt8Storage", "quint8", 1, false},
    {"QInt32Storage", "qint32", 4, false},
}};

/// A tensor may have more elements than its storage only where strides of 0 repeat them; more than
/// this is no network's weight.
constexpr std::int64_t kMostRepeated = std::int64_t{1} << 24;
constexpr std::size_t kMostAxes = 64;

std::string_view lastPart(std::string_view dotted) {
    return dotted.substr(dotted.rfind('.') + 1);
}

[[noreturn]] void fail(const std::string& what, const std::string& why) {
    throw ModelError(what + ": " + why);
}

std::int64_t countOf(const Value& value, const std::string& what, const char* name) {
    if (!value.is(Kind::Int)) {
        fail(what, std::string("its ") + name + " is a " + value.kindName() + ", not an int");
    }
    if (value.asInt() < 0) {
        fail(what, std::string("its ") + name + " is negative: " + std::to_string(value.asInt()));
    }
    return value.asInt();
}

/// A tuple of counts; torch.Size as well, which older files have.
std::vector<std::int64_t> countsOf(const Value& value, const std::string& what, const char* name) {
    const bool wrapped = value.is(Kind::Record) && value.name() == "torch.Size" &&
                         value.arguments().items().size() == 1;
    const auto& tuple = wrapped ? value.arguments().items()[0] : value;
    if (!tuple.is(Kind::Tuple) && !tuple.is(Kind::List)) {
        fail(what, std::string("its ") + name + " is a " + tuple.kindName() + ", not a tuple");
    }
    if (tuple.items().size() > kMostAxes) {
        fail(what, "it has " + std::to_string(tuple.items().size()) + " axes");
    }
    std::vector<std::int64_t> counts;
    for (const auto& item : tuple.items()) {
        counts.push_back(countOf(item, what, name));
    }
    return counts;
}

/// a + b · c, unless it overflows.
std::optional<std::int64_t> sum(std::int64_t a, std::int64_t b, std::int64_t c) {
    std::int64_t result = 0;
    const bool over =
        __builtin_mul_overflow(b, c, &result) || __builtin_add_overflow(a, result, &result);
    return over ? std::nullopt : std::optional(result);
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "(";
    for (const auto axis : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(axis);
    }
    return text + ")";
}

void checkBounds(const TensorView& view, const std::string& what) {
    const auto size = view.storage.viewElements * view.storage.elementBytes() / view.type->bytes;
    const auto within = view.storage.viewOffset;
    std::optional<std::int64_t> elements = 1;
    std::optional<std::int64_t> last = view.offset;
    for (std::size_t axis = 0; axis < view.shape.size(); ++axis) {
        if (view.shape[axis] == 0) {
            return;
        }
        elements = elements ? sum(0, *elements, view.shape[axis]) : elements;
        last = last ? sum(*last, view.shape[axis] - 1, view.strides[axis]) : last;
    }
    if (!elements || *elements > std::max(size, kMostRepeated)) {
        fail(what, "a tensor of shape " + shapeText(view.shape) +
                       " cannot come from a storage of " + std::to_string(size) + " elements");
    }
    if (!last || *last - within >= size) {
        fail(what, "a tensor of shape " + shapeText(view.shape) + ", strides " +
                       shapeText(view.strides) + " and offset " +
                       std::to_string(view.offset - within) + " reaches outside its storage of " +
                       std::to_string(size) + " elements");
    }
}

/// The name of a function and the arguments it would be called with.
struct Call {
    std::string_view name;
    std::span<const Value> arguments;
};

/// The call that a wrapping call has a tensor from: a parameter's, in the form of its time, or that
/// of a tensor with attributes of its own. Empty when the call wraps nothing.
std::optional<Call> wrapped(const Call& call) {
    // Before 0.4, parameters were built by their class.
    constexpr std::array<std::string_view, 4> kWrappers{
        "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state",
        "torch.nn.parameter.Parameter", "torch.autograd.variable.Variable"};
    if (call.name == "torch._tensor._rebuild_from_type_v2" && call.arguments.size() >= 3) {
        return Call{call.arguments[0].name(), call.arguments[2].items()};
    }
    if (std::ranges::find(kWrappers, call.name) != kWrappers.end() && !call.arguments.empty()) {
        return Call{call.arguments[0].name(), call.arguments[0].arguments().items()};
    }
    return {};
}

/// Down through the calls that only wrap a tensor, to the one that makes it.
std::optional<Call> tensorCall(const Value& value, const std::string& what) {
    if (!value.is(Kind::Record)) {
        return {};
    }
    Call call{value.name(), value.arguments().items()};
    constexpr int kMostWraps = 8;
    int wraps = 0;
    while (const auto inner = wrapped(call)) {
        if (++wraps > kMostWraps) {
            fail(what, "a parameter holds no tensor");
        }
        call = *inner;
    }
    if (call.name.starts_with("torch._utils._rebuild_")) {
        return call;
    }
    if (wraps > 0) {
        fail(what, "a parameter holds no tensor");
    }
    return {};
}

const ElementType* typeNamed(const Value& dtype, const std::string& what) {
    const auto name = lastPart(dtype.name());
    const auto found = std::ranges::find(kTypes, name, &ElementType::dtype);
    if (!dtype.is(Kind::Global) || found == kTypes.end()) {
        fail(what, "elements of type " + pickle::printable(dtype.name()) + " are not understood");
    }
    return &*found;
}

} // namespace

std::int64_t TensorView::elements() const {
    std::int64_t count = 1;
    for (const auto axis : shape) {
        if (axis == 0) {
            return 0;
        }
        count *= axis;
    }
    return count;
}

std::optional<StorageId> storageOf(const Value& persistentId, const std::string& what) {
    const auto parts = persistentId.arguments().items();
    if (parts.empty() || !parts[0].is(Kind::Text) || parts[0].text() != "storage") {
        return {};
    }
    if (parts.size() < 5 || !parts[2].is(Kind::Text)) {
        fail(what, "a storage is referred to in an unknown way");
    }
    StorageId storage{.key = std::string(parts[2].text())};
    const auto name = lastPart(parts[1].name());
    if (name != "UntypedStorage" && name != "_UntypedStorage") {
        const auto found = std::ranges::find(kTypes, name, &ElementType::storage);
        if (found == kTypes.end()) {
            fail(what,
                 "storages of type " + pickle::printable(parts[1].name()) + " are not understood");
        }
        storage.type = &*found;
    }
    storage.elements = countOf(parts[4], what, "storage's size");
    storage.viewElements = storage.elements;
    if (!sum(0, storage.elements, storage.elementBytes())) {
        fail(what, "its storage claims " + std::to_string(storage.elements) + " elements");
    }
    // Before 1.0, a storage could be part of another: (key, offset, size).
    if (parts.size() > 5 && !parts[5].is(Kind::None)) {
        const auto view = parts[5].items();
        if (view.size() != 3) {
            fail(what, "a storage is referred to in an unknown way");
        }
        storage.viewOffset = countOf(view[1], what, "storage's offset");
        storage.viewElements = countOf(view[2], what, "storage's size");
        const auto end = sum(storage.viewOffset, storage.viewElements, 1);
        if (!end || *end > storage.elements) {
            fail(what, "a part of a storage reaches outside it");
        }
    }
    return storage;
}

std::optional<TensorView> viewOf(const Value& value, const std::string& what) {
    const auto call = tensorCall(value, what);
    if (!call) {
        return {};
    }
    const auto function = lastPart(call->name);
    const auto given = call->arguments;
    const bool third = function == "_rebuild_tensor_v3";
    if (function != "_rebuild_tensor" && function != "_rebuild_tensor_v2" && !third) {
        fail(what, "tensors made by " + pickle::printable(call->name) + " are not understood");
    }
    if (given.size() < (third ? 7U : 4U) || given[0].name() != pickle::kPersistentId) {
        fail(what, "a tensor is described in an unknown way");
    }
    const auto storage = storageOf(given[0], what);
    if (!storage) {
        fail(what, "a tensor lies in something that is no storage");
    }
    TensorView view{.storage = *storage, .type = storage->type};
    if (third) {
        view.type = typeNamed(given[6], what);
    } else if (view.type == nullptr) {
        view.type = std::ranges::find(kTypes, "uint8", &ElementType::dtype);
    }
    if (!view.type->readable || (storage->type != nullptr && storage->type != view.type)) {
        fail(what,
             "elements of type " + std::string(view.type->dtype) + " are not understood here");
    }
    const auto* metadata = given.size() > (third ? 7U : 6U) ? &given[third ? 7 : 6] : nullptr;
    if (metadata != nullptr && !metadata->entries().empty()) {
        fail(what, "a tensor marked as conjugate or negated is not understood");
    }
    view.shape = countsOf(given[2], what, "shape");
    view.strides = countsOf(given[3], what, "strides");
    if (view.shape.size() != view.strides.size()) {
        fail(what, "a tensor has " + std::to_string(view.shape.size()) + " axes and " +
                       std::to_string(view.strides.size()) + " strides");
    }
    const auto offset = sum(storage->viewOffset, countOf(given[1], what, "offset"), 1);
    if (!offset) {
        fail(what, "its offset is absurd");
    }
    view.offset = *offset;
    checkBounds(view, what);
    return view;
}

} // namespace brera::network
