// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gallery_project.h"

#include "base/description_store.h"
#include "base/error.h"
#include "base/half.h"
#include "bench/extract_bench.h"
#include "image/picture_io.h"
#include "image/preprocess.h"
#include "language/wordnet.h"
#include "project/content_hash.h"
#include "project/project.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <system_error>
#include <utility>

namespace brera::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 14> kColours = {"red",    "orange", "yellow", "green", "blue",
                                                  "purple", "pink",   "brown",  "black", "white",
                                                  "grey",   "gold",   "silver", "dark"};
constexpr std::array<const char*, 16> kQualities = {
    "striped", "round",  "small",  "large", "furry", "shiny",   "curved", "vertical",
    "human",   "wooden", "bright", "thin",  "open",  "spotted", "metal",  "colorful"};
constexpr std::array<const char*, 10> kPlaces = {"on", "in", "near",   "above", "below",
                                                 "of", "at", "behind", "with",  "under"};
/// What descriptions of units are full of, whatever else they say.
constexpr std::array<const char*, 26> kCommon = {
    "face",  "faces",  "head",       "eyes", "nose",  "mouth", "text",   "words",  "letters",
    "edges", "lines",  "grids",      "dogs", "dog",   "cat",   "birds",  "people", "hands",
    "car",   "wheels", "background", "sky",  "water", "grass", "corner", "top"};
constexpr std::array<const char*, 7> kFields = {"animal",   "plant", "vehicle",  "clothing",
                                                "building", "food",  "furniture"};
constexpr std::size_t kNounsAField = 900;
constexpr int kBeam = 10;
constexpr int kMapSide = 7;
constexpr std::size_t kUnitsACommit = 500;

/// Numbers that are the same on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_random(seed) {}

    std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_random() % count); }
    double uniform() { return static_cast<double>(m_random() >> 11) * 0x1p-53; }
    /// Early ones more often than late ones, as words are used: by 1 / (place + 10) (Zipf and
    /// Mandelbrot), so that the commonest of thousands is every sixtieth.
    std::size_t zipf(std::size_t count) {
        constexpr double kShift = 10;
        const double place =
            kShift * std::pow((static_cast<double>(count) + kShift) / kShift, uniform()) - kShift;
        return std::min(static_cast<std::size_t>(std::max(place, 0.0)), count - 1);
    }

private:
    std::mt19937_64 m_random;
};

/// Words and phrases of them.
class Phrases {
public:
    Phrases() {
        const language::WordNet lexicon;
        for (const char* word : kCommon) {
            m_nouns.emplace_back(word);
        }
        std::vector<std::vector<std::string>> fields;
        for (const char* field : kFields) {
            auto& nouns = fields.emplace_back();
            for (auto& word : lexicon.widen(field)) {
                const bool plain = std::ranges::all_of(
                    word, [](char letter) { return letter >= 'a' && letter <= 'z'; });
                if (plain && word.size() > 2 && word.size() < 12) {
                    nouns.push_back(std::move(word));
                }
            }
            // Spread over the alphabet.
            const std::size_t step = std::max<std::size_t>(1, nouns.size() / kNounsAField);
            for (std::size_t i = 0; i * step < nouns.size(); ++i) {
                std::swap(nouns[i], nouns[i * step]);
            }
            nouns.resize(std::min(nouns.size(), kNounsAField));
        }
        for (std::size_t i = 0; i < kNounsAField; ++i) {
            for (const auto& nouns : fields) {
                if (i < nouns.size()) {
                    m_nouns.push_back(nouns[i]);
                }
            }
        }
        for (const auto& word : m_nouns) {
            number(word);
        }
        for (const auto& list : {std::vector<std::string>(kColours.begin(), kColours.end()),
                                 std::vector<std::string>(kQualities.begin(), kQualities.end()),
                                 std::vector<std::string>(kPlaces.begin(), kPlaces.end()),
                                 std::vector<std::string>{"the", "a", "and"}}) {
            for (const auto& word : list) {
                number(word);
            }
        }
    }

