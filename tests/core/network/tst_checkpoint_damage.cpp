// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/checkpoint.h"

#include "base/error.h"
#include "network/architectures.h"
#include "network/zip_archive.h"
#include "support/check.h"
#include "support/checkpoint_writer.h"

#include <torch/script.h>

#include <limits>
#include <random>

using brera::ModelError;
using namespace brera::network;
using brera::test::contentsOf;
using brera::test::ScratchFolder;
namespace pickled = brera::test::pickled;

namespace {

const std::string kData = std::string(BRERA_TEST_DATA) + "/checkpoints/";
constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();

/// A checkpoint of one tensor "x" whose storage "0" has `bytes` bytes.
std::string fileOf(const std::string& value, std::size_t bytes) {
    return brera::test::zipOf({{"s/data.pkl", pickled::whole(pickled::dict({{"x", value}}))},
                               {"s/data/0", std::string(bytes, '\0')}});
}

/// Opens it and reads everything that it says it has.
std::size_t readAll(const std::filesystem::path& path) {
    const auto checkpoint = readCheckpoint(path);
    std::size_t bytes = 0;
    for (const auto& tensor : checkpoint.tensors()) {
        bytes += checkpoint.tensor(tensor.name).nbytes();
    }
    recognizeArchitecture(checkpoint);
    return bytes;
}

std::string twelve(const std::string& key = "0", std::int64_t elements = 12) {
    return pickled::storage("FloatStorage", key, elements);
}

} // namespace

TEST_CASE(tensorsStayWithinTheirStorage) {
    const ScratchFolder folder;
    const auto opened = [&](const std::string& value, std::size_t bytes = 48) {
        return readAll(folder.write("x.pth", fileOf(value, bytes)));
    };
    CHECK_EQUAL(opened(pickled::tensor(twelve(), 2, {2, 5}, {5, 1})), std::size_t{40});
    CHECK_EQUAL(opened(pickled::tensor(twelve(), 100, {0, 5}, {5, 1})), std::size_t{0});
    const auto million = std::int64_t{1'000'000};
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {million * million}, {1})),
                 "x: a tensor of shape (1000000000000) cannot come from a storage of 12 elements");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {million, million}, {0, 0})),
                 "cannot come from");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {kLargest, kLargest}, {0, 0})),
                 "cannot come from");
    CHECK_THROWS(
        ModelError,
        opened(pickled::tensor(twelve("0", million * million), 0, {million * million}, {1})),
        "should have 4000000000000 bytes, but has 48");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve("0", kLargest), 0, {1}, {1})),
                 "its storage claims");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 3, {2, 5}, {5, 1})),
                 "reaches outside");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {2, 2}, {11, 1})),
                 "reaches outside");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {3}, {-1})),
                 "strides is negative");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {-3}, {1})), "shape is negative");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), -1, {3}, {1})), "offset is negative");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), kLargest, {3}, {1})),
                 "reaches outside");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {2, 3}, {kLargest, kLargest})),
                 "reaches outside");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {2, 3}, {3})),
                 "2 axes and 1 strides");
    CHECK_THROWS(ModelError,
                 opened(pickled::tensor(twelve(), 0, std::vector<std::int64_t>(65, 1),
                                        std::vector<std::int64_t>(65, 1))),
                 "65 axes");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve(), 0, {12}, {1}), 44),
                 "should have 48 bytes, but has 44");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve("1"), 0, {12}, {1})),
                 "storage 1 is not in the file");
    CHECK_THROWS(ModelError, opened(pickled::tensor(twelve("0", -12), 0, {12}, {1})),
                 "size is negative");
}

