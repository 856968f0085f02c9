// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/description_rows.h"

#include "language/tokens.h"
#include "project/descriptions.h"
#include "project/schema.h"
#include "project/texts.h"
#include "project/unit_rows.h"

#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace brera::project {

namespace {

constexpr std::size_t kMaxWords = std::size_t{std::numeric_limits<std::uint16_t>::max()} + 1;

bool isSpecial(std::string_view token) {
    // As the authors' indexer and Vocabulary::fromTexts name them.
    static constexpr std::array<std::string_view, 4> kSpecials{"<start>", "<stop>", "<pad>",
                                                               "<unk>"};
    for (const auto special : kSpecials) {
        if (token == special) {
            return true;
        }
    }
    return false;
}

DescribeMode modeOf(Database& database, int number) {
    if (number < static_cast<int>(DescribeMode::Greedy) ||
        number > static_cast<int>(DescribeMode::Pmi)) {
        throw database.damage("its descriptions are of an unknown mode");
    }
    return static_cast<DescribeMode>(number);
}

/// A blob as numbers. @throws ProjectError when the last one is torn.
template <typename T>
std::vector<T> wholeNumbers(Database& database, const SQLite::Column& column) {
    if (static_cast<std::size_t>(column.getBytes()) % sizeof(T) != 0) {
        throw database.damage("a beam is cut off");
    }
    return numbers<T>(column);
}

} // namespace

bool hasDescriptions(Database& database) {
    return schemaVersionOf(database.handle()) >= kDescriptionsVersion;
}

std::optional<RunHead> readRunHead(Database& database) {
    auto query = database.query("SELECT id, captioner_hash, beam, steps, pmi, pmi_lambda, mode, "
                                "lambda, words FROM description_run ORDER BY id DESC");
    if (!query.step()) {
        return {};
    }
    RunHead head;
    head.id = query.integer(0);
    head.captionerHash = query.text(1);
    head.beam = query.column(2).getInt();
    head.steps = query.column(3).getInt();
    if (query.column(4).getInt() != 0) {
        head.pmiLambda = query.real(5);
    }
    head.mode = modeOf(database, query.column(6).getInt());
    head.lambda = query.real(7);
    const auto words = query.integer(8);
    if (words < 0 || words > static_cast<std::int64_t>(kMaxWords)) {
        throw database.damage("its vocabulary has an impossible size");
    }
    head.words = static_cast<std::size_t>(words);
    return head;
}

std::vector<std::string> readVocabulary(Database& database, const RunHead& head) {
    auto query = database.query("SELECT vocabulary FROM description_run WHERE id = ?");
    std::vector<std::string> words;
    if (query.bind(head.id).step()) {
        const auto column = query.column(0);
        std::string_view rest(static_cast<const char*>(column.getBlob()),
                              static_cast<std::size_t>(column.getBytes()));
        while (!rest.empty() && words.size() <= head.words) {
            const auto end = rest.find('\0');
            words.emplace_back(rest.substr(0, end));
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        }
    }
    if (words.size() != head.words) {
        throw database.damage("its vocabulary is not whole");
    }
    return words;
}

DescriptionRun readRun(Database& database, const RunHead& head) {
    DescriptionRun run;
    run.vocabulary = readVocabulary(database, head);
    run.captionerHash = head.captionerHash;
    run.beam = head.beam;
    run.steps = head.steps;
    run.mode = head.mode;
    run.lambda = head.lambda;
    auto query = database.query("SELECT captioner_name, generated FROM description_run "
                                "WHERE id = ?");
    if (query.bind(head.id).step()) {
        run.captionerName = query.text(0);
        run.generated = query.column(1).getInt() != 0;
    }
    return run;
}

