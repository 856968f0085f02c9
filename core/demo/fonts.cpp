// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/fonts.h"

#include "base/error.h"
#include "demo/world.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>

namespace brera::demo {

namespace {

constexpr const char* kEmojiFolder = "/usr/share/fonts/truetype/noto";
constexpr const char* kEmojiFile = "NotoColorEmoji.ttf";
constexpr const char* kTextFolder = "/usr/share/fonts/truetype/dejavu";
// Those of fonts-dejavu-core, no others, so that the world is the same whatever else is installed.
constexpr std::array<const char*, 6> kTextFonts = {"DejaVuSans",     "DejaVuSans-Bold",
                                                   "DejaVuSansMono", "DejaVuSansMono-Bold",
                                                   "DejaVuSerif",    "DejaVuSerif-Bold"};

struct LibraryCloser {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FaceCloser {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using LibraryHandle = std::unique_ptr<FT_LibraryRec_, LibraryCloser>;
using FaceHandle = std::unique_ptr<FT_FaceRec_, FaceCloser>;

LibraryHandle openLibrary() {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) {
        throw DataError("FreeType cannot be started");
    }
    return LibraryHandle(library);
}

FaceHandle openFace(FT_Library library, const std::filesystem::path& file, const char* package) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, file.c_str(), 0, &face) != 0) {
        throw DataError("cannot read the font " + file.string() + "; install the package " +
                        package);
    }
    return FaceHandle(face);
}

/// FreeType hands out colour bitmaps as premultiplied BGRA.
Sprite toSprite(const FT_Bitmap& bitmap) {
    Sprite sprite = makeSprite(static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows));
    for (int y = 0; y < sprite.height; ++y) {
        const unsigned char* row = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
        for (int x = 0; x < sprite.width; ++x) {
            float* pixel = sprite.at(x, y);
            pixel[0] = row[4 * x + 2];
            pixel[1] = row[4 * x + 1];
            pixel[2] = row[4 * x];
            pixel[3] = static_cast<float>(row[4 * x + 3]) / 255;
        }
    }
    return sprite;
}

std::map<char32_t, Sprite> readEmoji(FT_Library library) {
    const auto file = std::filesystem::path(kEmojiFolder) / kEmojiFile;
    const FaceHandle face = openFace(library, file, "fonts-noto-color-emoji");
    if (face->num_fixed_sizes < 1 || FT_Select_Size(face.get(), 0) != 0) {
        throw DataError("the font " + file.string() +
                        " holds no colour bitmaps; install Debian's fonts-noto-color-emoji");
    }
    std::map<char32_t, Sprite> sprites;
    const auto read = [&](const Glyph& glyph) {
        const FT_UInt index = FT_Get_Char_Index(face.get(), glyph.codePoint);
        if (index == 0 || FT_Load_Glyph(face.get(), index, FT_LOAD_COLOR) != 0 ||
            face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_BGRA) {
            throw DataError("the font " + file.string() + " has no colour drawing of \"" +
                            std::string(glyph.name) +
                            "\"; install Debian's fonts-noto-color-emoji");
        }
        sprites.emplace(glyph.codePoint, trimmed(toSprite(face->glyph->bitmap)));
    };
    for (const ClassPlan& each : classes()) {
        std::ranges::for_each(each.glyphs, read);
    }
    std::ranges::for_each(distractors(), read);
    return sprites;
}

} // namespace

struct Fonts::Impl {
    LibraryHandle library = openLibrary();
    std::map<char32_t, Sprite> sprites = readEmoji(library.get());
    std::vector<FaceHandle> faces;
    std::mutex mutex; ///< a face draws one thing at a time
};

Fonts::Fonts() : m_impl(std::make_unique<Impl>()) {
    for (const char* name : kTextFonts) {
        const auto file = std::filesystem::path(kTextFolder) / (std::string(name) + ".ttf");
        m_impl->faces.push_back(openFace(m_impl->library.get(), file, "fonts-dejavu-core"));
    }
}

Fonts::~Fonts() = default;

const Sprite& Fonts::emoji(char32_t codePoint) const {
    return m_impl->sprites.at(codePoint);
}

int Fonts::textFonts() const {
    return static_cast<int>(kTextFonts.size());
}

std::string Fonts::textFontName(int font) const {
    return kTextFonts.at(static_cast<std::size_t>(font));
}

Ink Fonts::write(std::string_view text, int font, int points) const {
    const std::scoped_lock lock(m_impl->mutex);
    FT_Face face = m_impl->faces.at(static_cast<std::size_t>(font)).get();
    if (FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(points)) != 0) {
        throw DataError(textFontName(font) + " cannot be drawn at " + std::to_string(points) +
                        " pixels");
    }
    // A canvas that is surely large enough, with the pen's baseline in its middle.
    const int width = points * (static_cast<int>(text.size()) + 2);
    const int height = 4 * points;
    std::vector<std::uint8_t> canvas(static_cast<std::size_t>(width) *
                                     static_cast<std::size_t>(height));
    FT_Pos pen = static_cast<FT_Pos>(points) << 6;
    FT_UInt previous = 0;
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (const char letter : text) {
        const FT_UInt index = FT_Get_Char_Index(face, static_cast<unsigned char>(letter));
        FT_Vector kerning{};
        if (previous != 0) {
            FT_Get_Kerning(face, previous, index, FT_KERNING_DEFAULT, &kerning);
        }
        pen += kerning.x;
        if (FT_Load_Glyph(face, index, FT_LOAD_RENDER) != 0) {
            throw DataError(textFontName(font) + " cannot draw \"" + std::string(text) + "\"");
        }
        const FT_GlyphSlot slot = face->glyph;
        const int x0 = static_cast<int>(pen >> 6) + slot->bitmap_left;
        const int y0 = height / 2 - slot->bitmap_top;
        for (int y = 0; y < static_cast<int>(slot->bitmap.rows); ++y) {
            const unsigned char* row =
                slot->bitmap.buffer + static_cast<std::ptrdiff_t>(y) * slot->bitmap.pitch;
            for (int x = 0; x < static_cast<int>(slot->bitmap.width); ++x) {
                if (row[x] == 0) {
                    continue;
                }
                std::uint8_t& pixel =
                    canvas.at(static_cast<std::size_t>((y0 + y) * width + x0 + x));
                pixel = std::max(pixel, row[x]);
                left = std::min(left, x0 + x);
                right = std::max(right, x0 + x + 1);
                top = std::min(top, y0 + y);
                bottom = std::max(bottom, y0 + y + 1);
            }
        }
        pen += slot->advance.x;
        previous = index;
    }
    Ink ink;
    if (left >= right) {
        return ink;
    }
    ink.width = right - left;
    ink.height = bottom - top;
    for (int y = top; y < bottom; ++y) {
        const auto row = canvas.begin() + static_cast<std::ptrdiff_t>(y) * width;
        ink.coverage.insert(ink.coverage.end(), row + left, row + right);
    }
    return ink;
}

std::string Fonts::version() const {
    std::string version = std::to_string(
        std::filesystem::file_size(std::filesystem::path(kEmojiFolder) / kEmojiFile));
    for (const char* name : kTextFonts) {
        const auto file = std::filesystem::path(kTextFolder) / (std::string(name) + ".ttf");
        version += '-' + std::to_string(std::filesystem::file_size(file));
    }
    return version;
}

} // namespace brera::demo
