// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brera::project {

/// A prepared statement on loan. Given back reset, so that no half-read SELECT holds a snapshot
/// open.
class Query {
public:
    explicit Query(SQLite::Statement& statement) : m_statement(statement) {}
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() {
        m_statement.tryReset();
        m_statement.clearBindings();
    }

    /// Binds all parameters in order.
    template <typename... Values>
    Query& bind(const Values&... values) {
        int index = 0;
        (m_statement.bind(++index, values), ...);
        return *this;
    }

    /// The bytes must outlive the query.
    Query& bindBlob(int index, const void* data, std::size_t bytes);
    template <typename T>
    Query& bindBlob(int index, const std::vector<T>& values) {
        return bindBlob(index, values.data(), values.size() * sizeof(T));
    }

    bool step() { return m_statement.executeStep(); }
    /// For statements without a result; may be called again after new bindings.
    void run() {
        m_statement.exec();
        m_statement.reset();
    }

    SQLite::Column column(int index) const { return m_statement.getColumn(index); }
    std::int64_t integer(int index) const { return column(index).getInt64(); }
    std::string text(int index) const { return column(index).getString(); }
    /// SQLite keeps no NaN: it comes back from NULL.
    double real(int index) const;

private:
    SQLite::Statement& m_statement;
};

/// A project file's connection: checked on opening, statements kept prepared, errors turned into
/// words.
class Database {
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Brings an older version forward unless read-only.
    /// @throws ProjectError: missing, not a project, truncated, of a newer version.
    Database(std::filesystem::path path, Access access);

    /// Makes a new project at `path`, all at once: `fill` writes into a file beside it, which gets
    /// its name when all is in it. The caller holds the writer lock. @throws ProjectError when
    /// `path` exists.
    static void make(const std::filesystem::path& path, const std::function<void(Database&)>& fill);

    SQLite::Database& handle() { return m_handle; }
    Query query(const char* sql);
    /// A part of a blob, without reading the rest. @throws ProjectError when it is shorter.
    void readBlob(const char* table, const char* column, std::int64_t row, void* target,
                  std::size_t bytes, std::size_t offset = 0);

    /// Runs `work` and turns SQLite's exceptions into ProjectError.
    template <typename Work>
    decltype(auto) guarded(Work&& work) {
        return guarded(m_path, std::forward<Work>(work));
    }
    template <typename Work>
    static decltype(auto) guarded(const std::filesystem::path& path, Work&& work) {
        try {
            return std::forward<Work>(work)();
        } catch (const SQLite::Exception& error) {
            throw translated(error, path);
        }
    }

    /// To be thrown when what the file holds makes no sense.
    ProjectError damage(const std::string& what) const;
    static ProjectError translated(const SQLite::Exception& error,
                                   const std::filesystem::path& path);

private:
    Database(std::filesystem::path path, SQLite::Database handle);

    std::filesystem::path m_path;
    SQLite::Database m_handle;
    std::map<std::string_view, SQLite::Statement> m_statements;
};

} // namespace brera::project
