// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QBoxLayout;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace brera::widgets {

class FieldRow;

/// A form on a page of its own: a title, rows of a name, a field and how it stands, and at the foot
/// the way back, what is still missing, and the button that starts. Where the page is narrow, how a
/// field stands is said below it instead of beside it.
class FormPage : public QWidget {
    Q_OBJECT
public:
    /// `start`: what the button at the foot says.
    FormPage(const QString& title, const QString& start, QWidget* parent = nullptr);

    QPushButton* startButton() const { return m_start; }
    /// What stands beside that button.
    QString summary() const;

Q_SIGNALS:
    void backRequested();

protected:
    /// A sentence below the title.
    void setLead(const QString& text);
    FieldRow* addRow(const QString& name, QWidget* field);
    /// Below all rows.
    void addBelow(QWidget* widget);
    void setSummary(const QString& text);
    /// A choice of where to compute, by the names the core knows as data.
    static void fillDevices(QComboBox& box);

    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeColumn(const QString& title);
    QWidget* makeFoot();
    void fit(int width);

    QLabel* m_lead;
    QGridLayout* m_grid;
    QBoxLayout* m_below;
    QScrollArea* m_scroll;
    QLabel* m_summary;
    QPushButton* m_start;
    std::vector<FieldRow*> m_rows;
    bool m_narrow = false;
};

} // namespace brera::widgets
