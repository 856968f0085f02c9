// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/zip_archive.h"

#include "base/error.h"
#include "support/check.h"
#include "support/checkpoint_writer.h"

#include <algorithm>

using brera::ModelError;
using brera::network::ZipArchive;
using brera::test::contentsOf;
using brera::test::littleEndian;
using brera::test::ScratchFolder;
using brera::test::zipOf;

namespace {

std::string textOf(const ZipArchive& archive, const char* name) {
    const auto bytes = archive.bytes(*archive.find(name));
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::size_t nth(const std::string& file, const std::string& part, int which) {
    std::size_t at = file.find(part);
    while (which-- > 0) {
        at = file.find(part, at + 1);
    }
    return at;
}

/// The archive with some bytes replaced.
std::string patched(std::string file, std::size_t at, const std::string& bytes) {
    return file.replace(at, bytes.size(), bytes);
}

const brera::test::ZipContents kTwo{{"a/first", "one"}, {"a/second", std::string(1000, 'x')}};

} // namespace

TEST_CASE(entriesAreFound) {
    const ScratchFolder folder;
    for (const bool zip64 : {false, true}) {
        const ZipArchive archive(folder.write("x.zip", zipOf(kTwo, zip64)));
        CHECK_EQUAL(archive.entries().size(), std::size_t{2});
        CHECK_EQUAL(archive.entries()[1].name, "a/second");
        CHECK_EQUAL(archive.entries()[1].size, std::uint64_t{1000});
        CHECK_EQUAL(textOf(archive, "a/first"), "one");
        CHECK_EQUAL(textOf(archive, "a/second"), kTwo[1].second);
        CHECK(archive.find("first") == nullptr);
    }
    CHECK(ZipArchive::looksLikeZip(folder.path() / "x.zip"));
    CHECK(!ZipArchive::looksLikeZip(folder.path() / "none.zip"));
    CHECK_EQUAL(ZipArchive(folder.write("empty.zip", zipOf({}))).entries().size(), std::size_t{0});
}

TEST_CASE(archivesOfLibTorchOpen) {
    const std::string oracle = std::string(BRERA_TEST_DATA) + "/oracle/";
    const ZipArchive scripted(oracle + "network_scripted.pt");
    CHECK(std::ranges::any_of(scripted.entries(), [](const auto& entry) {
        return entry.name.find("/code/") != std::string::npos;
    }));
    const ZipArchive checkpoint(oracle + "network.pth");
    for (const auto& entry : checkpoint.entries()) {
        CHECK_EQUAL(checkpoint.bytes(entry).size(), entry.size);
    }
}

TEST_CASE(everyTruncationIsSaid) {
    const ScratchFolder folder;
    for (const bool zip64 : {false, true}) {
        const auto whole = zipOf({{"a", "one"}, {"b", "two"}}, zip64);
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto path = folder.write("x.zip", whole.substr(0, length));
            CHECK_THROWS(ModelError, ZipArchive(path), "not a sound zip archive");
        }
    }
}

TEST_CASE(contradictionsAreRefused) {
    const ScratchFolder folder;
    const auto opened = [&](const std::string& bytes) {
        return ZipArchive(folder.write("x.zip", bytes));
    };
    const auto whole = zipOf(kTwo);
    const auto entry = whole.find("PK\1\2");
    const auto end = whole.find("PK\5\6");
    CHECK_THROWS(ModelError, opened(whole + "more"), "end record");
    CHECK_THROWS(ModelError, opened(zipOf({{"a", "1"}, {"a", "2"}})), "two entries are called a");
    CHECK_THROWS(ModelError, opened(zipOf({{"", "1"}})), "no proper name");
    // The directory says another name than the header of the contents.
    CHECK_THROWS(ModelError, opened(patched(whole, nth(whole, "a/first", 1), "a/worst")),
                 "disagrees with the directory");
    CHECK_THROWS(ModelError,
                 opened(patched(whole, entry + 20,
                                littleEndian(0xfffffff0, 4) + littleEndian(0xfffffff0, 4))),
                 "claims 4294967280 bytes");
    CHECK_THROWS(ModelError, opened(patched(whole, entry + 20, littleEndian(2, 4))),
                 "two different sizes");
    CHECK_THROWS(ModelError, opened(patched(whole, entry + 24, littleEndian(0xffffffff, 4))),
                 "lacks its 64-bit sizes");
    CHECK_THROWS(ModelError, opened(patched(whole, entry + 42, littleEndian(0xfffffff0, 4))),
                 "lies outside the file");
    CHECK_THROWS(ModelError, opened(patched(whole, entry + 42, littleEndian(7, 4))), "no header");
    CHECK_THROWS(ModelError, opened(patched(whole, entry + 8, littleEndian(1, 2))), "encrypted");
    CHECK_THROWS(ModelError, opened(patched(whole, entry + 10, littleEndian(12, 2))), "method 12");
    CHECK_THROWS(ModelError, opened(patched(whole, entry + 28, littleEndian(0xffff, 2))),
                 "runs out of");
    CHECK_THROWS(ModelError, opened(patched(whole, end + 16, littleEndian(end + 5, 4))),
                 "does not end where");
    CHECK_THROWS(ModelError, opened(patched(whole, end + 16, littleEndian(0, 4))),
                 "does not end where");
    CHECK_THROWS(ModelError,
                 opened(patched(whole, end + 8, littleEndian(60000, 2) + littleEndian(60000, 2))),
                 "too short for 60000 entries");
    CHECK_THROWS(ModelError,
                 opened(patched(whole, end + 8, littleEndian(1, 2) + littleEndian(1, 2))),
                 "more than its 1 entries");
    CHECK_THROWS(ModelError, opened(patched(whole, end + 4, littleEndian(1, 2))),
                 "one part of several");
}

