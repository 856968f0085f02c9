// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/exemplar_model.h"
#include "widgets/models/layer_model.h"
#include "widgets/models/module_model.h"
#include "widgets/models/recent_model.h"
#include "widgets/models/unit_model.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace brera;
using namespace brera::widgets;

namespace {

std::vector<project::UnitHead> heads() {
    return {{0, 1.0F, 0.5}, {1, 3.0F, 0.6}, {2, 2.0F, 0.7}, {7, 3.0F, 0.8}};
}

std::vector<ModuleRow> modules() {
    return {{"conv1", QStringLiteral("Conv2d"), QStringLiteral("8 × 4 × 4"), 8, true, true},
            {"flatten", QStringLiteral("Flatten"), {}, 0, false, false},
            {"fc", QStringLiteral("Linear"), QStringLiteral("10"), 10, true, false}};
}

std::vector<ExemplarEntry> entries() {
    std::vector<ExemplarEntry> made;
    for (int place = 0; place < 3; ++place) {
        ExemplarEntry entry;
        std::vector<float> values(16, 0);
        values[5] = 4.0F - static_cast<float>(place);
        entry.exemplar = {place, values[5], SmallMap::fromValues(values.data(), 4, 4)};
        entry.image.path = "cat/" + std::to_string(place) + ".png";
        entry.image.folder = "cat";
        made.push_back(std::move(entry));
    }
    return made;
}

int brightPixels(const QImage& picture) {
    int bright = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            bright += qGray(picture.pixel(x, y)) > 150 ? 1 : 0;
        }
    }
    return bright;
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void layersKeepOrder() {
        LayerModel model;
        const QAbstractItemModelTester tester(&model);
        model.setLayers({{"conv1", 8, 16, 16}, {"layer4", 24, 4, 4}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowOf(QStringLiteral("layer4")), 1);
        QCOMPARE(model.rowOf(QStringLiteral("layer5")), -1);
        QCOMPARE(model.index(1).data(LayerModel::UnitsRole).toLongLong(), 24);
        model.setLayers({});
        QCOMPARE(model.rowCount(), 0);
    }

    void unitsSortByActivationAndBack() {
        UnitModel model([](const UnitId&) { return nullptr; });
        const QAbstractItemModelTester tester(&model);
        model.setUnits("layer4", heads());
        const QPersistentModelIndex kept = model.index(1);
        QCOMPARE(kept.data(UnitModel::NameRole).toString(), QStringLiteral("layer4/1"));

        model.setOrder(UnitOrder::ByActivation);
        std::vector<qint64> order;
        for (int row = 0; row < model.rowCount(); ++row) {
            order.push_back(model.index(row).data(UnitModel::UnitRole).toLongLong());
        }
        // Equal activations keep the order of their numbers.
        QCOMPARE(order, (std::vector<qint64>{1, 7, 2, 0}));
        QCOMPARE(kept.data(UnitModel::NameRole).toString(), QStringLiteral("layer4/1"));
        QCOMPARE(kept.row(), 0);
        QCOMPARE(model.request(1).unit, (UnitId{"layer4", 7}));
        QCOMPARE(model.request(1).threshold, 0.8);

        model.setOrder(UnitOrder::ByUnit);
        QCOMPARE(kept.row(), 1);
        QCOMPARE(model.rowOf(7), 3);
        QCOMPARE(model.rowOf(3), -1);
    }

    void unitsShowPicturesWhenTheyArrive() {
        CardPictures pictures;
        bool there = false;
        UnitModel model([&](const UnitId& unit) -> const CardPictures* {
            return there && unit.index == 2 ? &pictures : nullptr;
        });
        model.setUnits("layer4", heads());
        QVERIFY(!model.index(2).data(UnitModel::PicturesRole).isValid());
        there = true;
        pictures.tiles = {qRgb(1, 2, 3)};
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.refresh({"layer4", 2});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.front().front().toModelIndex().row(), 2);
        QCOMPARE(model.index(2).data(UnitModel::PicturesRole).value<CardPictures>().tiles.size(),
                 qsizetype{1});
        model.refresh({"another", 2});
        QCOMPARE(changed.count(), 1);
    }

    void modulesCheckWhatIsSuggestedAndUsable() {
        ModuleModel model;
        const QAbstractItemModelTester tester(&model);
        model.setModules(modules());
        QCOMPARE(model.checkedPaths(), (std::vector<std::string>{"conv1"}));
        QVERIFY(!model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!(model.flags(model.index(1, 0)) & Qt::ItemIsEnabled));
        QSignalSpy changed(&model, &ModuleModel::checkedChanged);
        QVERIFY(model.setData(model.index(2, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.checkedPaths(), (std::vector<std::string>{"conv1", "fc"}));
        QCOMPARE(model.checkedUnits(), 18);

        // The same network on another input keeps what a person has checked.
        model.setModules(modules());
        QCOMPARE(model.checkedPaths().size(), std::size_t{2});
        model.checkNone();
        QVERIFY(model.checkedPaths().empty());
        model.checkSuggested();
        QCOMPARE(model.checkedPaths(), (std::vector<std::string>{"conv1"}));
    }

    void recentProjectsSayWhatIsMissing() {
        RecentModel model;
        const QAbstractItemModelTester tester(&model);
        model.setProjects(
            {{QStringLiteral("/somewhere/Faces.brera"), QStringLiteral("5 layers"), {}, true}});
        const QModelIndex index = model.index(0);
        QCOMPARE(index.data().toString(), QStringLiteral("Faces"));
        QVERIFY(index.data(RecentModel::MissingRole).toBool());
        QVERIFY(index.data(RecentModel::OpenedRole).toString().isEmpty());
        model.setProjects({{QStringLiteral("/a.brera"), QStringLiteral("net · 5 layers"), {}, false,
                            QDateTime::currentDateTime()},
                           {QStringLiteral("/b.brera"), {}, {}, false,
                            QDateTime::currentDateTime().addDays(-40)}});
        QVERIFY(model.index(0).data(RecentModel::OpenedRole).toString().contains("today"));
        QVERIFY(model.index(1)
                    .data(RecentModel::OpenedRole)
                    .toString()
                    .contains(QLocale().toString(QDate::currentDate().addDays(-40),
                                                 QLocale::ShortFormat)));
    }

    void exemplarMasksFollowTheThreshold() {
        ExemplarModel model;
        const QAbstractItemModelTester tester(&model);
        model.setEdge(64);
        model.setExemplars(entries(), {64, 64}, 1.0);
        QVERIFY(model.index(0).data(ExemplarModel::PictureRole).value<QImage>().isNull());

        QImage frame(64, 64, QImage::Format_RGB32);
        frame.fill(qRgb(200, 200, 200));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setFrame(0, frame, {}, qRgb(200, 200, 200));
        QCOMPARE(changed.count(), 1);
        const auto shown = [&] {
            return model.index(0).data(ExemplarModel::PictureRole).value<QImage>();
        };
        const int wide = brightPixels(shown());
        QVERIFY(wide > 0);
        QVERIFY(wide < 64 * 64);
        model.setThreshold(2.5);
        const int narrow = brightPixels(shown());
        QVERIFY2(narrow < wide, "a higher threshold must leave a smaller mask");
        model.setThreshold(100);
        QCOMPARE(brightPixels(shown()), 0);
        model.setThreshold(1.0);
        QCOMPARE(brightPixels(shown()), wide);

        MaskStyle open = model.style();
        open.opacity = 0;
        model.setStyle(open);
        QCOMPARE(brightPixels(shown()), 64 * 64);
    }

    void attentionGoesToExemplarsThatWereThere() {
        ExemplarModel model;
        const QAbstractItemModelTester tester(&model);
        model.setExemplars(entries(), {64, 64}, 1.0);
        const auto attention = [&model](int row) {
            return model.index(row).data(ExemplarModel::AttentionRole);
        };
        model.setAttention({0.1, 0.6, 0.3});
        QCOMPARE(attention(1).toDouble(), 0.6);
        // One image was missing when the unit was described; which one is not known yet.
        model.setAttention({0.8, 0.2});
        QVERIFY(!attention(0).isValid());
        model.setFrame(1, {}, QStringLiteral("cannot be read"), {});
        QCOMPARE(attention(0).toDouble(), 0.8);
        QCOMPARE(attention(1).toDouble(), 0.0);
        QCOMPARE(attention(2).toDouble(), 0.2);
        model.setFrame(2, {}, QStringLiteral("cannot be read"), {});
        QVERIFY2(!attention(0).isValid(), "the image may have gone since");
        model.setAttention({});
        QVERIFY(!attention(0).isValid());
    }

    void exemplarsSayWhereTheyComeFrom() {
        ExemplarModel model;
        auto made = entries();
        made[1].className = QStringLiteral("tabby");
        made[2].failure = QStringLiteral("truncated");
        model.setExemplars(std::move(made), {64, 64}, 1.0);
        QVERIFY(model.index(0)
                    .data(Qt::AccessibleDescriptionRole)
                    .toString()
                    .contains(QStringLiteral("cat/0.png")));
        QVERIFY(model.index(1)
                    .data(Qt::AccessibleDescriptionRole)
                    .toString()
                    .contains(QStringLiteral("tabby")));
        QVERIFY(model.index(2)
                    .data(Qt::AccessibleDescriptionRole)
                    .toString()
                    .contains(QStringLiteral("truncated")));
        QCOMPARE(model.top(), 4.0);
    }
};

QTEST_MAIN(TestModels)
#include "tst_models.moc"