TEST_CASE(strangeTensorsAreNamed) {
    const ScratchFolder folder;
    const auto opened = [&](const std::string& value) {
        return readAll(folder.write("x.pth", fileOf(value, 48)));
    };
    const auto call = [&](const char* name, const std::vector<std::string>& arguments) {
        return pickled::global("torch._utils", name) + pickled::tuple(arguments) + "R";
    };
    CHECK_THROWS(
        ModelError,
        opened(pickled::tensor(pickled::storage("ComplexFloatStorage", "0", 6), 0, {6}, {1})),
        "complex64 are not understood");
    CHECK_THROWS(ModelError,
                 opened(pickled::tensor(pickled::storage("OddStorage", "0", 6), 0, {6}, {1})),
                 "torch.OddStorage are not understood");
    CHECK_THROWS(ModelError, opened(call("_rebuild_qtensor", {"N"})),
                 "_rebuild_qtensor are not understood");
    CHECK_THROWS(ModelError, opened(call("_rebuild_tensor_v2", {"N"})),
                 "described in an unknown way");
    CHECK_THROWS(ModelError, opened(pickled::tensor("N", 0, {1}, {1})),
                 "described in an unknown way");
    CHECK_THROWS(ModelError, opened(pickled::tensor(pickled::tuple({"N"}) + "Q", 0, {1}, {1})),
                 "no storage");
    CHECK_THROWS(ModelError, opened(call("_rebuild_parameter", {"N", "\x89", "N"})),
                 "holds no tensor");
    CHECK_THROWS(ModelError, opened(call("_rebuild_tensor_v2", {twelve(), "N", "N", "N"})),
                 "shape is a None");
    // A parameter of a parameter of … itself cannot be written, but a long chain can.
    std::string chain = pickled::tensor(twelve(), 0, {1}, {1});
    for (int i = 0; i < 20; ++i) {
        chain = call("_rebuild_parameter", {chain, "\x89", "N"});
    }
    CHECK_THROWS(ModelError, opened(chain), "holds no tensor");
    // PyTorch 2 writes the element type beside an untyped storage.
    const auto untyped =
        pickled::tuple({pickled::text("storage"),
                        pickled::global("torch.storage", "UntypedStorage"), pickled::text("0"),
                        pickled::text("cpu"), pickled::integer(48)}) +
        "Q";
    const auto third = [&](const char* dtype) {
        return call("_rebuild_tensor_v3",
                    {untyped, pickled::integer(1), pickled::integers({4}), pickled::integers({1}),
                     "\x89", "N", pickled::global("torch", dtype)});
    };
    CHECK_EQUAL(opened(third("float64")), std::size_t{32});
    CHECK_THROWS(ModelError, opened(third("float8_e5m2")), "torch.float8_e5m2 are not understood");
}

TEST_CASE(filesOfOldVersionsAreRead) {
    const ScratchFolder folder;
    std::string bytes;
    for (const float value : {1.F, 2.F, 3.F, 4.F, 5.F, 6.F}) {
        bytes.append(reinterpret_cast<const char*>(&value), 4);
    }
    const auto opened = [&](const std::string& root, const brera::test::ZipContents& storages,
                            const char* little = "\x88") {
        return readCheckpoint(
            folder.write("x.pth", brera::test::legacyFile(root, storages, little)));
    };
    // A storage that is a part of another, and a parameter built by its class.
    const auto part =
        pickled::tuple(
            {pickled::text("storage"), pickled::global("torch.cuda", "FloatStorage"),
             pickled::text("94"), pickled::text("cuda:1"), pickled::integer(6),
             pickled::tuple({pickled::text("95"), pickled::integer(2), pickled::integer(3)})}) +
        "Q";
    const auto parameter = pickled::global("torch.nn.parameter", "Parameter") +
                           pickled::tuple({pickled::tensor(part, 1, {2}, {1})}) + "\x81" +
                           pickled::tuple({"\x88", "\x89", "}"}) + "b";
    const auto checkpoint = opened(pickled::dict({{"x", parameter}}), {{"94", bytes}});
    CHECK_EQUAL(checkpoint.tensor("x").numel(), 2);
    CHECK_EQUAL(checkpoint.tensor("x")[0].item<float>(), 4.F);
    CHECK_EQUAL(checkpoint.tensor("x")[1].item<float>(), 5.F);
    const auto outside = pickled::dict({{"x", pickled::tensor(part, 1, {3}, {1})}});
    CHECK_THROWS(ModelError, opened(outside, {{"94", bytes}}),
                 "reaches outside its storage of 3 elements");

    const auto plain = pickled::dict({{"x", pickled::tensor(twelve("7", 6), 0, {6}, {1})}});
    CHECK_EQUAL(opened(plain, {{"7", bytes}}).tensors().size(), std::size_t{1});
    CHECK_THROWS(ModelError, opened(plain, {}), "storage 7 is not in the file");
    CHECK_THROWS(ModelError, opened(plain, {{"7", bytes}, {"8", bytes}}), "nothing refers to");
    CHECK_THROWS(ModelError, opened(plain, {{"7", bytes + "more"}}), "should have 6 elements");
    CHECK_THROWS(ModelError, opened(plain, {{"7", bytes}}, "\x89"), "big-endian");
    CHECK_THROWS(ModelError, opened(plain, {{"7", bytes}}, "N"), "big-endian");
}

