// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/new_project_form.h"

#include <QObject>

class QGridLayout;
class QLabel;
class QWidget;

namespace brera::widgets {

/// One row of a form: a name, a field, and beside or below it how the field stands, in words.
class FieldRow final : public QObject {
    Q_OBJECT
public:
    /// Adds itself as the layout's last row.
    FieldRow(const QString& name, QWidget* field, QGridLayout* grid, QWidget* parent);

    void setState(const FieldState& state);
    const FieldState& state() const { return m_state; }
    void setVisible(bool visible);
    /// Says how the field stands below it instead of beside it.
    void setNarrow(bool narrow);

private:
    void show();

    QLabel* m_name;
    QWidget* m_cell;
    QWidget* m_field;
    QLabel* m_beside;
    QLabel* m_below;
    FieldState m_state;
    bool m_visible = true;
    bool m_narrow = false;
};

} // namespace brera::widgets
