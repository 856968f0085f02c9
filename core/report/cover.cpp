// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cover.h"

#include "image/preprocess.h"
#include "project/dates.h"
#include "project/network_edit.h"
#include "project/project.h"
#include "report/text.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>

namespace brera::report {

namespace {

constexpr std::int64_t kMostNamed = 20; ///< units in one fact

std::string nameOf(const std::filesystem::path& path) {
    const auto name = path.filename();
    return name.empty() ? path.parent_path().filename().string() : name.string();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); !what.empty() && at != std::string::npos;
         at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

std::string numbersText(const float (&values)[3]) {
    const auto text = [](float value) { return decimals(static_cast<double>(value), 3); };
    return values[0] == values[1] && values[1] == values[2]
               ? text(values[0])
               : text(values[0]) + ", " + text(values[1]) + ", " + text(values[2]);
}

std::optional<image::Preprocessing> preparationOf(const std::string& text) {
    try {
        return image::preprocessingFromJson(nlohmann::json::parse(text, nullptr, false));
    } catch (const Error&) {
        return {};
    }
}

std::string sizeText(const image::Preprocessing& preparation) {
    std::string said;
    if (preparation.resize > 0) {
        said = "shorter side " + std::to_string(preparation.resize);
    }
    if (preparation.cropHeight > 0 && preparation.cropWidth > 0) {
        said += (said.empty() ? "centre " : ", centre ") + std::to_string(preparation.cropWidth) +
                "\u00a0×\u00a0" + std::to_string(preparation.cropHeight);
    }
    return said.empty() ? "as they are" : said;
}

std::string normalizationText(const Normalization& normalization) {
    return "mean " + numbersText(normalization.mean) + "; deviation " +
           numbersText(normalization.deviation);
}

std::optional<double> optionOf(const nlohmann::json& options, const char* key) {
    const auto found = options.is_object() ? options.find(key) : options.end();
    return found != options.end() && found->is_number() ? std::optional(found->get<double>())
                                                        : std::nullopt;
}

class Facts {
public:
    Facts(std::string key, std::string title) : m_group{std::move(key), std::move(title), {}} {}

    Facts& add(std::string key, std::string label, std::string value, bool code = false) {
        return add({std::move(key), std::move(label), std::move(value), code});
    }
    Facts& number(std::string key, std::string label, std::string value, Cell data) {
        return add({std::move(key), std::move(label), std::move(value), false, std::move(data)});
    }
    Facts& date(std::string key, std::string label, const std::optional<std::int64_t>& seconds) {
        return seconds ? add(dateFact(std::move(key), std::move(label), *seconds)) : *this;
    }

    FactGroup take() { return std::move(m_group); }

private:
    Facts& add(Fact fact) {
        if (!fact.value.empty()) {
            m_group.facts.push_back(std::move(fact));
        }
        return *this;
    }

