// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>

#include <vector>

namespace brera::widgets {

/// A picture's likeliest classes, before a change and after it. Rows stay where they are while the
/// change goes on, so that nothing jumps: the likeliest before, and below them newcomers; all of them
/// where someone asks for that.
class PredictionModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< QString
        OutputRole,                  ///< int
        BeforeRole,                  ///< double, 0 to 1
        AfterRole,                   ///< double; invalid while nothing is changed
        WinnerRole                   ///< bool: likeliest, after the change where there is one
    };

    using QAbstractListModel::QAbstractListModel;

    /// Probabilities by output.
    void setBefore(QStringList names, std::vector<double> before);
    /// Empty takes the change back.
    void setAfter(std::vector<double> after);
    /// All classes instead of the likeliest few.
    void setAllShown(bool all);
    bool isAllShown() const { return m_all; }
    /// There are classes that are not listed.
    bool hasMore() const { return m_rows.size() < m_before.size(); }
    bool isChanged() const { return !m_after.empty(); }
    /// Of an output, after the change; 0 without one.
    double after(int output) const;
    /// The likeliest output now; −1 without any.
    int winner() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void list();
    void addNewcomers();

    QStringList m_names;
    std::vector<double> m_before;
    std::vector<double> m_after;
    std::vector<int> m_rows;   ///< row → output
    std::size_t m_regular = 0; ///< rows that were there before any change
    bool m_all = false;
};

} // namespace brera::widgets
