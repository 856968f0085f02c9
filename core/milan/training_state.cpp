// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/training_state.h"

#include "base/error.h"
#include "base/whole_file.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <fstream>
#include <limits>
#include <string>

namespace brera::milan {

namespace {

using nlohmann::json;

constexpr char kMagic[] = "brera training 1";
constexpr std::int64_t kMostValues = std::int64_t{1} << 34;

/// FNV-1a over 64-bit words; against truncation and broken disks.
std::uint64_t checksum(const std::string& bytes) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
        hash = (hash ^ word) * 0x100000001B3ULL;
        hash ^= hash >> 31U;
    }
    return hash;
}

template <typename T>
void append(std::string& bytes, T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// JSON knows no infinity and no NaN.
json number(double value) {
    return std::isfinite(value) ? json(value) : json();
}

double number(const json& value) {
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

json describe(const PartState& part) {
    return {{"values", part.values.defined() ? part.values.numel() : 0},
            {"steps", part.steps},
            {"epoch", part.epoch},
            {"since_best", part.sinceBest},
            {"best", {number(part.bestScore.first), number(part.bestScore.second)}},
            {"finished", part.finished}};
}

void appendTensors(std::string& bytes, const PartState& part) {
    if (!part.values.defined()) {
        return;
    }
    for (const auto* tensor : {&part.values, &part.firstMoment, &part.secondMoment, &part.best}) {
        const auto flat = tensor->contiguous();
        bytes.append(static_cast<const char*>(flat.data_ptr()), flat.nbytes());
    }
}

/// Reads what saveState wrote, never past its end.
class Reader {
public:
    explicit Reader(const std::string& bytes) : m_bytes(bytes) {}

    std::string_view take(std::size_t count) {
        if (count > m_bytes.size() - m_at) {
            throw DataError("it ends too early");
        }
        m_at += count;
        return std::string_view(m_bytes).substr(m_at - count, count);
    }
    template <typename T>
    T number() {
        T value{};
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }
    at::Tensor tensor(std::int64_t count) {
        const auto bytes = take(static_cast<std::size_t>(count) * sizeof(float));
        auto result = at::empty({count}, at::kFloat);
        std::memcpy(result.data_ptr(), bytes.data(), bytes.size());
        return result;
    }

private:
    const std::string& m_bytes;
    std::size_t m_at = 0;
};

PartState readPart(const json& part, Reader& reader) {
    PartState state;
    state.steps = part.at("steps").get<std::int64_t>();
    state.epoch = part.at("epoch").get<int>();
    state.sinceBest = part.at("since_best").get<int>();
    state.bestScore = {number(part.at("best").at(0)), number(part.at("best").at(1))};
    state.finished = part.at("finished").get<bool>();
    const auto count = part.at("values").get<std::int64_t>();
    if (count < 0 || count > kMostValues) {
        throw DataError("it claims " + std::to_string(count) + " weights");
    }
    if (count > 0) {
        for (auto* tensor : {&state.values, &state.firstMoment, &state.secondMoment, &state.best}) {
            *tensor = reader.tensor(count);
        }
    }
    return state;
}

TrainingState parse(const std::string& bytes) {
    if (bytes.size() < sizeof kMagic + 8 ||
        bytes.compare(0, sizeof kMagic, kMagic, sizeof kMagic)) {
        throw DataError("it is no training state");
    }
    std::uint64_t sum = 0;
    std::memcpy(&sum, bytes.data() + bytes.size() - 8, 8);
    const std::string content = bytes.substr(sizeof kMagic, bytes.size() - sizeof kMagic - 8);
    if (checksum(content) != sum) {
        throw DataError("its checksum is wrong");
    }
    Reader reader(content);
    const auto header = json::parse(reader.take(reader.number<std::uint64_t>()));
    TrainingState state;
    state.fingerprint = header.at("fingerprint").get<std::uint64_t>();
    for (const auto& epoch : header.at("epochs")) {
        state.epochs.push_back({epoch.at("part").get<std::string>(), epoch.at("epoch").get<int>(),
                                number(epoch.at("loss")), number(epoch.at("held_out_loss")),
                                number(epoch.at("bleu")), number(epoch.at("seconds")),
                                epoch.at("best").get<bool>()});
    }
    state.languageModel = readPart(header.at("language_model"), reader);
    state.decoder = readPart(header.at("decoder"), reader);
    return state;
}

} // namespace

void saveState(const TrainingState& state, const std::filesystem::path& path) {
    json epochs = json::array();
    for (const auto& epoch : state.epochs) {
        epochs.push_back({{"part", epoch.part},
                          {"epoch", epoch.epoch},
                          {"loss", number(epoch.loss)},
                          {"held_out_loss", number(epoch.heldOutLoss)},
                          {"bleu", number(epoch.bleu)},
                          {"seconds", number(epoch.seconds)},
                          {"best", epoch.best}});
    }
    const auto header = json{{"fingerprint", state.fingerprint},
                             {"epochs", epochs},
                             {"language_model", describe(state.languageModel)},
                             {"decoder", describe(state.decoder)}}
                            .dump();
    std::string content;
    append(content, static_cast<std::uint64_t>(header.size()));
    content += header;
    appendTensors(content, state.languageModel);
    appendTensors(content, state.decoder);

    const auto sum = checksum(content);
    WholeFile file(path);
    file.write({kMagic, sizeof kMagic});
    file.write(content);
    file.write({reinterpret_cast<const char*>(&sum), sizeof sum});
    file.keep();
}

std::optional<TrainingState> loadState(const std::filesystem::path& path,
                                       std::uint64_t fingerprint) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return std::nullopt;
    }
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    TrainingState state;
    try {
        state = parse(bytes);
    } catch (const std::exception& error) {
        throw DataError("the training's state " + path.string() +
                        " cannot be used: " + error.what() + "; remove it to start again");
    }
    if (state.fingerprint != fingerprint) {
        throw DataError("the training's state " + path.string() +
                        " is of a training on other data or with other options; finish that one, "
                        "or remove the file to start again");
    }
    return state;
}

} // namespace brera::milan
