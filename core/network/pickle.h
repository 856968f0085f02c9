// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A restricted reader of Python pickles (protocols 0–5). It calls nothing: what a pickle asks to
/// be imported, called or built becomes an inert record that bears the name, so a hostile file can
/// do nothing but fail. Source: CPython's Lib/pickletools.py, which documents every opcode.
namespace brera::network::pickle {

enum class Kind : std::uint8_t {
    None,
    Bool,
    Int,
    BigInt, ///< beyond 64 bits: bytes() are little-endian two's complement
    Float,
    Text,  ///< Python str
    Bytes, ///< bytes, bytearray
    List,
    Tuple,
    Set,    ///< set, frozenset
    Dict,   ///< dict, collections.OrderedDict
    Global, ///< a class or function by its name
    Record, ///< what a call, a construction or a persistent id stands for
};

struct Object;
class Builder;

/// A value of a pickle; a light handle that is valid while its Document lives. Lists, dicts and
/// records may contain themselves: whoever recurses must bound the depth.
class Value {
public:
    Value() = default;

    Kind kind() const { return m_kind; }
    bool is(Kind kind) const { return m_kind == kind; }
    const char* kindName() const; ///< "dict"

    /// The plain kinds. @throws ModelError when the value is of another kind.
    bool asBool() const;
    std::int64_t asInt() const;
    double asFloat() const; ///< of Int too
    std::string_view text() const;
    std::span<const std::byte> bytes() const;

    /// Elements of a list, tuple or set, or those that were appended to a record; empty for other
    /// kinds.
    std::span<const Value> items() const;
    /// Entries of a dict, or those that were set in a record (a subclass of dict), as they were
    /// written; a later entry replaces an earlier one of the same key. Empty for other kinds.
    std::span<const std::pair<Value, Value>> entries() const;
    /// The last entry under a text key; null when there is none.
    const Value* find(std::string_view key) const;

    /// Global and Record: "torch._utils._rebuild_tensor_v2", "persistent id", … Empty for other
    /// kinds.
    std::string_view name() const;
    /// Record: the tuple it would have been called with, or the persistent id. None for other
    /// kinds.
    const Value& arguments() const;
    /// Record, dict, …: what BUILD would have set. None when there was no BUILD.
    const Value& state() const;

private:
    friend class Builder;
    Kind m_kind = Kind::None;
    union {
        std::int64_t integer = 0;
        bool boolean;
        double real;
        const std::string_view* text;
        Object* object;
    } m_as;
};

/// What one pickle holds, and the memory it lies in. Text and bytes point into the stream that was
/// read, which must live as long.
class Document {
public:
    Document();
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

    const Value& root() const;
    /// Every reference to something outside the pickle, in the order they were made: records of
    /// that name.
    const std::vector<Value>& persistentIds() const;
    /// Every class or function the pickle names, in the order they were named.
    const std::vector<Value>& globals() const;
    std::size_t end() const; ///< position in the stream after the pickle's STOP

private:
    friend class Builder;
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Bounds on what one pickle may ask for.
struct Limits {
    std::size_t objects = 2'000'000;   ///< containers, records, texts
    std::size_t elements = 16'000'000; ///< of all containers together, and on the stack
    std::size_t memo = 4'000'000;      ///< remembered values
    std::size_t depth = 1'000;         ///< of nesting
};

/// Reads the pickle that begins at `start`.
/// @param what name of the stream for messages: "decoder.pth: decoder/data.pkl".
/// @throws ModelError naming the byte offset: truncated, malformed, over a limit, or asking for
///          something outside the stream (extension registry, out-of-band buffers).
Document read(std::span<const std::byte> stream, const std::string& what, std::size_t start = 0,
              const Limits& limits = {});

/// Name of the record of a persistent id: a reference to something outside the pickle, such as a
/// storage.
inline constexpr std::string_view kPersistentId = "persistent id";

/// The bytes a value stands for: Bytes itself, or what protocol 2 writes in its place, a call of
/// _codecs.encode on Latin-1 text (which stays untouched until asked for here). Empty for anything
/// else.
std::optional<std::string> bytesOf(const Value& value);

/// A text of a file, fit for a message: control and non-ASCII bytes escaped, cut at 80.
std::string printable(std::string_view text);

} // namespace brera::network::pickle
