// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/pickle.h"

#include "base/error.h"
#include "support/check.h"
#include "support/checkpoint_writer.h"

#include <cmath>
#include <random>

using brera::ModelError;
using brera::test::contentsOf;
using namespace brera::network::pickle;
namespace pickled = brera::test::pickled;

namespace {

const std::string kData = std::string(BRERA_TEST_DATA) + "/checkpoints/";

Document readText(const std::string& bytes, const Limits& limits = {}) {
    return read(std::as_bytes(std::span(bytes)), "test", 0, limits);
}

const Value& entryOf(const Value& value, const char* key) {
    const auto* found = value.find(key);
    if (found == nullptr) {
        brera::test::fail(__FILE__, __LINE__, "no entry ", key);
    }
    return *found;
}

std::string repeated(const std::string& piece, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) {
        all += piece;
    }
    return all;
}

} // namespace

TEST_CASE(everyProtocolGivesTheSameValues) {
    for (int protocol = 0; protocol <= 5; ++protocol) {
        const auto bytes =
            contentsOf(kData + "values_protocol" + std::to_string(protocol) + ".pkl");
        const auto document = readText(bytes);
        const auto& root = document.root();
        CHECK_EQUAL(document.end(), bytes.size());
        const std::vector<std::int64_t> ints{
            0, 255, 65535, -1, std::int64_t{1} << 31, -(std::int64_t{1} << 40)};
        CHECK_EQUAL(entryOf(root, "ints").items().size(), ints.size());
        for (std::size_t i = 0; i < ints.size(); ++i) {
            CHECK_EQUAL(entryOf(root, "ints").items()[i].asInt(), ints[i]);
        }
        const auto floats = entryOf(root, "floats").items();
        CHECK_EQUAL(floats[0].asFloat(), 0.5);
        CHECK_EQUAL(floats[1].asFloat(), -1e300);
        CHECK(std::isinf(floats[2].asFloat()));
        const auto truths = entryOf(root, "truths").items();
        CHECK(entryOf(root, "truths").is(Kind::Tuple));
        CHECK(truths[0].asBool() && !truths[1].asBool() && truths[2].is(Kind::None));
        CHECK_EQUAL(entryOf(root, "text").text(), "caffè € 𝄞 \\u0041 'quoted'\n");
        CHECK_EQUAL(bytesOf(entryOf(root, "bytes")).value(), std::string("\x00\xff\x80"
                                                                         "abc\n",
                                                                         7));
        CHECK_EQUAL(bytesOf(entryOf(root, "nothing")).value(), "");
        CHECK(entryOf(root, "set").is(Kind::Set));
        CHECK_EQUAL(entryOf(root, "set").items()[0].asInt(), 3);
        CHECK(entryOf(root, "frozen").is(Kind::Set));
        CHECK_EQUAL(entryOf(root, "frozen").items()[0].asInt(), 4);
        const auto& ordered = entryOf(root, "ordered");
        CHECK(ordered.is(Kind::Dict));
        CHECK_EQUAL(ordered.entries()[0].first.text(), "b");
        CHECK_EQUAL(entryOf(ordered, "a").asInt(), 2);
        const auto& fraction = entryOf(root, "fraction");
        CHECK(fraction.is(Kind::Record));
        CHECK_EQUAL(fraction.name(), "fractions.Fraction");
        CHECK(!fraction.arguments().items().empty());
        CHECK(entryOf(root, "function").is(Kind::Global));
        CHECK(entryOf(root, "function").name().ends_with(".len"));
        const auto& loop = entryOf(root, "loop");
        CHECK_EQUAL(loop.items()[1].items()[1].items()[0].asInt(), 1);
        CHECK(entryOf(root, "empty").items()[2].is(Kind::Dict));
        if (protocol > 1) {
            const auto big = entryOf(root, "big").bytes();
            CHECK_EQUAL(big.size(), std::size_t{9});
            CHECK(big[8] == std::byte{0x40});
        }
    }
}

