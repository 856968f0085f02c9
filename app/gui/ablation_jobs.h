// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "base/progress.h"
#include "gui/curve_work.h"
#include "widgets/models/ablation_view.h"

#include <functional>
#include <memory>
#include <vector>

namespace brera::widgets {
class JobController;
}

namespace brera::gui {

class AblationSession;
class SharedProject;

/// The long measurements of the open project, one at a time, and what it keeps of earlier ones. A
/// job that needs sets which are not open yet waits for them.
class AblationJobs final : public QObject {
    Q_OBJECT
public:
    AblationJobs(widgets::JobController& jobs, AblationSession& session, QObject* parent = nullptr);
    ~AblationJobs() override;

    void open(std::shared_ptr<SharedProject> project);
    /// Stops what runs; what was measured is kept.
    void close();

    void startImportances();
    void startCurve(const widgets::CurveRequest& request);
    /// The paper's experiment (section 7): units described with text, word or letter.
    void startTextPreset();
    void cancel();
    /// Also while it waits for its sets.
    bool isRunning() const;
    const QString& title() const { return m_title; }
    /// The project that a job still writes to, also when the window has left it; null when none is.
    std::shared_ptr<SharedProject> lentProject() const;

    const std::vector<widgets::CurveView>& curves() const { return m_curves; }
    /// The curve that is shown; id 0 for none.
    const widgets::CurveView& shown() const { return m_shown; }
    void showCurve(qint64 id);
    void removeCurve(qint64 id);
    const UnitImportances& importances() const { return m_importances; }

Q_SIGNALS:
    void started();
    void progressed(const brera::ProgressUpdate& update);
    void done(const QString& summary);
    void cancelled();
    void failed(const QString& message);
    void importancesChanged();
    void curvesChanged();
    void curveShown();

private:
    using Work = std::function<QString(std::stop_token, const Progress&)>;

    void begin(const QString& title, std::function<void()> run);
    void run(Work work);
    void finish();
    void loadCurves(const QString& show = {});
    /// Those the project keeps, before any set is open.
    void loadKeptImportances();
    void loadImportances();
    void setShown(const widgets::CurveView& view);

    widgets::JobController& m_jobs;
    AblationSession& m_session;
    std::shared_ptr<SharedProject> m_project;
    std::weak_ptr<SharedProject> m_writing;
    QString m_title;
    std::function<void()> m_waiting; ///< a job that waits for its sets
    std::vector<widgets::CurveView> m_curves;
    widgets::CurveView m_shown;
    UnitImportances m_importances;
    bool m_keptAlone = false; ///< importances were read, and no open set has vouched for them yet
};

} // namespace brera::gui