    std::vector<std::string> vocabulary() const {
        auto words = m_words;
        for (const char* special : {"<start>", "<stop>", "<pad>", "<unk>"}) {
            words.emplace_back(special);
        }
        return words;
    }

    /// What a unit is about; all that is said of it comes back to that.
    struct Theme {
        std::int32_t colour = 0;
        std::int32_t first = 0;
        std::int32_t second = 0;
    };
    Theme theme(Dice& dice) const { return {colour(dice), noun(dice), noun(dice)}; }

    /// "striped dogs on green grass": 1 to 9 words.
    std::vector<std::int32_t> phrase(const Theme& theme, Dice& dice) const {
        std::vector<std::int32_t> words;
        const auto thing = [&](std::int32_t usual) {
            if (dice.below(4) == 0) {
                words.push_back(m_numbers.at("the"));
            }
            if (dice.below(3) == 0) {
                words.push_back(dice.below(4) > 0 ? theme.colour : colour(dice));
            }
            if (dice.below(4) == 0) {
                words.push_back(m_numbers.at(kQualities.at(dice.below(kQualities.size()))));
            }
            words.push_back(dice.below(5) > 0 ? usual : noun(dice));
        };
        thing(theme.first);
        if (dice.below(3) > 0) {
            words.push_back(m_numbers.at(kPlaces.at(dice.zipf(kPlaces.size()))));
            thing(theme.second);
        }
        return words;
    }

    std::string text(const std::vector<std::int32_t>& words) const {
        std::string text;
        for (const auto word : words) {
            text += (text.empty() ? "" : " ") + m_words[static_cast<std::size_t>(word)];
        }
        return text;
    }

private:
    std::int32_t colour(Dice& dice) const {
        return m_numbers.at(kColours.at(dice.below(kColours.size())));
    }
    std::int32_t noun(Dice& dice) const { return m_numbers.at(m_nouns[dice.zipf(m_nouns.size())]); }
    void number(const std::string& word) {
        if (m_numbers.emplace(word, static_cast<std::int32_t>(m_words.size())).second) {
            m_words.push_back(word);
        }
    }

    std::vector<std::string> m_nouns; ///< commonest first
    std::vector<std::string> m_words; ///< by number
    std::map<std::string, std::int32_t> m_numbers;
};

/// Of a network whose layers grow with depth.
std::vector<LayerShape> shapesOf(std::int64_t units) {
    std::vector<LayerShape> shapes;
    std::int64_t left = units;
    for (const auto& [name, share] :
         {std::pair{"conv1", 100}, {"layer1", 20}, {"layer2", 10}, {"layer3", 4}}) {
        shapes.push_back({name, std::max<std::int64_t>(1, units / share), kMapSide, kMapSide});
        left -= shapes.back().units;
    }
    shapes.push_back({"layer4", std::max<std::int64_t>(1, left), kMapSide, kMapSide});
    return shapes;
}

class Maker {
public:
    Maker(const GalleryProjectOptions& options, std::stop_token stop, const Progress& progress)
        : m_options(options), m_stop(std::move(stop)), m_progress(progress), m_dice(options.seed),
          m_shapes(shapesOf(options.units)) {}

    void make(const fs::path& path, const fs::path& root) {
        const auto images = drawImages(root);
        auto project = project::Project::create(path, inputs(root, images), m_shapes, images);
        extract(*project.extractionStore());
        describe(*project.descriptionStore());
        annotate(project);
    }

private:
    void poll() const {
        if (m_stop.stop_requested()) {
            throw Cancelled();
        }
    }