TEST_CASE(nothingIsCalled) {
    const brera::test::ScratchFolder folder;
    const auto marker = (folder.path() / "called").string();
    for (const auto& call :
         {"cposix\nsystem\n(X" + brera::test::littleEndian(marker.size() + 6, 4) + "touch " +
              marker + "tR.",
          "(S'touch " + marker + "'\nios\nsystem\n.",
          pickled::whole("(" + pickled::global("os", "system") + pickled::text("touch " + marker) +
                         "o"),
          pickled::whole(pickled::global("builtins", "exec") +
                         pickled::tuple({pickled::text("open('" + marker + "','w')")}) +
                         "\x81}b")}) {
        const auto document = readText(call);
        CHECK(document.root().is(Kind::Record));
        CHECK(document.root().name() == "posix.system" || document.root().name() == "os.system" ||
              document.root().name() == "builtins.exec");
    }
    CHECK(!std::filesystem::exists(marker));
}

TEST_CASE(recordsKeepWhatWasBuilt) {
    const auto document = readText(pickled::whole(pickled::global("thinc.config", "Config") +
                                                  ")\x81(" + pickled::text("k") + "K\5u" +
                                                  pickled::dict({{"section", "K\7"}}) + "b"));
    const auto& root = document.root();
    CHECK_EQUAL(root.name(), "thinc.config.Config");
    CHECK_EQUAL(entryOf(root, "k").asInt(), 5);
    CHECK_EQUAL(entryOf(root.state(), "section").asInt(), 7);
    const auto id = readText(pickled::whole(pickled::storage("FloatStorage", "3", 12)));
    CHECK_EQUAL(id.persistentIds().size(), std::size_t{1});
    CHECK_EQUAL(id.root().name(), kPersistentId);
    CHECK_EQUAL(id.root().arguments().items()[2].text(), "3");
    // Python 2 wrote an OrderedDict as a list of pairs; a later key replaces an earlier one.
    const auto pairs = readText("ccollections\nOrderedDict\n(((S'a'\nI1\nl(S'a'\nI2\nlltR.");
    CHECK_EQUAL(entryOf(pairs.root(), "a").asInt(), 2);
}

TEST_CASE(bombsAreRefused) {
    const std::size_t many = 1'000'000;
    CHECK_THROWS(ModelError, readText(repeated("]", many) + repeated("a", many - 1) + "."),
                 "nested deeper");
    CHECK_THROWS(ModelError, readText(repeated("(", many) + "t."), "nested deeper");
    CHECK_THROWS(ModelError, readText(")" + repeated("\x85", many) + "."), "nested deeper");
    CHECK_THROWS(ModelError, readText("N" + repeated("Q", many) + "."), "nested deeper");
    // A list that is put into itself again and again.
    CHECK_THROWS(ModelError, readText("]q\1" + repeated("h\1a", many) + "."), "nested deeper");
    // Ten lists each of ten times the one before: small here, 10^10 for whoever would write it out.
    std::string laughs = "]q" + std::string(1, '\0');
    for (char i = 0; i < 10; ++i) {
        laughs += "](" + repeated(std::string("h") + i, 10) + "eq" + static_cast<char>(i + 1);
    }
    CHECK_EQUAL(readText(laughs + ".").root().items().size(), std::size_t{10});
}

TEST_CASE(limitsHold) {
    Limits limits;
    limits.objects = 100;
    limits.elements = 1000;
    limits.memo = 50;
    CHECK_THROWS(ModelError, readText(repeated("]0", 101) + "N.", limits), "more than 100 objects");
    CHECK_THROWS(ModelError,
                 readText(repeated("X" + std::string(4, '\0') + "0", 101) + "N.", limits),
                 "more than 100 objects");
    CHECK_THROWS(ModelError, readText(repeated("N", 1001) + ".", limits), "stack grows");
    CHECK_THROWS(ModelError,
                 readText("](" + repeated("N", 900) + "e(" + repeated("N", 900) + "e.", limits),
                 "more than 1000 elements");
    std::string memos = "N";
    for (std::uint64_t i = 0; i < 51; ++i) {
        memos += "r" + brera::test::littleEndian(0xffffffff - i, 4);
    }
    CHECK_THROWS(ModelError, readText(memos + ".", limits), "remembers more than 50");
    const std::string longName(2000, 'x');
    CHECK_THROWS(ModelError, readText("c" + longName + "\ny\n."), "long name");
}

