// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_canvas.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <numbers>
#include <string_view>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace brera::report {

namespace {

constexpr const char* kFamily =
    "Inter, Source Sans 3, Noto Sans, Open Sans, Liberation Sans, DejaVu Sans, sans-serif";
constexpr const char* kMonoFamily = "Noto Sans Mono, Liberation Mono, DejaVu Sans Mono, monospace";

struct Release {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoFontMap* map) const { g_object_unref(map); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

template <typename T>
using Owned = std::unique_ptr<T, Release>;

guint16 channel(double value) {
    return static_cast<guint16>(std::lround(value * 65535));
}

void add(PangoAttrList* list, PangoAttribute* attribute, unsigned begin, unsigned end) {
    attribute->start_index = begin;
    attribute->end_index = end;
    pango_attr_list_insert(list, attribute);
}

/// More than anyone writes about a unit. Pango's time grows with the square of a paragraph's length,
/// and nothing can stop it in the middle.
constexpr std::size_t kLongestText = 100'000;
constexpr std::size_t kLongestFew = 2000; ///< where only the first lines are seen
constexpr std::size_t kLongestParagraph = 4000;
constexpr std::size_t kLongestWord = 1000;

bool beginsLetter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
}

/// The same text up to a bearable length, with line ends in endless paragraphs and words.
Words bounded(Words words, bool inFewLines) {
    std::string& text = words.text;
    const auto most = inFewLines ? kLongestFew : kLongestText;
    if (text.size() > most) {
        static constexpr std::string_view kEllipsis = "\xe2\x80\xa6";
        auto end = most - kEllipsis.size();
        while (end > 0 && !beginsLetter(text[end])) {
            --end;
        }
        text = text.substr(0, end).append(kEllipsis);
    }
    if (inFewLines || text.size() <= kLongestWord) {
        return words;
    }
    std::string broken;
    std::vector<std::size_t> inserted; // before these bytes of the text
    std::size_t paragraph = 0;
    std::size_t word = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        const bool space = byte == ' ' || byte == '\n';
        if (byte == '\n' || (space && paragraph >= kLongestParagraph)) {
            broken += '\n';
            paragraph = word = 0;
            continue;
        }
        if (!space && word >= kLongestWord && beginsLetter(byte)) {
            broken += '\n';
            inserted.push_back(at);
            paragraph = word = 0;
        }
        broken += byte;
        ++paragraph;
        word = space ? 0 : word + 1;
    }
    text = std::move(broken);
    const auto moved = [&](unsigned at) {
        const auto before = std::upper_bound(inserted.begin(), inserted.end(), at);
        return at + static_cast<unsigned>(before - inserted.begin());
    };
    for (auto& [begin, end] : words.marks) {
        begin = moved(begin);
        end = moved(end);
    }
    return words;
}

} // namespace

Colour colourOf(Ink ink) {
    switch (ink) {
    case Ink::Accent:
        return paper::kAccent;
    case Ink::Second:
        return {0.761, 0.412, 0.102};
    case Ink::Third:
        return {0.478, 0.310, 0.710};
    case Ink::Fourth:
        return {0, 0.514, 0.541};
    case Ink::Good:
        return {0.184, 0.522, 0.353};
    case Ink::Bad:
        return {0.753, 0.271, 0.169};
    case Ink::Unsure:
        return {0.718, 0.533, 0.106};
    case Ink::Quiet:
        break;
    }
    return {0.608, 0.608, 0.588};
}

Colour colourOf(project::Verdict verdict) {
    switch (verdict) {
    case project::Verdict::Confirmed:
        return colourOf(Ink::Good);
    case project::Verdict::Rejected:
        return colourOf(Ink::Bad);
    case project::Verdict::Unsure:
        return colourOf(Ink::Unsure);
    case project::Verdict::Undecided:
        break;
    }
    return colourOf(Ink::Quiet);
}

