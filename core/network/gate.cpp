// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/gate.h"

#include "base/error.h"
#include "network/errors.h"
#include "network/gate_rules.h"
#include "network/zip_archive.h"

#include <caffe2/serialize/inline_container.h>
#include <caffe2/serialize/read_adapter_interface.h>
#include <torch/script.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace brera::network {

namespace {
using caffe2::serialize::PyTorchStreamReader;

constexpr std::uint64_t kMaxSource = 64ULL << 20; ///< bytes of one record of source text
constexpr std::uint64_t kMaxRatio = 100;          ///< unpacked to packed, above kSmall
constexpr std::uint64_t kSmall = 16ULL << 20;

/// One open file for all readers, so that nobody can swap it between the check and the load.
class OpenFile : public caffe2::serialize::ReadAdapterInterface {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : m_file(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat status {};
        if (m_file < 0 || ::fstat(m_file, &status) != 0) {
            const std::string reason = std::strerror(errno);
            close();
            throw ModelError("cannot be read: " + reason);
        }
        m_size = static_cast<std::size_t>(status.st_size);
    }
    ~OpenFile() override { close(); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    std::size_t size() const override { return m_size; }

    std::size_t read(std::uint64_t position, void* buffer, std::size_t count,
                     const char* what) const override {
        std::size_t done = 0;
        while (done < count) {
            const auto got = ::pread(m_file, static_cast<char*>(buffer) + done, count - done,
                                     static_cast<off_t>(position + done));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                throw ModelError(std::string("cannot be read to its end, ") + what);
            }
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

private:
    void close() {
        if (m_file >= 0) {
            ::close(m_file);
        }
    }

    int m_file;
    std::size_t m_size = 0;
};

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

/// LibTorch finds records without regard to case, and by path below the archive's one folder.
void checkDirectory(const ZipArchive& archive) {
    std::set<std::string> names;
    std::string folder;
    for (const auto& entry : archive.entries()) {
        const auto slash = entry.name.find('/');
        const std::string top = entry.name.substr(0, slash);
        if (folder.empty()) {
            folder = top;
        }
        if (slash == std::string::npos || top != folder) {
            throw ModelError("the record " + entry.name + " lies outside the archive's folder");
        }
        const bool odd =
            std::any_of(entry.name.begin(), entry.name.end(),
                        [](unsigned char letter) { return letter < ' ' || letter == '\\'; });
        const std::string name = lowerCase(entry.name);
        if (odd || !names.insert(name).second) {
            throw ModelError("the record " + entry.name +
                             " has a name that two readers could take for different ones");
        }
        if (name == lowerCase(folder) + "/model.json") {
            throw ModelError(
                "model.json marks a format from before PyTorch 1.1; save the network anew");
        }
        const bool source = name.ends_with(".py");
        if ((source && entry.size > kMaxSource) ||
            (entry.size > kSmall && entry.size / kMaxRatio > entry.storedSize)) {
            throw ModelError("the record " + entry.name + " unpacks to " +
                             std::to_string(entry.size >> 20) + " MiB");
        }
    }
}

/// "__torch__.a.b." for NET/code/__torch__/a/b.py; empty for source that lies elsewhere.
std::string classPrefix(const std::string& record) {
    constexpr std::string_view kCode = "code/";
    const auto begin = record.find('/') + 1;
    if (record.compare(begin, kCode.size(), kCode) != 0) {
        return {};
    }
    std::string prefix = record.substr(begin + kCode.size());
    prefix.resize(prefix.size() - 2); // "py"; the dot stays
    std::replace(prefix.begin(), prefix.end(), '/', '.');
    return prefix;
}

void checkRecords(const std::shared_ptr<OpenFile>& file, const ZipArchive& archive) {
    PyTorchStreamReader reader(file);
    const auto names = reader.getAllRecords();
    const std::set<std::string> seen(names.begin(), names.end());
    std::set<std::string> classes;
    std::vector<std::string> pickles;
    const auto read = [&](const std::string& record, const auto& check) {
        const auto [data, size] = reader.getRecord(record.substr(record.find('/') + 1));
        check(std::string_view(static_cast<const char*>(data.get()), size));
    };
    for (const auto& entry : archive.entries()) {
        if (names.size() != archive.entries().size() ||
            !seen.contains(entry.name.substr(entry.name.find('/') + 1))) {
            throw ModelError("two readers find different records in the archive");
        }
        if (!entry.deflated) {
            (void)archive.bytes(entry); // LibTorch does not look at checksums
        }
        const std::string lower = lowerCase(entry.name);
        if (lower.ends_with(".py")) {
            read(entry.name, [&](std::string_view text) {
                for (const auto& name : checkSource(entry.name, std::string(text))) {
                    classes.insert(classPrefix(entry.name) + name);
                }
            });
        } else if (lower.ends_with("pkl")) {
            pickles.push_back(entry.name);
        }
    }
    for (const auto& record : pickles) {
        read(record, [&](std::string_view bytes) { checkPickle(record, bytes, classes); });
    }
}
} // namespace

torch::jit::Module loadThroughGate(const std::filesystem::path& path, const c10::Device& device,
                                   bool trusted) {
    std::unordered_map<std::string, std::string> none;
    return loadThroughGate(path, device, trusted, none);
}

torch::jit::Module loadThroughGate(const std::filesystem::path& path, const c10::Device& device,
                                   bool trusted,
                                   std::unordered_map<std::string, std::string>& extra) {
    const auto file = std::make_shared<OpenFile>(path);
    if (trusted) {
        return torch::jit::load(file, device, extra);
    }
    const ZipArchive archive(path);
    try {
        checkDirectory(archive);
        checkRecords(file, archive);
        auto module = torch::jit::load(file, device, extra);
        checkLoaded(module);
        return module;
    } catch (const ModelError& error) {
        throw GateRefused(path.filename().string(), error.what());
    }
}

} // namespace brera::network
