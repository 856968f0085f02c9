// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/pickle_input.h"
#include "network/pickle_object.h"

namespace brera::network::pickle {

/// Makes the values of one document and keeps them within the limits.
class Builder {
public:
    Builder(const Input& input, const Limits& limits) : m_input(input), m_limits(limits) {}

    static Value boolean(bool truth);
    static Value integer(std::int64_t number);
    static Value real(double number);
    /// Text or Bytes that stand in the stream.
    Value run(Kind kind, std::string_view characters);
    Value ownText(std::string characters);
    /// Little-endian two's complement of any length.
    Value bigInteger(std::string_view bytes);

    /// An empty container.
    Value make(Kind kind, std::string_view name = {});
    Value filled(Kind kind, std::span<const Value> children);
    void append(const Value& parent, std::span<const Value> children);
    void setEntries(const Value& parent, std::span<const Value> keysAndValues);
    void setState(const Value& built, const Value& state);

    Value global(std::string_view module, std::string_view name);
    /// What a call stands for: a record, or a plain container where the callable is one of Python's
    /// own.
    Value record(const Value& callable, const Value& arguments);
    Value persistent(const Value& id);

    Document finish(const Value& root, std::size_t end);

private:
    void countObject();
    void countElements(std::size_t number);
    void deepen(Object& parent, const Value& child);
    Value orderedDict(std::span<const Value> given);

    const Input& m_input;
    const Limits& m_limits;
    Document m_document;
    std::size_t m_objects = 0;
    std::size_t m_elements = 0;
};

} // namespace brera::network::pickle
