#pragma once

#include <QHash>
#include <QList>
#include <QTimer>
#include <QWidget>

#include "core/base/result.h"
#include "core/query/query.h"
#include "ui/query/picturedrop.h"

class QFrame;
class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace semblance {

class MixSlider;
class PictureService;
class ReferenceChip;

/// The one query bar: reference pictures, then the sentence, then the balance of both. Pictures
/// come by dropping, pasting, the open dialog or addReference().
class QueryBar final : public QWidget {
    Q_OBJECT

public:
    explicit QueryBar(PictureService& pictures, QWidget* parent = nullptr);
    ~QueryBar() override;

    static constexpr int mostReferences = 6;
    static constexpr int debounceMs = 180;

    /// What is asked for now. A sentence beside a reference is a modification, alone it is a text.
    Query query() const;
    bool isEmpty() const;

    QStringList references() const;
    QString sentence() const;

    /// Shows a whole query at once; one queryChanged() follows.
    void setQuery(const QStringList& references, const QString& sentence);
    /// Takes the picture as the only reference; the sentence stays.
    void setReference(const QString& path) { setQuery({path}, sentence()); }
    void addReference(const QString& path);
    void clear() { setQuery({}, {}); }

    /// Takes pictures from the clipboard; problem() when it has none.
    void pasteReference();
    /// Asks for picture files in the system's dialog.
    void chooseReference();
    void focusSentence();

    MixSlider& mixSlider() { return *m_mix; }
    /// Shows or hides the word that the model does not know most of the sentence.
    void setSentenceUnknown(bool unknown);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// References at once, the sentence after a pause in typing or with Enter.
    void queryChanged();
    void mixChanged(float mix);
    /// The user is done with the sentence and wants the pictures.
    void resultsWanted();
    void viewWanted(const QString& path);
    /// The models are to be shown: the one in use does not know the sentence's words.
    void modelsWanted();
    void problem(const semblance::Error& error);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    QWidget* buildHint();
    ReferenceChip* insertChip(const QString& path);
    void removeChip(ReferenceChip* chip);
    void takePictures(const QMimeData& mime);
    void changed();
    void updateLook();
    void setFieldFlag(const char* name, bool on);

    PictureService& m_pictures;
    PictureDrop m_drop;
    QTimer m_pause;
    QFrame* m_field = nullptr;
    QHBoxLayout* m_chipRow = nullptr;
    QToolButton* m_add = nullptr;
    QLineEdit* m_sentence = nullptr;
    QToolButton* m_clear = nullptr;
    MixSlider* m_mix = nullptr;
    QWidget* m_hint = nullptr;
    QList<ReferenceChip*> m_chips;
    QHash<quint64, QString> m_thumbnailRequests;
};

}  // namespace semblance
