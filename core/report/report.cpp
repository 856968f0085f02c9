// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

namespace brera::report {

std::string_view kindName(Kind kind) {
    switch (kind) {
    case Kind::Units:
        return "units";
    case Kind::Layer:
        return "layer";
    case Kind::Search:
        return "search";
    case Kind::Audit:
        return "audit";
    case Kind::Curve:
        return "curve";
    case Kind::Comparison:
        break;
    }
    return "comparison";
}

std::size_t unitCount(const Report& report) {
    std::size_t units = 0;
    for (const auto& section : report.sections) {
        units += section.units.size();
    }
    return units;
}

std::string_view verdictName(project::Verdict verdict) {
    switch (verdict) {
    case project::Verdict::Confirmed:
        return "confirmed";
    case project::Verdict::Rejected:
        return "rejected";
    case project::Verdict::Unsure:
        return "unsure";
    case project::Verdict::Undecided:
        break;
    }
    return {};
}

std::string judgementText(const Report& report, const Judgement& judgement) {
    const std::string verdict(verdictName(judgement.verdict));
    return report.audit == judgement.audit ? verdict : judgement.audit + ": " + verdict;
}

} // namespace brera::report
