// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/preprocessing_editor.h"

#include "widgets/theme/tokens.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace brera::widgets {
namespace {

constexpr int kLargestSide = 4096;

} // namespace

PreprocessingEditor::PreprocessingEditor(QWidget* parent)
    : QWidget(parent), m_preset(new QComboBox(this)), m_custom(makeCustom()) {
    m_preset->setAccessibleName(tr("Preprocessing"));
    for (const image::PreprocessingPreset& preset : image::presets()) {
        m_preset->addItem(QString::fromStdString(preset.title),
                          QString::fromStdString(preset.name));
    }
    m_preset->addItem(tr("Custom"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_preset);
    layout->addWidget(m_custom);
    setFocusProxy(m_preset);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &PreprocessingEditor::choose);
    choose(0);
}

QWidget* PreprocessingEditor::makeCustom() {
    auto* custom = new QWidget(this);
    auto* grid = new QGridLayout(custom);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGrid);
    grid->setVerticalSpacing(kGrid);
    const auto side = [&](const QString& name) {
        auto* box = new QSpinBox(custom);
        box->setRange(0, kLargestSide);
        box->setSpecialValueText(tr("as it is"));
        box->setAccessibleName(name);
        connect(box, &QSpinBox::valueChanged, this, [this] {
            if (!m_filling) {
                Q_EMIT changed();
            }
        });
        return box;
    };
    const auto share = [&](const QString& name) {
        auto* box = new QDoubleSpinBox(custom);
        box->setRange(-255, 255);
        box->setDecimals(4);
        box->setSingleStep(0.01);
        box->setLocale(QLocale::c());
        box->setAccessibleName(name);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
            if (!m_filling) {
                Q_EMIT changed();
            }
        });
        return box;
    };
    m_resize = side(tr("Shorter side"));
    m_cropHeight = side(tr("Crop height"));
    m_cropWidth = side(tr("Crop width"));
    grid->addWidget(new QLabel(tr("Shorter side"), custom), 0, 0);
    grid->addWidget(m_resize, 0, 1);
    grid->addWidget(new QLabel(tr("Crop (height, width)"), custom), 1, 0);
    grid->addWidget(m_cropHeight, 1, 1);
    grid->addWidget(m_cropWidth, 1, 2);
    grid->addWidget(new QLabel(tr("Mean (red, green, blue)"), custom), 2, 0);
    grid->addWidget(new QLabel(tr("Deviation"), custom), 3, 0);
    const QString channels[3] = {tr("red"), tr("green"), tr("blue")};
    for (int channel = 0; channel < 3; ++channel) {
        m_mean[channel] = share(tr("Mean, %1").arg(channels[channel]));
        m_deviation[channel] = share(tr("Deviation, %1").arg(channels[channel]));
        grid->addWidget(m_mean[channel], 2, channel + 1);
        grid->addWidget(m_deviation[channel], 3, channel + 1);
    }
    grid->setColumnStretch(4, 1);
    return custom;
}

void PreprocessingEditor::choose(int index) {
    const bool custom = index == m_preset->count() - 1;
    m_custom->setVisible(custom);
    if (!custom) {
        fill(image::presets().at(static_cast<std::size_t>(index)).preprocessing);
    }
    Q_EMIT changed();
}

void PreprocessingEditor::fill(const image::Preprocessing& value) {
    m_filling = true;
    m_resize->setValue(value.resize);
    m_cropHeight->setValue(value.cropHeight);
    m_cropWidth->setValue(value.cropWidth);
    for (int channel = 0; channel < 3; ++channel) {
        m_mean[channel]->setValue(static_cast<double>(value.normalization.mean[channel]));
        m_deviation[channel]->setValue(static_cast<double>(value.normalization.deviation[channel]));
    }
    m_filling = false;
}

image::Preprocessing PreprocessingEditor::value() const {
    const int index = m_preset->currentIndex();
    if (index < m_preset->count() - 1) {
        return image::presets().at(static_cast<std::size_t>(index)).preprocessing;
    }
    image::Preprocessing value;
    value.resize = m_resize->value();
    value.cropHeight = m_cropHeight->value();
    value.cropWidth = m_cropWidth->value();
    for (int channel = 0; channel < 3; ++channel) {
        value.normalization.mean[channel] = static_cast<float>(m_mean[channel]->value());
        value.normalization.deviation[channel] = static_cast<float>(m_deviation[channel]->value());
    }
    return value;
}

void PreprocessingEditor::setValue(const image::Preprocessing& value) {
    for (int index = 0; index < m_preset->count() - 1; ++index) {
        if (image::presets().at(static_cast<std::size_t>(index)).preprocessing == value) {
            m_preset->setCurrentIndex(index);
            return;
        }
    }
    m_preset->setCurrentIndex(m_preset->count() - 1);
    fill(value);
    Q_EMIT changed();
}

} // namespace brera::widgets
