// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/form_page.h"
#include "widgets/pages/new_project_form.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace brera::widgets {

class FieldRow;
class LayerChooser;
class PathField;
class PreprocessingEditor;

/// Chooses what a project is made from. Each field is checked as it is filled in; what needs a look
/// at files is asked for and answered with a report.
class NewProjectPage final : public FormPage {
    Q_OBJECT
public:
    explicit NewProjectPage(QWidget* parent = nullptr);

    /// Where projects go unless someone says otherwise.
    void setProjectFolder(const QString& folder);
    void setNetworkReport(const NetworkReport& report);
    void setImagesReport(const ImagesReport& report);
    void setClassesReport(const ClassesReport& report);

    NewProjectForm form() const;
    bool isReady() const;
    ModuleModel* modules() const { return m_modules; }

    PathField* networkField() const { return m_network; }
    PathField* imagesField() const { return m_images; }
    PathField* classesField() const { return m_classes; }
    PathField* projectField() const { return m_project; }
    LayerChooser* layerChooser() const { return m_layers; }
    PreprocessingEditor* preprocessing() const { return m_preprocessing; }

    const FieldState& networkState() const;
    const FieldState& imagesState() const;
    const FieldState& classesState() const;
    const FieldState& preprocessingState() const;
    const FieldState& layersState() const;
    const FieldState& projectState() const;

Q_SIGNALS:
    /// `wished` is the input size to try first; empty when there is no wish.
    void networkRequested(const QString& path, bool trusted, const QString& device, QSize wished);
    void imagesRequested(const QString& path);
    void classesRequested(const QString& path);
    void startRequested(const brera::widgets::NewProjectForm& form);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeMore();
    void connectParts();
    void askNetwork();
    void askImages();
    void askClasses();
    void judge();
    /// What keeps the work from starting; empty when nothing does.
    QString missing() const;
    void suggestName();
    QSize wished() const;

    ModuleModel* m_modules;
    PathField* m_network;
    QCheckBox* m_trust;
    PathField* m_images;
    PathField* m_classes;
    PreprocessingEditor* m_preprocessing;
    LayerChooser* m_layers;
    QComboBox* m_device;
    PathField* m_project;
    QSpinBox* m_k;
    QDoubleSpinBox* m_quantile;
    QSpinBox* m_batch;

    FieldRow* m_networkRow = nullptr;
    FieldRow* m_trustRow = nullptr;
    FieldRow* m_imagesRow = nullptr;
    FieldRow* m_classesRow = nullptr;
    FieldRow* m_preprocessingRow = nullptr;
    FieldRow* m_layersRow = nullptr;
    FieldRow* m_deviceRow = nullptr;
    FieldRow* m_projectRow = nullptr;

    std::optional<NetworkReport> m_networkReport;
    std::optional<ImagesReport> m_imagesReport;
    std::optional<ClassesReport> m_classesReport;
    QString m_folder;
    QString m_suggested;
};

} // namespace brera::widgets
