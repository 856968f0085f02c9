// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/gate_rules.h"
#include "network/network.h"
#include "networks.h"
#include "support/check.h"

#include <caffe2/serialize/inline_container.h>
#include <torch/script.h>

#include <fstream>
#include <iterator>

using namespace brera;
using namespace brera::test;
using network::checkSource;
using network::Network;

namespace {
const std::string kRecord = "net/code/__torch__/net.py";

std::filesystem::path victim() {
    return scratch("written-by-the-network");
}

/// An archive with these records, written as LibTorch writes them.
std::filesystem::path archive(const std::string& name,
                              const std::vector<std::pair<std::string, std::string>>& records) {
    const auto path = scratch(name);
    caffe2::serialize::PyTorchStreamWriter writer(path.string());
    for (const auto& [record, content] : records) {
        writer.writeRecord(record, content.data(), content.size(), true);
    }
    writer.writeEndOfFile();
    return path;
}

/// A saved network, record by record.
std::vector<std::pair<std::string, std::string>> recordsOf(const std::filesystem::path& path) {
    caffe2::serialize::PyTorchStreamReader reader(path.string());
    std::vector<std::pair<std::string, std::string>> records;
    for (const auto& name : reader.getAllRecords()) {
        if (name == "version" || name.ends_with(".debug_pkl")) {
            continue; // written by itself; not needed
        }
        const auto [data, size] = reader.getRecord(name);
        records.emplace_back(name, std::string(static_cast<const char*>(data.get()), size));
    }
    return records;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    CHECK(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

torch::jit::Module plainModule() {
    return scripted("Net", {{"a", convolution(3, 4)}},
                    "def forward(self, x):\n    return torch.mean(self.a.forward(x), [2, 3])\n");
}

std::filesystem::path plain(const std::string& name) {
    return saved(plainModule(), name);
}
} // namespace

TEST_CASE(honest_files_pass) {
    (void)Network::open(oracle("network_scripted.pt"));
    (void)Network::open(oracle("network_traced.pt"));
    (void)Network::open(plain("plain.pt"));
    // Attributes and modules may be called save or ops, as long as nothing else is meant.
    auto module = scripted(
        "Net",
        {{"ops", convolution(3, 4)}, {"colour", convolution(4, 4)}, {"0", convolution(4, 4)}},
        "def forward(self, x):\n    save = 3\n"
        "    y = self.colour.forward(self.ops.forward(x))\n"
        "    return torch.mean(getattr(self, \"0\").forward(y) * save, [2, 3])\n");
    CHECK_EQUAL(Network::open(saved(module, "names.pt")).outputs({3, 8, 8}), 4);
}

TEST_CASE(a_forward_that_writes_is_refused) {
    std::filesystem::remove(victim());
    const auto path =
        saved(scripted("Net", {},
                       "def forward(self, x):\n    torch.save(x, \"" + victim().string() +
                           "\")\n    return torch.mean(x, [2, 3])\n"),
              "writes.pt");
    CHECK_THROWS(ModelError, Network::open(path),
                 "writes.pt is refused: writes/code/__torch__.py, line ");
    CHECK_THROWS(ModelError, Network::open(path), ".save reaches files");
    CHECK_THROWS(ModelError, Network::open(path), "--trust");
    CHECK(!std::filesystem::exists(victim()));
    // It is a real danger, and a trusted file may do what it wants.
    const auto trusted = Network::open(path, {.trusted = true});
    CHECK(!std::filesystem::exists(victim()));
    CHECK_EQUAL(trusted.outputs({3, 8, 8}), 3);
    CHECK(std::filesystem::exists(victim()));
    std::filesystem::remove(victim());
}

TEST_CASE(a_forward_that_maps_a_file_is_refused) {
    const auto path =
        saved(scripted("Net", {},
                       "def forward(self, x):\n    y = torch.from_file(\"" + victim().string() +
                           "\", True, 10)\n    return torch.mean(x, [2, 3]) + y[0]\n"),
              "maps.pt");
    CHECK_THROWS(ModelError, Network::open(path), ".from_file reaches files");
}

TEST_CASE(what_runs_while_loading_is_refused) {
    std::filesystem::remove(victim());
    auto evil = scripted("Evil", {}, "def __getstate__(self):\n    return 3\n");
    evil.define("def __setstate__(self, state: int):\n    torch.save(state, \"" +
                victim().string() + "\")\n    self.training = True\n");
    const auto path = saved(scripted("Net", {{"evil", evil}},
                                     "def forward(self, x):\n    return torch.mean(x, [2, 3])\n"),
                            "setstate.pt");
    CHECK_THROWS(ModelError, Network::open(path), "setstate/code/__torch__.py, line ");
    CHECK_THROWS(ModelError, Network::open(path), "refused");
    CHECK(!std::filesystem::exists(victim()));
    (void)Network::open(path, {.trusted = true});
    CHECK(std::filesystem::exists(victim()));
    std::filesystem::remove(victim());

    // A default value is computed when its method is compiled.
    auto records = recordsOf(plain("defaults.pt"));
    for (auto& [name, content] : records) {
        if (name == "code/__torch__.py") {
            content =
                replaced(content, "x: Tensor)",
                         "x: Tensor, n: NoneType=torch.save(3, \"" + victim().string() + "\"))");
        }
    }
    CHECK_THROWS(ModelError, Network::open(archive("defaults2.pt", records)),
                 ".save reaches files");
    CHECK(!std::filesystem::exists(victim()));
}

TEST_CASE(a_harmless_setstate_is_refused_too) {
    CHECK_THROWS(
        ModelError,
        checkSource(
            kRecord,
            "class A(Module):\n  def __setstate__(self, s: int) -> NoneType:\n    return None\n"),
        "line 2: __setstate__");
    CHECK_THROWS(
        ModelError,
        checkSource(kRecord, "def f(self, s: int) -> NoneType:\n  return (self).__setstate__(s)\n"),
        "__setstate__");
    const std::string text =
        "class A(Module):\n  def __setstate__(self, s: int) -> NoneType:\n    return None\n";
    for (const char* space :
         {"torch/nn/quantized/modules/conv", "torch/ao/nn/quantized/modules/conv",
          "torch/ao/nn/intrinsic/quantized/modules/conv_relu",
          "torch/nn/quantized/dynamic/modules/linear"}) {
        checkSource("net/code/__torch__/" + std::string(space) + ".py", text);
    }
    CHECK_THROWS(ModelError,
                 checkSource("net/code/__torch__/torch/nn/quantized/evil.py",
                             "def f(x: Tensor) -> Tensor:\n  torch.save(x, \"f\")\n  return x\n"),
                 ".save");
    CHECK_THROWS(ModelError, checkSource("net/code/torch/nn/quantized/evil.py", text),
                 "__setstate__");
}

TEST_CASE(disguises_are_seen_through) {
    const std::pair<const char*, const char*> kDisguises[] = {
        {"torch . save(x, \"f\")", ".save"},
        {"torch.\\\n    save(x, \"f\")", ".save"},
        {"(torch.\n  # nothing here\n  save)(x, \"f\")", ".save"},
        {"x.save(\"f\")", ".save"},
        {"(x).save(\"f\")", ".save"},
        {"\"f\".from_file()", ".from_file"},
        {"ops.aten.save(x, \"f\")", ".save"},
        {"t = torch", "torch is used as a value"},
        {"(torch).abs(x)", "torch is used as a value"},
        {"[torch][0].abs(x)", "torch is used as a value"},
        {"o = ops", "ops is used as a value"},
        {"(ops).evil.run(x)", "ops is used as a value"},
        {"ops.evil.run(x)", "ops.evil are operators"},
        {"ops . c10d . send(x)", "ops.c10d are operators"},
        {"ops.aten", "operators that Brera does not know"},
        {"ops.image.write_file(\"f\", x)", "ops.image"},
        {"getattr(torch, \"abs\")(x)", "torch is used as a value"},
        {"getattr(self.t, \"save\")(x, \"f\")", "hides what is called"},
        {"getattr(self, \"sa\" \"ve\")(x, \"f\")", "anything but a plain name"},
        {"getattr(self, \"\\x73ave\")(x, \"f\")", "anything but a plain name"},
        {"getattr(self, '''save''')(x, \"f\")", "anything but a plain name"},
        {"getattr(self, name)(x, \"f\")", "anything but a plain name"},
        {"getattr(self, \"a\", \"b\")", "anything but a plain name"},
        {"getattr(self, (\"save\"))", "anything but a plain name"},
        {"g = getattr", "anything but a plain name"},
        {"getattr(self, \"__setstate__\")(3)", "hides what is called"},
        {"__torch__.torch.classes.c10d.FileStore(\"f\", 1)", "torch.classes.c10d"},
        {"c = __torch__.torch", "hides what is called"},
        {"c = __torch__.torch.classes", "torch.classes is used as a value"},
        {"(__torch__.torch.classes).c10d.FileStore(\"f\")", "torch.classes is used as a value"},
        {"(__torch__.torch.classes.quantized).X(3)", "torch.classes is used as a value"},
        {"c = __torch__", "__torch__ is used as a value"},
    };
    for (const auto& [code, reason] : kDisguises) {
        const auto text =
            "def f(self, x: Tensor) -> Tensor:\n  y = " + std::string(code) + "\n  return x\n";
        CHECK_THROWS(ModelError, checkSource(kRecord, text), reason);
    }
    CHECK_THROWS(ModelError, checkSource(kRecord, "x = '\x01'\n"), "control characters");
    CHECK_THROWS(ModelError, checkSource(kRecord, "x = \"open\n"), "could read");
    CHECK_THROWS(ModelError, checkSource(kRecord, "x = " + std::string(1000, '(') + "\n"),
                 "brackets");
}

TEST_CASE(what_only_looks_bad_passes) {
    for (const char* code :
         {"# torch.save(x, \"f\")\n  y = x", "y = \"torch.save\"", "y = self.ops.evil",
          "y = (self.torch)", "y = getattr(getattr(self, \"layer1\"), \"0\")",
          "y = ops.torchvision.nms(x, x, 0.5)", "save = x", "y = torch.add(x, x, alpha=1)",
          "y = __torch__.torch.nn.functional.relu(x)", "y = CONSTANTS.c0",
          "y = ops.quantized.add(x, x, 1., 0)"}) {
        checkSource(kRecord,
                    "def f(self, x: Tensor) -> Tensor:\n  " + std::string(code) + "\n  return x\n");
    }
    checkSource(
        kRecord,
        "class A(Module):\n  ops : Tensor\n  torch : Tensor\n  __annotations__[\"0\"] = Tensor\n");
}

TEST_CASE(code_is_found_under_any_name) {
    // LibTorch looks records up without regard to case.
    auto records = recordsOf(plain("case.pt"));
    for (auto& [name, content] : records) {
        if (name == "code/__torch__.py") {
            name = "CODE/__torch__.PY";
            content = replaced(content, "    return", "    y = torch.save(x, \"f\")\n    return");
        }
    }
    CHECK_THROWS(ModelError, Network::open(archive("case2.pt", records)), ".save reaches files");
    auto twice = recordsOf(plain("twice.pt"));
    twice.emplace_back("Code/__torch__.py", "class Net(Module):\n  pass\n");
    CHECK_THROWS(ModelError, Network::open(archive("twice2.pt", twice)), "two readers");
}

TEST_CASE(pickles_name_only_what_is_there) {
    for (const auto& [by, reason] : {
             std::pair{"c__torch__.torch.classes.c10d\nFileStore\n",
                       "torch.classes.c10d.FileStore is a class"},
             {"c__torch__\nXet\n", "__torch__.Xet is a class"},
             {"cos\nsystem\n", "os.system is a class"},
             {"ctorch.distributed\nX\n", "torch.distributed.X is a class"},
         }) {
        auto records = recordsOf(plain("pickle.pt"));
        for (auto& [name, content] : records) {
            if (name == "data.pkl") {
                content = replaced(content, "c__torch__\nNet\n", by);
            }
        }
        CHECK_THROWS(ModelError, Network::open(archive("pickle2.pt", records)), reason);
    }
    auto records = recordsOf(plain("malformed.pt"));
    for (auto& [name, content] : records) {
        if (name == "data.pkl") {
            content = "\x80\x02tttR."; // takes from an empty stack
        }
    }
    CHECK_THROWS(ModelError, Network::open(archive("malformed2.pt", records)), "data.pkl");
}

TEST_CASE(legacy_archives_are_refused) {
    auto records = recordsOf(plain("legacy.pt"));
    records.emplace_back("Model.json", "{}");
    CHECK_THROWS(ModelError, Network::open(archive("legacy2.pt", records)), "PyTorch 1.1");
}

TEST_CASE(bombs_are_refused) {
    auto records = recordsOf(plain("bomb.pt"));
    records.emplace_back("code/__torch__/bomb.py", std::string(80U << 20, ' '));
    CHECK_THROWS(ModelError, Network::open(archive("bomb2.pt", records)), "unpacks to 80 MiB");
    records.back() = {"data/99", std::string(80U << 20, ' ')};
    CHECK_THROWS(ModelError, Network::open(archive("bomb3.pt", records)), "unpacks to 80 MiB");
}

TEST_CASE(tensors_beyond_their_storage_are_refused) {
    // The pickle says how large a tensor is; LibTorch believes it. Strides (36, 9, 3, 1) of the (4,
    // 4, 3, 3) weights become (108, …).
    auto records = recordsOf(
        saved(scripted("Net", {{"a", convolution(4, 4)}},
                       "def forward(self, x):\n    return torch.mean(self.a.forward(x), [2, 3])\n"),
              "bounds.pt"));
    for (auto& [name, content] : records) {
        if (name == "data.pkl") {
            content = replaced(content, "(K\x24K\x09K\x03K\x01", "(K\x6cK\x09K\x03K\x01");
        }
    }
    CHECK_THROWS(ModelError, Network::open(archive("bounds2.pt", records)), "beyond the bytes");
}

TEST_CASE(what_was_compiled_is_looked_at_too) {
    // Whatever way past the text there may be, operators are seen once more.
    const auto check = [](const torch::jit::Module& module) {
        network::checkLoaded(torch::jit::load(saved(module, "compiled.pt").string()));
        return true;
    };
    check(plainModule());
    CHECK_THROWS(ModelError,
                 check(scripted("Net", {},
                                "def forward(self, x):\n    if bool(x.sum() > 0):\n"
                                "        torch.save(x, \"f\")\n    return x\n")),
                 "aten::save");
    CHECK_THROWS(ModelError,
                 check(scripted("Net", {{"a", calling("A", "torch.from_file(\"f\")")}},
                                "def forward(self, x):\n    return self.a.forward(x)\n")),
                 "aten::from_file");
}

TEST_CASE(damaged_archives_are_errors_not_crashes) {
    const auto intact = plain("damage.pt");
    std::ifstream file(intact, std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(file)), {});
    const auto records = recordsOf(intact);
    std::uint32_t state = 1;
    const auto random = [&state] {
        state = state * 1664525U + 1013904223U;
        return state >> 8U;
    };
    const auto open = [](const std::filesystem::path& path) {
        try {
            (void)Network::open(path);
        } catch (const ModelError& error) {
            CHECK(std::string(error.what()).find(path.filename().string()) != std::string::npos);
            return false;
        }
        return true;
    };
    for (int trial = 0; trial < 300; ++trial) {
        std::string damaged = whole;
        for (int i = 0; i < 3; ++i) {
            damaged[random() % damaged.size()] ^= static_cast<char>(1U << (random() % 8));
        }
        std::ofstream(scratch("damaged.pt"), std::ios::binary) << damaged;
        open(scratch("damaged.pt")); // padding between records may be hit: then it opens
    }
    // With checksums that fit, as somebody who means it would write them.
    int opened = 0;
    for (int trial = 0; trial < 300; ++trial) {
        auto changed = records;
        auto& [name, content] = changed[random() % changed.size()];
        content[random() % content.size()] ^= static_cast<char>(1U << (random() % 8));
        opened += open(archive("changed.pt", changed)) ? 1 : 0;
    }
    CHECK(opened > 10); // changed weights are weights
    CHECK(opened < 290);
}

CHECK_MAIN
