// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/check.h"
#include "toy.h"

#include "base/error.h"
#include "milan/evaluation.h"

#include <torch/script.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace brera;
using namespace brera::milan;

namespace {

const AnnotatedUnits& units() {
    static const auto kUnits = test::toyUnits(120);
    return kUnits;
}

struct Trained {
    Captioner captioner = test::toyCaptioner(test::toyVocabulary(units()));
    TrainingOutcome outcome;

    Trained() {
        TrainingOptions options;
        options.heldOut = 0.2;
        options.rate = 1e-2;
        options.batch = options.lmBatch = 32;
        options.epochs = 12;
        options.lmEpochs = 8;
        outcome = trainCaptioner(captioner, units(), options, {}, {}, {});
    }
};

const Trained& trained() {
    static const Trained kTrained;
    return kTrained;
}

EvaluationOptions narrow() {
    EvaluationOptions options;
    options.search.beam = 5;
    return options;
}

std::map<std::string, MetricValue> metrics(const EvaluationOptions& options) {
    std::map<std::string, MetricValue> result;
    const auto held = subset(units(), trained().outcome.heldOut);
    for (auto& value : evaluate(trained().captioner, held, options, {}, {})) {
        result[value.name] = value;
    }
    return result;
}

/// A file that goes with the test.
class File {
public:
    explicit File(const std::string& name)
        : m_path(std::filesystem::temp_directory_path() /
                 (std::to_string(reinterpret_cast<std::uintptr_t>(this)) + name)) {}
    ~File() { std::filesystem::remove(m_path); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    void write(const std::string& text) const { std::ofstream(m_path) << text; }
    void writeModule(const std::string& source) const {
        torch::jit::Module module("sentence");
        module.define(source);
        module.save(m_path.string());
    }

private:
    std::filesystem::path m_path;
};

} // namespace

TEST_CASE(every_mode_beats_its_shuffled_baseline) {
    for (const auto mode : {DescribeMode::Greedy, DescribeMode::Beam, DescribeMode::Rerank}) {
        auto options = narrow();
        options.search.mode = mode;
        const auto values = metrics(options);
        CHECK_EQUAL(values.size(), 3U);
        for (const auto* name : {"bleu4", "rouge_l", "chrf"}) {
            const auto& value = values.at(name);
            CHECK(value.value > 0.7);
            CHECK(value.value <= 1 + 1e-12);
            CHECK(value.value > value.shuffled + 0.15);
        }
    }
}

TEST_CASE(descriptions_are_plain_phrases) {
    const auto held = subset(units(), trained().outcome.heldOut);
    const auto texts = descriptions(trained().captioner, held, narrow().search, {}, {});
    CHECK_EQUAL(texts.size(), held.annotations.size());
    for (const auto& text : texts) {
        CHECK(!text.empty());
        CHECK(text.find('<') == std::string::npos);
    }
    CHECK(std::set<std::string>(texts.begin(), texts.end()).size() > 5);
}

TEST_CASE(word_vectors_add_a_score) {
    const File file("vectors.txt");
    file.write("red 1 0 0\ngreen 0.9 0.1 0\nblue 0.9 0 0.1\nwhite 0.8 0.1 0.1\ndogs 0 0 1\n");
    auto options = narrow();
    options.wordVectors = file.path();
    const auto value = metrics(options).at("embedding");
    CHECK(value.value > 0.8);
    CHECK(value.value > value.shuffled);
    options.wordVectors = "/nowhere/vectors.txt";
    CHECK_THROWS(DataError, metrics(options), "/nowhere/vectors.txt");
}

TEST_CASE(a_sentence_model_adds_bert_score) {
    const File file("model.pt");
    // Every token its own direction, by its length and first letter.
    file.writeModule("def forward(self, tokens: List[str]):\n"
                     "    rows = torch.zeros([len(tokens), 512])\n"
                     "    for i in range(len(tokens)):\n"
                     "        rows[i, (len(tokens[i]) * 31 + ord(tokens[i][0])) % 512] = 2.0\n"
                     "    return rows\n");
    auto options = narrow();
    options.sentenceModel = file.path();
    const auto value = metrics(options).at("bert_score");
    CHECK(value.value > 0.8);
    CHECK(value.value <= 1 + 1e-6);
    CHECK(value.value > value.shuffled + 0.15);
}

TEST_CASE(sentence_models_of_another_kind_are_refused) {
    const File file("model.pt");
    auto options = narrow();
    options.sentenceModel = file.path();
    file.writeModule("def forward(self, tokens: List[str]):\n    return len(tokens)\n");
    CHECK_THROWS(ModelError, metrics(options), "must give a tensor (rows, dimensions)");
    file.writeModule("def forward(self, tokens: List[str]):\n    return torch.zeros([3])\n");
    CHECK_THROWS(ModelError, metrics(options), "must give a tensor (rows, dimensions)");
    file.writeModule("def forward(self, x: Tensor):\n    return x\n");
    CHECK_THROWS(ModelError, metrics(options), "sentence model");
    file.writeModule("def forward(self, tokens: List[str]):\n"
                     "    torch.save(torch.zeros([1]), \"/tmp/brera-should-not-be\")\n"
                     "    return torch.zeros([1, 1])\n");
    CHECK_THROWS(ModelError, metrics(options), "save");
    CHECK(!std::filesystem::exists("/tmp/brera-should-not-be"));
}

TEST_CASE(subsets_keep_features_and_annotations_together) {
    auto data = units();
    for (std::size_t i = 0; i < data.annotations.size(); ++i) {
        data.group.push_back(static_cast<std::int64_t>(i));
    }
    const std::vector<std::size_t> chosen{7, 2};
    const auto some = subset(data, chosen);
    CHECK_EQUAL(some.exemplars, data.exemplars);
    CHECK(some.annotations[0] == data.annotations[7]);
    CHECK(some.annotations[1] == data.annotations[2]);
    CHECK_EQUAL(some.group[1], 2);
    const auto each = static_cast<std::size_t>(test::kToyFeatures * test::kToyExemplars);
    CHECK_EQUAL(some.features.size(), 2 * each);
    CHECK_EQUAL(some.features[each + 5], data.features[2 * each + 5]);
}

TEST_CASE(evaluation_can_be_stopped) {
    std::stop_source stop;
    stop.request_stop();
    bool cancelled = false;
    try {
        evaluate(trained().captioner, units(), narrow(), stop.get_token(), {});
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
}

CHECK_MAIN
