// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/npy.h"

#include "base/error.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <limits>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <type_traits>
#include <unistd.h>

namespace brera::npy {

namespace {

constexpr std::string_view kMagic{"\x93NUMPY", 6};
constexpr std::size_t kAlignment = 64;

std::size_t elementSize(std::string_view dtype) {
    static constexpr std::array<std::pair<std::string_view, std::size_t>, 9> kKnown{
        {{"|u1", 1}, {"|b1", 1}, {"<u2", 2}, {"<f2", 2}, {"<i4", 4}, {"<f4", 4}, {"<i8", 8}, {"<f8", 8}, {"|i1", 1}}};
    for (const auto& [name, bytes] : kKnown) {
        if (name == dtype) {
            return bytes;
        }
    }
    return 0;
}

/// The text after `'key':` in the header's dictionary, blanks skipped.
std::optional<std::string_view> valueOf(std::string_view header, std::string_view key) {
    const std::string quoted = "'" + std::string(key) + "'";
    auto at = header.find(quoted);
    if (at == std::string_view::npos) {
        return {};
    }
    at = header.find(':', at + quoted.size());
    if (at == std::string_view::npos) {
        return {};
    }
    at = header.find_first_not_of(' ', at + 1);
    return at == std::string_view::npos ? std::nullopt : std::optional(header.substr(at));
}

/// Product of the axes, or nothing when it does not fit.
std::optional<std::int64_t> product(const std::vector<std::int64_t>& shape, std::int64_t factor) {
    std::int64_t total = factor;
    for (const auto axis : shape) {
        if (axis < 0 || __builtin_mul_overflow(total, axis, &total)) {
            return {};
        }
    }
    return total;
}

std::optional<std::vector<std::int64_t>> parseShape(std::string_view text) {
    if (text.empty() || text.front() != '(') {
        return {};
    }
    std::vector<std::int64_t> shape;
    std::size_t at = 1;
    while (true) {
        at = text.find_first_not_of(" ,", at);
        if (at == std::string_view::npos) {
            return {};
        }
        if (text[at] == ')') {
            return shape;
        }
        std::int64_t axis = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), axis);
        if (error != std::errc{} || shape.size() > 32) {
            return {};
        }
        shape.push_back(axis);
        at = static_cast<std::size_t>(end - text.data());
    }
}

} // namespace

struct Array::Impl {
    std::vector<std::int64_t> shape;
    std::string dtype;
    std::int64_t size = 0;
    void* mapping = nullptr;
    std::size_t mapped = 0;
    std::span<const std::byte> data;

    ~Impl() {
        if (mapping != nullptr) {
            ::munmap(mapping, mapped);
        }
    }

    void parse(const std::string& name) {
        const auto broken = [&](const std::string& why) {
            return DataError(name + ": " + why);
        };
        const auto* bytes = static_cast<const char*>(mapping);
        const std::string_view file(bytes, mapped);
        if (mapped < 12 || file.substr(0, kMagic.size()) != kMagic) {
            throw broken("not a NumPy .npy file");
        }
        const int major = static_cast<unsigned char>(bytes[6]);
        std::size_t length = static_cast<unsigned char>(bytes[8]) +
                             (static_cast<std::size_t>(static_cast<unsigned char>(bytes[9])) << 8);
        std::size_t start = 10;
        if (major >= 2) {
            length += (static_cast<std::size_t>(static_cast<unsigned char>(bytes[10])) << 16) +
                      (static_cast<std::size_t>(static_cast<unsigned char>(bytes[11])) << 24);
            start = 12;
        }
        if (major < 1 || major > 3 || length > mapped - start) {
            throw broken("its header is damaged or of an unknown version");
        }
        const std::string_view header = file.substr(start, length);
        const auto descr = valueOf(header, "descr");
        const auto order = valueOf(header, "fortran_order");
        const auto axes = valueOf(header, "shape");
        if (!descr || !order || !axes || descr->size() < 2) {
            throw broken("its header lacks descr, fortran_order or shape");
        }
        const char quote = descr->front();
        dtype = descr->substr(1, descr->find(quote, 1) - 1);
        const auto parsed = parseShape(*axes);
        const std::size_t width = elementSize(dtype);
        if (width == 0) {
            throw broken("elements of type " + dtype + " are not supported");
        }
        if (!order->starts_with("False")) {
            throw broken("Fortran order is not supported; save it with numpy.ascontiguousarray");
        }
        if (!parsed) {
            throw broken("its shape cannot be read");
        }
        shape = *parsed;
        const auto needed = product(shape, static_cast<std::int64_t>(width));
        if (!needed || static_cast<std::uint64_t>(*needed) > mapped - start - length) {
            throw broken("truncated: the header promises more elements than the file holds");
        }
        size = *needed / static_cast<std::int64_t>(width);
        data = {static_cast<const std::byte*>(mapping) + start + length,
                static_cast<std::size_t>(*needed)};
    }
};

