// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdio>
#include <exception>
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/// The few lines of a test runner that the compute folders need where there is no Qt: TEST_CASE(name) { … }
/// with CHECK, CHECK_EQUAL, CHECK_NEAR, CHECK_THROWS (message must contain a text), and CHECK_MAIN once.
namespace brera::test {

struct Case {
    const char* name;
    std::function<void()> body;
};

inline std::vector<Case>& cases() {
    static std::vector<Case> all;
    return all;
}

struct Registrar {
    Registrar(const char* name, std::function<void()> body) { cases().push_back({name, std::move(body)}); }
};

struct Failure : std::exception {
    explicit Failure(std::string text) : message(std::move(text)) {}
    const char* what() const noexcept override { return message.c_str(); }
    std::string message;
};

template <typename... Parts>
[[noreturn]] void fail(const char* file, int line, const Parts&... parts) {
    std::ostringstream text;
    text << file << ':' << line << ": ";
    (text << ... << parts);
    throw Failure(text.str());
}

/// Runs every case, or those whose name contains argv[1].
inline int run(int argc, char** argv) {
    int passed = 0;
    int failed = 0;
    for (const auto& [name, body] : cases()) {
        if (argc > 1 && std::string(name).find(argv[1]) == std::string::npos) {
            continue;
        }
        try {
            body();
            ++passed;
            std::printf("pass  %s\n", name);
        } catch (const std::exception& error) {
            ++failed;
            std::printf("FAIL  %s\n      %s\n", name, error.what());
        }
        std::fflush(stdout);
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}

} // namespace brera::test

// LibTorch brings glog's macros of the same names.
#undef CHECK
#undef CHECK_NEAR

#define TEST_CASE(name)                                                                            \
    static void test_##name();                                                                     \
    static const brera::test::Registrar registrar_##name(#name, test_##name);                      \
    static void test_##name()
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            brera::test::fail(__FILE__, __LINE__, "not true: ", #condition);                       \
        }                                                                                          \
    } while (false)
#define CHECK_EQUAL(actual, expected)                                                              \
    do {                                                                                           \
        const auto& actual_ = (actual);                                                            \
        const auto& expected_ = (expected);                                                        \
        if (!(actual_ == expected_)) {                                                             \
            brera::test::fail(__FILE__, __LINE__, #actual, " is ", actual_, ", not ", expected_);  \
        }                                                                                          \
    } while (false)
#define CHECK_NEAR(actual, expected, tolerance)                                                    \
    do {                                                                                           \
        const double actual_ = static_cast<double>(actual);                                        \
        const double expected_ = static_cast<double>(expected);                                    \
        if (!(std::fabs(actual_ - expected_) <= (tolerance))) {                                    \
            brera::test::fail(__FILE__, __LINE__, #actual, " is ", actual_, ", not ", expected_,   \
                              " within ", tolerance);                                              \
        }                                                                                          \
    } while (false)
#define CHECK_THROWS(Type, expression, part)                                                       \
    do {                                                                                           \
        std::string message_;                                                                      \
        bool thrown_ = false;                                                                      \
        try {                                                                                      \
            (void)(expression);                                                                    \
        } catch (const Type& error) {                                                              \
            thrown_ = true;                                                                        \
            message_ = error.what();                                                               \
        }                                                                                          \
        if (!thrown_) {                                                                            \
            brera::test::fail(__FILE__, __LINE__, #expression, " threw no ", #Type);               \
        }                                                                                          \
        if (message_.find(part) == std::string::npos) {                                            \
            brera::test::fail(__FILE__, __LINE__, "message lacks \"", part, "\": ", message_);     \
        }                                                                                          \
    } while (false)
#define CHECK_MAIN                                                                                 \
    int main(int argc, char** argv) { return brera::test::run(argc, argv); }
