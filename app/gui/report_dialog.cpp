// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/report_dialog.h"

#include "widgets/theme/tokens.h"
#include "widgets/views/path_field.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace brera::gui {

using widgets::kGrid;
using widgets::PathField;

namespace {

/// A text as part of a file's name.
QString asFileName(QString text) {
    static const QRegularExpression others(QStringLiteral("[^\\w-]+"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    text.replace(others, QStringLiteral("-"));
    while (text.startsWith(QLatin1Char('-'))) {
        text.remove(0, 1);
    }
    text.truncate(40);
    while (text.endsWith(QLatin1Char('-'))) {
        text.chop(1);
    }
    return text;
}

bool same(const ReportOffer& left, const ReportOffer& right) {
    return left.subject.kind == right.subject.kind && left.subject.name == right.subject.name &&
           left.compared == right.compared && left.subject.units == right.subject.units;
}

} // namespace

ReportDialog::ReportDialog(const QString& folder, const QString& project, QWidget* parent)
    : QDialog(parent), m_folder(folder), m_project(project), m_subjects(new QComboBox(this)),
      m_formats(new QComboBox(this)), m_title(new QLineEdit(this)), m_pictures(new QSpinBox(this)),
      m_file(new PathField(PathField::Kind::SaveFile, tr("File"), this)), m_note(new QLabel(this)) {
    setWindowTitle(tr("Export report"));
    setMinimumWidth(72 * kGrid);
    m_subjects->setAccessibleName(tr("What the report is about"));
    m_subjects->setMinimumContentsLength(30);
    m_subjects->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_formats->setAccessibleName(tr("Format"));
    m_formats->addItem(tr("Web page (HTML), pictures inside"), QStringLiteral(".html"));
    m_formats->addItem(tr("Document (PDF)"), QStringLiteral(".pdf"));
    m_formats->addItem(tr("Table of the numbers (CSV)"), QStringLiteral(".csv"));
    m_formats->addItem(tr("Data for programs (JSON)"), QStringLiteral(".json"));
    m_title->setPlaceholderText(tr("Made from what it is about"));
    m_title->setAccessibleName(tr("Title"));
    m_pictures->setRange(0, 100);
    m_pictures->setValue(10);
    m_pictures->setAccessibleName(tr("Pictures of each unit"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(3 * kGrid);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(2 * kGrid);
    form->setVerticalSpacing(kGrid + kGrid / 2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Report on"), m_subjects);
    form->addRow(tr("As"), m_formats);
    form->addRow(tr("Title"), m_title);
    form->addRow(tr("Pictures of each unit"), m_pictures);
    form->addRow(tr("File"), m_file);
    form->addRow(QString(), m_note);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    m_export->setDefault(true);
    m_export->setObjectName(QStringLiteral("primary"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 3 * kGrid, 3 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        // The file field tells a moment after the last key: what it has not told yet is said now,
        // and a file is replaced only once a person has read that it would be.
        const QString button = m_export->text();
        judge();
        if (!m_export->isEnabled() ||
            (m_export->text() != button && m_export->text() == tr("Replace"))) {
            return;
        }
        const ReportWish wanted = wish();
        accept();
        Q_EMIT exportRequested(wanted);
    });
    connect(m_subjects, &QComboBox::currentIndexChanged, this, &ReportDialog::proposeFile);
    connect(m_formats, &QComboBox::currentIndexChanged, this, &ReportDialog::proposeFile);
    connect(m_file, &PathField::pathChanged, this, &ReportDialog::judge);
    judge();
}

void ReportDialog::addOffers(const QList<ReportOffer>& offers) {
    const bool first = m_offers.isEmpty();
    for (const ReportOffer& offer : offers) {
        const bool known = std::any_of(m_offers.begin(), m_offers.end(),
                                       [&](const auto& other) { return same(offer, other); });
        if (!known) {
            m_offers.append(offer);
            m_subjects->addItem(offer.title);
        }
    }
    if (first) { // those that come later change nothing of what a person has typed meanwhile
        proposeFile();
    }
}

ReportWish ReportDialog::wish() const {
    ReportWish wanted;
    wanted.offer = m_offers.value(m_subjects->currentIndex());
    wanted.title = m_title->text().trimmed();
    wanted.exemplars = m_pictures->value();
    wanted.file = m_file->path();
    if (QFileInfo(wanted.file).suffix().isEmpty() && !wanted.file.isEmpty()) {
        wanted.file += ending();
    }
    return wanted;
}

QString ReportDialog::ending() const {
    return m_formats->currentData().toString();
}

void ReportDialog::proposeFile() {
    m_file->setFilter(m_formats->currentText() + QStringLiteral(" (*%1)").arg(ending()));
    const QString path = m_file->path();
    if (!path.isEmpty() && path != m_proposed) {
        // A person's own choice keeps its name and gets the format's ending.
        const QFileInfo chosen(path);
        m_file->setPath(chosen.dir().filePath(chosen.completeBaseName() + ending()));
    } else {
        const QString name = asFileName(m_offers.value(m_subjects->currentIndex()).name);
        m_proposed = QDir(m_folder).filePath(
            m_project + (name.isEmpty() ? QString() : QLatin1Char('-') + name) + ending());
        m_file->setPath(m_proposed);
    }
    judge();
}

void ReportDialog::judge() {
    const ReportWish wanted = wish();
    const QFileInfo file(wanted.file);
    QString said;
    bool good = !m_offers.isEmpty();
    if (wanted.file.isEmpty()) {
        said = tr("Choose where the report goes.");
        good = false;
    } else if (!file.absoluteDir().exists()) {
        said = tr("There is no folder %1.").arg(file.absolutePath());
        good = false;
    } else if (QLatin1Char('.') + file.suffix().toLower() != ending()) {
        said = tr("The file's name must end in %1.").arg(ending());
        good = false;
    } else if (file.isDir()) {
        said = tr("%1 is a folder.").arg(file.fileName());
        good = false;
    } else if (file.exists()) {
        said = tr("%1 is there already and will be replaced.").arg(file.fileName());
    }
    m_note->setText(said);
    m_export->setEnabled(good);
    m_export->setText(good && file.exists() ? tr("Replace") : tr("Export"));
    const bool pictured = m_formats->currentIndex() < 2;
    m_pictures->setEnabled(pictured);
}

QString ReportDialog::note() const {
    return m_note->text();
}

} // namespace brera::gui
