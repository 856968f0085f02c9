// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/form_page.h"

#include "widgets/pages/describe_form.h"

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace brera::widgets {

class FieldRow;
class PathField;

/// The form that has units described: by which captioner, which layers, how, and where.
class DescribePage final : public FormPage {
    Q_OBJECT
public:
    explicit DescribePage(QWidget* parent = nullptr);

    /// Starts on a project. `known`: the captioners that were used before or came with Brera.
    void begin(const DescribeSubject& subject, const QList<KnownCaptioner>& known);
    void setCaptionerReport(const CaptionerReport& report);
    /// `problem`: why nothing can be started right now, whatever is filled in; empty when it can.
    void setBusy(const QString& problem);

    DescribeForm form() const;
    bool isReady() const;
    const FieldState& captionerState() const;
    const FieldState& earlierState() const { return m_earlier; }
    /// The file; setting another one is what a person does with "Another file…".
    QString captioner() const;
    void setCaptioner(const QString& path);
    ModuleModel* modules() const { return m_modules; }
    QComboBox* modeBox() const { return m_mode; }

Q_SIGNALS:
    /// Look at this file and say what it is with setCaptionerReport().
    void captionerRequested(const QString& path);
    void startRequested(const brera::widgets::DescribeForm& form);

private:
    QWidget* makeSearch();
    void connectParts();
    void ask();
    void judge();

    DescribeSubject m_subject;
    std::optional<CaptionerReport> m_report;
    FieldState m_earlier;
    QString m_busy;
    ModuleModel* m_modules;
    QComboBox* m_known;
    PathField* m_file;
    QComboBox* m_mode;
    QDoubleSpinBox* m_lambda;
    QSpinBox* m_beam;
    QComboBox* m_device;
    FieldRow* m_captionerRow = nullptr;
    FieldRow* m_layersRow = nullptr;
    FieldRow* m_searchRow = nullptr;
};

} // namespace brera::widgets
