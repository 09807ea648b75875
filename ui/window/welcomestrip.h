#pragma once

#include <QFrame>

#include "ui/query/examples.h"

namespace semblance {

class ExampleChips;

/// On a library that still shows the demo pictures: what the program does, the example queries, and
/// the way to pictures of one's own. Can be closed for good.
class WelcomeStrip final : public QFrame {
    Q_OBJECT

public:
    explicit WelcomeStrip(QWidget* parent = nullptr);

    void setExamples(const QList<Example>& examples);

Q_SIGNALS:
    void exampleChosen(const semblance::Example& example);
    void addFolderWanted();
    void closed();

private:
    ExampleChips* m_chips;
};

}  // namespace semblance
