// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "milan/search.h"
#include "support/check.h"
#include "whole_captioner.h"

#include <torch/script.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace brera;
using namespace brera::milan;
using namespace brera::test;

namespace {

/// A folder of this run, gone at its end.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("brera_captioner_" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

std::filesystem::path fresh(const std::string& name) {
    static const Folder kFolder;
    return kFolder.path / name;
}

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

double worst(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

/// Saves a captioner with something about it changed, past all of the product's own checks.
using Record = nlohmann::json;
std::filesystem::path saveChanged(const std::string& name,
                                  const std::function<void(torch::jit::Module&)>& changeWeights,
                                  const std::function<void(Record&)>& changeRecord) {
    const auto plain = fresh("plain.captioner");
    randomCaptioner().save(plain);
    torch::jit::ExtraFilesMap extra{{"captioner.json", ""}};
    auto module = torch::jit::load(plain.string(), c10::Device(c10::kCPU), extra);
    auto record = Record::parse(extra.at("captioner.json"));
    changeWeights(module);
    changeRecord(record);
    const auto path = fresh(name);
    module.save(path.string(), {{"captioner.json", record.is_null() ? "" : record.dump()}});
    return path;
}

const auto kNothing = [](auto&) {};

void refusesRecord(const std::function<void(Record&)>& change, const std::string& reason) {
    CHECK_THROWS(ModelError, Captioner::load(saveChanged("record.captioner", kNothing, change)),
                 reason);
}

} // namespace

TEST_CASE(a_captioner_comes_back_as_it_was) {
    const auto path = fresh("oracle.captioner");
    const auto captioner = oracleCaptioner(true);
    auto record = captioner.record();
    record.generated = true;
    record.training = R"({"epochs": 3, "words": "so–so"})";
    Captioner changed = captioner;
    changed.setRecord(record);
    changed.save(path);
    CHECK(!std::filesystem::exists(path.string() + ".part"));

    const auto loaded = Captioner::load(path, "cpu");
    CHECK(loaded.record() == record);
    CHECK(loaded.vocabulary().tokens() == captioner.vocabulary().tokens());
    CHECK(loaded.vocabulary().specials() == captioner.vocabulary().specials());
    const auto before = named(captioner.impl().decoder);
    const auto after = named(loaded.impl().decoder);
    CHECK_EQUAL(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(before[i].second->equal(*after[i].second));
    }
    const auto model = named(loaded.impl().languageModel);
    for (std::size_t i = 0; const auto& [name, tensor] : named(captioner.impl().languageModel)) {
        CHECK_EQUAL(name, model[i].first);
        CHECK(tensor->equal(*model[i++].second));
    }
    at::InferenceMode inference;
    const auto input = at::rand({2, 3, 64, 64});
    std::vector<at::Tensor> expected;
    std::vector<at::Tensor> found;
    captioner.impl().encoder.probe(record.layers, false).run(input, expected);
    loaded.impl().encoder.probe(record.layers, false).run(input, found);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(expected[i].equal(found[i]));
    }
}

TEST_CASE(a_loaded_captioner_can_be_saved_again) {
    const auto first = fresh("first.captioner");
    const auto second = fresh("second.captioner");
    randomCaptioner().save(first);
    Captioner::load(first, "cpu").save(second);
    const auto loaded = Captioner::load(second, "cpu");
    const auto features = at::rand({1, 4, loaded.record().sizes.features});
    const auto expected = search(randomCaptioner(), features, {});
    CHECK(search(loaded, features, {})[0].beam[0].tokens == expected[0].beam[0].tokens);
}

