// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/codecs.h"

#include <algorithm>
#include <memory>

#include <webp/decode.h>
#include <webp/demux.h>

namespace brera::image::codec {

namespace {

Picture firstFrame(const WebPData& data, std::int64_t width, std::int64_t height) {
    WebPAnimDecoderOptions settings;
    WebPAnimDecoderOptionsInit(&settings);
    settings.color_mode = MODE_RGBA;
    const std::unique_ptr<WebPAnimDecoder, decltype(&WebPAnimDecoderDelete)> decoder(
        WebPAnimDecoderNew(&data, &settings), WebPAnimDecoderDelete);
    std::uint8_t* rgba = nullptr;
    int timestamp = 0;
    if (!decoder || WebPAnimDecoderGetNext(decoder.get(), &rgba, &timestamp) == 0) {
        throw DataError("is a broken or truncated animated WebP");
    }
    Picture picture = blank(width, height);
    for (std::size_t i = 0; i < picture.rgb.size() / 3; ++i) {
        std::copy_n(rgba + 4 * i, 3, picture.rgb.data() + 3 * i);
    }
    return picture;
}

int orientationOf(const WebPData& data) {
    const std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer(WebPDemux(&data),
                                                                           WebPDemuxDelete);
    WebPChunkIterator chunk;
    if (!demuxer || WebPDemuxGetChunk(demuxer.get(), "EXIF", 1, &chunk) == 0) {
        return 1;
    }
    const int orientation = exifOrientation({chunk.chunk.bytes, chunk.chunk.size});
    WebPDemuxReleaseChunkIterator(&chunk);
    return orientation;
}

} // namespace

Picture readWebp(Bytes bytes, const DecodeOptions& options) {
    WebPBitstreamFeatures features;
    const VP8StatusCode status = WebPGetFeatures(bytes.data(), bytes.size(), &features);
    if (status != VP8_STATUS_OK) {
        throw DataError(status == VP8_STATUS_NOT_ENOUGH_DATA ? "is a truncated WebP"
                                                             : "is a broken WebP");
    }
    checkSize(features.width, features.height, options);
    const WebPData data{bytes.data(), bytes.size()};
    Picture picture;
    if (features.has_animation != 0) {
        picture = firstFrame(data, features.width, features.height);
    } else {
        picture = blank(features.width, features.height);
        if (WebPDecodeRGBInto(bytes.data(), bytes.size(), picture.rgb.data(), picture.rgb.size(),
                              features.width * 3) == nullptr) {
            throw DataError("is a broken or truncated WebP");
        }
    }
    return oriented(std::move(picture), options.applyOrientation ? orientationOf(data) : 1);
}

} // namespace brera::image::codec
