#pragma once

#include <QWidget>

#include "ui/query/examples.h"

namespace semblance {

/// The example queries as a row of buttons.
class ExampleChips final : public QWidget {
    Q_OBJECT

public:
    explicit ExampleChips(QWidget* parent = nullptr);

    void setExamples(const QList<Example>& examples);
    int count() const { return int(m_examples.size()); }

Q_SIGNALS:
    void chosen(const semblance::Example& example);

private:
    QList<Example> m_examples;
};

}  // namespace semblance
