// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/extraction_store.h"
#include "base/half.h"
#include "base/npy.h"
#include "base/priority.h"
#include "base/unit_id.h"
#include "base/whole_file.h"
#include "support/check.h"

#include <bit>
#include <filesystem>
#include <fstream>
#include <latch>
#include <limits>
#include <numeric>
#include <thread>

using namespace brera;

namespace {
std::filesystem::path scratch(const char* name) {
    const auto folder = std::filesystem::temp_directory_path() / "brera-tst-base";
    std::filesystem::create_directories(folder);
    return folder / name;
}
} // namespace

TEST_CASE(unit_ids_are_layer_and_index) {
    CHECK_EQUAL(UnitId::parse("layer4/427").index, 427);
    CHECK_EQUAL(UnitId::parse("layer1.0.relu#2/3").layer, "layer1.0.relu#2");
    CHECK_EQUAL((UnitId{"conv1", 7}.toString()), "conv1/7");
    for (const char* wrong : {"layer4", "/3", "layer4/", "layer4/x", "layer4/-1", "layer4/1 "}) {
        CHECK_THROWS(DataError, UnitId::parse(wrong), "is not a unit");
    }
}

TEST_CASE(halves_round_to_nearest_even) {
    for (std::uint32_t half = 0; half < 0x10000; ++half) {
        const auto bits = static_cast<std::uint16_t>(half);
        const float value = fromHalf(bits);
        if (!std::isnan(value)) {
            CHECK_EQUAL(toHalf(value), bits);
        }
    }
    CHECK_EQUAL(toHalf(1.0F + 0x1p-11F), toHalf(1.0F)); // a tie goes to the even side
    CHECK_EQUAL(toHalf(1.0F + 3 * 0x1p-11F), toHalf(1.0F + 0x1p-9F));
    CHECK(std::isinf(fromHalf(toHalf(65520.0F))));
    CHECK_NEAR(fromHalf(toHalf(65519.0F)), 65504, 0);
    CHECK(std::isnan(fromHalf(toHalf(std::numeric_limits<float>::quiet_NaN()))));
    CHECK_EQUAL(fromHalf(toHalf(0x1p-25F)), 0.0F);

    std::vector<float> values;
    for (int i = -40; i < 43; ++i) {
        values.push_back(std::ldexp(1.0F + static_cast<float>(i * i) / 1777, i / 2));
        values.push_back(-values.back());
    }
    values.push_back(std::numeric_limits<float>::infinity());
    std::vector<std::uint16_t> halves(values.size());
    toHalves(values.data(), values.size(), 3, halves.data());
    for (std::size_t i = 0; i < values.size(); ++i) {
        CHECK_EQUAL(halves[i], toHalf(values[i] / 3));
    }
}

TEST_CASE(small_maps_keep_three_digits_at_any_scale) {
    for (const float scale : {1e-20F, 1.0F, 1e20F}) {
        std::vector<float> values(12);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = scale * (static_cast<float>(i) - 5.5F);
        }
        const auto back = SmallMap::fromValues(values.data(), 3, 4).values();
        for (std::size_t i = 0; i < values.size(); ++i) {
            CHECK_NEAR(back[i] / scale, values[i] / scale, 5.5 * 0x1p-11);
        }
    }
}

TEST_CASE(npy_files_come_back) {
    const auto path = scratch("array.npy");
    std::vector<float> values(24);
    std::iota(values.begin(), values.end(), -3.0F);
    npy::Writer writer(path, "<f4", {2, 3, 4});
    writer.append(values.data(), 12 * sizeof(float));
    writer.append(values.data() + 12, 12 * sizeof(float));
    writer.finish();
    const npy::Array array(path);
    CHECK((array.shape() == std::vector<std::int64_t>{2, 3, 4}));
    const auto back = array.as<float>();
    CHECK(std::equal(back.begin(), back.end(), values.begin(), values.end()));
    CHECK_THROWS(DataError, array.as<double>(), "<f4");
}

