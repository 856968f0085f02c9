// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/description_store.h"
#include "base/extraction_store.h"
#include "base/unit_id.h"
#include "project/descriptions.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace brera::project {

/// One image of the project's data set.
struct ImageRecord {
    std::int64_t id = 0; ///< position in the data set
    std::string path;    ///< relative to the data set's root
    std::int64_t bytes = 0;
    std::int64_t modified = 0;
    int label = -1;      ///< network output, −1 = none
    std::string folder;  ///< class folder; may be empty
    std::string failure; ///< why it was skipped; empty when it was read
    std::int64_t sourceId =
        -1; ///< its number in the folder it was imported from; −1 = not imported
};

/// What a project was made from. Hashes are hex XXH3-128 of contents (contentHash).
struct ProjectInputs {
    std::filesystem::path networkPath;
    std::string networkHash;
    std::string networkDescription;
    std::filesystem::path datasetRoot;
    std::string datasetHash;   ///< of the manifest: paths, sizes, times
    std::string preprocessing; ///< JSON text (image::toJson)
    std::string options;       ///< JSON text: k, quantile, batch…
    int inputHeight = 0;
    int inputWidth = 0;
    std::vector<std::string> classNames; ///< of the outputs; may be empty
};

enum class ExtractionStatus { None, Partial, Complete };

struct Progressed {
    std::int64_t done = 0;
    std::int64_t total = 0;
};

/// A unit as a list shows it: no maps.
struct UnitHead {
    std::int64_t unit = 0;
    float topActivation = 0;
    double threshold = 0;
};

/// What a person (or an imported folder) says about a unit.
struct Annotation {
    std::int64_t unit = 0;
    std::string text;
    std::string source;       ///< who or what says so
    std::int64_t created = 0; ///< seconds since the epoch
};

/// Everything about a unit.
struct UnitDetails {
    UnitStatistics statistics;
    std::vector<Exemplar> exemplars; ///< best first
};

/// Source of annotations that a person wrote in Brera.
inline constexpr const char* kHumanSource = "you";

enum class OpenMode { ReadWrite, ReadOnly };

/// A `.brera` file: one SQLite database in WAL mode. One writer at a time; a second opener gets it
/// read-only (isReadOnly, readOnlyReason). Not thread-safe: give each thread its own, or guard it.
/// Every call may throw ProjectError.
class Project {
public:
    /// @throws ProjectError when the file exists.
    static Project create(const std::filesystem::path& path, const ProjectInputs& inputs,
                          const std::vector<LayerShape>& layers,
                          const std::vector<ImageRecord>& images);
    /// @throws ProjectError: missing, not a project, truncated, made by a newer Brera.
    static Project open(const std::filesystem::path& path, OpenMode mode = OpenMode::ReadWrite);

    Project(Project&&) noexcept;
    Project& operator=(Project&&) noexcept;
    ~Project();

    const std::filesystem::path& path() const;
    bool isReadOnly() const;
    const std::string& readOnlyReason() const; ///< in words; empty when writable

    ProjectInputs inputs() const;
    /// In order. Units are numbered from 0 without gaps, but for imported projects: ask units().
    std::vector<LayerShape> layers() const;
    std::vector<ImageRecord> images() const; ///< all, by id: images()[i].id == i
    ImageRecord image(std::int64_t id) const;
    std::filesystem::path imageFile(std::int64_t id) const; ///< root + path

    ExtractionStatus status() const;
    Progressed progressed() const;
    /// Why results no longer match their inputs ("the network file has changed"); empty when they
    /// do.
    std::vector<std::string> stale() const;

    /// The store an extraction commits to; lives no longer than the project.
    std::unique_ptr<ExtractionStore> extractionStore();

    std::vector<UnitHead> units(const std::string& layer) const; ///< by unit
    UnitDetails unit(const std::string& layer, std::int64_t unit) const;
    /// Only the first `count` exemplars, without statistics: what a card shows.
    std::vector<Exemplar> exemplars(const std::string& layer, std::int64_t unit, int count) const;
    /// Ids of a unit's exemplars, best first, without their maps.
    std::vector<std::int64_t> exemplarImages(const std::string& layer, std::int64_t unit) const;
    /// Maxima of one unit over all images, by image id; NaN where an image was skipped. Empty
    /// before the end of extraction.
    std::vector<float> maxima(const std::string& layer, std::int64_t unit) const;
    /// The same of all of a layer's units in the order of units(), (units, images): one read
    /// instead of one a unit.
    std::vector<float> layerMaxima(const std::string& layer) const;

    /// A layer's annotations, by unit, in the order they were given.
    std::vector<Annotation> annotations(const std::string& layer) const;
    /// Replaces all annotations of a layer, in one transaction.
    void setAnnotations(const std::string& layer, const std::vector<Annotation>& annotations);

    /// The store that describing commits to; lives no longer than the project.
    std::unique_ptr<DescriptionStore> descriptionStore();
    /// Empty before the first description.
    std::optional<DescriptionRun> descriptionRun() const;
    /// Units with a description, of those with exemplars.
    Progressed described() const;
    /// Whether the beams were searched in mode Pmi, so that this mode can be chosen; the λ of that
    /// search is the only one it knows.
    std::optional<double> pmiLambda() const;
    /// Chooses every unit's description anew from its stored beam, the search index included, in
    /// one transaction. @throws ProjectError without descriptions, and for mode Pmi unless the
    /// beams were searched in that mode with this λ (pmiLambda()).
    void setDescriptionChoice(DescribeMode mode, double lambda);
    /// A layer's chosen descriptions by unit; units without one are left out. The text is the
    /// person's (the newest annotation with source kHumanSource) where there is one.
    std::vector<Description> descriptions(const std::string& layer) const;
    LayerBeams beams(const std::string& layer) const;
    /// One unit's beam with attention; empty when it has none.
    std::optional<UnitBeam> beam(const std::string& layer, std::int64_t unit) const;

    /// A person's own description of a unit (replaces their earlier one); empty text removes it.
    void setHumanDescription(const std::string& layer, std::int64_t unit, const std::string& text);
    std::string humanDescription(const std::string& layer, std::int64_t unit) const;
    /// Free text about a unit, and tags (lower case, no spaces around, sorted, no repetition).
    void setNote(const std::string& layer, std::int64_t unit, const std::string& text);
    std::string note(const std::string& layer, std::int64_t unit) const;
    void setTags(const std::string& layer, std::int64_t unit, const std::vector<std::string>& tags);
    std::vector<std::string> tags(const std::string& layer, std::int64_t unit) const;
    /// Every unit that has tags.
    std::vector<UnitId> taggedUnits() const;

    /// Looks whether a moved data set is at `root` (every file with its size); returns the paths
    /// that are not (at most `limit`), and changes nothing.
    std::vector<std::string> missingUnder(const std::filesystem::path& root, int limit = 10) const;
    /// @throws ProjectError when files are missing there.
    void reroot(const std::filesystem::path& root);

private:
    friend class ProjectStore;
    friend class ProjectDescriptionStore;
    friend class SearchIndex;
    friend class Experiments;
    friend class Audits;
    struct Impl;
    explicit Project(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::project