TEST_CASE(half_precision_is_half_the_size) {
    const auto whole = fresh("whole.captioner");
    const auto half = fresh("half.captioner");
    const auto captioner = randomCaptioner();
    captioner.impl().decoder.query.bias[0] = 1e6; // beyond binary16
    captioner.save(whole);
    captioner.save(half, true);
    CHECK(static_cast<double>(std::filesystem::file_size(half)) <
          0.55 * static_cast<double>(std::filesystem::file_size(whole)));

    const auto loaded = Captioner::load(half, "cpu");
    CHECK(loaded.record() == captioner.record());
    CHECK(loaded.impl().decoder.query.bias.equal(captioner.impl().decoder.query.bias));
    for (std::size_t i = 0; const auto& [name, tensor] : named(loaded.impl().decoder)) {
        const auto& original = *named(captioner.impl().decoder)[i++].second;
        CHECK_EQUAL(tensor->scalar_type(), at::kFloat);
        CHECK(worst(*tensor, original) <= 5e-4 * original.abs().max().item<double>());
    }
    // Saving it leaves the captioner itself as it was.
    CHECK_EQUAL(captioner.impl().decoder.key.weight.scalar_type(), at::kFloat);
    std::vector<at::Tensor> maps;
    captioner.impl().encoder.probe({"conv1"}, false).run(at::rand({1, 3, 96, 96}), maps);
    CHECK_EQUAL(maps[0].scalar_type(), at::kFloat);
    // What is read from binary16 is stored in it without further loss.
    const auto again = fresh("again.captioner");
    loaded.save(again, true);
    CHECK(Captioner::load(again, "cpu")
              .impl()
              .decoder.key.weight.equal(loaded.impl().decoder.key.weight));
}

TEST_CASE(random_captioners_follow_their_seed) {
    const auto one = randomCaptioner(40, 1);
    CHECK(one.impl().decoder.key.weight.equal(randomCaptioner(40, 1).impl().decoder.key.weight));
    CHECK(!one.impl().decoder.key.weight.equal(randomCaptioner(40, 2).impl().decoder.key.weight));
    CHECK_EQUAL(one.record().sizes.features, 64); // conv1 and layer1: 32 units each
    CHECK_EQUAL(one.record().sizes.attention, 37);
    auto record = one.record();
    record.sizes.features = 65;
    CHECK_THROWS(ModelError, Captioner::random(record, one.vocabulary(), 1, "cpu"), "64");
    record = one.record();
    record.layers = {"conv9"};
    CHECK_THROWS(ModelError, Captioner::random(record, one.vocabulary(), 1, "cpu"), "conv9");
}

TEST_CASE(sizes_and_layers_stay) {
    auto captioner = randomCaptioner();
    auto record = captioner.record();
    record.name = "renamed";
    captioner.setRecord(record);
    CHECK_EQUAL(captioner.record().name, "renamed");
    record.sizes.hidden = 38;
    CHECK_THROWS(ModelError, captioner.setRecord(record), "sizes");
}

TEST_CASE(files_that_are_no_captioner_are_refused) {
    CHECK_THROWS(ModelError, Captioner::load(fresh("absent.captioner")), "no such");
    const auto text = fresh("text.captioner");
    write(text, "not a zip file at all");
    CHECK_THROWS(ModelError, Captioner::load(text), "import");
    CHECK_THROWS(ModelError, Captioner::load(oracle("network_scripted.pt")), "no record");
    CHECK_THROWS(ModelError, Captioner::load(oracle("caption/decoder.pth")), "decoder.pth");
}

TEST_CASE(damaged_files_are_refused) {
    const auto path = fresh("sound.captioner");
    randomCaptioner().save(path);
    const auto bytes = bytesOf(path);
    const auto broken = fresh("broken.captioner");
    for (const double share : {0.1, 0.5, 0.9, 0.999}) {
        write(broken,
              bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size()))));
        CHECK_THROWS(ModelError, Captioner::load(broken), "broken.captioner");
    }
    for (int i = 1; i < 12; ++i) { // a byte anywhere in the contents: checksums tell
        auto changed = bytes;
        changed[changed.size() * static_cast<std::size_t>(i) / 12] ^= 0x55;
        write(broken, changed);
        try {
            const auto loaded = Captioner::load(broken);
            CHECK(loaded.record() == randomCaptioner().record()); // padding between records
        } catch (const ModelError&) {
        }
    }
}

TEST_CASE(hostile_programs_are_refused) {
    torch::jit::Module module("Captioner");
    module.register_attribute("training", c10::BoolType::get(), false);
    module.register_parameter("weight", at::zeros({2}), false);
    module.define("def forward(self, x):\n    torch.save(x, \"/tmp/brera_captioner_side_effect\")\n"
                  "    return x\n");
    const auto path = fresh("hostile.captioner");
    module.save(path.string(), {{"captioner.json", "{}"}});
    CHECK_THROWS(ModelError, Captioner::load(path), "save");
    CHECK(!std::filesystem::exists("/tmp/brera_captioner_side_effect"));
}

