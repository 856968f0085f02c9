// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/picture_io.h"

#include "base/error.h"
#include "image/codecs.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace brera::image {

namespace {

using codec::Bytes;

/// Closes a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor() {
        if (m_value >= 0) {
            ::close(m_value);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_value; }

private:
    int m_value;
};

[[noreturn]] void throwErrno(int error) {
    throw DataError("cannot be read: " + std::system_category().message(error));
}

std::vector<std::uint8_t> readFile(const std::filesystem::path& path, std::int64_t limit) {
    // Non-blocking, so that a named pipe in the folder cannot hold a worker for ever.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) {
        throwErrno(errno);
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) {
        throwErrno(errno);
    }
    if (S_ISDIR(status.st_mode)) {
        throw DataError("is a folder, not an image");
    }
    if (!S_ISREG(status.st_mode)) {
        throw DataError("is not an ordinary file");
    }
    if (status.st_size > limit) {
        throw DataError("has " + std::to_string(status.st_size) + " bytes; the limit is " +
                        std::to_string(limit));
    }
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(status.st_size));
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throwErrno(errno);
        }
        if (got == 0) {
            break; // the file shrank while it was read; the reader will find it truncated
        }
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

bool startsWith(Bytes bytes, std::string_view magic, std::size_t at = 0) {
    return bytes.size() >= at + magic.size() &&
           std::equal(magic.begin(), magic.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

bool isPnm(Bytes bytes) {
    constexpr std::string_view kSpace = " \t\r\n\v\f#";
    return bytes.size() > 2 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' &&
           kSpace.find(static_cast<char>(bytes[2])) != std::string_view::npos;
}

Picture decodeBytes(Bytes bytes, const DecodeOptions& options) {
    using namespace std::string_view_literals;
    if (bytes.empty()) {
        throw DataError("is empty");
    }
    if (startsWith(bytes, "\xff\xd8\xff"sv)) {
        return codec::readJpeg(bytes, options);
    }
    if (startsWith(bytes, "\x89PNG\r\n\x1a\n"sv)) {
        return codec::readPng(bytes, options);
    }
    if (startsWith(bytes, "RIFF"sv) && startsWith(bytes, "WEBP"sv, 8)) {
        return codec::readWebp(bytes, options);
    }
    if (startsWith(bytes, "BM"sv)) {
        return codec::readBmp(bytes, options);
    }
    if (startsWith(bytes, "II*\0"sv) || startsWith(bytes, "MM\0*"sv) ||
        startsWith(bytes, "II+\0"sv) || startsWith(bytes, "MM\0+"sv)) {
        return codec::readTiff(bytes, options);
    }
    if (isPnm(bytes)) {
        return codec::readPnm(bytes, options);
    }
    throw DataError(
        "is not an image that can be read: its content is neither JPEG, PNG, WebP, BMP, "
        "TIFF nor PNM, whatever its name says");
}

} // namespace

Picture decode(const std::filesystem::path& path, const DecodeOptions& options) {
    try {
        return decodeBytes(readFile(path, options.maxFileBytes), options);
    } catch (const DataError& reason) {
        throw DataError(path.string() + ": " + reason.what());
    } catch (const std::bad_alloc&) {
        throw DataError(path.string() + ": does not fit in memory");
    }
}

namespace codec {

void checkSize(std::int64_t width, std::int64_t height, const DecodeOptions& options) {
    const std::string size = std::to_string(width) + "×" + std::to_string(height);
    constexpr std::int64_t kLongest = 1 << 30;
    if (width <= 0 || height <= 0) {
        throw DataError("has no pixels (" + size + ")");
    }
    if (width > kLongest || height > kLongest || width > options.maxPixels / height) {
        throw DataError("is too large: " + size + " pixels; the limit is " +
                        std::to_string(options.maxPixels) + " pixels in all");
    }
}

Picture blank(std::int64_t width, std::int64_t height) {
    Picture picture{static_cast<int>(height), static_cast<int>(width), {}};
    picture.rgb.resize(static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * 3);
    return picture;
}

Palette::Palette() {
    for (std::size_t i = 0; i < m_colours.size(); ++i) {
        m_colours[i].fill(static_cast<std::uint8_t>(i));
    }
}

void Palette::set(std::size_t index, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    if (index < m_colours.size()) {
        m_colours[index] = {red, green, blue};
    }
}

void Palette::look(std::uint8_t index, std::uint8_t* rgb) const {
    std::copy(m_colours[index].begin(), m_colours[index].end(), rgb);
}

void cmykToRgb(const std::uint8_t* cmyk, std::uint8_t* rgb) {
    // Pillow, Convert.c: nk − MULDIV255(ink, nk).
    const int nk = 255 - cmyk[3];
    for (int channel = 0; channel < 3; ++channel) {
        const int product = cmyk[channel] * nk + 128;
        const int value = nk - ((((product >> 8) + product)) >> 8);
        rgb[channel] = static_cast<std::uint8_t>(std::clamp(value, 0, 255));
    }
}

} // namespace codec

} // namespace brera::image
