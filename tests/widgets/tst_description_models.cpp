// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/beam_model.h"
#include "widgets/models/description_table.h"
#include "widgets/models/description_text.h"
#include "widgets/models/unit_model.h"
#include "widgets/pages/describe_form.h"
#include "widgets/views/own_words_edit.h"
#include "widgets/views/word_strip.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace brera;
using namespace brera::widgets;

namespace {

const std::vector<std::string> kVocabulary{"a",   "dog", "red",   "black", "-",
                                           "and", ",",   "white", "<unk>"};

WordList words() {
    return std::make_shared<const std::vector<std::string>>(kVocabulary);
}

/// Two candidates a unit, and the greedy one: "a dog" is likelier, "red dog" more specific.
project::LayerBeams layerBeams(std::int64_t units, std::uint32_t candidates = 2) {
    project::LayerBeams beams;
    beams.layer = "layer4";
    beams.first.push_back(0);
    beams.tokenStart.push_back(0);
    const auto add = [&](std::uint16_t first, float given, float alone) {
        beams.tokens.insert(beams.tokens.end(), {first, 1});
        beams.tokenStart.push_back(static_cast<std::uint32_t>(beams.tokens.size()));
        beams.logpGivenExemplars.push_back(given);
        beams.logp.push_back(alone);
    };
    for (std::int64_t unit = 0; unit < units; ++unit) {
        beams.units.push_back(unit);
        add(0, -1.0F, -2.0F);
        add(2, -1.5F, -8.0F);
        for (std::uint32_t more = 2; more < candidates; ++more) {
            add(3, -5.0F - static_cast<float>(more), -6.0F);
        }
        add(0, -1.0F, -2.0F);
        beams.first.push_back(static_cast<std::uint32_t>(beams.logp.size()));
    }
    return beams;
}

UnitBeam unitBeam() {
    UnitBeam beam;
    beam.beam = {
        {{0, 1}, -1.0F, -2.0F, {}}, {{2, 1}, -1.5F, -8.0F, {}}, {{3, 1}, -4.0F, -6.0F, {}}};
    beam.greedy = {{0, 1}, -1.0F, -2.0F, {}};
    return beam;
}

std::vector<project::UnitHead> heads(std::int64_t units) {
    std::vector<project::UnitHead> made;
    for (std::int64_t unit = 0; unit < units; ++unit) {
        made.push_back({unit, static_cast<float>(unit), 0.5});
    }
    return made;
}

} // namespace

class TestDescriptionModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsKeepTheirSpaces() {
        const std::vector<std::int32_t> tokens{3, 4, 5, 4, 7, 6, 8, 0, 1};
        QCOMPARE(descriptionText(tokens, kVocabulary), QStringLiteral("black-and-white, a dog"));
        const auto shown = descriptionWords(tokens, kVocabulary);
        QCOMPARE(shown.size(), tokens.size());
        QString text;
        for (const DescriptionWord& word : shown) {
            text += (word.spaceBefore ? QStringLiteral(" ") : QString()) + word.text;
        }
        QCOMPARE(text, QStringLiteral("Black-and-white, a dog"));
        QVERIFY(shown[6].text.isEmpty());
        QCOMPARE(descriptionText(std::vector<std::int32_t>{-1, 99, 1}, kVocabulary),
                 QStringLiteral("dog"));
        QVERIFY(descriptionWords({}, kVocabulary).empty());
    }

    void scoresHaveATrueMinus() {
        QCOMPARE(scoreText(-1.234), QString(QChar(0x2212)) + QLocale().toString(1.23, 'f', 2));
        QCOMPARE(scoreText(-0.001), QLocale().toString(0.0, 'f', 2));
        QCOMPARE(scoreText(std::nan("")), QStringLiteral("–"));
    }

    void theTableChoosesByModeAndLambda() {
        DescriptionTable table(layerBeams(3), words());
        QCOMPARE(table.of(1)->text, QStringLiteral("Red dog"));
        QCOMPARE(table.wpmi(1), -1.5 + 0.2 * 8);
        table.choose({DescribeMode::Rerank, 0});
        QCOMPARE(table.of(1)->text, QStringLiteral("A dog"));
        table.choose({DescribeMode::Rerank, 0.5});
        QCOMPARE(table.of(1)->text, QStringLiteral("Red dog"));
        table.choose({DescribeMode::Greedy, 0.5});
        QCOMPARE(table.of(1)->text, QStringLiteral("A dog"));
        QVERIFY(!table.of(7));
        QVERIFY(std::isnan(table.wpmi(7)));
    }

    void ownWordsGoFirst() {
        DescriptionTable table(layerBeams(2), words());
        table.setOwn(1, QStringLiteral("my dog"));
        table.setOwn(9, QStringLiteral("elsewhere"));
        QCOMPARE(table.of(1)->text, QStringLiteral("my dog"));
        QVERIFY(table.of(1)->own);
        QVERIFY(!std::isnan(table.of(1)->wpmi));
        QCOMPARE(table.of(9)->text, QStringLiteral("elsewhere"));
        table.setOwn(1, {});
        QCOMPARE(table.of(1)->text, QStringLiteral("Red dog"));
        QVERIFY(!table.of(1)->own);
    }

    void unitsShowAndSortByDescription() {
        UnitModel model({});
        const QAbstractItemModelTester tester(&model);
        DescriptionTable table(layerBeams(3), words());
        table.setOwn(1, QStringLiteral("an ant"));
        model.setUnits("layer4", heads(5), table);
        QCOMPARE(model.index(0).data(UnitModel::DescriptionRole).toString(),
                 QStringLiteral("Red dog"));
        QVERIFY(model.index(1).data(UnitModel::OwnWordsRole).toBool());
        QVERIFY(!model.index(4).data(UnitModel::DescriptionRole).isValid());
        QVERIFY(model.index(0)
                    .data(Qt::AccessibleDescriptionRole)
                    .toString()
                    .contains(QStringLiteral("Red dog")));
        const QPersistentModelIndex kept = model.index(1);
        model.setOrder(UnitOrder::ByDescription);
        QCOMPARE(kept.row(), 0);
        QCOMPARE(model.index(4).data(UnitModel::UnitRole).toLongLong(), 4);
        model.setOrder(UnitOrder::ByWpmi);
        QCOMPARE(model.index(0).data(UnitModel::UnitRole).toLongLong(), 0);
        QVERIFY(!model.index(3).data(UnitModel::WpmiRole).isValid());
    }

    void cardsStayWhileTheSliderMoves() {
        UnitModel model({});
        const QAbstractItemModelTester tester(&model);
        project::LayerBeams beams = layerBeams(2);
        // Unit 1 overtakes unit 0 only without λ.
        beams.logpGivenExemplars[3] = -0.5F;
        beams.logp[4] = -7.0F;
        model.setUnits("layer4", heads(2), DescriptionTable(beams, words()));
        model.setOrder(UnitOrder::ByWpmi);
        QCOMPARE(model.index(0).data(UnitModel::UnitRole).toLongLong(), 0);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.choose({DescribeMode::Rerank, 0});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.index(0).data(UnitModel::UnitRole).toLongLong(), 0);
        model.sortAgain();
        QCOMPARE(model.index(0).data(UnitModel::UnitRole).toLongLong(), 1);
    }

    void fiveThousandUnitsReRank() {
        constexpr std::int64_t kUnits = 5000;
        UnitModel model({});
        model.setUnits("layer4", heads(kUnits), DescriptionTable(layerBeams(kUnits, 50), words()));
        QElapsedTimer clock;
        clock.start();
        model.choose({DescribeMode::Rerank, 0.01});
        const double chosen = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        model.setOrder(UnitOrder::ByDescription);
        const double sorted = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        qInfo("5,000 units of 51 candidates: chosen anew in %.2f ms, sorted by text in %.2f ms",
              chosen, sorted - chosen);
        QCOMPARE(model.index(0).data(UnitModel::DescriptionRole).toString(),
                 QStringLiteral("A dog"));
    }

    void theBeamListsTheChosenFirst() {
        BeamModel model;
        const QAbstractItemModelTester tester(&model);
        QVERIFY(!model.chosen());
        model.setBeam(unitBeam(), words());
        for (int column = BeamModel::GivenExemplarsColumn; column < BeamModel::ColumnCount;
             ++column) {
            const QString help =
                model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
            QVERIFY(help.contains(QStringLiteral("words")));
            QCOMPARE(model.index(0, column).data(Qt::ToolTipRole).toString(), help);
        }
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Red dog"));
        QVERIFY(model.index(0, 0).data(BeamModel::ChosenRole).toBool());
        QVERIFY(!model.index(1, 0).data(BeamModel::ChosenRole).toBool());
        QCOMPARE(model.index(0, BeamModel::GivenExemplarsColumn).data().toString(),
                 scoreText(-1.5));
        QCOMPARE(model.index(0, BeamModel::PriorColumn).data().toString(), scoreText(-8));
        QCOMPARE(model.index(0, BeamModel::WpmiColumn).data().toString(), scoreText(0.1));
        model.choose({DescribeMode::Beam, 0.2});
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("A dog"));
        model.choose({DescribeMode::Greedy, 0.2});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.chosen()->tokens, (std::vector<std::int32_t>{0, 1}));
        model.setLimit(2);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.size(), 3);
        model.setBeam({}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void wordsArePointedAtAndKept() {
        WordStrip strip;
        strip.resize(300, 40);
        strip.setWords(descriptionWords(std::vector<std::int32_t>{0, 2, 1}, kVocabulary), true);
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        QSignalSpy looked(&strip, &WordStrip::currentChanged);
        QTest::mouseMove(&strip, strip.wordRect(1).center().toPoint());
        QTRY_COMPARE(strip.current(), 1);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.wordRect(1).center().toPoint());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&strip, &leave);
        QCOMPARE(strip.current(), 1);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.current(), 2);
        QTest::keyClick(&strip, Qt::Key_Escape);
        QCOMPARE(strip.current(), -1);
        QCOMPARE(looked.back().front().toInt(), -1);
        strip.setWords(descriptionWords(std::vector<std::int32_t>{0, 1}, kVocabulary), false);
        QCOMPARE(strip.focusPolicy(), Qt::NoFocus);
        // A narrow strip has more lines.
        QVERIFY(strip.heightForWidth(10) > strip.heightForWidth(300));
    }

    void ownWordsAreKeptRestoredAndCleared() {
        OwnWordsEdit edit;
        edit.setKept(QStringLiteral("one"));
        QSignalSpy kept(&edit, &OwnWordsEdit::kept);
        QAction* keep = edit.actions().back();
        QVERIFY(!keep->isVisible());
        edit.setText(QStringLiteral("two"));
        QVERIFY2(keep->isVisible(), "a changed text shows how to keep it");
        QTest::keyClick(&edit, Qt::Key_Escape);
        QCOMPARE(edit.text(), QStringLiteral("one"));
        QVERIFY(kept.isEmpty());
        QVERIFY(!keep->isVisible());
        edit.setText(QStringLiteral("by mouse"));
        keep->trigger();
        QCOMPARE(kept.count(), 1);
        QVERIFY(!keep->isVisible());
        kept.clear();
        edit.setText(QStringLiteral("  two \n words "));
        QTest::keyClick(&edit, Qt::Key_Return);
        QCOMPARE(kept.count(), 1);
        QCOMPARE(kept.back().front().toString(), QStringLiteral("two words"));
        edit.commit();
        QCOMPARE(kept.count(), 1);
        edit.clear();
        edit.commit();
        QCOMPARE(kept.back().front().toString(), QString());
        edit.setProblem(QStringLiteral("read only"));
        edit.setText(QStringLiteral("three"));
        edit.commit();
        QCOMPARE(kept.count(), 2);
    }

    void theFormSaysWhatBecomesOfEarlierDescriptions() {
        CaptionerReport report;
        report.name = QStringLiteral("demo");
        report.words = 312;
        report.generated = true;
        report.hash = QStringLiteral("abc");
        QCOMPARE(checkCaptioner(report).kind, FieldState::Good);
        QVERIFY(checkCaptioner(report).text.contains(QStringLiteral("generated")));
        DescribeSubject subject;
        DescribeForm form;
        QVERIFY(checkEarlier(subject, report, form).text.isEmpty());
        subject.run = DescriptionRun{};
        subject.run->captionerHash = "abc";
        subject.run->captionerName = "old one";
        subject.described = 12;
        subject.units = 32;
        QVERIFY(checkEarlier(subject, report, form).text.contains(QStringLiteral("12")));
        QCOMPARE(checkEarlier(subject, report, form).kind, FieldState::Note);
        QVERIFY(!replacesEarlier(subject, report, form));
        // Where all are described there is nothing left to do, unless the search is another one.
        subject.described = 32;
        QCOMPARE(checkEarlier(subject, report, form).kind, FieldState::Bad);
        form.beam = 5;
        QCOMPARE(checkEarlier(subject, report, form).kind, FieldState::Note);
        QVERIFY(replacesEarlier(subject, report, form));
        QVERIFY(checkEarlier(subject, report, form).text.contains(QStringLiteral("old one")));
        form.beam = 50;
        form.choice.mode = DescribeMode::Pmi;
        QVERIFY(checkEarlier(subject, report, form).text.contains(QStringLiteral("old one")));
        report.problem = QStringLiteral("no captioner");
        QCOMPARE(checkCaptioner(report).kind, FieldState::Bad);
    }
};

QTEST_MAIN(TestDescriptionModels)
#include "tst_description_models.moc"
