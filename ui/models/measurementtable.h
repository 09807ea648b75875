#pragma once

#include <QList>
#include <QWidget>

#include "core/library/services/modelservice.h"

class QGridLayout;

namespace semblance {

/// How fast a model runs here in each precision, and what that costs against fp32.
class MeasurementTable final : public QWidget {
    Q_OBJECT

public:
    explicit MeasurementTable(QWidget* parent = nullptr);

    /// The first one is what is used. Hides itself when there is none.
    void setMeasurements(const QList<ModelMeasurement>& measurements);

private:
    void addRow(int row, const QStringList& cells, const char* look);

    QGridLayout* m_grid;
    QList<QStringList> m_rows;
};

}  // namespace semblance
