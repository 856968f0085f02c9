// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/escape.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>

namespace brera::widgets {
namespace {

class EscapeFilter final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::KeyPress ||
            static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape ||
            static_cast<QWidget*>(watched)->window()->windowType() == Qt::Popup) {
            return QObject::eventFilter(watched, event);
        }
        // Not taken by the widget, so it goes on to the parents.
        event->ignore();
        return true;
    }
};

} // namespace

void letEscapeThrough(QWidget& page) {
    auto* filter = new EscapeFilter(&page);
    for (QWidget* each : page.findChildren<QWidget*>()) {
        if (qobject_cast<QComboBox*>(each) || qobject_cast<QAbstractSpinBox*>(each) ||
            qobject_cast<QAbstractItemView*>(each)) {
            each->installEventFilter(filter);
        }
    }
}

} // namespace brera::widgets
