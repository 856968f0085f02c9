// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/dataset.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>
#include <unordered_map>

namespace brera::image {

namespace {

constexpr std::size_t kWordNetIdLength = 9; // n01440764

bool isWordNetId(std::string_view text) {
    return text.size() == kWordNetIdLength && text.front() == 'n' &&
           std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r";
    const std::size_t first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// What is left of a name when case, '_', '-' and spaces do not count.
std::string essence(std::string_view name) {
    std::string result;
    for (const char c : name) {
        if (c != '_' && c != '-' && c != ' ') {
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return result;
}

/// A line of a class list: "tench, Tinca tinca", "n01440764 tench" or "tench, n01440764".
struct ClassLine {
    std::string id; ///< WordNet id; may be empty
    std::vector<std::string_view> names;

    explicit ClassLine(std::string_view line) {
        line = trimmed(line);
        if (line.size() > kWordNetIdLength && isWordNetId(line.substr(0, kWordNetIdLength)) &&
            line[kWordNetIdLength] != ',') {
            id = line.substr(0, kWordNetIdLength);
            line = trimmed(line.substr(kWordNetIdLength));
        }
        while (true) {
            const std::size_t comma = line.find(',');
            const std::string_view part = trimmed(line.substr(0, comma));
            if (isWordNetId(part)) {
                id = part;
            } else if (!part.empty()) {
                names.push_back(part);
            }
            if (comma == std::string_view::npos) {
                break;
            }
            line = line.substr(comma + 1);
        }
    }
};

/// Which output answers to a name. Where two do (ImageNet has two cranes), neither.
class NameIndex {
public:
    void add(const std::string& name, int output) {
        const auto [entry, fresh] = m_outputs.emplace(name, output);
        if (!fresh && entry->second != output) {
            entry->second = kAmbiguous;
        }
    }
    int find(const std::string& name) const {
        const auto entry = m_outputs.find(name);
        return entry == m_outputs.end() ? -1 : std::max(entry->second, -1);
    }

private:
    static constexpr int kAmbiguous = -2;
    std::unordered_map<std::string, int> m_outputs;
};

} // namespace

ClassMap mapClasses(const std::vector<std::string>& folders,
                    const std::vector<std::string>& classNames, std::int64_t outputs) {
    ClassMap map;
    if (classNames.empty()) {
        const bool same = static_cast<std::int64_t>(folders.size()) == outputs;
        for (std::size_t i = 0; i < folders.size(); ++i) {
            map.outputOfFolder.push_back(same ? static_cast<int>(i) : -1);
        }
        (same ? map.names : map.unmatched) = folders;
        return map;
    }
    if (outputs > 0 && static_cast<std::int64_t>(classNames.size()) != outputs) {
        throw DataError("the class list has " + std::to_string(classNames.size()) +
                        " names, but the network has " + std::to_string(outputs) +
                        " outputs; choose the list the network was trained with");
    }
    // From the surest kind of match to the loosest.
    NameIndex ids;
    NameIndex spelled; // ImageNet knows a Cardigan (dog) and a cardigan
    NameIndex lines;
    NameIndex firstNames;
    NameIndex allNames;
    for (std::size_t i = 0; i < classNames.size(); ++i) {
        const int output = static_cast<int>(i);
        const ClassLine line(classNames[i]);
        map.names.emplace_back(line.names.empty() ? line.id : std::string(line.names.front()));
        if (!line.id.empty()) {
            ids.add(line.id, output);
        }
        spelled.add(std::string(trimmed(classNames[i])), output);
        lines.add(essence(trimmed(classNames[i])), output);
        for (const std::string_view name : line.names) {
            allNames.add(essence(name), output);
        }
        if (!line.names.empty()) {
            spelled.add(std::string(line.names.front()), output);
            firstNames.add(essence(line.names.front()), output);
        }
    }
    for (const std::string& folder : folders) {
        // "n01440764_tench" is as good as "n01440764".
        const std::string_view head = std::string_view(folder).substr(0, kWordNetIdLength);
        const bool withId =
            isWordNetId(head) && (folder.size() == kWordNetIdLength ||
                                  essence(folder.substr(kWordNetIdLength, 1)).empty());
        int output = withId ? ids.find(std::string(head)) : -1;
        output = output < 0 ? spelled.find(folder) : output;
        const std::string name = essence(folder);
        for (const NameIndex* index : {&lines, &firstNames, &allNames}) {
            output = output < 0 ? index->find(name) : output;
        }
        map.outputOfFolder.push_back(output);
        if (output < 0) {
            map.unmatched.push_back(folder);
        }
    }
    return map;
}

std::vector<std::string> readClassList(const std::filesystem::path& path) {
    constexpr std::uintmax_t kLargest = 16U << 20;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        throw DataError(path.string() + ": there is no such class list");
    }
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::file_size(path, error) > kLargest || error) {
        throw DataError(path.string() + ": the class list cannot be read");
    }
    std::vector<std::string> names;
    std::string line;
    std::size_t empties = 0;
    while (std::getline(file, line)) {
        constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
        std::string_view text = line;
        if (names.empty() && text.starts_with(kByteOrderMark)) {
            text.remove_prefix(kByteOrderMark.size());
        }
        text = trimmed(text);
        if (text.find('\0') != std::string_view::npos) {
            throw DataError(path.string() + ": is not text; a class list has one name a line");
        }
        if (text.empty()) {
            ++empties;
            continue;
        }
        if (empties > 0) {
            throw DataError(path.string() + ", line " + std::to_string(names.size() + 1) +
                            ": is empty; a class list has one name a line, in the order of the "
                            "network's outputs");
        }
        names.emplace_back(text);
    }
    if (names.empty()) {
        throw DataError(path.string() + ": is empty; a class list has one name a line");
    }
    return names;
}

} // namespace brera::image
