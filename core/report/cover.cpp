// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cover.h"

#include "image/preprocess.h"
#include "project/project.h"
#include "report/text.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace brera::report {

namespace {

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

std::string preparationText(const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    try {
        const auto preparation = image::preprocessingFromJson(json);
        std::string said;
        if (preparation.resize > 0) {
            said = "shorter side " + std::to_string(preparation.resize);
        }
        if (preparation.cropHeight > 0 && preparation.cropWidth > 0) {
            said += (said.empty() ? "centre " : ", centre ") +
                    std::to_string(preparation.cropWidth) + "\u00a0×\u00a0" +
                    std::to_string(preparation.cropHeight);
        }
        return said.empty() ? "as they are" : said;
    } catch (const Error&) {
        return {};
    }
}

std::string optionText(const nlohmann::json& options, const char* key) {
    const auto found = options.is_object() ? options.find(key) : options.end();
    return found != options.end() && found->is_number() ? shortest(found->get<double>())
                                                        : std::string();
}

class Facts {
public:
    Facts(std::string key, std::string title) : m_group{std::move(key), std::move(title), {}} {}

    Facts& add(std::string key, std::string label, std::string value, bool code = false) {
        if (!value.empty()) {
            m_group.facts.push_back({std::move(key), std::move(label), std::move(value), code});
        }
        return *this;
    }

    FactGroup take() { return std::move(m_group); }

private:
    FactGroup m_group;
};

FactGroup networkFacts(const project::Project& project, const project::ProjectInputs& inputs) {
    const auto layers = project.layers();
    std::int64_t units = 0;
    for (const auto& layer : layers) {
        units += layer.units;
    }
    return Facts("network", "Network")
        .add("file", "File", nameOf(inputs.networkPath))
        .add("description", "Kind", inputs.networkDescription)
        .add("units", "Units looked at",
             counted(units, "unit", "units") + " in " +
                 counted(static_cast<std::int64_t>(layers.size()), "layer", "layers"))
        .add("classes", "Outputs",
             inputs.classNames.empty()
                 ? std::string()
                 : counted(static_cast<std::int64_t>(inputs.classNames.size()), "class", "classes"))
        .add("hash", "Content hash", inputs.networkHash, true)
        .take();
}

FactGroup imageFacts(const project::Project& project, const project::ProjectInputs& inputs) {
    const auto images = project.images();
    const auto skipped = std::count_if(images.begin(), images.end(),
                                       [](const auto& image) { return !image.failure.empty(); });
    std::string number = counted(static_cast<std::int64_t>(images.size()), "image", "images");
    if (skipped > 0) {
        number += ", " + count(skipped) + " of them unreadable";
    }
    const auto options = nlohmann::json::parse(inputs.options, nullptr, false);
    const std::string k = optionText(options, "k");
    const std::string quantile = optionText(options, "quantile");
    return Facts("data", "Images")
        .add("folder", "Folder", nameOf(inputs.datasetRoot))
        .add("images", "Number", number)
        .add("preparation", "Shown to the network", preparationText(inputs.preprocessing))
        .add("exemplars", "Exemplars",
             k.empty() ? std::string() : k + " a unit, threshold at its " + quantile + " quantile")
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

FactGroup descriptionFacts(const project::Project& project) {
    Facts facts("descriptions", "Descriptions");
    const auto run = project.descriptionRun();
    if (!run) {
        return facts.add("captioner", "Captioner", "none: units have not been described").take();
    }
    const auto described = project.described();
    return facts.add("captioner", "Captioner", run->captionerName)
        .add("learned_from", "Learned from",
             run->generated ? "generated annotations" : "people’s annotations")
        .add("mode", "Chosen by", modeText(*run))
        .add("described", "Described", count(described.done) + " of " + count(described.total))
        .add("hash", "Content hash", run->captionerHash, true)
        .take();
}

} // namespace

std::vector<FactGroup> projectFacts(const project::Project& project) {
    const auto inputs = project.inputs();
    return {networkFacts(project, inputs), imageFacts(project, inputs), descriptionFacts(project)};
}

std::vector<std::string> limitationsOf(const project::Project& project, const std::string& kind) {
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
    if (kind == "audit" || kind == "search" || kind == "comparison") {
        said.push_back("Units are found by the words of their descriptions. Units that respond to "
                       "the same thing but are described in other words are not among them.");
    }
    if (kind == "curve") {
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
