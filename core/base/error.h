// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <stdexcept>
#include <string>

namespace brera {

/// Root of everything Brera throws on purpose. The message says what, where and what to do.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A network or checkpoint that cannot be read, run or probed.
class ModelError : public Error {
public:
    using Error::Error;
};

/// Images, class lists, annotation folders: data that is missing or broken.
class DataError : public Error {
public:
    using Error::Error;
};

/// A project file that cannot be opened, written or understood.
class ProjectError : public Error {
public:
    using Error::Error;
};

/// A person or a signal asked to stop. Not an error, and not derived from Error.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

} // namespace brera
