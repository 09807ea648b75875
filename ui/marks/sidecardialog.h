#pragma once

#include <QDialog>

#include "core/library/services/sidecarwriting.h"

class QVBoxLayout;

namespace semblance {

/// Says which sidecars would be written where, and asks whether they are to be.
class SidecarDialog final : public QDialog {
    Q_OBJECT

public:
    explicit SidecarDialog(const SidecarPlan& plan, QWidget* parent = nullptr);

private:
    void addText(QVBoxLayout& column, const QString& name, const QString& text, const char* look);
    void addList(QVBoxLayout& column, const SidecarPlan& plan);
    void addButtons(QVBoxLayout& column, const SidecarPlan& plan);
};

/// What came of it, as a sentence.
QString writtenText(const SidecarPlan& plan, const WrittenSidecars& done);

}  // namespace semblance