std::int64_t writeRun(Database& database, const DescriptionRun& run) {
    if (run.vocabulary.size() > kMaxWords) {
        throw ProjectError("the captioner knows " + std::to_string(run.vocabulary.size()) +
                           " words; a project keeps descriptions of up to " +
                           std::to_string(kMaxWords));
    }
    std::string vocabulary;
    for (const auto& word : run.vocabulary) {
        if (word.find('\0') != std::string::npos) {
            throw ProjectError("the captioner's vocabulary has a word with a zero byte in it; the "
                               "captioner file is damaged");
        }
        vocabulary += word + '\0';
    }
    database.query("DELETE FROM description_run").run();
    auto query = database.query(
        "INSERT INTO description_run(captioner_hash, captioner_name, generated, beam, steps, pmi, "
        "pmi_lambda, mode, lambda, words, vocabulary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(run.captionerHash, run.captionerName, static_cast<int>(run.generated), run.beam,
               run.steps, static_cast<int>(run.mode == DescribeMode::Pmi), run.lambda,
               static_cast<int>(run.mode), run.lambda,
               static_cast<std::int64_t>(run.vocabulary.size()));
    query.bindBlob(11, vocabulary.data(), vocabulary.size());
    query.run();
    return database.handle().getLastInsertRowid();
}

BeamColumns beamColumns(Database& database, const Query& query, int column, std::size_t words) {
    BeamColumns columns{wholeNumbers<float>(database, query.column(column)),
                        wholeNumbers<std::uint8_t>(database, query.column(column + 1)),
                        wholeNumbers<std::uint16_t>(database, query.column(column + 2))};
    if (!isSound(columns, words)) {
        throw database.damage("the beam of a unit does not fit together");
    }
    return columns;
}

std::string plainText(const std::vector<std::string>& vocabulary,
                      std::span<const std::uint16_t> tokens) {
    std::vector<std::string> words;
    for (const auto token : tokens) {
        if (!isSpecial(vocabulary[token])) {
            words.push_back(vocabulary[token]);
        }
    }
    return language::detokenize(words);
}

void writeDescription(Database& database, std::int64_t key, const std::string& text,
                      float logpGivenExemplars, float logp) {
    database
        .query("INSERT INTO descriptions(id, text, logp_given_exemplars, logp) "
               "VALUES (?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET text = excluded.text, "
               "logp_given_exemplars = excluded.logp_given_exemplars, logp = excluded.logp")
        .bind(key, text, static_cast<double>(logpGivenExemplars), static_cast<double>(logp))
        .run();
    refreshDescription(database, key, text);
}

void chooseAll(Database& database, const RunHead& head, DescribeMode mode, double lambda) {
    const auto vocabulary = readVocabulary(database, head);
    database.query("UPDATE description_run SET mode = ?, lambda = ?")
        .bind(static_cast<int>(mode), lambda)
        .run();
    LayerBeams one;
    one.units = {0};
    one.first = {0, 0};
    auto query = database.query("SELECT b.id, b.scores, b.lengths, b.tokens, d.text, "
                                "d.logp_given_exemplars, d.logp FROM beams b "
                                "LEFT JOIN descriptions d USING(id) ORDER BY b.id");
    while (query.step()) {
        const auto key = query.integer(0);
        const auto columns = beamColumns(database, query, 1, head.words);
        const auto count = columns.candidates();
        const auto half = columns.scores.begin() + static_cast<std::ptrdiff_t>(count);
        one.first[1] = static_cast<std::uint32_t>(count);
        one.logpGivenExemplars.assign(columns.scores.begin(), half);
        one.logp.assign(half, columns.scores.end());
        const std::size_t chosen = rerank(one, mode, lambda).front();
        std::size_t start = 0;
        for (std::size_t c = 0; c < chosen; ++c) {
            start += columns.lengths[c];
        }
        const auto text = plainText(
            vocabulary, std::span(columns.tokens).subspan(start, columns.lengths[chosen]));
        const auto given = one.logpGivenExemplars[chosen];
        const auto alone = one.logp[chosen];
        if (!query.column(4).isNull() && query.text(4) == text &&
            static_cast<float>(query.real(5)) == given &&
            static_cast<float>(query.real(6)) == alone) {
            continue; // most units keep theirs when λ moves a little
        }
        writeDescription(database, key, text, given, alone);
    }
}

void clearDescriptions(Database& database) {
    forgetDescriptions(database);
    // Their attention and choice go with them.
    database.query("DELETE FROM beams").run();
    database.query("DELETE FROM description_run").run();
}

} // namespace brera::project
