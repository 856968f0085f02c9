// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "milan/describing_job.h"
#include "widgets/pages/describe_form.h"

#include <functional>
#include <stop_token>

namespace brera::gui {

/// The two long calls of describing, so that tests may put others in their place.
struct DescribingCalls {
    /// Looks at a captioner file; never throws brera::Error: what goes wrong is the report's
    /// problem.
    std::function<widgets::CaptionerReport(const QString& path)> inspect;
    std::function<milan::DescribingReport(project::Project&, const milan::DescribingJob&,
                                          std::stop_token, const Progress&)>
        describe;
};

/// Those of core/milan.
DescribingCalls milanCalls();

/// The job a filled-in form asks for.
milan::DescribingJob jobOf(const widgets::DescribeForm& form);

} // namespace brera::gui
