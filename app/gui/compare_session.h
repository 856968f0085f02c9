// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "base/progress.h"
#include "widgets/pages/compare_view.h"
#include "widgets/pictures/thumbnail_service.h"

#include <memory>

namespace brera::widgets {
class JobController;
}

namespace brera::gui {

class SharedProject;

/// Compares the project the window shows with another one. The work happens on a worker thread with
/// handles of its own; the pictures of the other project come from a service of its own.
class CompareSession final : public QObject {
    Q_OBJECT
public:
    explicit CompareSession(widgets::JobController& jobs, QObject* parent = nullptr);
    ~CompareSession() override;

    /// Starts on a project; what was compared before is forgotten.
    void begin(const QString& path);
    void forget();
    /// The project that is compared with others; empty without one.
    const QString& first() const { return m_first; }
    const widgets::CompareWish& wish() const { return m_wish; }
    bool isRunning() const;

    /// `shared`: the first project as the window has it, whose queued writes come first; `pictures`
    /// of it are used for the other project too where both have the same ones. Where only the audit
    /// is another one than last time, units are counted anew and nothing else: no started() comes.
    void compare(const widgets::CompareWish& wish, std::shared_ptr<SharedProject> shared,
                 std::shared_ptr<widgets::PictureStore> pictures, const QString& datasetHash);
    /// Makes the demo's two projects of the paper's audit, where they are not there yet; ends with
    /// demoReady().
    void prepareDemo();
    void cancel();
    /// Projects that lie beside the first one, then `others` that are still there; ends with
    /// choicesFound().
    void findChoices(const QStringList& others);

    widgets::ThumbnailService& thumbnails() { return m_thumbnails; }

Q_SIGNALS:
    void started(const QString& title);
    void progressed(const brera::ProgressUpdate& update);
    void done(const brera::widgets::Compared& compared);
    void cancelled();
    void failed(const QString& message);
    /// `demo`: the first project is of the demo's images.
    void choicesFound(const QList<brera::widgets::CompareChoice>& choices, bool demo);
    void demoReady(const QString& plain, const QString& blurredFaces);

private:
    void recount(const widgets::CompareWish& wish, std::shared_ptr<SharedProject> shared,
                 std::shared_ptr<widgets::PictureStore> pictures, const QString& datasetHash);

    widgets::JobController& m_jobs;
    widgets::ThumbnailService m_thumbnails;
    QString m_first;
    widgets::CompareWish m_wish;
    widgets::Compared m_last; ///< what was compared last and is still shown
};

} // namespace brera::gui