TEST_CASE(hostileFilesDoNothing) {
    const ScratchFolder folder;
    const auto marker = (folder.path() / "called").string();
    const auto call =
        pickled::global("os", "system") + pickled::tuple({pickled::text("touch " + marker)}) + "R";
    CHECK_EQUAL(readAll(folder.write("x.pth", fileOf(call, 48))), std::size_t{0});
    const auto whole = readCheckpoint(folder.path() / "x.pth");
    CHECK_EQUAL(whole.root().find("x")->name(), "os.system");
    CHECK(!std::filesystem::exists(marker));
    // A dict that is its own state_dict.
    const auto loop = pickled::whole("}q\1(" + pickled::text("state_dict") + "h\1u");
    CHECK_EQUAL(readAll(folder.write("loop.pth", brera::test::zipOf({{"s/data.pkl", loop}}))),
                std::size_t{0});
}

TEST_CASE(aChangedByteOfAZipIsNoticed) {
    const ScratchFolder folder;
    const auto original = contentsOf(kData + "types.pth");
    const ZipArchive archive(kData + "types.pth");
    for (const auto& entry : archive.entries()) {
        if (entry.name.find("data") == std::string::npos) {
            continue;
        }
        auto bytes = original;
        bytes[static_cast<std::size_t>(entry.offset + entry.size / 2)] ^= 1;
        if (entry.size > 0) {
            CHECK_THROWS(ModelError, readAll(folder.write("x.pth", bytes)), "checksum");
        }
    }
}

TEST_CASE(everyTruncationIsSaid) {
    const ScratchFolder folder;
    for (const auto* name :
         {"types.pth", "training.pth", "types_legacy.pth", "training_legacy.pth"}) {
        const auto whole = contentsOf(kData + name);
        for (std::size_t length = 0; length < whole.size(); length += 3) {
            CHECK_THROWS(ModelError, readAll(folder.write("x.pth", whole.substr(0, length))),
                         "x.pth");
        }
    }
}

TEST_CASE(damagedFilesOnlyThrowModelErrors) {
    const ScratchFolder folder;
    std::mt19937 random(7);
    int failures = 0;
    int survivors = 0;
    const auto attempt = [&](const std::string& bytes) {
        try {
            readAll(folder.write("x.pth", bytes));
            ++survivors;
        } catch (const ModelError&) {
            ++failures;
        }
    };
    const auto damaged = [&](std::string bytes, int flips) {
        for (; flips > 0; --flips) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        return bytes;
    };
    for (const auto* name :
         {"types.pth", "types_legacy.pth", "types_protocol4.pth", "training_legacy.pth"}) {
        const auto whole = contentsOf(kData + name);
        for (int round = 0; round < 1000; ++round) {
            attempt(damaged(whole, 1 + round % 4));
        }
    }
    // The pickle alone, with a checksum that is right again, so that the damage gets past it.
    for (const auto* name : {"types.pth", "training.pth", "types_protocol4.pth"}) {
        const ZipArchive archive(kData + name);
        brera::test::ZipContents contents;
        std::size_t pickle = 0;
        for (const auto& entry : archive.entries()) {
            const auto bytes = archive.bytes(entry);
            pickle = entry.name.ends_with("/data.pkl") ? contents.size() : pickle;
            contents.emplace_back(
                entry.name, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
        }
        for (int round = 0; round < 2000; ++round) {
            auto changed = contents;
            changed[pickle].second = damaged(changed[pickle].second, 1 + round % 3);
            attempt(brera::test::zipOf(changed));
        }
    }
    CHECK(failures > 3000);
    CHECK(survivors > 500);
}

CHECK_MAIN
