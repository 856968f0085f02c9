// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QString>
#include <QStringList>

#include "widgets/pages/probe_page.h"
#include "widgets/pages/probe_view.h"
#include "widgets/pictures/picture_store.h"

#include <memory>

namespace brera::widgets {
class JobController;
} // namespace brera::widgets

namespace brera::gui {

class ProbeEngine;
class SharedProject;
struct LoadedFile;
struct ProjectFacts;

/// Pictures through the open project's network, on worker threads. The network is opened for the
/// first picture and then kept. Live predictions run one at a time; while one runs only the latest
/// wish waits.
class ProbeSession final : public QObject {
    Q_OBJECT
public:
    explicit ProbeSession(widgets::JobController& jobs, QObject* parent = nullptr);
    ~ProbeSession() override;

    void open(std::shared_ptr<SharedProject> project, const ProjectFacts& facts);
    void close();
    bool isOpen() const { return m_engine != nullptr; }

    /// A picture from a file, or one without (it is kept in the cache, so that pairs can name it).
    void probeFile(const QString& file);
    void probeImage(const QImage& image);
    /// The first of the project's own images.
    void probeExample();
    /// The same picture looked at for another class.
    void setTarget(int output);
    void loadSource(const QString& file);
    void loadSourceImage(const QImage& image);
    void change(const widgets::ProbeChange& change);
    /// How units answer to the picture with the change's piece on it, and what they give this
    /// output; without a piece nothing is waited for any more.
    void describePasted(const widgets::ProbeChange& change, int target);

    void loadPairs();
    void keepPair(probing::PastedPair pair, const QString& name);
    void removePair(probing::PastedPair pair);
    void renamePair(qint64 id, const QString& name);
    /// Both of a pair's pictures again.
    void openPair(const probing::PastedPair& pair);

    /// The classes a unit of the last layer raises and lowers.
    /// @param files of its exemplars, best first.
    void loadWeights(const UnitId& unit, const QStringList& files);

Q_SIGNALS:
    void loading(const QString& name);
    void probed(const brera::widgets::ProbeView& view);
    void targeted(const brera::widgets::ProbeView& view);
    void probeFailed(const QString& message);
    void sourceLoaded(const brera::widgets::SourceView& view);
    void sourceFailed(const QString& message);
    /// `last`: no later change waits.
    void predicted(const std::vector<double>& probabilities, bool last);
    void pastedDescribed(const brera::widgets::PastedView& view);
    void pairsLoaded(const std::vector<brera::widgets::PairEntry>& pairs);
    void pairOpened(const brera::probing::PastedPair& pair);
    void weightsLoaded(const brera::widgets::WeightsView& weights);
    void failed(const QString& message);

private:
    using LoadedPicture = std::shared_ptr<const LoadedFile>;

    void probe(const QString& file, const QImage& image);
    void source(const QString& file, const QImage& image);
    void predict();
    void readPasted();

    widgets::JobController& m_jobs;
    std::shared_ptr<SharedProject> m_project;
    std::shared_ptr<ProbeEngine> m_engine;
    QString m_writeProblem;
    std::string m_networkHash;
    LoadedPicture m_picture;
    LoadedPicture m_source;
    std::optional<widgets::ProbeChange> m_wanted; ///< waits while another one is predicted
    bool m_predicting = false;
    std::optional<std::pair<widgets::ProbeChange, int>> m_wantedPasted; ///< likewise
    bool m_reading = false;
};

} // namespace brera::gui
