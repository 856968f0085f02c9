// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace brera::widgets {

/// A path to type, paste, drop or pick.
class PathField final : public QWidget {
    Q_OBJECT
public:
    enum class Kind { OpenFile, OpenFolder, SaveFile };

    PathField(Kind kind, const QString& accessibleName, QWidget* parent = nullptr);

    void setFilter(const QString& filter) { m_filter = filter; }
    void setPlaceholder(const QString& text);
    QString path() const;
    void setPath(const QString& path);

Q_SIGNALS:
    /// The text has changed, a moment after the last key.
    void pathChanged(const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void browse();

    Kind m_kind;
    QString m_filter;
    QLineEdit* m_edit;
};

} // namespace brera::widgets
