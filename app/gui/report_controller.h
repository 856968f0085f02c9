// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include "base/progress.h"
#include "report/collect.h"

#include <memory>

namespace brera::widgets {
class JobController;
}

namespace brera::gui {

class SharedProject;

/// Something a report can be about.
struct ReportOffer {
    QString title; ///< for people: "Search: red OR blue"
    QString name;  ///< for a file: "search"
    report::Subject subject;
    QString compared; ///< path of another project; empty unless it is a comparison
    report::ComparisonSubject comparison;
};

/// What a person wants to have written.
struct ReportWish {
    ReportOffer offer;
    QString title; ///< empty: made from what it is about
    QString file;
    int exemplars = 10;
};

/// Writes reports on a worker thread, with a handle of its own on the project, so that the window
/// goes on while it does.
class ReportController final : public QObject {
    Q_OBJECT
public:
    explicit ReportController(widgets::JobController& jobs, QObject* parent = nullptr);
    ~ReportController() override;

    /// Looks up the saved searches of a project; ends with offersFound().
    void findOffers(const std::shared_ptr<SharedProject>& project);
    void start(const std::shared_ptr<SharedProject>& project, const ReportWish& wish);
    void cancel();
    bool isRunning() const;

Q_SIGNALS:
    void offersFound(const QList<brera::gui::ReportOffer>& offers);
    void started(const QString& title);
    void progressed(const brera::ProgressUpdate& update);
    void done(const QString& file, const QString& summary);
    void cancelled();
    void failed(const QString& message);

private:
    widgets::JobController& m_jobs;
};

} // namespace brera::gui
