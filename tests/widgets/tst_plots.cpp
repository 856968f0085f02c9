// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bar_plot.h"
#include "plots/curve_plot.h"
#include "plots/plot_colours.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"

#include <QAbstractButton>
#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include <cmath>

using namespace brera;
using namespace brera::plots;

namespace {

constexpr int kCounts = 20;

/// Validation falls by a quarter of a point a unit, adversarial rises by half of one.
void fill(CurvePlot& plot) {
    plot.setSeries(
        {{"validation", 97.5}, {"adversarial", 64}},
        {{"validation", 0, 0}, {"adversarial", 1, 1}, {"random", kNeutralColour, 1, true}});
    QList<CurvePoint> validation;
    QList<CurvePoint> adversarial;
    QList<CurvePoint> random;
    for (int count = 0; count <= kCounts; ++count) {
        validation << CurvePoint{count, 97.5 - 0.25 * count};
        adversarial << CurvePoint{count, 64 + 0.5 * count};
        if (count % 4 == 0) {
            random << CurvePoint{count, 64.0 - count * 0.1, 63.0 - count * 0.2, 65.0};
        }
    }
    plot.setPoints(0, validation);
    plot.setPoints(1, adversarial);
    plot.setPoints(2, random);
}

template <class Plot>
void present(Plot& plot) {
    plot.resize(640, 400);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    // The plot lays itself out when it is drawn first.
    plot.grab();
}

void turnWheel(QWidget& plot, const QPoint& position, int turns) {
    QWidget* target = plot.childAt(position);
    const QPoint local = target->mapFrom(&plot, position);
    QWheelEvent wheel(local, plot.mapToGlobal(position), {}, {0, 120 * turns}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(target, &wheel);
}

/// Mouse events go to the widget that lies under the position.
void clickAt(QWidget& plot, const QPoint& position) {
    QWidget* target = plot.childAt(position);
    QTest::mouseClick(target, Qt::LeftButton, {}, target->mapFrom(&plot, position));
}

void hoverAt(QWidget& plot, const QPoint& position) {
    QWidget* target = plot.childAt(position);
    QTest::mouseMove(target, target->mapFrom(&plot, position));
}

double contrast(const QColor& left, const QColor& right) {
    // WCAG 2.1, relative luminance.
    const auto luminance = [](const QColor& color) {
        const auto part = [](double value) {
            return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) +
               0.0722 * part(color.blueF());
    };
    const double a = luminance(left);
    const double b = luminance(right);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

class TestPlots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coloursStandOutInBothThemes() {
        for (int index = -1; index < 6; ++index) {
            QVERIFY2(contrast(seriesColour(index, false), widgets::lightTokens().surface) >= 3,
                     qPrintable(QString::number(index)));
            QVERIFY2(contrast(seriesColour(index, true), widgets::darkTokens().surface) >= 3,
                     qPrintable(QString::number(index)));
        }
        QCOMPARE(seriesColour(6, false), seriesColour(0, false));
    }

    void pointerReadsEverySeriesOff() {
        CurvePlot plot;
        fill(plot);
        present(plot);
        QSignalSpy moved(&plot, &CurvePlot::cursorMoved);
        hoverAt(plot, plot.positionOf(8, 80));
        QCOMPARE(plot.cursorCount(), std::optional<qint64>(8));
        QCOMPARE(moved.last().first().toLongLong(), 8);
        QCOMPARE(plot.readOutText(), QStringLiteral("8 units\nvalidation: 95.5\nadversarial: 68.0\n"
                                                    "random: 63.2 (61.4 to 65.0)"));
        hoverAt(plot, plot.positionOf(9, 80));
        QVERIFY(plot.readOutText().endsWith(QStringLiteral("random: –")));
        QVERIFY(plot.accessibleDescription().contains(QStringLiteral("adversarial: 68.5")));
    }

    void clickActivatesAPointAndNothingBesides() {
        CurvePlot plot;
        fill(plot);
        present(plot);
        QSignalSpy activated(&plot, &CurvePlot::pointActivated);
        clickAt(plot, plot.positionOf(12, 70));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toInt(), 1);
        QCOMPARE(activated[0][1].toLongLong(), 12);
        clickAt(plot, plot.positionOf(12, 83));
        QCOMPARE(activated.size(), 1);
        QTest::mouseClick(plot.childAt(plot.positionOf(3, 65)), Qt::RightButton);
        QCOMPARE(activated.size(), 1);
    }

    void keysMoveTheCursorAndActivate() {
        CurvePlot plot;
        fill(plot);
        present(plot);
        QSignalSpy activated(&plot, &CurvePlot::pointActivated);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.cursorCount(), std::optional<qint64>(0));
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_PageUp);
        QCOMPARE(plot.cursorCount(), std::optional<qint64>(11));
        QTest::keyClick(&plot, Qt::Key_Left);
        QTest::keyClick(&plot, Qt::Key_Down);
        QTest::keyClick(&plot, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toInt(), 1);
        QCOMPARE(activated[0][1].toLongLong(), 10);
        QTest::keyClick(&plot, Qt::Key_End);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.cursorCount(), std::optional<qint64>(kCounts));
        QTest::keyClick(&plot, Qt::Key_Escape);
        QVERIFY(!plot.cursorCount());
        QTest::keyClick(&plot, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
    }

    void zoomStaysWhilePointsArrive() {
        CurvePlot plot;
        fill(plot);
        plot.setLargestCount(kCounts);
        present(plot);
        const QPoint before = plot.positionOf(10, 90);
        turnWheel(plot, before, 3);
        QVERIFY(plot.isZoomed());
        const QPoint left = plot.positionOf(0, 90);
        QVERIFY(left.x() < plot.positionOf(10, 90).x() - 200);
        QVERIFY((plot.positionOf(10, 90) - before).manhattanLength() <= 2);
        plot.addPoint(0, {30, 20});
        plot.grab();
        QCOMPARE(plot.positionOf(0, 90), left);
        QTest::mouseDClick(plot.childAt(before), Qt::LeftButton);
        QVERIFY(!plot.isZoomed());
        plot.grab();
        QVERIFY(plot.positionOf(30, 20).x() < plot.width());
    }

    void wheelWithNothingToZoomScrollsThePage() {
        CurvePlot plot;
        fill(plot);
        present(plot);
        QWidget* target = plot.childAt(plot.positionOf(10, 90));
        QWheelEvent wheel(QPointF(300, 100), target->mapToGlobal(QPointF(300, 100)), {}, {0, -120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(target, &wheel);
        QVERIFY(!wheel.isAccepted());
        QVERIFY(!plot.isZoomed());
    }

    void draggingZoomsIntoTheRectangle() {
        CurvePlot plot;
        fill(plot);
        present(plot);
        QSignalSpy activated(&plot, &CurvePlot::pointActivated);
        const QPoint from = plot.positionOf(4, 90);
        const QPoint to = plot.positionOf(12, 70);
        QWidget* target = plot.childAt(from);
        const QPoint shift = target->mapFrom(&plot, QPoint());
        QTest::mousePress(target, Qt::LeftButton, {}, from + shift);
        // Buttons held: QTest::mouseMove() tells of none.
        for (const QPoint& at : {from + QPoint(20, 20), to}) {
            QMouseEvent move(QEvent::MouseMove, at + shift, target->mapToGlobal(at + shift),
                             Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(target, &move);
        }
        QTest::mouseRelease(target, Qt::LeftButton, {}, to + shift);
        QTRY_VERIFY(plot.isZoomed());
        plot.grab();
        QVERIFY(std::abs(plot.positionOf(4, 90).x() - plot.positionOf(12, 70).x()) > 500);
        QCOMPARE(activated.size(), 0);
        QTest::keyClick(&plot, Qt::Key_0);
        QVERIFY(!plot.isZoomed());
    }

    void legendTogglesSeries() {
        CurvePlot plot;
        fill(plot);
        present(plot);
        const auto buttons = plot.findChildren<QAbstractButton*>();
        QCOMPARE(buttons.size(), 3);
        QCOMPARE(buttons[1]->accessibleName(), QStringLiteral("adversarial"));
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QVERIFY(!plot.isSeriesShown(1));
        hoverAt(plot, plot.positionOf(8, 80));
        QVERIFY(!plot.readOutText().contains(QStringLiteral("adversarial")));
        buttons[1]->setFocus();
        QTest::keyClick(buttons[1], Qt::Key_Space);
        QVERIFY(plot.isSeriesShown(1));
    }

    void exportsTableDrawingAndPicture() {
        CurvePlot plot;
        fill(plot);
        plot.setMarker(7, QStringLiteral("stop rule: 7"));
        present(plot);
        const QStringList rows =
            QString::fromUtf8(plot.exported(FigureFormat::Csv)).split(QLatin1Char('\n'));
        QCOMPARE(rows[0], QStringLiteral("units ablated,validation,adversarial,random,random (low),"
                                         "random (high)"));
        QCOMPARE(rows[5], QStringLiteral("4,96.5,66,63.6,62.2,65"));
        QCOMPARE(rows[6], QStringLiteral("5,96.25,66.5,,,"));
        QCOMPARE(rows.size(), kCounts + 3);

        const QByteArray svg = plot.exported(FigureFormat::Svg);
        QVERIFY(QSvgRenderer(svg).isValid());
        QStringList words;
        QXmlStreamReader xml(svg);
        bool pixels = false;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement) {
                pixels = pixels || xml.name() == QLatin1String("image");
                if (xml.name() == QLatin1String("text")) {
                    words << xml.readElementText().trimmed();
                }
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(!pixels);
        for (const char* word : {"units ablated", "accuracy, %", "adversarial", "stop rule: 7"}) {
            QVERIFY2(words.contains(QString::fromLatin1(word)), word);
        }

        const QImage png = QImage::fromData(plot.exported(FigureFormat::Png), "PNG");
        QVERIFY(png.width() > 1200);

        QTemporaryDir folder;
        QCOMPARE(plot.exportTo(folder.filePath(QStringLiteral("a.svg"))), QString());
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("a.svg"))));
        QVERIFY(plot.exportTo(folder.filePath(QStringLiteral("a.doc")))
                    .contains(QStringLiteral(".png, .svg or .csv")));
        QVERIFY(plot.exportTo(folder.filePath(QStringLiteral("no/such/a.csv")))
                    .contains(QStringLiteral("cannot be written")));
    }

    void filesGetTheEndingThatWasChosen() {
        const QString svg = figureFilters().split(QStringLiteral(";;"))[1];
        QCOMPARE(withFigureEnding(QStringLiteral("a"), svg), QStringLiteral("a.svg"));
        QCOMPARE(withFigureEnding(QStringLiteral("v1.2"), svg), QStringLiteral("v1.2.svg"));
        QCOMPARE(withFigureEnding(QStringLiteral("a.CSV"), svg), QStringLiteral("a.CSV"));
        QCOMPARE(withFigureEnding(QStringLiteral("a"), {}), QStringLiteral("a.png"));
    }

    void exportShowsTheWholeCurveAndKeepsTheZoom() {
        CurvePlot plot;
        fill(plot);
        present(plot);
        const QByteArray whole = plot.exported(FigureFormat::Svg);
        turnWheel(plot, plot.positionOf(10, 90), 3);
        const QPoint before = plot.positionOf(10, 90);
        QCOMPARE(plot.exported(FigureFormat::Svg), whole);
        plot.grab();
        QVERIFY(plot.isZoomed());
        QCOMPARE(plot.positionOf(10, 90), before);
    }

    void strangersNamesStayText() {
        CurvePlot plot;
        const QString name = QStringLiteral("=1+1, \"<b>x</b>\"");
        plot.setSeries({{QStringLiteral("a"), {}}}, {{name}, {QStringLiteral("b")}});
        plot.addPoint(0, {0, 50});
        present(plot);
        QVERIFY(plot.exported(FigureFormat::Csv)
                    .startsWith("units ablated,\"'=1+1, \"\"<b>x</b>\"\"\",b\n"));
        QVERIFY(plot.exported(FigureFormat::Svg).contains("&lt;b&gt;x&lt;/b&gt;"));
    }

    void coloursFollowTheTheme() {
        widgets::Theme theme(*qApp);
        theme.setMode(widgets::ThemeMode::Light);
        CurvePlot plot;
        fill(plot);
        BarPlot bars;
        bars.setBars({QStringLiteral("layer1")}, {{QStringLiteral("plain"), {3}}});
        present(plot);
        present(bars);
        const auto corner = [](QWidget& widget) {
            return widget.grab().toImage().pixelColor(widget.width() - 3, widget.height() - 3);
        };
        QCOMPARE(corner(plot), widgets::lightTokens().surface);
        theme.setMode(widgets::ThemeMode::Dark);
        QTRY_COMPARE(corner(plot), widgets::darkTokens().surface);
        QTRY_COMPARE(corner(bars), widgets::darkTokens().surface);
        theme.setMode(widgets::ThemeMode::System);
    }

    void emptyAndSinglePointsAreDrawn() {
        CurvePlot plot;
        present(plot);
        QVERIFY(!plot.exported(FigureFormat::Svg).isEmpty());
        QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY(!plot.cursorCount());
        plot.setSeries({{QStringLiteral("a"), {}}}, {{QStringLiteral("a")}});
        plot.addPoint(0, {0, 100});
        plot.addPoint(0, {0, 99});
        QCOMPARE(plot.points(0).size(), 1);
        QCOMPARE(plot.points(0)[0].percent, 99.0);
        plot.setSeries({}, {});
        plot.grab();
        QCOMPARE(plot.seriesCount(), 0);
    }

    void barsAreClicked() {
        BarPlot plot;
        plot.setBars(
            {QStringLiteral("layer1"), QStringLiteral("layer2"), QStringLiteral("layer3")},
            {{QStringLiteral("plain"), {4, 9, 0}, 0}, {QStringLiteral("blurred"), {1, 2, 5}, 1}});
        present(plot);
        QSignalSpy activated(&plot, &BarPlot::barActivated);
        clickAt(plot, plot.positionOf(1, 0));
        clickAt(plot, plot.positionOf(2, 1));
        // A bar without height is met in its column.
        clickAt(plot, plot.positionOf(2, 0) - QPoint(0, 40));
        QCOMPARE(activated.size(), 3);
        QCOMPARE(activated[0], QList<QVariant>({1, 0}));
        QCOMPARE(activated[1], QList<QVariant>({2, 1}));
        QCOMPARE(activated[2], QList<QVariant>({2, 0}));
    }

    void barsAreReachedByKeys() {
        BarPlot plot(BarPlot::Size::Small);
        plot.setBars({QStringLiteral("layer1"), QStringLiteral("layer2")},
                     {{QStringLiteral("units"), {4, 9}}});
        present(plot);
        QSignalSpy activated(&plot, &BarPlot::barActivated);
        QTest::keyClick(&plot, Qt::Key_Return);
        QCOMPARE(activated.size(), 0);
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.accessibleDescription(), QStringLiteral("layer2: 9"));
        QTest::keyClick(&plot, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0], QList<QVariant>({1, 0}));
        plot.setSelectedGroup(1);
        QCOMPARE(plot.selectedGroup(), 1);
        plot.setBars({QStringLiteral("layer1")}, {{QStringLiteral("units"), {4}}});
        QCOMPARE(plot.selectedGroup(), -1);
        QCOMPARE(plot.accessibleDescription(), QStringLiteral("layer1: 4"));
    }

    void barsAreExported() {
        BarPlot plot;
        plot.setBars({QStringLiteral("layer1"), QStringLiteral("layer2")},
                     {{QStringLiteral("plain"), {4, 9}}, {QStringLiteral("blurred"), {1, 2}}});
        present(plot);
        QCOMPARE(plot.exported(FigureFormat::Csv),
                 QByteArray("layer,plain,blurred\nlayer1,4,1\nlayer2,9,2\n"));
        const QByteArray svg = plot.exported(FigureFormat::Svg);
        QVERIFY(QSvgRenderer(svg).isValid());
        QVERIFY(svg.contains("blurred"));
        QVERIFY(!svg.contains("<image"));
        QVERIFY(!QImage::fromData(plot.exported(FigureFormat::Png), "PNG").isNull());
    }
};

QTEST_MAIN(TestPlots)
#include "tst_plots.moc"