    std::vector<project::ImageRecord> drawImages(const fs::path& root) {
        fs::create_directories(root);
        ProgressMeter meter(m_progress, "drawing images", m_options.images);
        const auto drawn = drawnImages(m_options.images, m_options.imageSize, m_options.seed);
        std::vector<std::int64_t> order;
        for (int i = 0; i < m_options.images; ++i) {
            order.push_back(i);
        }
        const auto stream = drawn->open(order);
        std::vector<project::ImageRecord> records;
        while (const auto image = stream->next(m_stop)) {
            poll();
            project::ImageRecord record;
            record.id = image->image;
            record.path = std::to_string(image->image) + ".png";
            image::writePng(root / record.path, image->picture);
            record.bytes = static_cast<std::int64_t>(fs::file_size(root / record.path));
            record.modified = fs::last_write_time(root / record.path).time_since_epoch().count();
            records.push_back(std::move(record));
            meter.advance();
        }
        meter.flush();
        return records;
    }

    project::ProjectInputs inputs(const fs::path& root,
                                  const std::vector<project::ImageRecord>& images) const {
        project::ProjectInputs inputs;
        inputs.networkDescription = "generated for measuring";
        inputs.datasetRoot = root;
        inputs.datasetHash = project::manifestHash(images);
        inputs.preprocessing = image::toJson(image::preset("as-is").preprocessing).dump();
        inputs.options = nlohmann::json{{"k", m_options.exemplars}, {"generated", true}}.dump();
        inputs.inputHeight = m_options.imageSize;
        inputs.inputWidth = m_options.imageSize;
        return inputs;
    }

