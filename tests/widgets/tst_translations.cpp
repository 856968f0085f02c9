// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/translation.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

/// The languages of the window: whole, and true to the places numbers and names go.
class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTextIsTranslated_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("Italian") << QStringLiteral(BRERA_TRANSLATIONS "/brera_it.ts");
        QTest::newRow("Chinese") << QStringLiteral(BRERA_TRANSLATIONS "/brera_zh_CN.ts");
    }

    void everyTextIsTranslated() {
        QFETCH(const QString, file);
        QFile ts(file);
        QVERIFY(ts.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&ts);
        QString source;
        int texts = 0;
        const auto places = [](const QString& text) {
            static const QRegularExpression place(QStringLiteral("%L?[0-9n]+"));
            QStringList found;
            for (auto match = place.globalMatch(text); match.hasNext();) {
                found.append(match.next().captured());
            }
            found.sort();
            return found;
        };
        static const QRegularExpression plural(QStringLiteral("%L?n"));
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) {
                continue;
            }
            if (xml.name() == QLatin1String("source")) {
                source = xml.readElementText();
            } else if (xml.name() == QLatin1String("translation")) {
                QVERIFY2(!xml.attributes().hasAttribute(QStringLiteral("type")),
                         qPrintable(source));
                if (!source.contains(plural)) {
                    const QString text = xml.readElementText();
                    QVERIFY2(!text.isEmpty(), qPrintable(source));
                    QCOMPARE(places(text), places(source));
                    ++texts;
                }
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(texts > 500);
    }

    void theWindowSpeaksIt() {
        brera::gui::installTranslation(*QCoreApplication::instance(), QStringLiteral("it"));
        QCOMPARE(QCoreApplication::translate("brera::gui::MainMenu", "Undo"),
                 QStringLiteral("Annulla"));
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
