// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/contractions.h"

#include <initializer_list>
#include <string>
#include <unordered_map>

namespace brera::language {

namespace {

using Words = std::initializer_list<const char32_t*>;
using Table = std::unordered_map<std::u32string, std::vector<std::size_t>>;

/// Words that would be contractions without their apostrophe, but mean something else.
bool isOrdinaryWord(const std::u32string& word) {
    for (const auto* other :
         {U"ill", U"its", U"hell", U"shell", U"shed", U"were", U"well", U"whore"}) {
        if (word == other) {
            return true;
        }
    }
    return false;
}

void add(Table& table, std::initializer_list<std::u32string> parts) {
    std::u32string whole;
    std::u32string plain; // as people write it who leave the apostrophes out
    std::vector<std::size_t> wholeParts;
    std::vector<std::size_t> plainParts;
    for (const auto& part : parts) {
        whole += part;
        wholeParts.push_back(part.size());
        std::u32string bare = part;
        std::erase(bare, U'\'');
        plain += bare;
        plainParts.push_back(bare.size());
    }
    table[whole] = wholeParts;
    if (!isOrdinaryWord(plain)) {
        table[plain] = plainParts;
    }
}

void add(Table& table, Words stems, Words endings) {
    for (const auto* stem : stems) {
        for (const auto* ending : endings) {
            add(table, {stem, ending});
        }
    }
}

void addPronouns(Table& table) {
    const Words all = {U"i", U"you", U"he", U"she", U"it", U"we", U"they"};
    add(table, all, {U"'ll", U"'d"});
    for (const auto* pronoun : all) {
        add(table, {pronoun, U"'ll", U"'ve"});
        add(table, {pronoun, U"'d", U"'ve"});
    }
    add(table, {U"i", U"you", U"we", U"they"}, {U"'ve"});
    add(table, {U"you", U"we", U"they"}, {U"'re"});
    add(table, {U"he", U"she", U"it"}, {U"'s"});
    add(table, {U"i"}, {U"'m"});
    add(table, {U"i", U"'m", U"a"});
    const Words others = {U"who", U"what", U"when", U"where", U"why", U"how", U"there", U"that"};
    for (const auto* word : others) {
        for (const auto* ending : {U"'s", U"'ll", U"'re", U"'ve", U"'d"}) {
            add(table, {word, ending});
        }
        add(table, {word, U"'ll", U"'ve"});
        add(table, {word, U"'d", U"'ve"});
    }
}

void addVerbs(Table& table) {
    const Words modal = {U"ca",   U"could", U"do",    U"does", U"did",    U"had", U"may",  U"might",
                         U"must", U"need",  U"ought", U"sha",  U"should", U"wo",  U"would"};
    add(table, modal, {U"n't"});
    for (const auto* verb : modal) {
        add(table, {verb, U"n't", U"'ve"});
    }
    add(table, {U"could", U"might", U"must", U"should", U"would"}, {U"'ve"});
    add(table, {U"ai", U"are", U"is", U"was", U"were", U"have", U"has", U"dare"}, {U"n't"});
}

Table makeTable() {
    Table table;
    addPronouns(table);
    addVerbs(table);
    table[U"cannot"] = {3, 3};
    table[U"gonna"] = {3, 2};
    table[U"gotta"] = {3, 2};
    table[U"let's"] = {3, 2};
    table[U"not've"] = {3, 3};
    for (const auto* hour :
         {U"1", U"2", U"3", U"4", U"5", U"6", U"7", U"8", U"9", U"10", U"11", U"12"}) {
        for (const auto* half : {U"am", U"pm", U"a.m.", U"p.m."}) {
            const std::u32string number = hour;
            const std::u32string period = half;
            table[number + period] = {number.size(), period.size()};
        }
    }
    const Words whole = {U"'s",     U"'d",    U"'ll",    U"'re",       U"'em",     U"'cause",
                         U"'bout",  U"'nuff", U"and/or", U"w/o",       U"ma'am",   U"o'clock",
                         U"doin'",  U"goin'", U"ol'",    U"somethin'", U"nothin'", U"lovin'",
                         U"havin'", U"a.m.",  U"p.m.",   U"e.g.",      U"i.e.",    U"vs.",
                         U"dr.",    U"mr.",   U"mrs.",   U"ms.",       U"jr.",     U"st.",
                         U"mt.",    U"ph.d.", U"inc.",   U"co.",       U"ltd.",    U"c++"};
    for (const std::u32string word : whole) {
        table[word] = {word.size()};
    }
    for (char32_t letter = U'a'; letter <= U'z'; ++letter) {
        table[std::u32string{letter, U'.'}] = {2};
    }
    return table;
}

} // namespace

const std::vector<std::size_t>& specialParts(std::u32string_view word) {
    static const Table kTable = makeTable();
    static const std::vector<std::size_t> kNone;
    const auto found = kTable.find(std::u32string(word));
    return found == kTable.end() ? kNone : found->second;
}

} // namespace brera::language