TEST_CASE(brokenPicklesNameTheByte) {
    CHECK_THROWS(ModelError, readText(""), "test: byte 0");
    CHECK_THROWS(ModelError,
                 readText("NX\xff\xff\xff\xff"
                          "abc"),
                 "byte 1: it ends before");
    CHECK_THROWS(ModelError,
                 readText("N\x8e\xff\xff\xff\xff\xff\xff\xff\xff"
                          "abc"),
                 "byte 1: it ends before");
    CHECK_THROWS(ModelError, readText("\x80\7N."), "newer pickle protocol");
    CHECK_THROWS(ModelError, readText("NNN\xff."), "byte 3: opcode 255");
    CHECK_THROWS(ModelError, readText("K\1\x82\1."), "extensions");
    CHECK_THROWS(ModelError, readText("\x97."), "buffers");
    CHECK_THROWS(ModelError, readText("\x95\xff\xff\xff\xff\xff\xff\xff\x7f."), "frame");
    CHECK_THROWS(ModelError, readText("."), "stack is empty");
    CHECK_THROWS(ModelError, readText("t."), "no mark");
    CHECK_THROWS(ModelError, readText("N(."), "stack is empty");
    CHECK_THROWS(ModelError, readText("\x86."), "stack is empty");
    CHECK_THROWS(ModelError, readText("h\1."), "recalls value 1");
    CHECK_THROWS(ModelError, readText("g-1\n."), "recalls value -1");
    CHECK_THROWS(ModelError, readText("}(Nu."), "key without a value");
    CHECK_THROWS(ModelError, readText("NNa."), "fills a None");
    CHECK_THROWS(ModelError, readText("N)R."), "calls a None");
    CHECK_THROWS(ModelError, readText("ca\nb\nNR."), "with a None for arguments");
    CHECK_THROWS(ModelError, readText("NN\x93."), "no name");
    CHECK_THROWS(ModelError, readText("NNb."), "fills a None");
    CHECK_THROWS(ModelError, readText("I12x\n."), "is no number");
    CHECK_THROWS(ModelError, readText("L99999999999999999999L\n."), "is no number of 64 bits");
    CHECK_THROWS(ModelError, readText("F0,5\n."), "is no number");
    CHECK_THROWS(ModelError, readText("S'abc\n."), "broken escape");
    CHECK_THROWS(ModelError, readText("V\\u12\n."), "broken escape");
    CHECK_THROWS(ModelError, readText("N.").root().asInt(), "None where a int");
}

TEST_CASE(everyTruncationFails) {
    for (int protocol = 0; protocol <= 5; ++protocol) {
        const auto bytes =
            contentsOf(kData + "values_protocol" + std::to_string(protocol) + ".pkl");
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            CHECK_THROWS(ModelError, readText(bytes.substr(0, length)), "byte ");
        }
    }
}

TEST_CASE(damagedPicklesOnlyThrowModelErrors) {
    std::mt19937 random(1);
    int failures = 0;
    for (int protocol = 0; protocol <= 5; ++protocol) {
        const auto original =
            contentsOf(kData + "values_protocol" + std::to_string(protocol) + ".pkl");
        for (int round = 0; round < 3000; ++round) {
            auto bytes = original;
            for (int flips = 0; flips < 1 + round % 3; ++flips) {
                bytes[random() % bytes.size()] = static_cast<char>(random());
            }
            try {
                readText(bytes);
            } catch (const ModelError&) {
                ++failures;
            }
        }
    }
    CHECK(failures > 5000);
}

CHECK_MAIN