TEST_CASE(records_beyond_reason_are_refused) {
    refusesRecord([](Record& record) { record = Record(); }, "no record");
    refusesRecord([](Record& record) { record = Record::array(); }, "format");
    refusesRecord([](Record& record) { record["format"] = "other"; }, "format");
    refusesRecord([](Record& record) { record["version"] = 2; }, "newer");
    refusesRecord([](Record& record) { record.erase("layers"); }, "layers");
    refusesRecord([](Record& record) { record["layers"] = {1, 2}; }, "layers");
    refusesRecord([](Record& record) { record["layers"] = Record::array(); }, "layers");
    refusesRecord([](Record& record) { record["layers"] = {"conv1", "nowhere"}; }, "nowhere");
    refusesRecord([](Record& record) { record["layers"] = {"conv1"}; }, "32 features");
    refusesRecord([](Record& record) { record["mean"] = {0, 1}; }, "mean");
    refusesRecord([](Record& record) { record["mean"] = {0, 1, 1e300}; }, "mean");
    refusesRecord([](Record& record) { record["deviation"] = {1, 1, 0}; }, "deviation");
    refusesRecord([](Record& record) { record["input_height"] = 100000; }, "100000");
    refusesRecord([](Record& record) { record["generated"] = "yes"; }, "generated");
    refusesRecord([](Record& record) { record["sizes"]["hidden"] = -1; }, "hidden");
    refusesRecord([](Record& record) { record["sizes"]["hidden"] = 1e12; }, "hidden");
    refusesRecord([](Record& record) { record["sizes"]["hidden"] = 1000000000000; }, "hidden");
    refusesRecord([](Record& record) { record["sizes"]["hidden"] = 0; }, "hidden");
    refusesRecord([](Record& record) { record["sizes"]["hidden"] = 38; }, "shape");
    refusesRecord([](Record& record) { record["sizes"]["lm_layers"] = 2000000000; }, "layers");
    refusesRecord([](Record& record) { record["sizes"]["lm_layers"] = 3; }, "weight_ih_l2");
    refusesRecord([](Record& record) { record["vocabulary"]["tokens"].push_back("more"); },
                  "shape");
    refusesRecord([](Record& record) { record["vocabulary"]["tokens"][0] = "word1"; }, "twice");
    refusesRecord([](Record& record) { record["vocabulary"]["stop"] = 4000; }, "special");
}

TEST_CASE(weights_that_do_not_fit_are_refused) {
    const auto refuses = [](const std::function<void(torch::jit::Module&)>& change,
                            const std::string& reason) {
        CHECK_THROWS(ModelError,
                     Captioner::load(saveChanged("weights.captioner", change, kNothing)), reason);
    };
    const auto child = [](torch::jit::Module& module, const char* name) {
        return module.attr(name).toModule();
    };
    refuses(
        [&](auto& module) {
            child(module, "lstm").setattr("weight_hh", at::zeros({3, 3}));
        },
        "lstm.weight_hh has the shape (3, 3)");
    refuses(
        [&](auto& module) {
            child(module, "embedding").setattr("weight", at::full({44, 7}, NAN));
        },
        "embedding.weight holds values");
    refuses(
        [&](auto& module) {
            child(module, "embedding").setattr("weight", at::zeros({44, 7}, at::kInt));
        },
        "float32");
    const auto claims = [](std::int64_t rows) { return at::zeros({1, 7}).expand({rows, 7}); };
    refuses([&](auto& module) { child(module, "embedding").setattr("weight", claims(1L << 40)); },
            "claims");
    refuses(
        [&](auto& module) {
            child(module, "encoder").attr("conv1").toModule().setattr("weight", claims(1L << 40));
        },
        "encoder.conv1.weight claims");
    refuses(
        [&](auto& module) {
            const auto encoder = child(module, "encoder");
            encoder.attr("conv1").toModule().attr("weight").toTensor().detach().fill_(NAN);
        },
        "encoder.conv1.weight");
}

TEST_CASE(what_cannot_be_written_leaves_nothing) {
    const auto path = fresh("") / "no folder" / "there.captioner";
    CHECK_THROWS(DataError, randomCaptioner().save(path), "there.captioner");
    const auto folder = fresh("folder.captioner");
    std::filesystem::create_directories(folder / "in the way");
    CHECK_THROWS(DataError, randomCaptioner().save(folder), "folder.captioner");
    CHECK(!std::filesystem::exists(folder.string() + ".part"));
}

CHECK_MAIN
