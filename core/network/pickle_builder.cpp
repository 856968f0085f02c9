// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/pickle_builder.h"

#include <algorithm>

namespace brera::network::pickle {

Value Builder::boolean(bool truth) {
    Value value;
    value.m_kind = Kind::Bool;
    value.m_as.boolean = truth;
    return value;
}

Value Builder::integer(std::int64_t number) {
    Value value;
    value.m_kind = Kind::Int;
    value.m_as.integer = number;
    return value;
}

Value Builder::real(double number) {
    Value value;
    value.m_kind = Kind::Float;
    value.m_as.real = number;
    return value;
}

void Builder::countObject() {
    if (++m_objects > m_limits.objects) {
        m_input.fail("it makes more than " + std::to_string(m_limits.objects) + " objects");
    }
}

void Builder::countElements(std::size_t number) {
    m_elements += number;
    if (m_elements > m_limits.elements) {
        m_input.fail("its containers hold more than " + std::to_string(m_limits.elements) +
                     " elements");
    }
}

Value Builder::run(Kind kind, std::string_view characters) {
    countObject();
    Value value;
    value.m_kind = kind;
    value.m_as.text = &m_document.m_impl->texts.emplace_back(characters);
    return value;
}

Value Builder::ownText(std::string characters) {
    return run(Kind::Text, m_document.m_impl->owned.emplace_back(std::move(characters)));
}

Value Builder::make(Kind kind, std::string_view name) {
    countObject();
    Value value;
    value.m_kind = kind;
    value.m_as.object = &m_document.m_impl->objects.emplace_back();
    value.m_as.object->name = name;
    return value;
}

Value Builder::bigInteger(std::string_view bytes) {
    if (bytes.size() > 8) {
        return run(Kind::BigInt, bytes);
    }
    const bool negative = !bytes.empty() && (static_cast<unsigned char>(bytes.back()) & 0x80) != 0;
    std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    }
    return integer(static_cast<std::int64_t>(value));
}

void Builder::deepen(Object& parent, const Value& child) {
    parent.depth =
        std::max(parent.depth, (child.m_kind >= Kind::List ? child.m_as.object->depth : 0) + 1);
    if (parent.depth > m_limits.depth) {
        m_input.fail("it is nested deeper than " + std::to_string(m_limits.depth) + " levels");
    }
}

void Builder::append(const Value& parent, std::span<const Value> children) {
    countElements(children.size());
    auto& object = *parent.m_as.object;
    for (const auto& child : children) {
        deepen(object, child);
    }
    object.items.insert(object.items.end(), children.begin(), children.end());
}

void Builder::setEntries(const Value& parent, std::span<const Value> keysAndValues) {
    if (keysAndValues.size() % 2 != 0) {
        m_input.fail("a dict has a key without a value");
    }
    countElements(keysAndValues.size());
    auto& object = *parent.m_as.object;
    for (std::size_t i = 0; i < keysAndValues.size(); i += 2) {
        deepen(object, keysAndValues[i]);
        deepen(object, keysAndValues[i + 1]);
        object.entries.emplace_back(keysAndValues[i], keysAndValues[i + 1]);
    }
}

Value Builder::filled(Kind kind, std::span<const Value> children) {
    const auto value = make(kind);
    append(value, children);
    return value;
}

void Builder::setState(const Value& built, const Value& state) {
    deepen(*built.m_as.object, state);
    built.m_as.object->state = state;
}

Value Builder::global(std::string_view module, std::string_view name) {
    constexpr std::size_t kLongest = 1000;
    if (module.size() > kLongest || name.size() > kLongest) {
        m_input.fail("it imports something with an absurdly long name");
    }
    auto& full = m_document.m_impl->owned.emplace_back(module);
    full.append(".").append(name);
    const Value value = make(Kind::Global, full);
    m_document.m_impl->globals.push_back(value);
    return value;
}

Value Builder::record(const Value& callable, const Value& arguments) {
    if (!callable.is(Kind::Global) && !callable.is(Kind::Record)) {
        m_input.fail(std::string("it calls a ") + callable.kindName());
    }
    if (!arguments.is(Kind::Tuple)) {
        m_input.fail(std::string("it calls ") + printable(callable.name()) + " with a " +
                     arguments.kindName() + " for arguments");
    }
    const auto name = callable.name();
    const auto given = arguments.items();
    if (name == "collections.OrderedDict" && given.size() <= 1) {
        return orderedDict(given);
    }
    if (name == "__builtin__.set" || name == "builtins.set" || name == "__builtin__.frozenset" ||
        name == "builtins.frozenset") {
        return filled(Kind::Set, given.empty() ? given : given[0].items());
    }
    const auto value = make(Kind::Record, name);
    deepen(*value.m_as.object, callable);
    deepen(*value.m_as.object, arguments);
    value.m_as.object->arguments = arguments;
    return value;
}

/// Python 3 fills it by SETITEMS; Python 2 gave it a list of pairs.
Value Builder::orderedDict(std::span<const Value> given) {
    const auto dict = make(Kind::Dict);
    if (!given.empty()) {
        for (const auto& pair : given[0].items()) {
            if (pair.items().size() != 2) {
                m_input.fail("an OrderedDict is made of something else than pairs");
            }
            setEntries(dict, pair.items());
        }
    }
    return dict;
}

Value Builder::persistent(const Value& id) {
    const auto value = make(Kind::Record, kPersistentId);
    deepen(*value.m_as.object, id);
    value.m_as.object->arguments = id;
    m_document.m_impl->persistentIds.push_back(value);
    return value;
}

Document Builder::finish(const Value& root, std::size_t end) {
    m_document.m_impl->root = root;
    m_document.m_impl->end = end;
    return std::move(m_document);
}

} // namespace brera::network::pickle
