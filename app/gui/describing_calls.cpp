// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/describing_calls.h"

#include "base/error.h"
#include "milan/captioner.h"
#include "project/content_hash.h"

namespace brera::gui {
namespace {

widgets::CaptionerReport inspectCaptioner(const QString& path) {
    widgets::CaptionerReport report;
    try {
        const milan::Captioner captioner = milan::Captioner::load(path.toStdString(), "cpu");
        const milan::CaptionerRecord& record = captioner.record();
        report.name = QString::fromStdString(record.name);
        report.encoder = QString::fromStdString(record.encoder);
        report.words = captioner.vocabulary().size();
        report.generated = record.generated;
        report.hash = QString::fromStdString(project::contentHash(path.toStdString()));
    } catch (const Error& error) {
        report.problem = QString::fromUtf8(error.what());
    }
    return report;
}

} // namespace

DescribingCalls milanCalls() {
    return {inspectCaptioner, milan::describe};
}

milan::DescribingJob jobOf(const widgets::DescribeForm& form) {
    milan::DescribingJob job;
    job.captioner = form.captioner.toStdString();
    job.layers = form.layers;
    job.device = form.device.toStdString();
    job.search.mode = form.choice.mode;
    job.search.lambda = form.choice.lambda;
    job.search.beam = form.beam;
    return job;
}

} // namespace brera::gui
