// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "project/project.h"
#include "widgets/pictures/composer.h"

#include <QAbstractListModel>
#include <QImage>

#include <optional>
#include <vector>

namespace brera::widgets {

/// One exemplar with all that is needed to draw it.
struct ExemplarEntry {
    Exemplar exemplar;
    project::ImageRecord image;
    QString className; ///< of the label; may be empty
    QString file;      ///< full path
    QImage frame;      ///< what the network saw; null until it is there
    QString failure;   ///< why there is no frame
};

/// A unit's exemplars, composed with their masks whenever threshold, style or size change. 15 small
/// pictures take a few milliseconds, so the slider redraws them at once.
class ExemplarModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        PictureRole = Qt::UserRole + 1, ///< QImage; null while it is not there
        TileRole,                       ///< QColor; invalid when unknown
        ActivationRole,                 ///< float
        PathRole,                       ///< QString, relative to the data set's root
        FolderRole,                     ///< QString, the class folder
        ClassRole,                      ///< QString, the class of the label
        FailureRole,                    ///< QString
        AttentionRole,                  ///< double, 0 to 1; invalid while no word is looked at
        StrengthRole                    ///< double: the attention as a part of the largest
    };

    using QAbstractListModel::QAbstractListModel;

    /// `input` is the size the network saw.
    void setExemplars(std::vector<ExemplarEntry> entries, QSize input, double threshold);
    /// A picture has arrived, or the reason why it will not.
    void setFrame(int row, const QImage& frame, const QString& failure, std::optional<QRgb> mean);
    void setThreshold(double threshold);
    void setStyle(const MaskStyle& style);
    /// The share of its attention that a word gave to each exemplar; empty when none is looked at.
    /// Exemplars whose images were missing when the unit was described had no share: where there
    /// are fewer shares than exemplars, they belong to those whose pictures can be read. As long as
    /// that is not certain, none is shown.
    void setAttention(std::vector<double> shares);
    /// Longer edge of the composed pictures, device pixels.
    void setEdge(int edge);

    double threshold() const { return m_threshold; }
    const MaskStyle& style() const { return m_style; }
    /// The largest activation of all, which the heat map's brightest colour stands for.
    double top() const { return m_top; }
    const ExemplarEntry& entry(int row) const;
    QSize input() const { return m_input; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Shown {
        ExemplarEntry entry;
        std::optional<QRgb> mean;
        QImage scaled;         ///< the frame at the edge
        ActivationField field; ///< of the same size
        QImage picture;        ///< composed
    };

    void scale(Shown& shown) const;
    void composeOne(Shown& shown) const;
    void composeAll();
    void placeAttention();
    QString describe(const Shown& shown, int row) const;
    double attention(int row) const;

    std::vector<Shown> m_shown;
    QSize m_input;
    double m_threshold = 0;
    double m_top = 0;
    MaskStyle m_style;
    int m_edge = 128;
    std::vector<double> m_shares;    ///< as they were given
    std::vector<double> m_attention; ///< by row; empty when none is shown
    double m_strongest = 1;
};

} // namespace brera::widgets