struct PdfCanvas::Impl {
    explicit Impl(WholeFile& output) : file(output) {
        surface.reset(cairo_pdf_surface_create_for_stream(send, this, kWidth, kHeight));
        cairo.reset(cairo_create(surface.get()));
        map.reset(pango_cairo_font_map_new());
        context.reset(pango_font_map_create_context(map.get()));
        // Paper has no pixels to fit letters to.
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context.get(), options);
        cairo_font_options_destroy(options);
        pango_context_set_round_glyph_positions(context.get(), FALSE);
        check();
    }

    /// Exceptions must not pass through Cairo: they wait for check().
    static cairo_status_t send(void* closure, const unsigned char* data, unsigned length) {
        auto& self = *static_cast<Impl*>(closure);
        try {
            self.file.write({reinterpret_cast<const char*>(data), length});
            return CAIRO_STATUS_SUCCESS;
        } catch (...) {
            self.failure = std::current_exception();
            return CAIRO_STATUS_WRITE_ERROR;
        }
    }

    void check() const {
        if (failure) {
            std::rethrow_exception(failure);
        }
        for (const auto status : {cairo_status(cairo.get()), cairo_surface_status(surface.get())}) {
            if (status != CAIRO_STATUS_SUCCESS) {
                throw DataError(std::string("the PDF cannot be drawn: ") +
                                cairo_status_to_string(status));
            }
        }
    }

    void paint(Colour colour, double opacity = 1) const {
        cairo_set_source_rgba(cairo.get(), colour.red, colour.green, colour.blue, opacity);
    }

    Owned<PangoLayout> layout(const Words& given, double width) const {
        const Words words = bounded(given, width <= 0 || given.style.lines > 0);
        Owned<PangoLayout> made(pango_layout_new(context.get()));
        const auto& style = words.style;
        const Owned<PangoFontDescription> font(
            pango_font_description_from_string(style.mono ? kMonoFamily : kFamily));
        pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
        pango_font_description_set_weight(font.get(),
                                          style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_style(font.get(),
                                         style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
        pango_layout_set_font_description(made.get(), font.get());
        const Owned<PangoAttrList> list(pango_attr_list_new());
        pango_attr_list_insert(list.get(), pango_attr_font_features_new("tnum=1"));
        pango_attr_list_insert(list.get(), pango_attr_insert_hyphens_new(FALSE));
        for (const auto& [begin, end] : words.marks) {
            add(list.get(),
                pango_attr_background_new(channel(paper::kSoft.red), channel(paper::kSoft.green),
                                          channel(paper::kSoft.blue)),
                begin, end);
        }
        pango_layout_set_attributes(made.get(), list.get());
        pango_layout_set_text(made.get(), words.text.data(), static_cast<int>(words.text.size()));
        pango_layout_set_line_spacing(made.get(), 1.15F);
        if (width > 0) {
            pango_layout_set_width(made.get(), static_cast<int>(width * PANGO_SCALE));
            pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
            pango_layout_set_alignment(made.get(), style.anchor == Anchor::End ? PANGO_ALIGN_RIGHT
                                                   : style.anchor == Anchor::Middle
                                                       ? PANGO_ALIGN_CENTER
                                                       : PANGO_ALIGN_LEFT);
        }
        if (style.lines > 0) {
            pango_layout_set_height(made.get(), -style.lines);
            pango_layout_set_ellipsize(made.get(), PANGO_ELLIPSIZE_END);
        }
        return made;
    }

    WholeFile& file;
    std::exception_ptr failure;
    Owned<cairo_surface_t> surface;
    Owned<cairo_t> cairo;
    Owned<PangoFontMap> map;
    Owned<PangoContext> context;
};

PdfCanvas::PdfCanvas(WholeFile& file) : m_impl(std::make_unique<Impl>(file)) {
}

PdfCanvas::~PdfCanvas() = default;

void PdfCanvas::describe(const std::string& title, const std::string& subject,
                         const std::string& made, const std::string& creator) {
    auto* surface = m_impl->surface.get();
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, subject.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, creator.c_str());
}

double PdfCanvas::widthOf(const Words& words) const {
    int width = 0;
    pango_layout_get_size(m_impl->layout(words, 0).get(), &width, nullptr);
    return static_cast<double>(width) / PANGO_SCALE;
}