TEST_CASE(an_unfinished_npy_leaves_nothing) {
    const auto path = scratch("unfinished.npy");
    std::filesystem::remove(path);
    {
        npy::Writer writer(path, "|u1", {4});
        writer.append("ab", 2);
        CHECK_THROWS(DataError, writer.finish(), "expected");
    }
    CHECK(!std::filesystem::exists(path));
    CHECK(!std::filesystem::exists(path.string() + ".part"));
}

TEST_CASE(hostile_npy_files_are_refused) {
    const auto path = scratch("hostile.npy");
    const auto write = [&](const std::string& header) {
        std::ofstream file(path, std::ios::binary);
        file << "\x93NUMPY" << '\x01' << '\0' << static_cast<char>(header.size()) << '\0' << header;
    };
    CHECK_THROWS(DataError, npy::Array(scratch("missing.npy")), "No such file");
    write("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000, 1000000000000), }");
    CHECK_THROWS(DataError, npy::Array(path), "truncated");
    write("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }");
    CHECK_THROWS(DataError, npy::Array(path), "truncated");
    write("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }");
    CHECK_THROWS(DataError, npy::Array(path), "not supported");
    write("{'descr': '<f4', 'fortran_order': True, 'shape': (0,), }");
    CHECK_THROWS(DataError, npy::Array(path), "Fortran");
    std::ofstream(path, std::ios::binary) << "hello, this is text";
    CHECK_THROWS(DataError, npy::Array(path), "not a NumPy");
}

TEST_CASE(background_work_waits_while_a_person_waits) {
    giveWay({}); // nobody waits
    std::latch begun(1);
    bool ended = false;
    bool waited = false;
    {
        std::jthread background;
        {
            const Interactive request;
            CHECK(interactiveRunning());
            giveWay({}); // the request itself goes on
            background = std::jthread([&](const std::stop_token& stop) {
                begun.count_down();
                giveWay(stop);
                waited = ended;
            });
            begun.wait();
            { const Interactive another; }
            ended = true;
        }
        background.join();
    }
    CHECK(waited);
    CHECK(!interactiveRunning());
}

TEST_CASE(waiting_work_can_be_cancelled) {
    const Interactive request;
    bool cancelled = false;
    {
        std::jthread background([&](const std::stop_token& stop) {
            try {
                giveWay(stop);
            } catch (const Cancelled&) {
                cancelled = true;
            }
        });
        background.request_stop();
    }
    CHECK(cancelled);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS(Cancelled, giveWay(stop.get_token()), "cancelled");
}

namespace {

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE(whole_files_appear_when_they_are_kept) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("brera-whole-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto path = folder / "report.html";
    std::ofstream(path) << "before";
    {
        WholeFile dropped(path);
        dropped.write("never");
    }
    CHECK_EQUAL(contentOf(path), std::string("before"));
    // Two at once do not meet.
    WholeFile first(path);
    WholeFile second(path);
    first.write("fir");
    second.write("second");
    first.write("st");
    first.keep();
    CHECK_EQUAL(contentOf(path), std::string("first"));
    second.keep();
    CHECK_EQUAL(contentOf(path), std::string("second"));
    // A link goes on leading where it led.
    const auto link = folder / "link.html";
    std::filesystem::create_symlink("report.html", link);
    {
        WholeFile linked(link);
        linked.write("by the link");
        linked.keep();
    }
    CHECK(std::filesystem::is_symlink(link));
    CHECK_EQUAL(contentOf(path), std::string("by the link"));
    CHECK_EQUAL(std::distance(std::filesystem::directory_iterator(folder),
                              std::filesystem::directory_iterator()),
                2);
    CHECK_THROWS(DataError, WholeFile(folder / "no" / "where.html"), "cannot be written");
    // What is no file stays what it is.
    if (std::filesystem::exists("/dev/full")) {
        WholeFile full("/dev/full");
        full.write("x");
        CHECK_THROWS(DataError, full.keep(), "cannot be written");
        CHECK(std::filesystem::is_character_file("/dev/full"));
    }
    std::filesystem::remove_all(folder);
}

CHECK_MAIN