    FactGroup m_group;
};

std::string removedText(const project::NetworkEdit& edit) {
    std::string units;
    std::int64_t number = 0;
    for (const auto& [layer, indices] : edit.removed) {
        for (const auto index : indices) {
            ++number;
            if (number <= kMostNamed) {
                units += (units.empty() ? ": " : ", ") + layer + '/' + std::to_string(index);
            }
        }
    }
    return counted(number, "unit", "units") + units + (number > kMostNamed ? " …" : "");
}

FactGroup networkFacts(const project::Project& project, const project::ProjectInputs& inputs) {
    const auto layers = project.layers();
    std::int64_t units = 0;
    for (const auto& layer : layers) {
        units += layer.units;
    }
    const auto classes = static_cast<std::int64_t>(inputs.classNames.size());
    const auto edit = project::networkEdit(project);
    return Facts("network", "Network")
        .add("file", "File", nameOf(inputs.networkPath))
        .add("description", "Kind", inputs.networkDescription)
        .number("units", "Units looked at",
                counted(units, "unit", "units") + " in " +
                    counted(static_cast<std::int64_t>(layers.size()), "layer", "layers"),
                units)
        .number("classes", "Outputs",
                classes > 0 ? counted(classes, "class", "classes") : std::string(), classes)
        .add("removed", "Removed for good", edit.removed.empty() ? "" : removedText(edit))
        .add("hash", "Content hash", inputs.networkHash, true)
        .take();
}

/// Where an earlier Brera has not noted when an extraction ended: when the file was changed last.
std::optional<std::int64_t> latestDate(const project::Project& project,
                                       const project::ProjectInputs& inputs,
                                       const project::ProjectDates& dates) {
    std::error_code failure;
    const auto changed = std::filesystem::last_write_time(project.path(), failure);
    if (dates.extracted || inputs.networkHash.empty() || failure ||
        project.status() != project::ExtractionStatus::Complete) {
        return {};
    }
    const auto time = std::chrono::file_clock::to_sys(changed).time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(time).count();
}

FactGroup imageFacts(const project::Project& project, const project::ProjectInputs& inputs,
                     const project::ProjectDates& dates) {
    const auto images = project.images();
    const auto all = static_cast<std::int64_t>(images.size());
    const std::int64_t skipped = std::count_if(
        images.begin(), images.end(), [](const auto& image) { return !image.failure.empty(); });
    const auto options = nlohmann::json::parse(inputs.options, nullptr, false);
    const auto k = optionOf(options, "k");
    const auto quantile = optionOf(options, "quantile");
    const auto preparation = preparationOf(inputs.preprocessing);
    return Facts("data", "Images")
        .add("folder", "Folder", nameOf(inputs.datasetRoot))
        .number("images", "Number",
                counted(all, "image", "images") +
                    (skipped > 0 ? ", " + count(skipped) + " of them unreadable" : std::string()),
                all)
        .number("unreadable", "", count(skipped), skipped)
        .add("preparation", "Shown to the network", preparation ? sizeText(*preparation) : "")
        .add("normalization", "Normalised by",
             preparation ? normalizationText(preparation->normalization) : "")
        .number("k", "Exemplars", k ? shortest(*k) + " a unit" : std::string(),
                static_cast<std::int64_t>(k.value_or(0)))
        .number("quantile", "Threshold",
                quantile ? "each unit’s " + shortest(*quantile) + " quantile" : std::string(),
                quantile.value_or(0))
        .date("extracted", "Looked at", dates.extracted)
        .date("extracted_until", "Looked at, at the latest", latestDate(project, inputs, dates))
        .add("hash", "Hash of the listing", inputs.datasetHash, true)
        .take();
}

std::string modeText(const DescriptionRun& run) {
    switch (run.mode) {
    case DescribeMode::Greedy:
        return "greedy";
    case DescribeMode::Beam:
        return "likeliest of " + std::to_string(run.beam) + " beams";
    case DescribeMode::Rerank:
        return "best wpmi of " + std::to_string(run.beam) + " beams, λ\u00a0=\u00a0" +
               shortest(run.lambda);
    case DescribeMode::Pmi:
        return "wpmi at every word, " + std::to_string(run.beam) + " beams, λ\u00a0=\u00a0" +
               shortest(run.lambda);
    }
    return {};
}

const char* modeName(DescribeMode mode) {
    switch (mode) {
    case DescribeMode::Greedy:
        return "greedy";
    case DescribeMode::Beam:
        return "beam";
    case DescribeMode::Rerank:
        return "rerank";
    case DescribeMode::Pmi:
        break;
    }
    return "pmi";
}

FactGroup descriptionFacts(const project::Project& project, const project::ProjectDates& dates) {
    Facts facts("descriptions", "Descriptions");
    const auto run = project.descriptionRun();
    if (!run) {
        return facts.add("captioner", "Captioner", "none: units have not been described").take();
    }
    const auto described = project.described();
    facts.add("captioner", "Captioner", run->captionerName)
        .add("learned_from", "Learned from",
             run->generated ? "generated annotations" : "people’s annotations")
        .number("mode", "Chosen by", modeText(*run), modeName(run->mode))
        .number("beam", "", std::to_string(run->beam), std::int64_t{run->beam});
    if (run->mode == DescribeMode::Rerank || run->mode == DescribeMode::Pmi) {
        facts.number("lambda", "", shortest(run->lambda), run->lambda);
    }
    return facts
        .number("described", "Described", count(described.done) + " of " + count(described.total),
                described.done)
        .date("described_at", "Written", dates.described)
        .add("hash", "Content hash", run->captionerHash, true)
        .take();
}

} // namespace

std::vector<FactGroup> projectFacts(const project::Project& project) {
    const auto inputs = project.inputs();
    const auto dates = project::projectDates(project);
    return {networkFacts(project, inputs), imageFacts(project, inputs, dates),
            descriptionFacts(project, dates)};
}

std::int64_t lastVerdict(const std::vector<project::UnitVerdict>& verdicts) {
    std::int64_t latest = 0;
    for (const auto& verdict : verdicts) {
        latest = std::max(latest, verdict.decided);
    }
    return latest;
}

Fact dateFact(std::string key, std::string label, std::int64_t seconds) {
    const auto iso = isoTime(seconds);
    return {std::move(key), std::move(label), readableTime(iso), false, iso};
}

std::vector<std::string> limitationsOf(const project::Project& project, Kind kind) {
    std::vector<std::string> said;
    const auto run = project.descriptionRun();
    if (run) {
        said.push_back(
            "The descriptions are generated by a model, not by a person, unless a unit says "
            "otherwise. A description can be wrong, too broad or only half of what a unit does: "
            "check it against the pictures before you rely on it.");
        if (run->generated) {
            said.push_back("This captioner learned from generated annotations of drawn images, not "
                           "from people’s words about photographs. It knows few words and nothing "
                           "outside that world.");
        }
        said.push_back("The scores (wpmi, log p(d|E), log p(d)) rank candidates for one unit. They "
                       "are no probabilities that a description is right.");
    }
    said.push_back("The pictures are the regions of these images that a unit responds to most. On "
                   "other images, and at lower activations, it may respond to something else.");
    if (kind == Kind::Audit || kind == Kind::Search || kind == Kind::Comparison) {
        said.push_back("Units are found by the words of their descriptions. Units that respond to "
                       "the same thing but are described in other words are not among them.");
    }
    if (kind == Kind::Curve) {
        said.push_back("The figures tell what switching units off does on the labelled images "
                       "named here; on others it may differ.");
    }
    if (project.status() != project::ExtractionStatus::Complete) {
        said.push_back("Exemplars have not been looked for in all images yet: pictures and "
                       "numbers will change.");
    }
    const auto inputs = project.inputs();
    for (auto reason : project.stale()) {
        // A report is read on other computers: files without their folders.
        for (const auto& path : {inputs.networkPath, inputs.datasetRoot}) {
            reason = replaced(std::move(reason), path.string(), nameOf(path));
        }
        said.push_back("Out of date: " + reason + ".");
    }
    return said;
}

std::string now() {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return isoTime(seconds.count());
}

} // namespace brera::report
