#pragma once

#include <QHash>
#include <QList>
#include <QPointer>
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
class QueryModel;
class ReferenceChip;

/// The one query bar: reference pictures, then the sentence, then the balance of both. A view of a
/// QueryModel; what it does not show of that stays as it is. Pictures come by dropping, pasting,
/// the open dialog or addReference().
class QueryBar final : public QWidget {
    Q_OBJECT

public:
    /// The model outlives the bar.
    QueryBar(QueryModel& model, PictureService& pictures, QWidget* parent = nullptr);
    ~QueryBar() override;

    /// That can be added here; of more in the model the first are shown.
    static constexpr int mostReferences = 6;
    static constexpr int debounceMs = 180;

    /// The files of the reference pictures.
    QStringList references() const;
    QString sentence() const;

    /// Asks for these and nothing else, in the mix that is set.
    void setQuery(const QStringList& references, const QString& sentence);
    /// Takes the picture as the only reference. What should be different from former ones stays;
    /// what was looked for by words alone does not.
    void setReference(const QString& path);
    /// Adds what was dropped or pasted as references, or says why not.
    void takePictures(const QMimeData& mime);
    /// A picture is being dragged to where it becomes a reference.
    void showDropping(bool on);
    void addReference(const QString& path);
    void clear();

    /// Takes pictures from the clipboard; problem() when it has none.
    void pasteReference();
    /// Asks for picture files in the system's dialog.
    void chooseReference();
    void focusSentence();

    /// Of the field, which what stands below it is not part of.
    int fieldHeight() const;
    MixSlider& mixSlider() { return *m_mix; }
    /// Shows or hides the word that the model does not know most of the sentence.
    void setSentenceUnknown(bool unknown);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
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
    void showReferences();
    ReferenceChip* makeChip(const PictureSource& picture);
    void requestThumbnail(ReferenceChip* chip);
    void removeChip(ReferenceChip* chip);
    void commit();
    void updateLook();
    void setFieldFlag(const char* name, bool on);

    QueryModel& m_model;
    PictureService& m_pictures;
    PictureDrop m_drop;
    QTimer m_pause;  ///< in typing, before the sentence is taken into the model
    QFrame* m_field = nullptr;
    QHBoxLayout* m_chipRow = nullptr;
    QToolButton* m_add = nullptr;
    QLineEdit* m_sentence = nullptr;
    QToolButton* m_clear = nullptr;
    MixSlider* m_mix = nullptr;
    QWidget* m_hint = nullptr;
    QList<ReferenceChip*> m_chips;  ///< of the first references, in their order
    QHash<quint64, QPointer<ReferenceChip>> m_thumbnailRequests;
};

}  // namespace semblance
