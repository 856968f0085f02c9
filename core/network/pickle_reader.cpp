// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/pickle_builder.h"
#include "network/pickle_text.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace brera::network::pickle {

namespace {

/// The pickle machine: a stack, marks on it and a memo. Opcodes are those of Lib/pickletools.py.
class Reader {
public:
    Reader(std::span<const std::byte> stream, const std::string& what, std::size_t start,
           const Limits& limits)
        : m_limits(limits), m_input(stream, what, start), m_builder(m_input, limits) {}

    Document read() {
        while (true) {
            const auto opcode = m_input.opcode();
            if (opcode == '.') {
                return m_builder.finish(pop(), m_input.position());
            }
            if (!plain(opcode) && !text(opcode) && !container(opcode) && !memo(opcode) &&
                !object(opcode)) {
                refuse(opcode);
            }
        }
    }

private:
    using Values = std::vector<Value>;

    [[noreturn]] void refuse(unsigned char opcode) const {
        switch (opcode) {
        case 0x82:
        case 0x83:
        case 0x84:
            m_input.fail("it relies on a registry of extensions that only its writer has");
        case 0x97:
        case 0x98:
            m_input.fail("it relies on buffers that are not in the file");
        default:
            m_input.fail("opcode " + std::to_string(opcode) +
                         " is not known: the file is damaged or no pickle");
        }
    }

    // ---- the stack

    std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }

    void push(const Value& value) {
        if (m_stack.size() >= m_limits.elements) {
            m_input.fail("its stack grows beyond " + std::to_string(m_limits.elements) + " values");
        }
        m_stack.push_back(value);
    }

    const Value& top() const {
        if (m_stack.size() <= floor()) {
            m_input.fail("its stack is empty");
        }
        return m_stack.back();
    }

    Value pop() {
        const auto value = top();
        m_stack.pop_back();
        return value;
    }

    /// Everything above the last mark, and the mark with it.
    Values popToMark() {
        if (m_marks.empty()) {
            m_input.fail("its stack has no mark");
        }
        const auto from = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
        Values values(from, m_stack.end());
        m_stack.erase(from, m_stack.end());
        m_marks.pop_back();
        return values;
    }

    Values popLast(std::size_t number) {
        if (m_stack.size() - floor() < number) {
            m_input.fail("its stack is empty");
        }
        const auto from = m_stack.end() - static_cast<std::ptrdiff_t>(number);
        Values values(from, m_stack.end());
        m_stack.erase(from, m_stack.end());
        return values;
    }

    const Value& topOf(std::initializer_list<Kind> kinds) const {
        const auto& value = top();
        if (std::ranges::find(kinds, value.kind()) == kinds.end()) {
            m_input.fail(std::string("it fills a ") + value.kindName());
        }
        return value;
    }

    // ---- opcodes, by families; each is false for an opcode that is not its own

    bool plain(unsigned char opcode) {
        switch (opcode) {
        case 0x80: // PROTO
            if (m_input.number(1) > 5) {
                m_input.fail("it is of a newer pickle protocol than 5");
            }
            return true;
        case 0x95: // FRAME
            if (const auto length = m_input.number(8); length > m_input.left()) {
                m_input.fail("a frame is longer than the file: the file is truncated or damaged");
            }
            return true;
        case 'N':
            push({});
            return true;
        case 0x88: // NEWTRUE
        case 0x89: // NEWFALSE
            push(Builder::boolean(opcode == 0x88));
            return true;
        case 'I': {
            const auto truth = m_input.truthLine();
            push(truth ? Builder::boolean(*truth) : Builder::integer(m_input.integerLine()));
            return true;
        }
        case 'L':
            push(Builder::integer(m_input.integerLine("L")));
            return true;
        case 'J': // BININT
            push(Builder::integer(
                static_cast<std::int32_t>(static_cast<std::uint32_t>(m_input.number(4)))));
            return true;
        case 'K': // BININT1
        case 'M': // BININT2
            push(
                Builder::integer(static_cast<std::int64_t>(m_input.number(opcode == 'K' ? 1 : 2))));
            return true;
        case 0x8a: // LONG1
        case 0x8b: // LONG4
            push(m_builder.bigInteger(m_input.take(m_input.number(opcode == 0x8a ? 1 : 4))));
            return true;
        case 'F':
            push(Builder::real(m_input.realLine()));
            return true;
        case 'G': { // BINFLOAT, big-endian
            std::uint64_t bits = 0;
            for (const auto character : m_input.take(8)) {
                bits = bits << 8 | static_cast<unsigned char>(character);
            }
            push(Builder::real(std::bit_cast<double>(bits)));
            return true;
        }
        default:
            return false;
        }
    }