Array::Array(const std::filesystem::path& path) : m_impl(std::make_unique<Impl>()) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        throw DataError(path.string() + ": " + std::generic_category().message(errno));
    }
    struct stat status {};
    const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    if (regular && status.st_size > 0) {
        m_impl->mapped = static_cast<std::size_t>(status.st_size);
        m_impl->mapping = ::mmap(nullptr, m_impl->mapped, PROT_READ, MAP_PRIVATE, file, 0);
    }
    ::close(file);
    if (m_impl->mapping == MAP_FAILED || m_impl->mapping == nullptr) {
        m_impl->mapping = nullptr;
        throw DataError(path.string() + ": empty, or not a file that can be mapped");
    }
    m_impl->parse(path.string());
}

Array::~Array() = default;
Array::Array(Array&&) noexcept = default;
Array& Array::operator=(Array&&) noexcept = default;

const std::vector<std::int64_t>& Array::shape() const {
    return m_impl->shape;
}

const std::string& Array::dtype() const {
    return m_impl->dtype;
}

std::int64_t Array::size() const {
    return m_impl->size;
}

std::span<const std::byte> Array::bytes() const {
    return m_impl->data;
}

template <typename T>
std::span<const T> Array::as() const {
    const std::string_view dtype = m_impl->dtype;
    bool same = false;
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        same = dtype == "|u1" || dtype == "|b1";
    } else if constexpr (std::is_same_v<T, std::uint16_t>) {
        same = dtype == "<u2" || dtype == "<f2";
    } else if constexpr (std::is_same_v<T, std::int32_t>) {
        same = dtype == "<i4";
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        same = dtype == "<i8";
    } else if constexpr (std::is_same_v<T, float>) {
        same = dtype == "<f4";
    } else {
        static_assert(std::is_same_v<T, double>);
        same = dtype == "<f8";
    }
    if (!same) {
        throw DataError("the array holds " + m_impl->dtype + ", not the type asked for");
    }
    if (reinterpret_cast<std::uintptr_t>(m_impl->data.data()) % alignof(T) != 0) {
        throw DataError("the array's data are not aligned; write it again with numpy.save");
    }
    return {reinterpret_cast<const T*>(m_impl->data.data()), static_cast<std::size_t>(m_impl->size)};
}

template std::span<const std::uint8_t> Array::as() const;
template std::span<const std::uint16_t> Array::as() const;
template std::span<const std::int32_t> Array::as() const;
template std::span<const std::int64_t> Array::as() const;
template std::span<const float> Array::as() const;
template std::span<const double> Array::as() const;

struct Writer::Impl {
    std::filesystem::path target;
    std::filesystem::path temporary;
    std::ofstream file;
    std::int64_t expected = 0;
    std::int64_t written = 0;
    bool finished = false;

    void check() const {
        if (!file) {
            throw DataError(target.string() + ": cannot be written; is the disk full or the folder "
                                              "read-only?");
        }
    }
};

Writer::Writer(std::filesystem::path path, std::string dtype, std::vector<std::int64_t> shape)
    : m_impl(std::make_unique<Impl>()) {
    const auto bytes = product(shape, static_cast<std::int64_t>(elementSize(dtype)));
    if (!bytes || elementSize(dtype) == 0) {
        throw DataError(path.string() + ": cannot write elements of type " + dtype + " in this shape");
    }
    m_impl->expected = *bytes;
    m_impl->temporary = path;
    m_impl->temporary += ".part";
    m_impl->target = std::move(path);
    std::string header = "{'descr': '" + dtype + "', 'fortran_order': False, 'shape': (";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        header += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    }
    header += shape.size() == 1 ? ",), }" : "), }";
    header.append(kAlignment - (header.size() + 11) % kAlignment, ' ');
    header += '\n';
    m_impl->file.open(m_impl->temporary, std::ios::binary | std::ios::trunc);
    m_impl->file << kMagic << '\x01' << '\0' << static_cast<char>(header.size() & 0xff)
                 << static_cast<char>(header.size() >> 8) << header;
    m_impl->check();
}

Writer::~Writer() {
    if (!m_impl->finished) {
        m_impl->file.close();
        std::error_code ignored;
        std::filesystem::remove(m_impl->temporary, ignored);
    }
}

void Writer::append(const void* data, std::size_t bytes) {
    m_impl->file.write(static_cast<const char*>(data), static_cast<std::streamsize>(bytes));
    m_impl->written += static_cast<std::int64_t>(bytes);
    m_impl->check();
}

void Writer::finish() {
    m_impl->file.close();
    m_impl->check();
    if (m_impl->written != m_impl->expected) {
        throw DataError(m_impl->target.string() + ": " + std::to_string(m_impl->written) +
                        " bytes written, " + std::to_string(m_impl->expected) + " expected");
    }
    std::filesystem::rename(m_impl->temporary, m_impl->target);
    m_impl->finished = true;
}

} // namespace brera::npy
