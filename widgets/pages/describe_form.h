// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "base/extraction_store.h"
#include "widgets/models/description_table.h"
#include "widgets/pages/new_project_form.h"

#include <optional>
#include <string>
#include <vector>

namespace brera::widgets {

/// What a person has filled in to have units described.
struct DescribeForm {
    QString captioner; ///< file
    std::vector<std::string> layers;
    DescriptionChoice choice;
    int beam = 50;
    QString device = QStringLiteral("auto");
};

/// What looking at a captioner file brought.
struct CaptionerReport {
    QString problem; ///< empty when it opens
    QString name;
    QString encoder;
    qint64 words = 0;
    bool generated = false; ///< learned from generated annotations
    QString hash;           ///< of its contents
};

/// A captioner to choose from.
struct KnownCaptioner {
    QString name;
    QString path;
};

/// The project that is to be described.
struct DescribeSubject {
    std::vector<LayerShape> layers;
    std::optional<DescriptionRun> run; ///< that described it before
    std::optional<double> pmiLambda;   ///< of that one
    qint64 described = 0;
    qint64 units = 0;
};

FieldState checkCaptioner(const CaptionerReport& report);
/// What becomes of the descriptions there are: they stay and the work goes on, or they are
/// replaced.
/// Bad where nothing would be left to do.
FieldState checkEarlier(const DescribeSubject& subject, const CaptionerReport& report,
                        const DescribeForm& form);

/// Units that are described already would be described anew.
bool replacesEarlier(const DescribeSubject& subject, const CaptionerReport& report,
                     const DescribeForm& form);

} // namespace brera::widgets
