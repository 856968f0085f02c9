// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/application.h"

#include "base/error.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <stdexcept>

using namespace brera;

namespace {

/// Something whose events nobody has foreseen.
class Careless : public QObject {
public:
    bool event(QEvent*) override { throw std::out_of_range("vector::_M_range_check"); }
};

} // namespace

class ApplicationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void strayErrorsAreToldAndOutlived() {
        auto* application = qobject_cast<gui::Application*>(qApp);
        QVERIFY(application);
        QSignalSpy told(application, &gui::Application::failed);
        Careless careless;
        QCoreApplication::postEvent(&careless, new QEvent(QEvent::User));
        QCoreApplication::postEvent(&careless, new QEvent(QEvent::User));
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(told.first().first().toString().contains(QStringLiteral("range")));
        // Slots of timers too, and what comes after them is served.
        QTimer::singleShot(0, &careless, [] { throw DataError("a slot"); });
        bool served = false;
        QTimer::singleShot(0, this, [&] { served = true; });
        QTRY_VERIFY(served);
        QCOMPARE(told.size(), 1); // not again at once
    }
};

int main(int argc, char** argv) {
    gui::Application application(argc, argv);
    ApplicationTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_application.moc"
