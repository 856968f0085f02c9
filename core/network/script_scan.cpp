// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/gate_rules.h"

#include <torch/csrc/jit/frontend/lexer.h>
#include <torch/csrc/jit/frontend/parser.h>
#include <torch/csrc/jit/frontend/source_range.h>
#include <torch/csrc/jit/frontend/tree_views.h>

#include <algorithm>
#include <memory>
#include <regex>
#include <set>
#include <vector>

namespace brera::network {

namespace {
using torch::jit::Lexer;

constexpr int kMaxDepth = 256; ///< of brackets; the parser calls itself for each

struct Word {
    int kind = 0;
    std::string text;
    std::size_t offset = 0;
};

/// The tokens as the compiler will see them, because its own lexer makes them: comments, blanks and
/// line breaks hide nothing. Layout tokens are left out.
std::vector<Word> tokensOf(const std::string& record, const std::string& text) {
    std::vector<Word> words;
    try {
        Lexer lexer(std::make_shared<torch::jit::Source>(text, record, 1));
        while (lexer.cur().kind != torch::jit::TK_EOF) {
            auto token = lexer.next();
            if (token.kind != torch::jit::TK_NEWLINE && token.kind != torch::jit::TK_INDENT &&
                token.kind != torch::jit::TK_DEDENT) {
                words.push_back({token.kind, token.text(), token.range.start()});
            }
        }
    } catch (const std::exception&) {
        throw ModelError(record + " is no TorchScript that the compiler could read");
    }
    return words;
}

class Scanner {
public:
    Scanner(const std::string& record, const std::string& text)
        : m_record(record), m_text(text), m_words(tokensOf(record, text)) {}

    std::vector<std::string> run() {
        std::vector<std::string> classes;
        int depth = 0;
        for (m_at = 0; m_at < m_words.size(); ++m_at) {
            const auto& word = m_words[m_at];
            if (word.kind == '(' || word.kind == '[' || word.kind == '{') {
                if (++depth > kMaxDepth) {
                    refuse("brackets lie deeper than " + std::to_string(kMaxDepth) + " levels");
                }
            } else if (word.kind == ')' || word.kind == ']' || word.kind == '}') {
                --depth;
            } else if (word.kind == torch::jit::TK_IDENT) {
                identifier(word.text);
            } else if (word.kind == torch::jit::TK_CLASS_DEF) {
                classes.push_back(textAt(1));
            }
        }
        return classes;
    }

private:
    void identifier(const std::string& name) {
        const bool member = kindAt(-1) == '.';
        if (name == "__setstate__" && !isQuantisedModule()) {
            refuse(
                "__setstate__ would run while the file is loaded; only quantised modules need it");
        }
        if (member) {
            if (rules::isForbiddenName(name)) {
                refuse("." + name + " reaches files");
            }
            return;
        }
        if (kindAt(1) == ':') {
            return; // an attribute's declaration, which may have any name
        }
        if (name == "torch") {
            expectMember(name);
        } else if (name == "ops") {
            expectMember(name);
            const std::string& space = textAt(2);
            if (kindAt(3) != '.' || !rules::isKnownOperators(space)) {
                refuse("ops." + space + " are operators that Brera does not know");
            }
        } else if (name == "__torch__") {
            expectMember(name);
            customClass();
        } else if (name == "getattr") {
            attributeByName();
        }
    }

    /// The roots of all names may only be used to reach what is named right behind them: a copy of
    /// them, or brackets around them, could hide what is reached.
    void expectMember(const std::string& name) {
        if (kindAt(1) != '.' || kindAt(2) != torch::jit::TK_IDENT) {
            refuse(name + " is used as a value, which hides what is called");
        }
    }

    /// __torch__.torch.classes.SPACE.NAME are C++ classes; every other path leads to source in the
    /// file.
    void customClass() {
        if (textAt(2) != "torch") {
            return;
        }
        if (kindAt(3) != '.') {
            refuse("__torch__.torch is used as a value, which hides what is called");
        }
        if (textAt(4) != "classes") {
            return;
        }
        if (kindAt(5) != '.' || kindAt(7) != '.') {
            refuse("torch.classes is used as a value, which hides what is called");
        }
        if (!rules::isKnownClasses(textAt(6))) {
            refuse("torch.classes." + textAt(6) + " are classes that Brera does not know");
        }
    }

