#pragma once

#include <QDialog>

namespace semblance {

/// Name, version, licence, and what the program is made of.
class AboutDialog final : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);

private:
    QString text() const;
};

}  // namespace semblance