double PdfCanvas::heightOf(const Words& words, double width) const {
    int height = 0;
    pango_layout_get_size(m_impl->layout(words, width).get(), nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

std::vector<Words> PdfCanvas::split(const Words& given, double width, int lines) const {
    const Words words = bounded(given, given.style.lines > 0);
    const auto layout = m_impl->layout(words, width);
    const int count = pango_layout_get_line_count(layout.get());
    if (count <= lines) {
        return {words};
    }
    std::vector<Words> pieces;
    for (int first = 0; first < count; first += lines) {
        const auto start = static_cast<std::size_t>(
            pango_layout_get_line_readonly(layout.get(), first)->start_index);
        const auto end =
            first + lines < count
                ? static_cast<std::size_t>(
                      pango_layout_get_line_readonly(layout.get(), first + lines)->start_index)
                : words.text.size();
        std::string piece = words.text.substr(start, end - start);
        while (piece.ends_with('\n')) {
            piece.pop_back();
        }
        pieces.push_back({std::move(piece), words.style, {}});
    }
    return pieces;
}

void PdfCanvas::write(const Words& words, double x, double y, double width) {
    const auto layout = m_impl->layout(words, width);
    m_impl->paint(words.style.colour);
    cairo_move_to(m_impl->cairo.get(), x, y);
    pango_cairo_show_layout(m_impl->cairo.get(), layout.get());
}

void PdfCanvas::writeLine(const Words& words, double x, double y, bool upright) {
    const auto layout = m_impl->layout(words, 0);
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    const double length = static_cast<double>(width) / PANGO_SCALE;
    const double shift = words.style.anchor == Anchor::End      ? length
                         : words.style.anchor == Anchor::Middle ? length / 2
                                                                : 0;
    const double baseline =
        static_cast<double>(pango_layout_get_baseline(layout.get())) / PANGO_SCALE;
    auto* cairo = m_impl->cairo.get();
    m_impl->paint(words.style.colour);
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    if (upright) {
        cairo_rotate(cairo, -std::numbers::pi / 2);
    }
    cairo_move_to(cairo, -shift, -baseline);
    pango_cairo_show_layout(cairo, layout.get());
    cairo_restore(cairo);
}

namespace {

void trace(cairo_t* cairo, std::span<const Spot> spots) {
    cairo_new_path(cairo);
    for (const auto& spot : spots) {
        cairo_line_to(cairo, spot.x, spot.y);
    }
}

void roundedBox(cairo_t* cairo, double x, double y, double width, double height, double radius) {
    constexpr double kQuarter = std::numbers::pi / 2;
    cairo_new_path(cairo);
    cairo_arc(cairo, x + width - radius, y + radius, radius, -kQuarter, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, kQuarter);
    cairo_arc(cairo, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(cairo, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo);
}

} // namespace

void PdfCanvas::line(std::span<const Spot> spots, Colour colour, double thickness, bool dotted) {
    auto* cairo = m_impl->cairo.get();
    cairo_save(cairo);
    trace(cairo, spots);
    m_impl->paint(colour);
    cairo_set_line_width(cairo, thickness);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    if (dotted) {
        const double dashes[] = {0.01, 3 * thickness};
        cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
        cairo_set_dash(cairo, dashes, 2, 0);
    }
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

void PdfCanvas::area(std::span<const Spot> spots, Colour colour, double opacity) {
    trace(m_impl->cairo.get(), spots);
    m_impl->paint(colour, opacity);
    cairo_fill(m_impl->cairo.get());
}

void PdfCanvas::box(double x, double y, double width, double height, Colour colour, double radius) {
    if (radius > 0) {
        roundedBox(m_impl->cairo.get(), x, y, width, height, radius);
    } else {
        cairo_rectangle(m_impl->cairo.get(), x, y, width, height);
    }
    m_impl->paint(colour);
    cairo_fill(m_impl->cairo.get());
}

void PdfCanvas::frame(double x, double y, double width, double height, Colour colour,
                      double radius) {
    roundedBox(m_impl->cairo.get(), x, y, width, height, radius);
    m_impl->paint(colour);
    cairo_set_line_width(m_impl->cairo.get(), 0.7);
    cairo_stroke(m_impl->cairo.get());
}

void PdfCanvas::dot(double x, double y, double radius, Colour colour) {
    cairo_new_path(m_impl->cairo.get());
    cairo_arc(m_impl->cairo.get(), x, y, radius, 0, 2 * std::numbers::pi);
    m_impl->paint(colour);
    cairo_fill(m_impl->cairo.get());
}

void PdfCanvas::jpeg(const std::vector<std::uint8_t>& bytes, int pixels, double x, double y,
                     double side) {
    auto* cairo = m_impl->cairo.get();
    // Cairo puts the file into the PDF as it is; the surface's own pixels are never looked at.
    const Owned<cairo_surface_t> image(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels, pixels));
    cairo_surface_set_mime_data(image.get(), CAIRO_MIME_TYPE_JPEG, bytes.data(), bytes.size(),
                                nullptr, nullptr);
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, side / pixels, side / pixels);
    cairo_set_source_surface(cairo, image.get(), 0, 0);
    cairo_rectangle(cairo, 0, 0, pixels, pixels);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

void PdfCanvas::place(const std::string& name) {
    const std::string attributes = "name='" + name + "'";
    cairo_tag_begin(m_impl->cairo.get(), CAIRO_TAG_DEST, attributes.c_str());
    cairo_tag_end(m_impl->cairo.get(), CAIRO_TAG_DEST);
}

void PdfCanvas::beginLink(const std::string& name) {
    const std::string attributes = "dest='" + name + "'";
    cairo_tag_begin(m_impl->cairo.get(), CAIRO_TAG_LINK, attributes.c_str());
}

void PdfCanvas::endLink() {
    cairo_tag_end(m_impl->cairo.get(), CAIRO_TAG_LINK);
}

void PdfCanvas::bookmark(const std::string& title, const std::string& name) {
    const std::string attributes = "dest='" + name + "'";
    cairo_pdf_surface_add_outline(m_impl->surface.get(), CAIRO_PDF_OUTLINE_ROOT, title.c_str(),
                                  attributes.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

void PdfCanvas::endPage() {
    cairo_show_page(m_impl->cairo.get());
    m_impl->check();
}

void PdfCanvas::finish() {
    cairo_surface_finish(m_impl->surface.get());
    if (m_impl->failure) {
        std::rethrow_exception(m_impl->failure);
    }
    const auto status = cairo_surface_status(m_impl->surface.get());
    if (status != CAIRO_STATUS_SUCCESS) {
        throw DataError(std::string("the PDF cannot be drawn: ") + cairo_status_to_string(status));
    }
}

} // namespace brera::report
