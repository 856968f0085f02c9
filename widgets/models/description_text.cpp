// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/description_text.h"

#include "language/tokens.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace brera::widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::widgets::DescriptionText)
};

/// As captioners name them; they are no words.
bool isSpecial(const std::string& word) {
    return word == "<start>" || word == "<stop>" || word == "<pad>" || word == "<unk>";
}

std::vector<std::string> wordsOf(std::span<const std::int32_t> tokens,
                                 const std::vector<std::string>& vocabulary) {
    std::vector<std::string> words;
    words.reserve(tokens.size());
    for (const std::int32_t token : tokens) {
        const auto place = static_cast<std::size_t>(token);
        const bool known = token >= 0 && place < vocabulary.size() && !isSpecial(vocabulary[place]);
        words.push_back(known ? vocabulary[place] : std::string());
    }
    return words;
}

} // namespace

QString descriptionText(std::span<const std::int32_t> tokens,
                        const std::vector<std::string>& vocabulary) {
    std::vector<std::string> words = wordsOf(tokens, vocabulary);
    std::erase(words, std::string());
    return QString::fromStdString(language::detokenize(words));
}

std::vector<DescriptionWord> descriptionWords(std::span<const std::int32_t> tokens,
                                              const std::vector<std::string>& vocabulary) {
    // The whole phrase says where spaces stand; each word is found in it after the one before.
    const QString phrase = descriptionText(tokens, vocabulary);
    std::vector<DescriptionWord> words;
    qsizetype at = 0;
    for (const std::string& token : wordsOf(tokens, vocabulary)) {
        DescriptionWord word{QString::fromStdString(token), false};
        const qsizetype found = word.text.isEmpty() ? -1 : phrase.indexOf(word.text, at);
        if (found >= 0) {
            word.spaceBefore = found > at;
            at = found + word.text.size();
        } else {
            word.spaceBefore = !word.text.isEmpty() && at > 0;
        }
        words.push_back(std::move(word));
    }
    if (!words.empty()) {
        words.front().text = sentenceCase(words.front().text);
    }
    return words;
}

QString sentenceCase(QString text) {
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    return text;
}

QString givenExemplarsTip() {
    return Words::tr("log p(d|E): how well the words fit the regions in the exemplars. "
                     "Nearer to 0 fits better.");
}

QString priorTip() {
    return Words::tr("log p(d): how common the words are at all, whatever the pictures. "
                     "Nearer to 0 is more common.");
}

QString wpmiTip() {
    return Words::tr("wpmi = log p(d|E) − λ · log p(d): how well the words fit, less how common "
                     "they are. Higher is better.");
}

QString scoreText(double value) {
    if (!std::isfinite(value)) {
        return QStringLiteral("–");
    }
    QString text = QLocale().toString(std::abs(value), 'f', 2);
    // A value that rounds to nothing has no sign.
    if (value <= -0.005) {
        text.prepend(QChar(0x2212));
    }
    return text;
}

} // namespace brera::widgets
