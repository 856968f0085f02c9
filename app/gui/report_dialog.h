// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

#include "gui/report_controller.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace brera::widgets {
class PathField;
}

namespace brera::gui {

/// Asks what a report is to be about, in which form, and where it goes.
class ReportDialog final : public QDialog {
    Q_OBJECT
public:
    /// @param folder where files are proposed; @param project names them.
    ReportDialog(const QString& folder, const QString& project, QWidget* parent = nullptr);

    /// The first is chosen. Those with a subject that is offered already are left out.
    void addOffers(const QList<ReportOffer>& offers);
    ReportWish wish() const;

    QComboBox* subjects() const { return m_subjects; }
    QComboBox* formats() const { return m_formats; }
    QLineEdit* titleField() const { return m_title; }
    QSpinBox* pictures() const { return m_pictures; }
    widgets::PathField* file() const { return m_file; }
    QPushButton* exportButton() const { return m_export; }
    QString note() const;

Q_SIGNALS:
    void exportRequested(const brera::gui::ReportWish& wish);

private:
    void proposeFile();
    void judge();
    QString ending() const;

    QString m_folder;
    QString m_project;
    QString m_proposed; ///< the file's name as the dialog has made it
    QList<ReportOffer> m_offers;
    QComboBox* m_subjects;
    QComboBox* m_formats;
    QLineEdit* m_title;
    QSpinBox* m_pictures;
    widgets::PathField* m_file;
    QLabel* m_note;
    QPushButton* m_export;
};

} // namespace brera::gui
