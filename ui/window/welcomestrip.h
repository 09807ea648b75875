#pragma once

#include <QFrame>

#include "ui/query/examples.h"

namespace semblance {

class ExampleChips;
class PicturesOffer;
}  // namespace semblance

class QPushButton;

namespace semblance {

/// On a library that still shows the demo pictures: what the program does, the example queries, and
/// the way to pictures of one's own: the user's Pictures folder, where there are some in it and it
/// is not in the library, else any. Can be closed for good.
class WelcomeStrip final : public QFrame {
    Q_OBJECT

public:
    explicit WelcomeStrip(QWidget* parent = nullptr);

    void setExamples(const QList<Example>& examples);
    PicturesOffer& pictures() const { return *m_pictures; }

Q_SIGNALS:
    void exampleChosen(const semblance::Example& example);
    void picturesWanted(const QString& folder);
    void addFolderWanted();
    void closed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void updateButton();

    ExampleChips* m_chips;
    QPushButton* m_add;
    PicturesOffer* m_pictures;
};

}  // namespace semblance