    /// Serialised code uses getattr(self, "0") for names that are no identifiers. Joined or escaped
    /// literals would be another way to write the names refused above.
    void attributeByName() {
        int open = 0;
        int commas = 0;
        int at = 1;
        do {
            const int kind = kindAt(at);
            open += kind == '(' || kind == '[' ? 1 : kind == ')' || kind == ']' ? -1 : 0;
            commas += open == 1 && kind == ',' ? 1 : 0;
            ++at;
        } while (open > 0 && kindAt(at) != 0);
        const std::string& literal = textAt(at - 2);
        const bool plain = kindAt(1) == '(' && kindAt(at - 1) == ')' && kindAt(at - 3) == ',' &&
                           commas == 1 && kindAt(at - 2) == torch::jit::TK_STRINGLITERAL &&
                           literal.size() > 2 && literal.find('\\') == std::string::npos &&
                           literal.front() == literal.back() && literal[1] != literal[0];
        if (!plain) {
            refuse("getattr with anything but a plain name hides what is called");
        }
        const std::string name = literal.substr(1, literal.size() - 2);
        if (rules::isForbiddenName(name) || name == "__setstate__") {
            refuse("getattr(…, \"" + name + "\") hides what is called");
        }
    }

    bool isQuantisedModule() const {
        static const std::regex kPath(
            "[^/]+/code/__torch__/torch/(ao/)?nn/((intrinsic|sparse)/)?quantized/.*\\.py");
        return std::regex_match(m_record, kPath);
    }

    int kindAt(int offset) const {
        const auto at = static_cast<std::ptrdiff_t>(m_at) + offset;
        return at < 0 || at >= std::ssize(m_words) ? 0 : m_words[static_cast<std::size_t>(at)].kind;
    }

    const std::string& textAt(int offset) const {
        static const std::string kNothing;
        return kindAt(offset) == 0
                   ? kNothing
                   : m_words[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(m_at) + offset)]
                         .text;
    }

    [[noreturn]] void refuse(const std::string& reason) const {
        const auto end = m_text.begin() + static_cast<std::ptrdiff_t>(m_words[m_at].offset);
        const auto line = std::count(m_text.begin(), end, '\n') + 1;
        throw ModelError(m_record + ", line " + std::to_string(line) + ": " + reason);
    }

    const std::string& m_record;
    const std::string& m_text;
    std::vector<Word> m_words;
    std::size_t m_at = 0;
};
/// LibTorch crashes on a class constant that has no type.
void checkConstants(const std::string& record, const std::string& text) {
    using namespace torch::jit;
    static const std::set<std::string> kUntyped{"__parameters__", "__buffers__", "__annotations__",
                                                "__forward_hooks__", "__forward_pre_hooks__"};
    try {
        Parser parser(std::make_shared<Source>(text, record, 1));
        while (parser.lexer().cur().kind != TK_EOF) {
            const int kind = parser.lexer().cur().kind;
            if (kind == TK_DEF) {
                parser.parseFunction(false);
                continue;
            }
            if (kind != TK_CLASS_DEF) {
                parser.lexer().next(); // "op_version_set = 1" and imports, in files of PyTorch 1.4
                continue;
            }
            const ClassDef definition(parser.parseClass());
            if (definition.superclass().present() &&
                definition.superclass().get().kind() == TK_VAR &&
                Var(definition.superclass().get()).name().name() == "Enum") {
                continue;
            }
            for (const auto& statement : definition.body()) {
                if (statement.kind() != TK_ASSIGN) {
                    continue;
                }
                const Assign assign(statement);
                if (!assign.type().present() && assign.lhs().kind() == TK_VAR &&
                    !kUntyped.contains(Var(assign.lhs()).name().name())) {
                    throw ModelError("constant");
                }
            }
        }
    } catch (const std::exception&) {
        throw ModelError(record + " is no TorchScript that the compiler could read");
    }
}
} // namespace

std::vector<std::string> checkSource(const std::string& record, const std::string& text) {
    const bool control = std::any_of(text.begin(), text.end(), [](unsigned char letter) {
        return letter < ' ' && letter != '\n' && letter != '\t' && letter != '\r';
    });
    if (control) {
        throw ModelError(record + " holds control characters, which no TorchScript does");
    }
    auto classes = Scanner(record, text).run();
    checkConstants(record, text);
    return classes;
}

} // namespace brera::network
