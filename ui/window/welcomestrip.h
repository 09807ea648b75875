#pragma once

#include <QFrame>
#include <QStringList>

#include "core/base/cancel.h"

#include "ui/query/examples.h"

namespace semblance {

class ExampleChips;
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
    ~WelcomeStrip() override;

    void setExamples(const QList<Example>& examples);
    /// The paths of the library's folders.
    void setFolders(const QStringList& paths);

Q_SIGNALS:
    void exampleChosen(const semblance::Example& example);
    void picturesWanted(const QString& folder);
    void addFolderWanted();
    void closed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void count();
    bool offersPictures() const;
    void updateButton();

    ExampleChips* m_chips;
    QPushButton* m_add;
    const QString m_pictures;  ///< the user's folder; empty where there is none
    qint64 m_count = -1;       ///< of the pictures in it, once they are counted
    QStringList m_folders;
    CancelToken m_counting;
};

}  // namespace semblance
