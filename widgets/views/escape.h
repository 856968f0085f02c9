// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace brera::widgets {

/// Lists, fields of numbers and boxes of choices inside `page` swallow Escape without doing
/// anything with it: with this it reaches the page. Open lists of choices still close by it.
void letEscapeThrough(QWidget& page);

} // namespace brera::widgets
