// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/pickle.h"

#include "base/error.h"
#include "network/pickle_object.h"

#include <algorithm>
#include <ranges>

namespace brera::network::pickle {

namespace {

const Value kNone{};

bool hasObject(Kind kind) {
    return kind >= Kind::List;
}

[[noreturn]] void throwUnlike(const Value& value, const char* wanted) {
    throw ModelError(std::string("the file holds a ") + value.kindName() + " where a " + wanted +
                     " should be");
}

} // namespace

const char* Value::kindName() const {
    switch (m_kind) {
    case Kind::None:
        return "None";
    case Kind::Bool:
        return "bool";
    case Kind::Int:
        return "int";
    case Kind::BigInt:
        return "int beyond 64 bits";
    case Kind::Float:
        return "float";
    case Kind::Text:
        return "text";
    case Kind::Bytes:
        return "bytes";
    case Kind::List:
        return "list";
    case Kind::Tuple:
        return "tuple";
    case Kind::Set:
        return "set";
    case Kind::Dict:
        return "dict";
    case Kind::Global:
        return "name of a class or function";
    case Kind::Record:
        return "Python object";
    }
    return "value";
}

bool Value::asBool() const {
    if (m_kind != Kind::Bool) {
        throwUnlike(*this, "bool");
    }
    return m_as.boolean;
}

std::int64_t Value::asInt() const {
    if (m_kind != Kind::Int) {
        throwUnlike(*this, "int");
    }
    return m_as.integer;
}

double Value::asFloat() const {
    if (m_kind == Kind::Int) {
        return static_cast<double>(m_as.integer);
    }
    if (m_kind != Kind::Float) {
        throwUnlike(*this, "float");
    }
    return m_as.real;
}

std::string_view Value::text() const {
    if (m_kind != Kind::Text) {
        throwUnlike(*this, "text");
    }
    return *m_as.text;
}

std::span<const std::byte> Value::bytes() const {
    if (m_kind != Kind::Bytes && m_kind != Kind::BigInt) {
        throwUnlike(*this, "run of bytes");
    }
    return std::as_bytes(std::span(m_as.text->data(), m_as.text->size()));
}

std::span<const Value> Value::items() const {
    return hasObject(m_kind) ? std::span<const Value>(m_as.object->items)
                             : std::span<const Value>();
}

std::span<const std::pair<Value, Value>> Value::entries() const {
    using Entries = std::span<const std::pair<Value, Value>>;
    return hasObject(m_kind) ? Entries(m_as.object->entries) : Entries();
}

const Value* Value::find(std::string_view key) const {
    for (const auto& [name, value] : std::views::reverse(entries())) {
        if (name.is(Kind::Text) && name.text() == key) {
            return &value;
        }
    }
    return nullptr;
}

std::string_view Value::name() const {
    return hasObject(m_kind) ? m_as.object->name : std::string_view();
}

const Value& Value::arguments() const {
    return hasObject(m_kind) ? m_as.object->arguments : kNone;
}

const Value& Value::state() const {
    return hasObject(m_kind) ? m_as.object->state : kNone;
}

Document::Document() : m_impl(std::make_unique<Impl>()) {
}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

const Value& Document::root() const {
    return m_impl->root;
}

const std::vector<Value>& Document::persistentIds() const {
    return m_impl->persistentIds;
}

const std::vector<Value>& Document::globals() const {
    return m_impl->globals;
}

std::size_t Document::end() const {
    return m_impl->end;
}

std::optional<std::string> bytesOf(const Value& value) {
    if (value.is(Kind::Bytes)) {
        const auto bytes = value.bytes();
        return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    if (!value.is(Kind::Record)) {
        return {};
    }
    const auto arguments = value.arguments().items();
    if (value.name() == "__builtin__.bytes" || value.name() == "builtins.bytes") {
        return arguments.empty() ? std::optional(std::string()) : std::nullopt;
    }
    if (value.name() != "_codecs.encode" || arguments.size() != 2 || !arguments[0].is(Kind::Text) ||
        !arguments[1].is(Kind::Text) ||
        (arguments[1].text() != "latin1" && arguments[1].text() != "latin-1")) {
        return {};
    }
    // Each Latin-1 character is one byte of UTF-8 below 0x80, else 0xC2 or 0xC3 and one more.
    std::string bytes;
    const auto text = arguments[0].text();
    bytes.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto first = static_cast<unsigned char>(text[at]);
        if (first < 0x80) {
            bytes.push_back(text[at]);
            continue;
        }
        const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if ((first != 0xc2 && first != 0xc3) || (second & 0xc0) != 0x80) {
            return {};
        }
        bytes.push_back(static_cast<char>((first & 0x03) << 6 | (second & 0x3f)));
        ++at;
    }
    return bytes;
}

std::string printable(std::string_view text) {
    constexpr std::size_t kLongest = 80;
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string shown;
    for (const auto character : text.substr(0, kLongest)) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte >= 0x20 && byte < 0x7f) {
            shown.push_back(character);
        } else {
            shown += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
        }
    }
    return shown + (text.size() > kLongest ? "…" : "");
}

} // namespace brera::network::pickle