TEST_CASE(overlapsAreRefused) {
    const ScratchFolder folder;
    // A second header hidden in the contents of the first entry, which the directory then points
    // to.
    const auto inner = zipOf({{"b", "evil"}});
    const auto header = inner.substr(0, inner.find("PK\1\2"));
    auto whole = zipOf({{"a", header + "rest"}, {"b", "fair"}});
    const auto second = nth(whole, "PK\1\2", 1);
    whole = patched(whole, second + 16, littleEndian(brera::test::crc32("evil"), 4));
    whole = patched(whole, second + 42, littleEndian(whole.find("PK\3\4", 4), 4));
    CHECK_THROWS(ModelError, ZipArchive(folder.write("x.zip", whole)), "a and b overlap");
}

TEST_CASE(the64BitRecordsMustAgree) {
    const ScratchFolder folder;
    const auto opened = [&](const std::string& bytes) {
        return ZipArchive(folder.write("x.zip", bytes));
    };
    const auto whole = zipOf(kTwo, true);
    const auto record = whole.find("PK\6\6");
    const auto locator = whole.find("PK\6\7");
    const auto end = whole.find("PK\5\6");
    CHECK_THROWS(ModelError, opened(patched(whole, locator + 8, littleEndian(0, 8))),
                 "not where it should be");
    CHECK_THROWS(ModelError, opened(patched(whole, end + 16, littleEndian(12, 4))), "disagree");
    CHECK_THROWS(ModelError,
                 opened(patched(whole, record + 48, littleEndian(~std::uint64_t{0}, 8))),
                 "does not end where");
    CHECK_THROWS(ModelError, opened(patched(whole, record + 24, std::string(16, '\x7f'))),
                 "too short for");
    const auto extra = whole.find("PK\1\2") + 46 + 7 + 4;
    CHECK_THROWS(ModelError, opened(patched(whole, extra, std::string(16, '\xff'))),
                 "more than the file holds");
    CHECK_THROWS(ModelError, opened(patched(whole, extra + 16, std::string(8, '\xff'))),
                 "outside the file");
}

TEST_CASE(contentsAreChecked) {
    const ScratchFolder folder;
    auto whole = zipOf(kTwo);
    const auto damaged = folder.write("damaged.zip", patched(whole, whole.find("one"), "oNe"));
    const ZipArchive archive(damaged);
    CHECK_THROWS(ModelError, archive.bytes(*archive.find("a/first")), "checksum");
    CHECK_EQUAL(textOf(archive, "a/second"), kTwo[1].second);
    for (const int which : {0, 1}) {
        whole = patched(whole, nth(whole, "PK\3\4", which) + 8, littleEndian(8, 2));
        whole = patched(whole, nth(whole, "PK\1\2", which) + 10, littleEndian(8, 2));
    }
    const ZipArchive deflated(folder.write("deflated.zip", whole));
    CHECK(deflated.entries()[0].deflated);
    CHECK_THROWS(ModelError, deflated.bytes(deflated.entries()[0]), "compressed");
}

TEST_CASE(whatIsNoFileIsSaid) {
    const ScratchFolder folder;
    CHECK_THROWS(ModelError, ZipArchive(folder.path() / "none.zip"), "cannot be opened");
    CHECK_THROWS(ModelError, ZipArchive(folder.path()), "no regular file");
    CHECK_THROWS(ModelError, ZipArchive(folder.write("text.zip", std::string(5000, 'x'))),
                 "end record");
}

CHECK_MAIN