    SmallMap map() {
        std::vector<float> values(static_cast<std::size_t>(kMapSide) * kMapSide);
        const double centre = m_dice.uniform() * kMapSide;
        const double middle = m_dice.uniform() * kMapSide;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double x = static_cast<double>(i % kMapSide) + .5 - centre;
            const double y = static_cast<double>(i / kMapSide) + .5 - middle;
            values[i] = static_cast<float>(2 * std::exp(-(x * x + y * y) / 3));
        }
        return SmallMap::fromValues(values.data(), kMapSide, kMapSide);
    }

    UnitExemplars exemplars(std::int64_t unit) {
        UnitExemplars result{unit, {}};
        std::vector<std::int64_t> taken;
        const auto count = std::min(m_options.exemplars, m_options.images);
        while (std::ssize(taken) < count) {
            const auto image =
                static_cast<std::int64_t>(m_dice.below(static_cast<std::size_t>(m_options.images)));
            if (std::ranges::find(taken, image) == taken.end()) {
                taken.push_back(image);
                result.exemplars.push_back(
                    {image, 2 - static_cast<float>(taken.size()) / 20, map()});
            }
        }
        return result;
    }

    void extract(ExtractionStore& store) {
        ProgressMeter meter(m_progress, "making units", m_options.units);
        ExtractionResult result;
        std::size_t units = 0;
        for (std::size_t l = 0; l < m_shapes.size(); ++l) {
            ExtractionSlice slice{"pass", 0, std::vector<LayerSlice>(m_shapes.size()), {}, {}};
            auto& changed = slice.layers[l].changed;
            for (std::int64_t unit = 0; unit < m_shapes[l].units; ++unit) {
                changed.push_back(exemplars(unit));
                if (changed.size() == kUnitsACommit || unit + 1 == m_shapes[l].units) {
                    poll();
                    store.commit(slice);
                    meter.advance(std::ssize(changed));
                    changed.clear();
                }
            }
            UnitStatistics statistics;
            statistics.threshold = .5;
            statistics.maximum = 2;
            statistics.values = static_cast<std::uint64_t>(m_options.images) * kMapSide * kMapSide;
            statistics.histogram = {0, 2, std::vector<std::uint64_t>(64, statistics.values / 64)};
            result.statistics.emplace_back(static_cast<std::size_t>(m_shapes[l].units), statistics);
            result.maximaScales.push_back(1);
            units += static_cast<std::size_t>(m_shapes[l].units);
        }
        ExtractionSlice slice{
            "pass", m_options.images, std::vector<LayerSlice>(m_shapes.size()), {}, {}};
        for (int image = 0; image < m_options.images; ++image) {
            ImageMaxima maxima{image, std::vector<std::uint16_t>(units)};
            std::ranges::generate(maxima.halves, [&] {
                return static_cast<std::uint16_t>(0x3800 + m_dice.below(0x800)); // 0.5 … 2
            });
            slice.maxima.push_back(std::move(maxima));
        }
        poll();
        store.commit(slice);
        store.finish(result);
        meter.flush();
    }

    void describe(DescriptionStore& store) {
        ProgressMeter meter(m_progress, "describing units", m_options.units);
        DescriptionRun run;
        run.captionerHash = "generated";
        run.captionerName = "generated";
        run.generated = true;
        run.beam = kBeam;
        run.vocabulary = m_phrases.vocabulary();
        store.begin(run);
        for (const auto& shape : m_shapes) {
            std::vector<UnitBeam> beams;
            for (std::int64_t unit = 0; unit < shape.units; ++unit) {
                UnitBeam beam{unit, {}, {}};
                const auto& theme = m_themes.emplace_back(m_phrases.theme(m_dice));
                for (int i = 0; i < kBeam; ++i) {
                    beam.beam.push_back({m_phrases.phrase(theme, m_dice),
                                         -2.0F - static_cast<float>(i),
                                         -9.0F,
                                         {}});
                }
                beam.greedy = beam.beam.front();
                beams.push_back(std::move(beam));
                if (beams.size() == kUnitsACommit || unit + 1 == shape.units) {
                    poll();
                    store.commit(shape.path, beams);
                    meter.advance(std::ssize(beams));
                    beams.clear();
                }
            }
        }
        store.finish();
        meter.flush();
    }

    void annotate(project::Project& project) {
        ProgressMeter meter(m_progress, "annotating units", m_options.units);
        const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
        std::size_t place = 0;
        for (const auto& shape : m_shapes) {
            std::vector<project::Annotation> annotations;
            for (std::int64_t unit = 0; unit < shape.units; ++unit) {
                const auto& theme = m_themes[place++];
                for (int i = 0; i < m_options.annotations; ++i) {
                    annotations.push_back({unit, m_phrases.text(m_phrases.phrase(theme, m_dice)),
                                           "annotations.csv", now});
                }
            }
            poll();
            project.setAnnotations(shape.path, annotations);
            meter.advance(shape.units);
        }
        meter.flush();
    }

    const GalleryProjectOptions& m_options;
    std::stop_token m_stop;
    const Progress& m_progress;
    Dice m_dice;
    Phrases m_phrases;
    std::vector<LayerShape> m_shapes;
    std::vector<Phrases::Theme> m_themes; ///< of every unit, layer after layer
};

} // namespace

void GalleryProjectOptions::check() const {
    if (units < 5 || annotations < 0 || images < 1 || imageSize < 16 || exemplars < 1) {
        throw DataError("a project for measuring has 5 units or more, images of 16 pixels or more "
                        "and at least one exemplar a unit");
    }
}

void makeGalleryProject(const fs::path& path, const GalleryProjectOptions& options,
                        std::stop_token stop, const Progress& progress) {
    options.check();
    const auto file = fs::absolute(path).lexically_normal();
    auto images = file;
    images.replace_extension(".images");
    for (const auto& taken : {file, images}) {
        if (fs::exists(taken)) {
            throw ProjectError(taken.string() + " exists already; remove it, or choose another "
                                                "name for the project");
        }
    }
    try {
        fs::create_directories(file.parent_path());
        Maker(options, std::move(stop), progress).make(file, images);
    } catch (...) {
        std::error_code ignored;
        fs::remove(file, ignored);
        fs::remove_all(images, ignored);
        throw;
    }
}

} // namespace brera::bench