    bool text(unsigned char opcode) {
        switch (opcode) {
        case 'X': // BINUNICODE
        case 'T': // BINSTRING, of Python 2
            push(m_builder.run(Kind::Text, m_input.take(m_input.number(4))));
            return true;
        case 0x8c: // SHORT_BINUNICODE
        case 'U':  // SHORT_BINSTRING, of Python 2
            push(m_builder.run(Kind::Text, m_input.take(m_input.number(1))));
            return true;
        case 0x8d: // BINUNICODE8
            push(m_builder.run(Kind::Text, m_input.take(m_input.number(8))));
            return true;
        case 'B': // BINBYTES
            push(m_builder.run(Kind::Bytes, m_input.take(m_input.number(4))));
            return true;
        case 'C': // SHORT_BINBYTES
            push(m_builder.run(Kind::Bytes, m_input.take(m_input.number(1))));
            return true;
        case 0x8e: // BINBYTES8
        case 0x96: // BYTEARRAY8
            push(m_builder.run(Kind::Bytes, m_input.take(m_input.number(8))));
            return true;
        case 'V':
        case 'S': {
            auto unescaped = opcode == 'V' ? fromRawUnicodeEscape(m_input.line())
                                           : fromPythonLiteral(m_input.line());
            if (!unescaped) {
                m_input.fail("a text has a broken escape");
            }
            push(m_builder.ownText(std::move(*unescaped)));
            return true;
        }
        default:
            return false;
        }
    }

    bool container(unsigned char opcode) {
        switch (opcode) {
        case '(':
            if (m_marks.size() >= m_limits.depth) {
                m_input.fail("it is nested deeper than " + std::to_string(m_limits.depth) +
                             " levels");
            }
            m_marks.push_back(m_stack.size());
            return true;
        case '0': // POP takes a mark off when nothing is above it, as Python does
            if (m_stack.size() == floor() && !m_marks.empty()) {
                m_marks.pop_back();
            } else {
                pop();
            }
            return true;
        case '1':
            popToMark();
            return true;
        case '2':
            push(Value(top()));
            return true;
        case ']':
            push(m_builder.make(Kind::List));
            return true;
        case '}':
            push(m_builder.make(Kind::Dict));
            return true;
        case ')':
            push(m_builder.make(Kind::Tuple));
            return true;
        case 0x8f: // EMPTY_SET
            push(m_builder.make(Kind::Set));
            return true;
        case 'l':
            push(m_builder.filled(Kind::List, popToMark()));
            return true;
        case 't':
            push(m_builder.filled(Kind::Tuple, popToMark()));
            return true;
        case 0x91: // FROZENSET
            push(m_builder.filled(Kind::Set, popToMark()));
            return true;
        case 0x85: // TUPLE1
        case 0x86:
        case 0x87:
            push(m_builder.filled(Kind::Tuple, popLast(opcode - 0x84U)));
            return true;
        case 'd': {
            const auto values = popToMark();
            push(m_builder.make(Kind::Dict));
            m_builder.setEntries(top(), values);
            return true;
        }
        case 'a': {
            const auto values = popLast(1);
            m_builder.append(topOf({Kind::List, Kind::Record}), values);
            return true;
        }
        case 'e': { // APPENDS
            const auto values = popToMark();
            m_builder.append(topOf({Kind::List, Kind::Record}), values);
            return true;
        }
        case 0x90: { // ADDITEMS
            const auto values = popToMark();
            m_builder.append(topOf({Kind::Set, Kind::Record}), values);
            return true;
        }
        case 's': {
            const auto values = popLast(2);
            m_builder.setEntries(topOf({Kind::Dict, Kind::Record}), values);
            return true;
        }
        case 'u': { // SETITEMS
            const auto values = popToMark();
            m_builder.setEntries(topOf({Kind::Dict, Kind::Record}), values);
            return true;
        }
        default:
            return false;
        }
    }

