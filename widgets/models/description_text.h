// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Descriptions as people read them.
namespace brera::widgets {

/// A word of a description and where it stands in the text.
struct DescriptionWord {
    QString text;
    bool spaceBefore = false; ///< none before punctuation or inside "black-and-white"
};

/// The plain phrase of a vocabulary's tokens; special ones and numbers outside
/// the vocabulary are left out.
QString descriptionText(std::span<const std::int32_t> tokens,
                        const std::vector<std::string>& vocabulary);

/// One word a token, in the same order; the first letter of the first one is a capital.
std::vector<DescriptionWord> descriptionWords(std::span<const std::int32_t> tokens,
                                              const std::vector<std::string>& vocabulary);

/// The first letter as a capital.
QString sentenceCase(QString text);

/// What the scores of a description mean, in plain words.
QString givenExemplarsTip();
QString priorTip();
QString wpmiTip();

/// A log-probability or wpmi with two decimals and a true minus sign; a dash for none.
QString scoreText(double value);

} // namespace brera::widgets
