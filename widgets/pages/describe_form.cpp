// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/describe_form.h"

#include "widgets/theme/figures.h"

#include <QCoreApplication>
#include <QStringList>

namespace brera::widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::widgets::DescribeForm)
};

/// The search there is goes on with these options; only another one makes other beams.
bool isSameSearch(const DescribeSubject& subject, const CaptionerReport& report,
                  const DescribeForm& form) {
    const bool pmi = form.choice.mode == DescribeMode::Pmi;
    return QString::fromStdString(subject.run->captionerHash) == report.hash &&
           subject.run->beam == form.beam && subject.pmiLambda.has_value() == pmi &&
           (!pmi || *subject.pmiLambda == form.choice.lambda);
}

} // namespace

FieldState checkCaptioner(const CaptionerReport& report) {
    if (!report.problem.isEmpty()) {
        return {FieldState::Bad, report.problem};
    }
    QStringList parts;
    if (!report.name.isEmpty()) {
        parts.append(report.name);
    }
    if (!report.encoder.isEmpty()) {
        parts.append(Words::tr("encoder %1").arg(report.encoder));
    }
    parts.append(Words::tr("%1 words").arg(countText(report.words)));
    if (report.generated) {
        parts.append(Words::tr("learned from generated annotations"));
    }
    return {FieldState::Good, parts.join(QStringLiteral(" · "))};
}

bool replacesEarlier(const DescribeSubject& subject, const CaptionerReport& report,
                     const DescribeForm& form) {
    return subject.run && subject.described > 0 && report.problem.isEmpty() &&
           !isSameSearch(subject, report, form);
}

FieldState checkEarlier(const DescribeSubject& subject, const CaptionerReport& report,
                        const DescribeForm& form) {
    if (!subject.run || !report.problem.isEmpty()) {
        return {};
    }
    if (isSameSearch(subject, report, form)) {
        if (subject.units > 0 && subject.described >= subject.units) {
            return {FieldState::Bad,
                    Words::tr("All %1 units are described by this captioner already. Another one, "
                              "or another number of beams, would describe them again.")
                        .arg(countText(subject.units))};
        }
        return {FieldState::Note,
                Words::tr("%1 of %2 units are described by this captioner already and stay so.")
                    .arg(countText(subject.described), countText(subject.units))};
    }
    return {FieldState::Note, Words::tr("This replaces the descriptions by %1.")
                                  .arg(QString::fromStdString(subject.run->captionerName))};
}

} // namespace brera::widgets