    void remember(std::int64_t index) {
        m_memo.insert_or_assign(index, top());
        if (m_memo.size() > m_limits.memo) {
            m_input.fail("it remembers more than " + std::to_string(m_limits.memo) + " values");
        }
    }

    void recall(std::int64_t index) {
        const auto found = m_memo.find(index);
        if (found == m_memo.end()) {
            m_input.fail("it recalls value " + std::to_string(index) + ", which it never stored");
        }
        push(Value(found->second));
    }

    bool memo(unsigned char opcode) {
        switch (opcode) {
        case 'p':
            remember(m_input.integerLine());
            return true;
        case 'q': // BINPUT
        case 'r': // LONG_BINPUT
            remember(static_cast<std::int64_t>(m_input.number(opcode == 'q' ? 1 : 4)));
            return true;
        case 0x94: // MEMOIZE
            remember(static_cast<std::int64_t>(m_memo.size()));
            return true;
        case 'g':
            recall(m_input.integerLine());
            return true;
        case 'h': // BINGET
        case 'j': // LONG_BINGET
            recall(static_cast<std::int64_t>(m_input.number(opcode == 'h' ? 1 : 4)));
            return true;
        default:
            return false;
        }
    }

    bool object(unsigned char opcode) {
        switch (opcode) {
        case 'c': {
            const auto module = m_input.line();
            push(m_builder.global(module, m_input.line()));
            return true;
        }
        case 0x93: { // STACK_GLOBAL
            const auto names = popLast(2);
            if (!names[0].is(Kind::Text) || !names[1].is(Kind::Text)) {
                m_input.fail("it imports something that has no name");
            }
            push(m_builder.global(names[0].text(), names[1].text()));
            return true;
        }
        case 'R':    // REDUCE
        case 0x81: { // NEWOBJ
            const auto call = popLast(2);
            push(m_builder.record(call[0], call[1]));
            return true;
        }
        case 0x92: { // NEWOBJ_EX: class, arguments, keyword arguments
            const auto call = popLast(3);
            const auto value = m_builder.record(call[0], call[1]);
            push(value);
            if (!call[2].is(Kind::Dict)) {
                m_input.fail(std::string("its keyword arguments are a ") + call[2].kindName());
            }
            return true;
        }
        case 'i': { // INST
            const auto module = m_input.line();
            const auto name = m_input.line();
            push(m_builder.record(m_builder.global(module, name),
                                  m_builder.filled(Kind::Tuple, popToMark())));
            return true;
        }
        case 'o': { // OBJ
            const auto values = popToMark();
            if (values.empty()) {
                m_input.fail("it builds an object of no class");
            }
            push(m_builder.record(values[0],
                                  m_builder.filled(Kind::Tuple, std::span(values).subspan(1))));
            return true;
        }
        case 'b': { // BUILD
            const auto state = pop();
            m_builder.setState(topOf({Kind::Record, Kind::Dict, Kind::List, Kind::Set}), state);
            return true;
        }
        case 'P':
            push(m_builder.persistent(m_builder.run(Kind::Text, m_input.line())));
            return true;
        case 'Q': // BINPERSID
            push(m_builder.persistent(pop()));
            return true;
        default:
            return false;
        }
    }

    const Limits& m_limits;
    Input m_input;
    Builder m_builder;
    Values m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::int64_t, Value> m_memo;
};

} // namespace

Document read(std::span<const std::byte> stream, const std::string& what, std::size_t start,
              const Limits& limits) {
    return Reader(stream, what, start, limits).read();
}

} // namespace brera::network::pickle
